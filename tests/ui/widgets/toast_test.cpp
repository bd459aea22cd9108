// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/ui/support/look.h"
#include "ui/widgets/toast_host.h"

#include <QPushButton>
#include <QTest>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

class Toasts : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        window.resize(800, 400);
        window.show();
    }
    QWidget window;
    ToastHost host{&window};
};

TEST_F(Toasts, UndoRunsOnceAndTheBarGoes)
{
    int undone = 0;
    host.show(QStringLiteral("Alert hidden for 1 h."), [&] { ++undone; });
    auto *button = host.bar()->findChild<QPushButton *>(QStringLiteral("toast.undo"));
    testing::grab(window, QStringLiteral("toast"));
    QTest::mouseClick(button, Qt::LeftButton);
    testing::drainEvents();
    EXPECT_EQ(undone, 1);
    EXPECT_EQ(host.bar(), nullptr);
}

TEST_F(Toasts, WithoutAWayBackThereIsNoButton)
{
    host.show(QStringLiteral("Read-only mode is on."));
    EXPECT_EQ(host.bar()->findChild<QPushButton *>(), nullptr);
}

TEST_F(Toasts, ItStandsClearAboveWhatLiesAtTheBottom)
{
    QWidget strip(&window), panel(&window);
    strip.setGeometry(0, 372, 800, 28);
    strip.show();
    panel.setGeometry(0, 212, 800, 160);
    panel.hide();
    host.setGround({&panel, &strip});
    host.show(QStringLiteral("Copied"));
    EXPECT_LE(host.bar()->geometry().bottom(), 372 - 40);
    panel.show();
    host.show(QStringLiteral("Copied"));
    EXPECT_LE(host.bar()->geometry().bottom(), 212 - 40);
}

TEST_F(Toasts, TheNewestWins)
{
    host.show(QStringLiteral("first"));
    host.show(QStringLiteral("second"));
    EXPECT_EQ(host.bar()->accessibleName(), QStringLiteral("second"));
    host.dismiss();
    EXPECT_EQ(host.bar(), nullptr);
}

TEST_F(Toasts, StaysInsideASmallerWindow)
{
    host.show(QString(400, QLatin1Char('x')));
    window.resize(400, 300);
    testing::drainEvents();
    EXPECT_TRUE(window.rect().contains(host.bar()->geometry()));
}

} // namespace
} // namespace envdeck::ui

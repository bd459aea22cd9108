// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/ui/support/look.h"
#include "ui/widgets/overlay_host.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

class Overlay : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(below);
        window.resize(600, 400);
        window.show();
        QApplication::setActiveWindow(&window);
        below->setFocus();
    }
    QWidget *twoFields()
    {
        auto *content = new QWidget;
        auto *layout = new QVBoxLayout(content);
        layout->addWidget(new QLineEdit);
        layout->addWidget(new QLineEdit);
        content->setFocusProxy(content->findChild<QLineEdit *>());
        return content;
    }
    QWidget window;
    QPushButton *below = new QPushButton(QStringLiteral("below"));
    OverlayHost host{&window};
};

TEST_F(Overlay, TabStaysInsideBothWays)
{
    QWidget *content = twoFields();
    host.open(content, OverlayHost::Place::Center);
    for (int i = 0; i < 5; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        EXPECT_TRUE(content->isAncestorOf(QApplication::focusWidget()));
    }
    for (int i = 0; i < 5; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        EXPECT_TRUE(content->isAncestorOf(QApplication::focusWidget()));
    }
}

TEST_F(Overlay, TabComesAroundHoweverMuchTheWindowHolds)
{
    for (int i = 0; i < 700; ++i)
        new QWidget(&window);
    QWidget *content = twoFields();
    host.open(content, OverlayHost::Place::Center);
    QWidget *first = QApplication::focusWidget();
    QTest::keyClick(first, Qt::Key_Tab);
    ASSERT_NE(QApplication::focusWidget(), first);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    EXPECT_EQ(QApplication::focusWidget(), first);
}

// The operator looked elsewhere while the review was made: the keyboard is in the sheet all the same.
TEST_F(Overlay, AWindowThatIsNotInFrontKeepsItsKeyboardInside)
{
    QApplication::setActiveWindow(nullptr);
    ASSERT_EQ(QApplication::focusWidget(), nullptr);
    QWidget *content = twoFields();
    host.open(content, OverlayHost::Place::Center);
    QWidget *first = window.focusWidget();
    ASSERT_TRUE(content->isAncestorOf(first));
    QTest::keyClick(first, Qt::Key_Tab);
    EXPECT_TRUE(content->isAncestorOf(window.focusWidget()));
    EXPECT_NE(window.focusWidget(), first);
    host.dismiss();
    EXPECT_EQ(window.focusWidget(), below);
}

TEST_F(Overlay, TheFocusComesBack)
{
    host.open(twoFields(), OverlayHost::Place::Center);
    EXPECT_FALSE(below->hasFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    EXPECT_TRUE(below->hasFocus());
    EXPECT_FALSE(host.isOpen());
}

TEST_F(Overlay, AStrayClickThrowsNothingAway)
{
    QSignalSpy clicked(below, &QPushButton::clicked);
    host.open(twoFields(), OverlayHost::Place::Center);
    QTest::mouseClick(&host, Qt::LeftButton, {}, QPoint(5, 5));
    EXPECT_TRUE(host.isOpen());
    EXPECT_TRUE(clicked.isEmpty());
}

TEST_F(Overlay, ContentFitsAWindowThatShrinks)
{
    auto *content = twoFields();
    content->setMinimumSize(0, 0);
    host.open(content, OverlayHost::Place::Center);
    window.resize(300, 200);
    testing::drainEvents();
    EXPECT_TRUE(host.rect().contains(content->geometry()));
}

TEST_F(Overlay, ASecondContentTakesTheFirstOnesPlace)
{
    QPointer<QWidget> first = twoFields();
    host.open(first, OverlayHost::Place::Center);
    host.open(twoFields(), OverlayHost::Place::Top);
    EXPECT_TRUE(testing::soon([&] { return first.isNull(); }));
    host.dismiss();
    EXPECT_TRUE(below->hasFocus()); // not the one that is gone
}

} // namespace
} // namespace envdeck::ui

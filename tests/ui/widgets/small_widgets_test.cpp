// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/ui/support/languages.h"
#include "tests/ui/support/look.h"
#include "ui/widgets/banner.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/label.h"
#include "ui/widgets/matrix_delegate.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/segmented.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

TEST(Label, ShowsMarkupAsText)
{
    testing::theme();
    Label label(QStringLiteral("<b>bold</b>"));
    EXPECT_EQ(label.textFormat(), Qt::PlainText);
}

TEST(Label, WhatIsElidedStandsInTheTooltipAndOnlyThen)
{
    testing::theme();
    Label label(QStringLiteral("a resource address that is longer than its place"));
    label.resize(60, 20);
    testing::grab(label, QStringLiteral("label-elided"));
    EXPECT_EQ(label.toolTip(), label.text());
    label.resize(600, 20);
    testing::grab(label, QStringLiteral("label-whole"));
    EXPECT_EQ(label.toolTip(), QString());
}

TEST(Segments, ArrowsMoveTheChoiceAndStopAtTheEnds)
{
    testing::theme();
    Segmented segments({QStringLiteral("Everything"), QStringLiteral("Problems only")});
    QSignalSpy changed(&segments, &Segmented::currentChanged);
    segments.show();
    segments.setFocus();
    QTest::keyClick(&segments, Qt::Key_Right);
    QTest::keyClick(&segments, Qt::Key_Right);
    EXPECT_EQ(segments.current(), 1);
    EXPECT_EQ(changed.size(), 1);
    EXPECT_EQ(segments.accessibleDescription(), QStringLiteral("Problems only"));
}

TEST(Header, HasOnePrimaryAtMost)
{
    testing::theme();
    PageHeader header(QStringLiteral("Deployments"));
    QPushButton *deploy = header.addAction(QStringLiteral("Deploy"), {});
    QPushButton *plan = header.addAction(QStringLiteral("Plan"), {});
    header.setPrimary(deploy);
    header.setPrimary(plan);
    EXPECT_EQ(variantOf(deploy), ButtonVariant::Secondary);
    EXPECT_EQ(variantOf(plan), ButtonVariant::Primary);
    header.setPrimary(nullptr);
    EXPECT_EQ(variantOf(plan), ButtonVariant::Secondary);
}

TEST(Header, SpeaksTheLanguageInForce)
{
    testing::theme();
    PageHeader header(QStringLiteral("x"));
    auto *refresh = header.findChild<QPushButton *>(QStringLiteral("page.refresh"));
    EXPECT_EQ(refresh->accessibleName(), QStringLiteral("Refresh"));
    const testing::InLanguage chinese = testing::InLanguage::chinese();
    EXPECT_EQ(refresh->accessibleName(), QStringLiteral("刷新"));
}

TEST(Details, EscClosesAndTheFocusComesBack)
{
    testing::theme();
    QWidget window;
    auto *anchor = new QPushButton(QStringLiteral("git"), &window);
    window.resize(300, 200);
    testing::showActive(window);
    anchor->setFocus();
    auto *popover = new Popover(anchor);
    popover->addTitle(QStringLiteral("Dokploy: 2 of 3 answer"));
    popover->addFact(QStringLiteral("Address"), QStringLiteral("https://dokploy.prod.example.com"));
    popover->addFact(QStringLiteral("Nothing"), {});
    popover->content()->addWidget(new QPushButton(QStringLiteral("Try again")));
    popover->popUp();
    testing::grab(*popover, QStringLiteral("popover"));
    QPointer<Popover> alive(popover);
    QTest::keyClick(popover, Qt::Key_Escape);
    EXPECT_TRUE(testing::soon([&] { return alive.isNull(); }));
    EXPECT_TRUE(anchor->hasFocus());
}

TEST(MatrixDelegate, TheTrendStandsClearOfTheButtonAtEveryTextSize)
{
    for (const int percent : {80, 100, 130, 200}) {
        const testing::LookGuard look;
        testing::theme().setTextScale(percent / 100.0);
        AppCell app;
        app.action = QStringLiteral("Roll back");
        QStandardItemModel model(1, 1);
        model.setItem(0, 0, new QStandardItem);
        model.item(0, 0)->setData(QVariant::fromValue(app), AppCellRole);
        const QRect cell(970, 300, 310, MatrixDelegate::appRowHeight());
        const QRect button = MatrixDelegate().actionRect(cell, model.index(0, 0));
        ASSERT_FALSE(button.isEmpty());
        const QRect trend = MatrixDelegate::trendRect(cell, app);
        EXPECT_FALSE(trend.adjusted(0, 0, 0, metrics::space1 - 1).intersects(button)) << percent;
        app.action.clear();
        EXPECT_TRUE(cell.contains(MatrixDelegate::trendRect(cell, app)));
    }
}

} // namespace
} // namespace envdeck::ui

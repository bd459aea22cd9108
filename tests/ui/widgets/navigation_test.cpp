// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/support/text.h"
#include "tests/ui/support/look.h"
#include "ui/widgets/env_band.h"
#include "ui/widgets/env_menu.h"
#include "ui/widgets/nav_list.h"
#include "ui/widgets/status_strip.h"

#include <QAccessible>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using testing::s;

class Navigation : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        list.setEntries({{s("overview"), s("Overview"), s("overview")},
                         {},
                         {s("alerts"), s("Alerts"), s("alerts"), 2, Severity::Critical}});
        list.resize(200, 300);
        list.show();
        list.setCurrent(s("overview"));
        list.setFocus();
    }
    NavList list;
    QSignalSpy chosen{&list, &NavList::pageChosen};
};

TEST_F(Navigation, DownSkipsTheGapAndChooses)
{
    QTest::keyClick(&list, Qt::Key_Down);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen.first().first().toString(), s("alerts"));
}

TEST_F(Navigation, FollowingTheWindowIsNoChoice)
{
    list.setCurrent(s("alerts"));
    list.setEntries({{s("overview"), s("概览"), s("overview")}, {s("alerts"), s("告警"), s("alerts")}});
    EXPECT_TRUE(chosen.isEmpty());
    EXPECT_EQ(list.currentIndex().row(), 1); // still on alerts, in the new words
}

TEST_F(Navigation, BadgesAreSpoken)
{
    EXPECT_EQ(list.model()->index(2, 0).data(Qt::AccessibleTextRole).toString(), s("Alerts, 2, critical"));
}

TEST_F(Navigation, NarrowShowsIconsAlone)
{
    list.setNarrow(true);
    EXPECT_EQ(list.width(), 52);
    list.setNarrow(false);
    EXPECT_EQ(list.width(), 200);
}

TEST(EnvLetters, TwoWhereOneIsNotEnough)
{
    const QStringList all{s("dev"), s("demo"), s("prod")};
    EXPECT_EQ(envLetters(s("dev"), all), s("DE"));
    EXPECT_EQ(envLetters(s("prod"), all), s("P"));
}

TEST(EnvironmentMenu, KeysChoose)
{
    testing::theme();
    EnvMenu menu(
        {{{}, EnvironmentKind::Custom, Severity::None, {}, {}, s("Ctrl+0")},
         {s("dev"), EnvironmentKind::Dev, Severity::Ok, s("Healthy"), s("v1.4.0"), s("Ctrl+1")},
         {s("prod"), EnvironmentKind::Prod, Severity::Critical, s("critical"), s("v1.3.8"), s("Ctrl+2")}},
        s("dev"));
    QSignalSpy chosen(&menu, &EnvMenu::chosen);
    menu.resize(menu.sizeHint());
    testing::grab(menu, s("env-menu"));
    QTest::keyClick(&menu, Qt::Key_Down);
    QTest::keyClick(&menu, Qt::Key_Return);
    ASSERT_EQ(chosen.size(), 1);
    EXPECT_EQ(chosen.first().first().toString(), s("prod"));
    EXPECT_TRUE(menu.model()->index(2, 0).data(Qt::AccessibleTextRole).toString().contains(s("critical")));
}

class Strip : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        strip.resize(1024, 28);
        testing::showActive(strip);
    }
    StatusStrip strip;
};

TEST_F(Strip, ARefreshKeepsTheFocusOnTheSegment)
{
    strip.setSegments(
        {{s("git"), s("main at 3f2a91c"), Severity::Ok}, {s("dokploy"), s("Dokploy: 3 of 3"), Severity::Ok}});
    testing::drainEvents(); // the new segments are shown
    QWidget *dokploy = strip.segment(s("dokploy"));
    dokploy->setFocus();
    strip.setSegments({{s("git"), s("main at 3f2a91c"), Severity::Ok},
                       {s("dokploy"), s("Dokploy: 2 of 3"), Severity::Warning}});
    EXPECT_EQ(strip.segment(s("dokploy")), dokploy);
    EXPECT_TRUE(dokploy->hasFocus());
    EXPECT_EQ(dokploy->accessibleName(), s("Dokploy: 2 of 3"));
}

TEST_F(Strip, SegmentsAreButtons)
{
    strip.setSegments({{s("git"), s("main"), Severity::Ok}});
    QSignalSpy chosen(&strip, &StatusStrip::segmentChosen);
    auto *git = strip.findChild<QWidget *>(s("status.git"));
    ASSERT_TRUE(git);
    git->setFocus();
    QTest::keyClick(git, Qt::Key_Space);
    QTest::mouseClick(git, Qt::LeftButton);
    EXPECT_EQ(chosen.size(), 2);
}

TEST_F(Strip, LongTextsStayInsideANarrowWindow)
{
    QList<StripSegment> many;
    for (int i = 0; i < 6; ++i)
        many.append({QString::number(i), QString(40, QLatin1Char('x')), Severity::Ok, i > 3});
    strip.setSegments(many);
    testing::drainEvents();
    for (const StripSegment &segment : many)
        EXPECT_TRUE(strip.rect().contains(strip.segment(segment.id)->geometry())) << qPrintable(segment.id);
    testing::grab(strip, s("strip-narrow"));
}

} // namespace
} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/freshness_text.h"
#include "ui/text/time_text.h"

#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using namespace std::chrono_literals;

const QDateTime now(QDate(2026, 3, 2), QTime(10, 41), Qt::UTC);

TEST(TimeText, ASpanHasAtMostTwoUnits)
{
    EXPECT_EQ(durationText(0ms), QStringLiteral("0 ms"));
    EXPECT_EQ(durationText(999ms), QStringLiteral("999 ms"));
    EXPECT_EQ(durationText(1s), QStringLiteral("1 s"));
    EXPECT_EQ(durationText(59s), QStringLiteral("59 s"));
    EXPECT_EQ(durationText(61s), QStringLiteral("1 min 1 s"));
    EXPECT_EQ(durationText(22min + 40s), QStringLiteral("22 min"));
    EXPECT_EQ(durationText(3h), QStringLiteral("3 h"));
    EXPECT_EQ(durationText(52h + 59min), QStringLiteral("2 d 4 h"));
    EXPECT_EQ(durationText(-5s), QStringLiteral("0 ms"));
}

TEST(TimeText, TimesInUtcSaySo)
{
    EXPECT_FALSE(timesInUtc());
    setTimesInUtc(true);
    EXPECT_EQ(momentText(now.addSecs(-60), now), QStringLiteral("10:40 UTC"));
    EXPECT_EQ(shownTime(now.toMSecsSinceEpoch()).offsetFromUtc(), 0);
    setTimesInUtc(false);
    EXPECT_FALSE(momentText(now.addSecs(-60), now).endsWith(QStringLiteral("UTC")));
}

TEST(TimeText, AClockRunsInMinutesThenHours)
{
    EXPECT_EQ(elapsedText(41s), QStringLiteral("0:41"));
    EXPECT_EQ(elapsedText(130s), QStringLiteral("2:10"));
    EXPECT_EQ(elapsedText(3730s), QStringLiteral("1:02:10"));
}

TEST(TimeText, AgesAreInOneUnit)
{
    EXPECT_EQ(agoText(now.addSecs(-3), now), QStringLiteral("just now"));
    EXPECT_EQ(agoText(now.addSecs(-12), now), QStringLiteral("12 s ago"));
    EXPECT_EQ(agoText(now.addSecs(-540), now), QStringLiteral("9 min ago"));
    EXPECT_EQ(agoText(now.addDays(-2), now), QStringLiteral("2 d ago"));
    EXPECT_EQ(agoText(now.addSecs(19 * 3600), now), QStringLiteral("in 19 h"));
    EXPECT_EQ(agoText(now.addSecs(3), now), QStringLiteral("just now")); // two clocks differ a little
    EXPECT_EQ(agoText({}, now), QString());
}

TEST(TimeText, FreshnessIsNeverAGuess)
{
    const FreshnessText fresh =
        freshnessText(Freshness::Fresh, now.addSecs(-12), now, QStringLiteral("Dokploy prod"), 84ms);
    EXPECT_EQ(fresh.text, QStringLiteral("Updated 12 s ago"));
    EXPECT_EQ(fresh.severity, Severity::None);
    EXPECT_TRUE(fresh.details.contains(QLatin1String("Dokploy prod")) &&
                fresh.details.contains(QLatin1String("84 ms")));
    EXPECT_TRUE(fresh.details.contains(QLatin1String("UTC")));
    const FreshnessText stale = freshnessText(Freshness::Stale, now.addSecs(-840), now, {}, 0ms);
    EXPECT_EQ(stale.text, QStringLiteral("14 min old"));
    EXPECT_EQ(stale.severity, Severity::Stale);
    const FreshnessText unknown = freshnessText(Freshness::Unknown, {}, now, {}, 0ms);
    EXPECT_EQ(unknown.text, QStringLiteral("Unknown"));
    EXPECT_EQ(unknown.severity, Severity::Unknown);
}

TEST(TimeText, MomentsOfTodayAreTimesOnly)
{
    const QString today = momentText(now, now.addSecs(60));
    EXPECT_EQ(today, now.toLocalTime().toString(QStringLiteral("HH:mm")));
    EXPECT_TRUE(momentText(now.addYears(-1), now).contains(QLatin1String("2025")));
    EXPECT_FALSE(momentText(now.addDays(-40), now).contains(QLatin1String("2026")));
}

} // namespace
} // namespace envdeck::ui

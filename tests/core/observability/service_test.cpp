// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observability/series_math.h"
#include "core/observability/service.h"
#include "core/observability/time_choice.h"
#include "tests/core/observability/fake_telemetry.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"

#include <gtest/gtest.h>

namespace envdeck::observability {
namespace {

constexpr qint64 minute = 60'000;

class Observability : public ::testing::Test {
protected:
    qint64 now() const { return clock.now().toMSecsSinceEpoch(); }
    platform::TimeRange lastHour() const { return TimeChoice().at(clock.now()); }

    testing::FakeClock clock;
    testing::FakeTelemetry telemetry;
    Workspace workspace = testing::measuredWorkspace();
    Service service{telemetry, workspace, clock};
    Target api{QStringLiteral("prod"), QStringLiteral("api")};
};

TEST_F(Observability, AnErrorComesThrough)
{
    const auto board = testing::answerOf(service.board(api, lastHour(), {}));
    ASSERT_FALSE(board);
    EXPECT_EQ(board.error().code, ErrorCode::Unreachable);
    telemetry.error = Error{ErrorCode::BadConfig, {}, QStringLiteral("not-configured"), 0};
    EXPECT_TRUE(isNotConfigured(testing::answerOf(service.board(api, lastHour(), {})).error()));
}

TEST_F(Observability, TheStepThatHasBegunIsMarkedAndWhatComesAfterItDropped)
{
    telemetry.board = testing::story(now() - 60 * minute - 30'000, minute, 65, now() + minute);
    const auto board = testing::answerOf(service.board(api, lastHour(), {})).value();
    EXPECT_EQ(board.wholeUntil, now() - 30'000);
    EXPECT_EQ(board.golden.rate.times.back(), board.wholeUntil);
    EXPECT_EQ(board.golden.p99.times.size(), board.golden.rate.times.size());
    EXPECT_GT(telemetry.asked.last().range.to, clock.now()); // else the server would cut it
}

TEST_F(Observability, AShortStepThatHasBegunIsLeftOutAndNoRangeIsAskedLonger)
{
    constexpr qint64 step = 10'000;
    telemetry.board = testing::story(now() - 360 * step + 4'000, step, 361, now() + minute);
    const auto board = testing::answerOf(service.board(api, lastHour(), {})).value();
    EXPECT_EQ(board.wholeUntil, 0);
    EXPECT_EQ(board.golden.rate.times.back(), now() - step - 6'000);
    const auto &asked = telemetry.asked.last().range;
    EXPECT_EQ(asked.from.msecsTo(asked.to), 60 * minute); // a longer one gets larger steps
}

TEST_F(Observability, DataOnItsWayIsNoGapAndOldSilenceIsOne)
{
    constexpr qint64 step = 10'000;
    telemetry.board = testing::story(now() - 360 * step, step, 361, now() + minute, 358, 361);
    EXPECT_TRUE(gapsIn(testing::answerOf(service.board(api, lastHour(), {})).value().golden.rate).isEmpty());
    telemetry.board = testing::story(now() - 360 * step, step, 361, now() + minute, 300, 361);
    const auto gaps = gapsIn(testing::answerOf(service.board(api, lastHour(), {})).value().golden.rate);
    ASSERT_EQ(gaps.size(), 1);
    EXPECT_GT(gaps.first().length(), 9 * minute);
}

TEST_F(Observability, SilenceOfOneAppIsToldFromABrokenCollection)
{
    EXPECT_EQ(testing::answerOf(service.silence(api, {})).value(), Silence::Environment);
    telemetry.sending = {QStringLiteral("web")};
    EXPECT_EQ(testing::answerOf(service.silence(api, {})).value(), Silence::App);
    telemetry.sending.append(QStringLiteral("api"));
    EXPECT_EQ(testing::answerOf(service.silence(api, {})).value(), Silence::OnlyThisRange);
    EXPECT_EQ(testing::answerOf(service.silence({api.environment, QStringLiteral("cron")}, {})).value(),
              Silence::NotConfigured);
}

TEST_F(Observability, BeforeAndAfterADeployment)
{
    const QDateTime at = clock.now().addSecs(-10 * 60);
    telemetry.board = testing::story(now() - 45 * minute, 10'000, 270, at.toMSecsSinceEpoch());
    const auto comparison = testing::answerOf(service.comparison(api, at, {})).value();
    ASSERT_TRUE(comparison);
    EXPECT_NEAR(*comparison->before.errorPercent, 0.1, 0.01);
    EXPECT_NEAR(*comparison->after.errorPercent, 2.4, 0.1);
    EXPECT_NEAR(*ratio(comparison->before.p95Ms, comparison->after.p95Ms), 6.9, 0.3);
    EXPECT_EQ(comparison->afterSpan, std::chrono::minutes(9));
    EXPECT_TRUE(isWorse(*comparison, Thresholds()));
    Thresholds lenient;
    lenient.errorRatePercent = 5;
    lenient.p95Ms = 1000;
    EXPECT_FALSE(isWorse(*comparison, lenient));
}

TEST_F(Observability, NothingIsComparedBeforeADeploymentSettled)
{
    const QDateTime at = clock.now().addSecs(-30);
    telemetry.board = testing::story(now() - 30 * minute, 10'000, 180, at.toMSecsSinceEpoch());
    EXPECT_FALSE(testing::answerOf(service.comparison(api, at, {})).value());
    EXPECT_FALSE(
        testing::answerOf(service.comparison(api, clock.now().addSecs(5), {})).value()); // clocks differ
}

TEST_F(Observability, AFirstDeploymentHasNothingBeforeIt)
{
    const QDateTime at = clock.now().addSecs(-10 * 60);
    telemetry.board = testing::story(at.toMSecsSinceEpoch(), 10'000, 60, at.toMSecsSinceEpoch());
    const auto comparison = testing::answerOf(service.comparison(api, at, {})).value();
    ASSERT_TRUE(comparison);
    EXPECT_FALSE(comparison->before.errorPercent);
    EXPECT_FALSE(ratio(comparison->before.p95Ms, comparison->after.p95Ms));
    EXPECT_TRUE(isWorse(*comparison, Thresholds()));
}

TEST_F(Observability, AlertsOfOtherServicesAreLeftOut)
{
    const Alert own{QStringLiteral("1"),
                    QStringLiteral("Errors"),
                    QStringLiteral("critical"),
                    true,
                    {},
                    QStringLiteral("api"),
                    {}};
    Alert other = own;
    other.service = QStringLiteral("web");
    Alert everywhere = own;
    everywhere.service.clear();
    Alert pending = own;
    pending.firing = false;
    telemetry.firing = {own, other, everywhere, pending};
    EXPECT_EQ(testing::answerOf(service.firing(api, {})).value(), (QList<Alert>{own, everywhere}));
}

TEST(TimeChoices, ZoomStaysAboutThePointAndNeverLeavesThePast)
{
    const QDateTime now(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC);
    const platform::TimeRange hour = TimeChoice().at(now);
    const auto closer = zoomed(hour, now.addSecs(-1800), 0.5, now).at(now);
    EXPECT_EQ(closer.from, now.addSecs(-2700));
    EXPECT_EQ(closer.to, now.addSecs(-900));
    const auto wider = zoomed(hour, now, 2, now).at(now);
    EXPECT_EQ(wider.to, now);
    EXPECT_EQ(wider.from.secsTo(wider.to), 7200);
    EXPECT_EQ(between(now.addSecs(-1), now.addYears(1), now).at(now).from,
              now.addSecs(-60)); // a minute at least
    EXPECT_EQ(between(now.addYears(-9), now, now).at(now).from, now.addDays(-90));
    EXPECT_EQ(between(now, now.addSecs(-600), now).at(now).from, now.addSecs(-600)); // dragged leftwards
}

TEST(TimeChoices, HoldingKeepsTheLength)
{
    const QDateTime now(QDate(2026, 3, 2), QTime(10, 0), Qt::UTC);
    const TimeChoice still = held(TimeChoice(), now);
    EXPECT_FALSE(still.isLive());
    EXPECT_EQ(usualSpan(still), 1);
    EXPECT_EQ(still.at(now.addDays(1)).to, now);
    EXPECT_EQ(usualSpan(between(now.addSecs(-100), now, now)), -1);
}

} // namespace
} // namespace envdeck::observability

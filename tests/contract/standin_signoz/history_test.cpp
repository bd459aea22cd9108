// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/evaluate.h"
#include "tests/standins/signoz/history.h"

#include <cmath>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using namespace standins::signoz;
using standins::HostStory;
using standins::ReleaseStory;

const QDateTime now(QDate(2026, 11, 24), QTime(10, 41), Qt::UTC);
const QDateTime badSince = now.addSecs(-9 * 60);

QList<ReleaseStory> story()
{
    ReleaseStory good{
        QStringLiteral("api"), QStringLiteral("prod"), QStringLiteral("v1.3.7"), {}, badSince, 0.1, 88, 600};
    ReleaseStory bad{
        QStringLiteral("api"), QStringLiteral("prod"), QStringLiteral("v1.3.8"), badSince, {}, 2.4, 610, 600};
    return {good, bad};
}

struct Behaviour {
    double requests = 0;
    double errorPercent = 0;
    double p95Ms = 0;
    qint64 scanned = 0;
};

Behaviour behaviour(const History &history, const QDateTime &from, const QDateTime &to)
{
    const HostMetrics hosts({}, 0, 1);
    QueryRequest request;
    request.start = from.toMSecsSinceEpoch();
    request.end = to.toMSecsSinceEpoch();
    request.type = RequestType::Scalar;
    BuilderQuery query;
    query.name = QStringLiteral("A");
    query.aggregations = Aggregation::parse(
        Signal::Traces, QStringLiteral("count(), countIf(has_error = true), p95(duration_nano)"), {});
    request.queries = {query};
    const Telemetry telemetry{{&history}, hosts, now.toMSecsSinceEpoch()};
    const auto result = evaluate(request, telemetry).first();
    const auto total = [&](qsizetype i) { return result.aggregations.at(i).series.front().total; };
    return {total(0), total(1) / total(0) * 100, total(2) / 1e6, result.scanned};
}

TEST(SignozHistory, TellsTheStory)
{
    const History history(story(), now.toMSecsSinceEpoch(), 1);
    const Behaviour bad = behaviour(history, badSince, now);
    EXPECT_NEAR(bad.errorPercent, 2.4, 0.4);
    EXPECT_NEAR(bad.p95Ms, 610, 60);
    const Behaviour good = behaviour(history, badSince.addDays(-1), badSince);
    EXPECT_NEAR(good.errorPercent, 0.1, 0.03);
    EXPECT_NEAR(good.p95Ms, 88, 5);
    EXPECT_NEAR(good.requests, 600 * 24 * 60, 600 * 24 * 60 * 0.02);
}

TEST(SignozHistory, HasADailyRhythm)
{
    const History history(story(), now.toMSecsSinceEpoch(), 1);
    const QDateTime day(QDate(2026, 11, 20), QTime(0, 0), Qt::UTC);
    const double night = behaviour(history, day.addSecs(3 * 3600), day.addSecs(4 * 3600)).requests;
    const double afternoon = behaviour(history, day.addSecs(15 * 3600), day.addSecs(16 * 3600)).requests;
    EXPECT_GT(afternoon, 2.5 * night);
}

TEST(SignozHistory, IsTheSameForTheSameSeedAndAnotherForAnother)
{
    const StreamInfo stream{QStringLiteral("api"), QStringLiteral("prod"), QStringLiteral("v1.3.7"), false};
    const qint64 to = badSince.toMSecsSinceEpoch();
    const auto durations = [&](quint64 seed) {
        QList<double> all;
        for (const Point &point :
             History(story(), now.toMSecsSinceEpoch(), seed).points(stream, to - 600'000, to, Detail::Full))
            all.append(point.durationMs);
        return all;
    };
    EXPECT_EQ(durations(7), durations(7));
    EXPECT_NE(durations(7), durations(8));
    EXPECT_EQ(durations(7).size(), 240);
}

TEST(SignozHistory, CountsAreTheSameInAllDetails)
{
    const History history(story(), now.toMSecsSinceEpoch(), 1);
    const StreamInfo stream{QStringLiteral("api"), QStringLiteral("prod"), QStringLiteral("v1.3.7"), false};
    const qint64 to = badSince.toMSecsSinceEpoch() / minuteMs * minuteMs;
    const auto sum = [&](Detail detail) {
        quint64 weight = 0;
        for (const Point &point : history.points(stream, to - 60 * minuteMs, to, detail))
            weight += point.weight;
        return weight;
    };
    EXPECT_GT(sum(Detail::Full), 0U);
    EXPECT_EQ(sum(Detail::Minutes), sum(Detail::Full));
    EXPECT_EQ(sum(Detail::Coarse), sum(Detail::Full));
}

TEST(SignozHistory, AFortnightsPercentilesAreReadFromFewPointsAndAreTheSame)
{
    QList<ReleaseStory> releases = story();
    releases.removeLast();
    releases.first().to = {};
    const History history(releases, now.toMSecsSinceEpoch(), 1);
    const Behaviour fortnight = behaviour(history, now.addDays(-14), now);
    const Behaviour hours = behaviour(history, now.addSecs(-6 * 3600), now); // in full detail
    EXPECT_NEAR(fortnight.p95Ms, hours.p95Ms, 2);
    EXPECT_NEAR(fortnight.errorPercent, 0.1, 0.02);
    EXPECT_LT(fortnight.scanned, 14 * 24 * 60 * 5);
    EXPECT_GT(hours.scanned, 6 * 60 * 20);
}

TEST(SignozHistory, AStreamIsNamedOnlyWhereItHasPoints)
{
    const History history(story(), now.toMSecsSinceEpoch(), 1);
    const qint64 bad = badSince.toMSecsSinceEpoch();
    EXPECT_EQ(history.streams(bad - minuteMs, bad).size(), 2U);
    EXPECT_EQ(history.streams(bad - minuteMs, bad + 1).size(), 4U);
    EXPECT_TRUE(history.streams(now.toMSecsSinceEpoch(), now.addDays(1).toMSecsSinceEpoch()).empty());
}

TEST(SignozHistory, ReachesBackTwoWeeksAndNotPastItsEnd)
{
    const History history(story(), now.toMSecsSinceEpoch(), 1);
    const StreamInfo good{QStringLiteral("api"), QStringLiteral("prod"), QStringLiteral("v1.3.7"), false};
    const StreamInfo bad{QStringLiteral("api"), QStringLiteral("prod"), QStringLiteral("v1.3.8"), false};
    const auto old = history.points(good, 0, now.addDays(-13).toMSecsSinceEpoch(), Detail::Minutes);
    ASSERT_FALSE(old.empty());
    EXPECT_GE(old.front().at, now.addDays(-14).toMSecsSinceEpoch());
    EXPECT_TRUE(history.points(bad, now.toMSecsSinceEpoch(), now.addDays(1).toMSecsSinceEpoch(), Detail::Full)
                    .empty());
    EXPECT_TRUE(history.points(bad, 0, badSince.toMSecsSinceEpoch(), Detail::Full).empty());
    EXPECT_TRUE(
        history.points(good, badSince.toMSecsSinceEpoch(), now.toMSecsSinceEpoch(), Detail::Full).empty());
}

TEST(SignozHistory, AVersionThatCameBackIsOneStreamWithTwoSpans)
{
    QList<ReleaseStory> releases = story();
    releases[1].to = now.addSecs(-120);
    releases.append({QStringLiteral("api"),
                     QStringLiteral("prod"),
                     QStringLiteral("v1.3.7"),
                     now.addSecs(-120),
                     {},
                     0.1,
                     88,
                     600});
    const History history(releases, now.toMSecsSinceEpoch(), 1);
    EXPECT_EQ(history.streams(0, now.toMSecsSinceEpoch()).size(), 4U);
    const StreamInfo good{QStringLiteral("api"), QStringLiteral("prod"), QStringLiteral("v1.3.7"), false};
    const auto points =
        history.points(good, now.addSecs(-1200).toMSecsSinceEpoch(), now.toMSecsSinceEpoch(), Detail::Full);
    EXPECT_TRUE(std::is_sorted(points.begin(), points.end(),
                               [](const Point &a, const Point &b) { return a.at < b.at; }));
    EXPECT_GE(points.back().at, now.addSecs(-60).toMSecsSinceEpoch());
}

TEST(SignozHostMetrics, SharesAddUpAndHostsGoOnPastTheEndOfHistory)
{
    const HostStory host{QStringLiteral("prod-1"), QStringLiteral("prod"), {}, {}, 34, 62, 48};
    const HostMetrics hosts({host}, now.toMSecsSinceEpoch(), 1);
    const qint64 at = now.addSecs(3600).toMSecsSinceEpoch();
    double cpu = 0;
    for (const Labels &labels : hosts.series(QStringLiteral("system.cpu.time")))
        cpu += hosts.value(QStringLiteral("system.cpu.time"), labels, at);
    EXPECT_NEAR(cpu, 120, 1e-6); // two cores, sixty seconds
    double disk = 0;
    double used = 0;
    for (const Labels &labels : hosts.series(QStringLiteral("system.filesystem.usage"))) {
        const double value =
            hosts.value(QStringLiteral("system.filesystem.usage"), labels, now.toMSecsSinceEpoch());
        disk += value;
        used += textOf(labels.value(QStringLiteral("state"))) == QStringLiteral("used") ? value : 0;
    }
    EXPECT_NEAR(used / disk, 0.48, 1e-6);
    const Labels first = hosts.series(QStringLiteral("system.cpu.time")).front();
    EXPECT_TRUE(std::isnan(
        hosts.value(QStringLiteral("system.cpu.time"), first, now.addDays(-15).toMSecsSinceEpoch())));
}

} // namespace
} // namespace envdeck::testing

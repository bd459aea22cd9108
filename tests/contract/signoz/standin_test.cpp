// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/signoz/client.h"
#include "tests/standins/signoz/signoz.h"
#include "tests/support/event_loop.h"
#include "tests/support/fake_clock.h"

#include <cmath>
#include <gtest/gtest.h>

// The client against a server that evaluates what it is asked, member by member as strictly as SigNoz.
namespace envdeck::signoz {
namespace {

using namespace testing;

const QString inProd = QStringLiteral("deployment.environment = 'prod'");
const Scope apiInProd{QStringLiteral("api"), inProd};
const QDateTime now(QDate(2026, 11, 24), QTime(10, 41, 7), Qt::UTC);
const QDateTime badSince = now.addSecs(-9 * 60);

standins::ReleaseStory release(const QString &environment, const QString &version, const QDateTime &from,
                               const QDateTime &to, double errors, double p95)
{
    return {QStringLiteral("api"), environment, version, from, to, errors, p95, 600};
}

class SignozPair : public ::testing::Test {
protected:
    SignozPair()
    {
        clock.set(now);
        standins::SignozOptions options;
        options.apiKey = "0123456789abcdef";
        options.historyUntil = now;
        options.releases = {
            release(QStringLiteral("prod"), QStringLiteral("v1.3.7"), now.addDays(-2), badSince.addSecs(-60),
                    0.1, 88),
            release(QStringLiteral("prod"), QStringLiteral("v1.3.8"), badSince, {}, 2.4, 610),
            release(QStringLiteral("dev"), QStringLiteral("v1.3.8"), now.addDays(-2), {}, 0, 50)};
        options.rules = {standins::errorRateRule(QStringLiteral("prod"), 1, QStringLiteral("critical")),
                         standins::errorRateRule(QStringLiteral("dev"), 1, QStringLiteral("critical"))};
        signoz.emplace(options, clock);
        EXPECT_TRUE(signoz->begin());
        EXPECT_TRUE(signoz->start());
        EXPECT_TRUE(http.allow(signoz->url()));
        client.emplace(http, signoz->url(), Secret("0123456789abcdef"));
    }

    FakeClock clock;
    std::optional<standins::Signoz> signoz;
    http::Client http;
    std::optional<Client> client;
};

TEST_F(SignozPair, HealthAndVersion)
{
    EXPECT_TRUE(answerOf(client->health()));
    EXPECT_EQ(answerOf(client->server()).value().version, (Version{0, 138, 0}));
}

TEST_F(SignozPair, TheBadReleaseIsSeenInEverySignal)
{
    const auto answer =
        answerOf(client->queryRange(apiInProd, {now.addSecs(-3600), now}, std::chrono::seconds(60)));
    ASSERT_TRUE(answer) << qPrintable(answer.error().detail);
    const GoldenSignals &found = answer.value();
    ASSERT_EQ(found.rate.times.size(), 60U);
    EXPECT_EQ(found.rate.times.front() % 60'000, 0);
    // The gap of one minute between the two versions, of which one whole step is empty or half of two are.
    const auto meanOf = [](const Series &series, std::size_t from, std::size_t to) {
        double sum = 0;
        double count = 0;
        for (auto i = from; i < to; ++i) {
            if (!std::isnan(series.values[i])) {
                sum += series.values[i];
                ++count;
            }
        }
        return sum / count;
    };
    EXPECT_NEAR(meanOf(found.errorPercent, 52, 60), 2.4, 0.8);
    EXPECT_LT(meanOf(found.errorPercent, 0, 48), 0.3);
    EXPECT_NEAR(meanOf(found.p95, 52, 60), 610, 90);
    EXPECT_NEAR(meanOf(found.p95, 0, 48), 88, 10);
    EXPECT_NEAR(meanOf(found.rate, 0, 48), 10 * 1.2, 2.5); // in the morning
    EXPECT_LT(found.p50.values[10], found.p95.values[10]);
    EXPECT_LE(found.p95.values[10], found.p99.values[10]);
}

TEST_F(SignozPair, BeforeThereWasAnythingThereAreGaps)
{
    const auto answer = answerOf(client->queryRange(apiInProd, {now.addDays(-30), now}));
    ASSERT_TRUE(answer) << qPrintable(answer.error().detail);
    const Series &rate = answer.value().rate;
    EXPECT_EQ(rate.times.size(), 360U);
    EXPECT_TRUE(std::isnan(rate.values.front()));
    EXPECT_FALSE(std::isnan(rate.values.back()));
}

TEST_F(SignozPair, HowAVersionBehavedWhileItWasLive)
{
    const auto bad = answerOf(client->aggregate(apiInProd, {badSince, now}));
    ASSERT_TRUE(bad) << qPrintable(bad.error().detail);
    EXPECT_NEAR(*bad.value().errorPercent, 2.4, 0.5);
    EXPECT_NEAR(*bad.value().p95Ms, 610, 70);
    const auto good = answerOf(client->aggregate(apiInProd, {now.addDays(-1), badSince.addSecs(-60)}));
    EXPECT_NEAR(*good.value().errorPercent, 0.1, 0.05);
    EXPECT_NEAR(*good.value().p95Ms, 88, 5);
    const auto nothing = answerOf(client->aggregate({QStringLiteral("nobody"), inProd}, {badSince, now}));
    ASSERT_TRUE(nothing) << qPrintable(nothing.error().detail);
    EXPECT_EQ(nothing.value(), Aggregate());
}

TEST_F(SignozPair, OperationsAndSingleSpansAreRead)
{
    const Range lastHalfHour{now.addSecs(-1800), now};
    const auto operations = answerOf(client->operations(apiInProd, lastHalfHour, 20));
    ASSERT_TRUE(operations) << qPrintable(operations.error().detail);
    ASSERT_EQ(operations.value().size(), 1);
    const Operation operation = operations.value().first();
    EXPECT_EQ(operation.name, QStringLiteral("GET /api"));
    EXPECT_GT(operation.failed, 50);
    EXPECT_GT(operation.requests, operation.failed * 20);
    EXPECT_GT(*operation.p95Ms, 88);

    const auto slowest = answerOf(client->spans(apiInProd, lastHalfHour, SpanOrder::Slowest, false, 5));
    ASSERT_TRUE(slowest) << qPrintable(slowest.error().detail);
    ASSERT_EQ(slowest.value().size(), 5);
    EXPECT_GE(slowest.value().first().ms, slowest.value().last().ms);
    EXPECT_GT(slowest.value().first().ms, *operation.p95Ms);
    EXPECT_EQ(slowest.value().first().traceId.size(), 32);

    const auto failed = answerOf(client->spans(apiInProd, {badSince, now}, SpanOrder::Earliest, true, 1));
    ASSERT_TRUE(failed) << qPrintable(failed.error().detail);
    ASSERT_EQ(failed.value().size(), 1);
    EXPECT_TRUE(failed.value().first().failed);
    EXPECT_EQ(failed.value().first().status, QStringLiteral("500"));
    EXPECT_LT(badSince.secsTo(failed.value().first().at), 60);
    const auto nobody = answerOf(
        client->spans({QStringLiteral("nobody"), inProd}, lastHalfHour, SpanOrder::Slowest, false, 5));
    ASSERT_TRUE(nobody);
    EXPECT_EQ(nobody.value(), QList<Span>());
}

TEST_F(SignozPair, FiringAlertsNameEnvironmentAndService)
{
    const auto answer = answerOf(client->alerts());
    ASSERT_TRUE(answer) << qPrintable(answer.error().detail);
    ASSERT_EQ(answer.value().size(), 1);
    const Alert alert = answer.value().first();
    EXPECT_EQ(alert.environment, QStringLiteral("prod"));
    EXPECT_EQ(alert.service, QStringLiteral("api"));
    EXPECT_EQ(alert.severity, QStringLiteral("critical"));
    EXPECT_GE(alert.since, badSince);
    EXPECT_LE(alert.since, now);
}

TEST_F(SignozPair, DataArrivesUntilItStops)
{
    const auto newest = answerOf(client->newestData(apiInProd, now));
    ASSERT_TRUE(newest) << qPrintable(newest.error().detail);
    EXPECT_EQ(newest.value(), QDateTime(now.date(), QTime(10, 41), Qt::UTC));
    clock.advance(std::chrono::minutes(30)); // nothing came since
    EXPECT_EQ(answerOf(client->newestData(apiInProd, clock.now())).value(), newest.value());
    clock.advance(std::chrono::hours(2));
    EXPECT_TRUE(answerOf(client->newestData(apiInProd, clock.now())).value().isNull());
}

TEST_F(SignozPair, AServiceNameCannotReachOutOfItsQuotes)
{
    const Scope hostile{QStringLiteral("x' OR service.name = 'api"), inProd};
    const auto answer = answerOf(client->aggregate(hostile, {badSince, now}));
    ASSERT_TRUE(answer) << qPrintable(answer.error().detail);
    EXPECT_EQ(answer.value(), Aggregate());
}

TEST_F(SignozPair, AFilterThatTheServerRefusesIsItsOwnWords)
{
    const auto answer = answerOf(client->aggregate(
        {QStringLiteral("api"), QStringLiteral("deployment.environment = ")}, {badSince, now}));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::BadInput);
    EXPECT_TRUE(answer.error().detail.contains(QStringLiteral("expecting one of {value}")))
        << qPrintable(answer.error().detail);
}

TEST_F(SignozPair, AWrongKeyIsUnauthorizedWhileHealthIsFine)
{
    Client wrong(http, signoz->url(), Secret("fedcba9876543210"));
    EXPECT_EQ(answerOf(wrong.alerts()).error().code, ErrorCode::Unauthorized);
    EXPECT_TRUE(answerOf(wrong.health()));
}

} // namespace
} // namespace envdeck::signoz

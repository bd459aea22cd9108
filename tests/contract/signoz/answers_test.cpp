// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/signoz/answers.h"
#include "core/http/json.h"
#include "tests/contract/signoz/recorded.h"
#include "tests/support/fixtures.h"

#include <QJsonDocument>
#include <cmath>
#include <gtest/gtest.h>
#include <random>

namespace envdeck::signoz {
namespace {

using namespace testing;

const QString subject = QStringLiteral("signoz");

QJsonObject point(qint64 at, const QJsonValue &value)
{
    return {{QStringLiteral("timestamp"), at}, {QStringLiteral("value"), value}};
}

QJsonObject series(const QString &query, const QJsonArray &points)
{
    const QJsonObject aggregation{
        {QStringLiteral("index"), 0},
        {QStringLiteral("alias"), QStringLiteral("__result_0")},
        {QStringLiteral("series"), QJsonArray{QJsonObject{{QStringLiteral("values"), points}}}}};
    return {{QStringLiteral("queryName"), query}, {QStringLiteral("aggregations"), QJsonArray{aggregation}}};
}

// Golden signals with these points as the rate and nothing else.
QJsonObject rateOf(const QJsonArray &points)
{
    return queryData({series(rateQuery, points),
                      QJsonObject{{QStringLiteral("queryName"), errorsQuery},
                                  {QStringLiteral("aggregations"), QJsonValue()}},
                      QJsonObject{{QStringLiteral("queryName"), latencyQuery},
                                  {QStringLiteral("aggregations"), QJsonArray()}}});
}

TEST(SignozAnswers, RecordedSignalsStandOnTheGridInTheirUnits)
{
    const auto read = goldenSignals(recordedSignals(), recordedGrid(), subject);
    ASSERT_TRUE(read) << qPrintable(read.error().detail);
    const GoldenSignals &found = read.value();
    for (const Series *one : {&found.rate, &found.errorPercent, &found.p50, &found.p95, &found.p99}) {
        ASSERT_EQ(one->times.size(), 15U);
        ASSERT_EQ(one->values.size(), 15U);
        EXPECT_EQ(one->times.front(), 1'787'219'100'000);
        EXPECT_EQ(one->times.back(), 1'787'219'940'000);
        EXPECT_FALSE(std::isnan(one->values.back()));
    }
    EXPECT_DOUBLE_EQ(found.rate.values[1], 23.851);
    EXPECT_DOUBLE_EQ(found.errorPercent.values[1], 0.737);
    EXPECT_NEAR(found.p99.values[1], 399.612, 0.001); // milliseconds
    EXPECT_EQ(found.p99.unit, QStringLiteral("ms"));
}

TEST(SignozAnswers, WhatIsAbsentNotANumberOrOutsideIsAGapAndNeverZero)
{
    const Grid grid{0, 50'000, 10'000};
    const QJsonArray points{point(30'000, QStringLiteral("NaN")), point(10'000, 4.5), point(0, 0),
                            point(40'000, QJsonValue()),          point(60'000, 9),   point(-10'000, 9)};
    const auto read = goldenSignals(rateOf(points), grid, subject);
    ASSERT_TRUE(read) << qPrintable(read.error().detail);
    const auto &values = read.value().rate.values;
    ASSERT_EQ(values.size(), 5U);
    EXPECT_DOUBLE_EQ(values[0], 0);
    EXPECT_DOUBLE_EQ(values[1], 4.5);
    EXPECT_TRUE(std::isnan(values[2]) && std::isnan(values[3]) && std::isnan(values[4]));
    EXPECT_TRUE(std::isnan(read.value().p95.values[0]));
}

TEST(SignozAnswers, RecordedSpansAreReadAndTheirTableToo)
{
    const QJsonObject rows = recordedResult(QStringLiteral("046_qr_traces_errors_select_fields"), spansQuery);
    const auto spans = spanRows(queryData({rows}), subject);
    ASSERT_TRUE(spans) << qPrintable(spans.error().detail);
    ASSERT_EQ(spans.value().size(), 2);
    EXPECT_EQ(
        spans.value().first(),
        (Span{QStringLiteral("POST /checkout"), QDateTime::fromMSecsSinceEpoch(1787219995250, Qt::UTC),
              5012.345678, true, QStringLiteral("504"), QStringLiteral("5f1c9f0f7a3b4f6e9d2c8b1a00e4d7c3")}));
    const QJsonObject table = recordedResult(QStringLiteral("033_qr_scalar_service_table"), operationsQuery);
    const auto operations = signoz::operations(queryData({table}), subject);
    ASSERT_TRUE(operations) << qPrintable(operations.error().detail);
    ASSERT_FALSE(operations.value().isEmpty());
    EXPECT_GT(operations.value().first().requests, operations.value().first().failed);
    QJsonObject short3 = table;
    short3.insert(QStringLiteral("data"), QJsonArray{QJsonArray{QStringLiteral("x"), 1, 2}});
    EXPECT_EQ(signoz::operations(queryData({short3}), subject).error().code, ErrorCode::BadResponse);
}

TEST(SignozAnswers, AFieldOfAnotherTypeIsNamed)
{
    const Grid grid{0, 50'000, 10'000};
    for (const QJsonValue &wrong :
         {QJsonValue(true), QJsonValue(QStringLiteral("fast")), QJsonValue(QJsonArray())}) {
        const auto read = goldenSignals(rateOf({point(0, wrong)}), grid, subject);
        ASSERT_FALSE(read);
        EXPECT_EQ(read.error().code, ErrorCode::BadResponse);
        EXPECT_TRUE(read.error().detail.contains(QStringLiteral("value"))) << qPrintable(read.error().detail);
        EXPECT_EQ(read.error().subject, subject);
    }
    EXPECT_FALSE(
        goldenSignals(rateOf({QJsonObject{{QStringLiteral("value"), 1}}}), grid, subject)); // no timestamp
    EXPECT_FALSE(goldenSignals(queryData({}), grid, subject)); // no result of ours
    EXPECT_FALSE(goldenSignals(QJsonValue(), grid, subject));
}

QJsonObject table(const QJsonValue &rows)
{
    return queryData({QJsonObject{{QStringLiteral("queryName"), aggregateQuery},
                                  {QStringLiteral("columns"), QJsonArray()},
                                  {QStringLiteral("data"), rows}}});
}

TEST(SignozAnswers, AnAggregateIsPercentAndMilliseconds)
{
    // The row of shop-api in the recording, without its group: count, failed, a quantile.
    const QJsonValue results = recordedBody(QStringLiteral("033_qr_scalar_service_table"))[QLatin1String(
        "data")][QLatin1String("data")][QLatin1String("results")];
    QJsonArray row = results[0][QLatin1String("data")][1].toArray();
    row.removeFirst();
    const Range range{QDateTime::fromMSecsSinceEpoch(1'787'219'100'000, Qt::UTC),
                      QDateTime::fromMSecsSinceEpoch(1'787'220'000'000, Qt::UTC)};
    const auto read = aggregate(table(QJsonArray{row}), range, subject);
    ASSERT_TRUE(read);
    EXPECT_DOUBLE_EQ(*read.value().requestsPerSecond, 19800 / 900.0);
    EXPECT_DOUBLE_EQ(*read.value().errorPercent, 100 * 81 / 19800.0);
    EXPECT_DOUBLE_EQ(*read.value().p95Ms, 378);
}

TEST(SignozAnswers, NothingMeasuredIsEmptyAndNotZero)
{
    const Range range{QDateTime::fromMSecsSinceEpoch(0, Qt::UTC),
                      QDateTime::fromMSecsSinceEpoch(1000, Qt::UTC)};
    const QJsonArray noRequests{QJsonArray{0, 0, QStringLiteral("NaN")}};
    const QJsonArray missing{QJsonArray{QStringLiteral("n/a"), QJsonValue(), QStringLiteral("n/a")}};
    for (const QJsonValue &rows :
         {QJsonValue(), QJsonValue(QJsonArray()), QJsonValue(noRequests), QJsonValue(missing)}) {
        const auto read = aggregate(table(rows), range, subject);
        ASSERT_TRUE(read);
        EXPECT_EQ(read.value(), Aggregate());
    }
    EXPECT_FALSE(aggregate(table(QJsonArray{QJsonArray{1, 2}}), range, subject));
    EXPECT_FALSE(aggregate(table(QJsonArray{QJsonArray{1, QStringLiteral("many"), 2}}), range, subject));
}

TEST(SignozAnswers, RecordedAlertsAreRead)
{
    const auto read =
        alerts(recordedBody(QStringLiteral("120_alerts_firing"))[QLatin1String("data")], subject);
    ASSERT_TRUE(read) << qPrintable(read.error().detail);
    ASSERT_EQ(read.value().size(), 1);
    const Alert alert = read.value().first();
    EXPECT_EQ(alert.id, QStringLiteral("5ed86f2f7a14c0b9"));
    EXPECT_EQ(alert.rule, QStringLiteral("Host CPU above 80 %"));
    EXPECT_EQ(alert.severity, QStringLiteral("critical"));
    EXPECT_TRUE(alert.firing);
    EXPECT_EQ(alert.environment, QString());
    EXPECT_EQ(alert.since, QDateTime(QDate(2026, 8, 20), QTime(9, 50), Qt::UTC));
    EXPECT_TRUE(alerts(recordedBody(QStringLiteral("121_alerts_none"))[QLatin1String("data")], subject)
                    .value()
                    .isEmpty());
    EXPECT_TRUE(alerts(QJsonValue(), subject).value().isEmpty()); // Go's nil list
    EXPECT_FALSE(alerts(QJsonArray{1}, subject));
    EXPECT_FALSE(alerts(QStringLiteral("x"), subject));
}

TEST(SignozAnswers, RecordedVersionsAreRead)
{
    const auto read = serverInfo(recordedBody(QStringLiteral("002_version_after_setup")), subject);
    ASSERT_TRUE(read);
    EXPECT_EQ(read.value().versionText, QStringLiteral("v0.138.0"));
    EXPECT_EQ(read.value().support, Support::Complete);
    EXPECT_FALSE(serverInfo(QJsonObject(), subject));
}

TEST(SignozAnswers, ARefusalIsTheMessageAndItsLines)
{
    const auto read = dataOf(recordedBody(QStringLiteral("054_qr_logs_filter_syntax_error")), subject);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::BadInput);
    EXPECT_EQ(read.error().detail, QStringLiteral("Found 1 syntax errors while parsing the search "
                                                  "expression. line 1:16 expecting one of {value}; got EOF"));
    EXPECT_EQ(
        dataOf(QJsonObject{{QStringLiteral("status"), QStringLiteral("perhaps")}}, subject).error().code,
        ErrorCode::BadResponse);
    EXPECT_EQ(dataOf(QJsonArray(), subject).error().code, ErrorCode::BadResponse);
}

// Recorded bodies with bytes replaced, taken out and cut off: an answer or a typed error, never more.
TEST(SignozAnswers, AThousandBrokenBodiesOfEachKind)
{
    std::mt19937 random(4711);
    const auto pick = [&](qsizetype below) { return qsizetype(random() % std::mt19937::result_type(below)); };
    const QByteArray bodies[] = {
        QJsonDocument(recordedSignals()).toJson(QJsonDocument::Compact),
        QJsonDocument(recordedBody(QStringLiteral("120_alerts_firing")).toObject())
            .toJson(QJsonDocument::Compact),
        QJsonDocument(recordedBody(QStringLiteral("050_qr_unknown_field")).toObject())
            .toJson(QJsonDocument::Compact)};
    const QByteArray bytes = "\"{}[],:0-9e.\\\xff\0ntf ";
    const Range range{QDateTime::fromMSecsSinceEpoch(0, Qt::UTC),
                      QDateTime::fromMSecsSinceEpoch(1000, Qt::UTC)};
    int readable = 0;
    for (const QByteArray &body : bodies) {
        for (int i = 0; i < 1000; ++i) {
            QByteArray broken = body;
            for (qsizetype changes = 1 + pick(3); changes > 0; --changes)
                broken[pick(broken.size())] = bytes.at(pick(bytes.size()));
            if (pick(8) == 0)
                broken.truncate(pick(broken.size()));
            const auto json = http::parseJson(broken);
            if (!json)
                continue;
            ++readable;
            const auto expectTyped = [](const auto &result) {
                EXPECT_TRUE(result || result.error().code == ErrorCode::BadResponse ||
                            result.error().code == ErrorCode::BadInput);
            };
            expectTyped(goldenSignals(json.value(), recordedGrid(), subject));
            expectTyped(aggregate(json.value(), range, subject));
            expectTyped(alerts(json.value()[QLatin1String("data")], subject));
            expectTyped(dataOf(json.value(), subject));
            expectTyped(serverInfo(json.value(), subject));
        }
    }
    EXPECT_GT(readable, 300); // else nothing but the JSON parser was tried
}

} // namespace
} // namespace envdeck::signoz

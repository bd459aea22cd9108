// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/evaluate.h"
#include "tests/standins/signoz/log_rows.h"
#include "tests/standins/signoz/query_answer.h"
#include "tests/standins/signoz/refusal.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using namespace standins::signoz;

constexpr qint64 minute = 60'000;
constexpr qint64 begin = 1'787'219'100'000; // a whole minute
const StreamInfo goodApi{QStringLiteral("api"), QStringLiteral("prod"), QStringLiteral("v1"), false};
const StreamInfo failedApi{QStringLiteral("api"), QStringLiteral("prod"), QStringLiteral("v1"), true};
const StreamInfo web{QStringLiteral("web"), QStringLiteral("prod"), QStringLiteral("v9"), false};

// Minute 0: api 57 good at 10 ms, 3 failed at 1000 ms; web 120 good at 20 ms.
// Minute 1: api 60 good at 10 ms, none failed. Minute 2: nothing. Minute 3: api 30 good, 30 failed.
class FewSamples final : public SampleSource {
public:
    std::vector<StreamInfo> streams(qint64, qint64) const override { return {goodApi, failedApi, web}; }
    std::vector<Point> points(const StreamInfo &stream, qint64 from, qint64 to, Detail) const override
    {
        std::vector<Point> all;
        if (stream == goodApi)
            all = {{begin, 10, 57}, {begin + minute, 10, 60}, {begin + 3 * minute, 10, 30}};
        if (stream == failedApi)
            all = {{begin + 5000, 1000, 3}, {begin + 3 * minute, 1000, 30}};
        if (stream == web)
            all = {{begin, 20, 120}};
        std::erase_if(all, [&](const Point &point) { return point.at < from || point.at >= to; });
        return all;
    }
};

class SignozEvaluation : public ::testing::Test {
protected:
    Telemetry telemetry(qint64 now = begin + 10 * minute) const { return {{&m_samples}, m_hosts, now}; }

    static QJsonObject spec(const QString &name, const QString &expression, const QString &filter = {})
    {
        return {{QStringLiteral("name"), name},
                {QStringLiteral("signal"), QStringLiteral("traces")},
                {QStringLiteral("stepInterval"), 60},
                {QStringLiteral("aggregations"),
                 QJsonArray{QJsonObject{{QStringLiteral("expression"), expression}}}},
                {QStringLiteral("filter"), QJsonObject{{QStringLiteral("expression"), filter}}}};
    }
    static QJsonObject grouped(QJsonObject spec)
    {
        spec.insert(QStringLiteral("groupBy"),
                    QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("service.name")}}});
        return spec;
    }
    static QJsonObject envelope(const QJsonObject &spec, bool disabled = false)
    {
        QJsonObject full = spec;
        full.insert(QStringLiteral("disabled"), disabled);
        const bool formula = spec.contains(QLatin1String("expression"));
        return {{QStringLiteral("type"),
                 formula ? QStringLiteral("builder_formula") : QStringLiteral("builder_query")},
                {QStringLiteral("spec"), full}};
    }
    static QJsonObject body(const QJsonArray &queries, const QString &type = QStringLiteral("time_series"),
                            qint64 from = begin, qint64 to = begin + 4 * minute)
    {
        return {{QStringLiteral("schemaVersion"), QStringLiteral("v1")},
                {QStringLiteral("start"), from},
                {QStringLiteral("end"), to},
                {QStringLiteral("requestType"), type},
                {QStringLiteral("compositeQuery"), QJsonObject{{QStringLiteral("queries"), queries}}}};
    }
    QList<QueryResult> results(const QJsonObject &request) const
    {
        return evaluate(QueryRequest::parse(request), telemetry());
    }
    std::vector<Bucket> buckets(const QJsonObject &request) const
    {
        return results(request).first().aggregations.first().series.front().buckets;
    }
    int statusOf(const QJsonObject &request, const QString &version = QStringLiteral("v0.138.0")) const
    {
        try {
            queryAnswer(request, telemetry(), ServerVersion(version));
        } catch (const Refusal &refusal) {
            return refusal.status;
        }
        return 200;
    }

    FewSamples m_samples;
    HostMetrics m_hosts{{}, begin, 1};
};

const QString onlyApi = QStringLiteral("service.name = 'api'");

TEST_F(SignozEvaluation, RatesArePerSecondAndGapsAreAbsentPoints)
{
    const auto found =
        buckets(body({envelope(spec(QStringLiteral("A"), QStringLiteral("rate()"), onlyApi))}));
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].at, begin);
    EXPECT_DOUBLE_EQ(found[0].value, 1);
    EXPECT_EQ(found[1].at, begin + minute);
    EXPECT_EQ(found[2].at, begin + 3 * minute);
    EXPECT_FALSE(found[2].partial);
}

TEST_F(SignozEvaluation, ErrorPercentIsAFormulaThatTakesAMissingErrorCountForZero)
{
    const QJsonArray queries{envelope(spec(QStringLiteral("A"), QStringLiteral("count()"),
                                           onlyApi + QStringLiteral(" AND has_error = true")),
                                      true),
                             envelope(spec(QStringLiteral("B"), QStringLiteral("count()"), onlyApi), true),
                             envelope({{QStringLiteral("name"), QStringLiteral("F1")},
                                       {QStringLiteral("expression"), QStringLiteral("A / B * 100")}})};
    const auto all = results(body(queries));
    ASSERT_EQ(all.size(), 1); // only what is enabled
    const auto &found = all.first().aggregations.first().series.front().buckets;
    ASSERT_EQ(found.size(), 3U); // not where there was no request at all
    EXPECT_DOUBLE_EQ(found[0].value, 5);
    EXPECT_DOUBLE_EQ(found[1].value, 0);
    EXPECT_DOUBLE_EQ(found[2].value, 50);
    // 33 of 180 over the whole range.
    const auto scalar = results(body(queries, QStringLiteral("scalar")));
    EXPECT_NEAR(scalar.first().aggregations.first().series.front().total, 100.0 * 33 / 180, 1e-9);
}

TEST_F(SignozEvaluation, QuantilesAreInNanoseconds)
{
    const auto p50 =
        buckets(body({envelope(spec(QStringLiteral("A"), QStringLiteral("p50(duration_nano)"), onlyApi))}));
    EXPECT_DOUBLE_EQ(p50[0].value, 10e6);
    const auto p99 =
        buckets(body({envelope(spec(QStringLiteral("A"), QStringLiteral("p99(duration_nano)"), onlyApi))}));
    EXPECT_DOUBLE_EQ(p99[0].value, 1000e6); // position 58.41 of 57 quick and 3 slow ones
    EXPECT_DOUBLE_EQ(p99[2].value, 1000e6);
}

TEST_F(SignozEvaluation, GroupsOrdersAndLimits)
{
    QJsonObject query = grouped(spec(QStringLiteral("A"), QStringLiteral("count()")));
    auto series = results(body({envelope(query)})).first().aggregations.first().series;
    ASSERT_EQ(series.size(), 2U);
    EXPECT_EQ(series[0].group, QStringList{QStringLiteral("api")}); // 180 against 120
    const QJsonObject key{{QStringLiteral("name"), QStringLiteral("service.name")}};
    query.insert(QStringLiteral("order"),
                 QJsonArray{QJsonObject{{QStringLiteral("key"), key},
                                        {QStringLiteral("direction"), QStringLiteral("desc")}}});
    query.insert(QStringLiteral("limit"), 1);
    series = results(body({envelope(query)})).first().aggregations.first().series;
    ASSERT_EQ(series.size(), 1U);
    EXPECT_EQ(series[0].group, QStringList{QStringLiteral("web")});
}

TEST_F(SignozEvaluation, SeveralAggregationsAndTheIfFormsShareOneTable)
{
    QJsonObject query = grouped(
        spec(QStringLiteral("A"),
             QStringLiteral("count(), countIf(has_error = true), p99If(duration_nano, has_error = true)")));
    const QJsonValue answer = queryAnswer(body({envelope(query)}, QStringLiteral("scalar")), telemetry(),
                                          ServerVersion(QStringLiteral("v0.138.0")));
    const QJsonValue result =
        answer[QLatin1String("data")][QLatin1String("data")][QLatin1String("results")][0];
    EXPECT_EQ(result[QLatin1String("columns")].toArray().size(), 4);
    EXPECT_EQ(result[QLatin1String("data")][0].toArray(), QJsonArray({QStringLiteral("api"), 180, 33, 1e9}));
    EXPECT_EQ(result[QLatin1String("data")][1].toArray(),
              QJsonArray({QStringLiteral("web"), 120, 0, QStringLiteral("NaN")}));
}

TEST_F(SignozEvaluation, NothingIsOneRowOfAScalarWithoutGroupsAndNoSeriesOtherwise)
{
    const QString none = QStringLiteral("service.name = 'none'");
    const QJsonArray queries{
        envelope(spec(QStringLiteral("A"), QStringLiteral("count(), p95(duration_nano)"), none))};
    const QJsonValue scalar = queryAnswer(body(queries, QStringLiteral("scalar")), telemetry(),
                                          ServerVersion(QStringLiteral("v0.138.0")));
    EXPECT_EQ(scalar[QLatin1String("data")][QLatin1String("data")][QLatin1String("results")][0]
                    [QLatin1String("data")][0]
                        .toArray(),
              QJsonArray({0, QStringLiteral("NaN")}));
    EXPECT_TRUE(results(body(queries)).first().aggregations.first().series.empty());
}

TEST_F(SignozEvaluation, BucketsCutByTheRangeArePartialAndNothingComesFromTheFuture)
{
    const QJsonArray queries{envelope(spec(QStringLiteral("A"), QStringLiteral("count()"), onlyApi))};
    const auto cut =
        buckets(body(queries, QStringLiteral("time_series"), begin + 2000, begin + 3 * minute + 1000));
    ASSERT_EQ(cut.size(), 3U);
    EXPECT_TRUE(cut[0].partial);
    EXPECT_DOUBLE_EQ(cut[0].value, 3); // the good ones came before the range
    EXPECT_FALSE(cut[1].partial);
    EXPECT_TRUE(cut[2].partial);
    const auto early = evaluate(QueryRequest::parse(body(queries)), telemetry(begin + 2 * minute));
    EXPECT_EQ(early.first().aggregations.first().series.front().buckets.size(), 2U);
}

TEST_F(SignozEvaluation, GapsAreFilledWithZeroOnlyWhenAskedFor)
{
    QJsonObject request = body({envelope(spec(QStringLiteral("A"), QStringLiteral("count()"), onlyApi))});
    request.insert(QStringLiteral("formatOptions"), QJsonObject{{QStringLiteral("fillGaps"), true}});
    const auto filled = buckets(request);
    ASSERT_EQ(filled.size(), 4U);
    EXPECT_EQ(filled[2].at, begin + 2 * minute);
    EXPECT_DOUBLE_EQ(filled[2].value, 0);
}

TEST_F(SignozEvaluation, StepsFollowTheRangeWhenNoneIsGiven)
{
    QJsonObject query = spec(QStringLiteral("A"), QStringLiteral("count()"));
    query.remove(QStringLiteral("stepInterval"));
    const auto step = [&](qint64 seconds) {
        return stepsOf(QueryRequest::parse(body({envelope(query)}, QStringLiteral("time_series"), begin,
                                                begin + seconds * 1000)))
            .value(QStringLiteral("A"));
    };
    EXPECT_EQ(step(600), 5);
    EXPECT_EQ(step(3600), 10);
    EXPECT_EQ(step(86400), 285);
    query.insert(QStringLiteral("stepInterval"), 5);
    EXPECT_EQ(step(86400), 58); // never below a fifteen hundredth of the range
    query.insert(QStringLiteral("stepInterval"), QStringLiteral("5m"));
    EXPECT_EQ(step(86400), 300);
}

TEST_F(SignozEvaluation, RoundsToThreeDecimalsOrThreeDigits)
{
    EXPECT_DOUBLE_EQ(rounded(37.94519), 37.945);
    EXPECT_DOUBLE_EQ(rounded(0.0368471), 0.0368);
    EXPECT_DOUBLE_EQ(rounded(0), 0);
}

TEST_F(SignozEvaluation, LogLinesAreOneForEachRequestNewestFirst)
{
    QJsonObject query{{QStringLiteral("name"), QStringLiteral("A")},
                      {QStringLiteral("signal"), QStringLiteral("logs")},
                      {QStringLiteral("limit"), 40},
                      {QStringLiteral("filter"), QJsonObject{{QStringLiteral("expression"),
                                                              QStringLiteral("severity_text = 'ERROR'")}}}};
    const auto rowsOf = [&] {
        const QueryRequest request = QueryRequest::parse(body({envelope(query)}, QStringLiteral("raw")));
        return logRows(request.queries.first(), request, telemetry())[QLatin1String("rows")].toArray();
    };
    QJsonArray rows = rowsOf();
    ASSERT_EQ(rows.size(), 33);
    EXPECT_EQ(rows.at(32)[QLatin1String("data")][QLatin1String("timestamp")].toInteger(),
              (begin + 5000) * 1'000'000);
    EXPECT_EQ(rows.at(32)[QLatin1String("timestamp")].toString(), QStringLiteral("2026-08-20T09:45:05Z"));
    query.insert(QStringLiteral("offset"), 30);
    rows = rowsOf();
    ASSERT_EQ(rows.size(), 3);
    query.insert(QStringLiteral("filter"),
                 QJsonObject{{QStringLiteral("expression"), QStringLiteral("'no such words'")}});
    EXPECT_TRUE(rowsOf().isEmpty());
}

TEST_F(SignozEvaluation, AnUnknownFieldIsAnErrorOnOlderServersAndAWarningOnNewerOnes)
{
    const QJsonObject request = body(
        {envelope(spec(QStringLiteral("A"), QStringLiteral("count()"), QStringLiteral("tenant = 'x'")))});
    EXPECT_EQ(statusOf(request, QStringLiteral("v0.133.0")), 400);
    const QJsonValue answer = queryAnswer(request, telemetry(), ServerVersion(QStringLiteral("v0.134.0")));
    EXPECT_EQ(answer[QLatin1String("data")][QLatin1String("warning")][QLatin1String("warnings")][0]
                    [QLatin1String("message")]
                        .toString(),
              QStringLiteral("key `tenant` not found"));
}

TEST_F(SignozEvaluation, WhatIsWrongIsRefusedAndWhatItCannotDoIsNeverLeftOut)
{
    const auto with = [&](const char *member, const QJsonValue &value) {
        QJsonObject query = grouped(spec(QStringLiteral("A"), QStringLiteral("count()")));
        query.insert(QLatin1String(member), value);
        return body({envelope(query)});
    };
    const QJsonObject having{{QStringLiteral("expression"), QStringLiteral("count() > 1")}};
    const QJsonObject nothing{{QStringLiteral("expression"), QString()}};
    EXPECT_EQ(statusOf(with("having", having)), 501);
    EXPECT_EQ(statusOf(with("having", nothing)), 200);
    EXPECT_EQ(statusOf(with("functions",
                            QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("ewma3")}}})),
              501);
    EXPECT_EQ(statusOf(with("limit", 10001)), 400);
    EXPECT_EQ(statusOf(with("limit", QStringLiteral("5"))), 400);
    EXPECT_EQ(statusOf(with("offset", -1)), 400);
    EXPECT_EQ(statusOf(with("signal", QStringLiteral("spans"))), 400);
    EXPECT_EQ(statusOf(with("aggregations", QJsonArray())), 400);
}

TEST_F(SignozEvaluation, TwoQueriesOfOneNameAndUnknownNamesAreRefused)
{
    const QJsonObject a = envelope(spec(QStringLiteral("A"), QStringLiteral("count()")));
    EXPECT_EQ(statusOf(body({a, a})), 400);
    EXPECT_EQ(statusOf(body({a, envelope({{QStringLiteral("name"), QStringLiteral("F")},
                                          {QStringLiteral("expression"), QStringLiteral("A / C")}})})),
              400);
    EXPECT_EQ(statusOf(body({})), 400);
    EXPECT_EQ(statusOf(body({envelope(spec(QStringLiteral("A"), QStringLiteral("count()")), true)})), 400);
    EXPECT_EQ(statusOf(body({a}, QStringLiteral("distribution"))), 501);
    EXPECT_EQ(statusOf(body({a}, QStringLiteral("chart"))), 400);
}

} // namespace
} // namespace envdeck::testing

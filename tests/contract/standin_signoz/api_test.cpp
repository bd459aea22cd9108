// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/standin_signoz/served.h"

#include <QJsonArray>
#include <QTemporaryDir>

namespace envdeck::testing {
namespace {

using standins::SignozOptions;

TEST(SignozStandin, NeedsItsKeyForEverythingThatSaysSomething)
{
    Served served({});
    for (const auto &path : {"/api/v2/rules", "/api/v1/alerts", "/api/v1/services/list", "/api/v1/stats",
                             "/api/v1/channels", "/api/v1/service_accounts/me"}) {
        EXPECT_EQ(served.ask("GET", QLatin1String(path), {}, "wrong").status, 401) << path;
        EXPECT_EQ(served.ask("GET", QLatin1String(path), {}, "").status, 401) << path;
        EXPECT_EQ(served.ask("GET", QLatin1String(path)).status, 200) << path;
    }
    EXPECT_EQ(served.ask("POST", QStringLiteral("/api/v5/query_range"), "{}", "wrong").status, 401);
    for (const auto &open : {"/api/v1/version", "/api/v1/health", "/api/v2/readyz"})
        EXPECT_EQ(served.ask("GET", QLatin1String(open), {}, "").status, 200) << open;
}

TEST(SignozStandin, AnEmptyKeyOpensNothing)
{
    FakeClock clock;
    standins::Signoz signoz({}, clock);
    ASSERT_TRUE(signoz.begin());
    ASSERT_TRUE(signoz.start());
    EXPECT_EQ(fetch("GET", QUrl(signoz.url().toString() + QStringLiteral("/api/v2/rules")),
                    {{"SIGNOZ-API-KEY", ""}})
                  .status,
              401);
}

TEST(SignozStandin, APathThatIsNotThereIsTheWebPage)
{
    Served served({});
    for (const auto &path : {"/api/v9/nothing", "/services", "/"}) {
        const Fetched answer = served.ask("GET", QLatin1String(path));
        EXPECT_EQ(answer.status, 200) << path;
        EXPECT_TRUE(answer.header("Content-Type").startsWith("text/html")) << path;
    }
}

TEST(SignozStandin, OlderVersionsLackWhatCameLater)
{
    SignozOptions options;
    options.version = QStringLiteral("v0.90.1");
    Served served(options);
    EXPECT_TRUE(served.ask("GET", QStringLiteral("/api/v1/version")).body.contains("v0.90.1"));
    EXPECT_TRUE(served.ask("POST", QStringLiteral("/api/v5/query_range"), "{}")
                    .header("Content-Type")
                    .startsWith("text/html"));
    EXPECT_TRUE(
        served.ask("GET", QStringLiteral("/api/v2/rules")).header("Content-Type").startsWith("text/html"));
    EXPECT_TRUE(served.data("GET", QStringLiteral("/api/v1/rules"))[QLatin1String("rules")].isArray());
}

TEST(SignozStandin, ABodyThatIsNoJsonIsRefused)
{
    Served served({});
    for (const auto &body : {"", "{", "[]", "null", "{\"start\":"}) {
        const Fetched answer = served.ask("POST", QStringLiteral("/api/v5/query_range"), body);
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_EQ(
            QJsonDocument::fromJson(answer.body)[QLatin1String("error")][QLatin1String("code")].toString(),
            QStringLiteral("invalid_input"));
    }
}

TEST(SignozStandin, ATwoWeekChartIsAnsweredWhole)
{
    SignozOptions options;
    options.releases = {
        {QStringLiteral("api"), QStringLiteral("prod"), QStringLiteral("v1"), {}, {}, 0.1, 88, 600}};
    Served served(options);
    const QJsonObject spec{{QStringLiteral("name"), QStringLiteral("A")},
                           {QStringLiteral("signal"), QStringLiteral("traces")},
                           {QStringLiteral("aggregations"),
                            QJsonArray{QJsonObject{{QStringLiteral("expression"),
                                                    QStringLiteral("rate(), p95(duration_nano)")}}}}};
    const QJsonObject envelope{{QStringLiteral("type"), QStringLiteral("builder_query")},
                               {QStringLiteral("spec"), spec}};
    const QJsonObject body{
        {QStringLiteral("start"), Served::end().addDays(-14).toMSecsSinceEpoch()},
        {QStringLiteral("end"), Served::end().toMSecsSinceEpoch()},
        {QStringLiteral("requestType"), QStringLiteral("time_series")},
        {QStringLiteral("compositeQuery"), QJsonObject{{QStringLiteral("queries"), QJsonArray{envelope}}}}};
    const QJsonValue data = served.data("POST", QStringLiteral("/api/v5/query_range"), body);
    const QJsonValue aggregations =
        data[QLatin1String("data")][QLatin1String("results")][0][QLatin1String("aggregations")];
    EXPECT_NEAR(double(aggregations[0][QLatin1String("series")][0][QLatin1String("values")].toArray().size()),
                300, 2);
    EXPECT_NEAR(double(aggregations[1][QLatin1String("series")][0][QLatin1String("values")].toArray().size()),
                300, 2);
}

} // namespace
} // namespace envdeck::testing

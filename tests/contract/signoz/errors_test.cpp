// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/signoz/client.h"
#include "tests/contract/signoz/recorded.h"
#include "tests/support/event_loop.h"

#include <QJsonDocument>
#include <gtest/gtest.h>

namespace envdeck::signoz {
namespace {

using namespace testing;

const Scope api{QStringLiteral("api"), QStringLiteral("deployment.environment = 'prod'")};
const Range quarter{QDateTime::fromMSecsSinceEpoch(1'787'219'100'000, Qt::UTC),
                    QDateTime::fromMSecsSinceEpoch(1'787'220'000'000, Qt::UTC)};
const QByteArray versionCall = "GET /api/v1/version";
const QByteArray queries = "POST /api/v5/query_range";

// A scripted server of version 0.138 and a client on it that tries once more, at once.
class SignozBench : public ::testing::Test {
protected:
    SignozBench()
    {
        EXPECT_TRUE(http.allow(server.url()));
        server.on(versionCall, {recordedReply(QStringLiteral("002_version_after_setup"))});
    }
    Error errorOfQuery()
    {
        const auto answer = answerOf(client.queryRange(api, quarter));
        EXPECT_FALSE(answer);
        return answer ? Error{} : answer.error();
    }

    HttpServer server;
    http::Client http{http::Options{std::chrono::milliseconds(1)}};
    Client client{http, server.url(), Secret("0123456789abcdef")};
};

TEST_F(SignozBench, RecordedRefusals)
{
    struct Row {
        const char *recording;
        ErrorCode code;
        int status;
        const char *words;
    };
    for (const Row &row :
         {Row{"019_unauthenticated", ErrorCode::Unauthorized, 401, "unauthenticated"},
          Row{"020_forbidden", ErrorCode::Forbidden, 403, "only viewers/editors/admins"},
          Row{"021_not_found", ErrorCode::NotFound, 404, "rule not found"},
          Row{"039_qr_scalar_missing_reduce_to", ErrorCode::BadInput, 400, "reduceTo is required"},
          Row{"050_qr_unknown_field", ErrorCode::BadInput, 400, "Valid fields are"},
          Row{"052_qr_bad_time_range", ErrorCode::BadInput, 400, "start time must be before end time"},
          Row{"054_qr_logs_filter_syntax_error", ErrorCode::BadInput, 400, "line 1:16"}}) {
        server.on(queries, {recordedReply(QLatin1String(row.recording))});
        const Error error = errorOfQuery();
        EXPECT_EQ(error.code, row.code) << row.recording;
        EXPECT_EQ(error.status, row.status) << row.recording;
        EXPECT_TRUE(error.detail.contains(QLatin1String(row.words))) << qPrintable(error.detail);
    }
}

TEST_F(SignozBench, ARefusalThatRepeatsTheKeyIsRedacted)
{
    server.on(
        queries,
        {jsonReply("{\"status\":\"error\",\"error\":{\"message\":\"bad key 0123456789abcdef\"}}", 400)});
    EXPECT_FALSE(errorOfQuery().detail.contains(QStringLiteral("0123456789abcdef")));
}

TEST_F(SignozBench, BelowTheFloorNothingIsAsked)
{
    server.on(versionCall, {jsonReply("{\"version\":\"v0.90.1\",\"ee\":\"Y\",\"setupCompleted\":true}")});
    const Error error = errorOfQuery();
    EXPECT_EQ(error.code, ErrorCode::BadConfig);
    EXPECT_EQ(error.detail, QStringLiteral("v0.90.1"));
    EXPECT_EQ(answerOf(client.alerts()).error().code, ErrorCode::BadConfig);
    EXPECT_EQ(server.requests().size(), 1);
    EXPECT_EQ(answerOf(client.server()).value().support, Support::Refused);
}

TEST_F(SignozBench, ABuildWithoutANumberIsTried)
{
    server.on(versionCall, {jsonReply("{\"version\":\"dev\"}")});
    server.on("GET /api/v1/alerts", {recordedReply(QStringLiteral("121_alerts_none"))});
    EXPECT_TRUE(answerOf(client.alerts()));
    EXPECT_TRUE(answerOf(client.alerts()));
    EXPECT_EQ(server.count(versionCall), 1); // asked once
}

TEST_F(SignozBench, TheWebPageInPlaceOfAnEndpointIsNotAnAnswer)
{
    ScriptedReply page;
    page.type = "text/html";
    page.body = "<!doctype html><html><title>SigNoz</title></html>";
    server.on(queries, {page});
    const Error error = errorOfQuery();
    EXPECT_EQ(error.code, ErrorCode::BadResponse);
    EXPECT_EQ(error.status, 200);
    server.on("GET /api/v1/health", {page});
    EXPECT_EQ(answerOf(client.health()).error().code, ErrorCode::BadResponse);
}

TEST_F(SignozBench, DownCutOffAndEmptyAnswersAreTyped)
{
    ScriptedReply cut = jsonReply(QJsonDocument(recordedSignals()).toJson());
    cut.truncateAt = 700;
    server.on(queries, {cut});
    EXPECT_EQ(errorOfQuery().code, ErrorCode::BadResponse);
    server.on(queries, {jsonReply("")});
    EXPECT_EQ(errorOfQuery().code, ErrorCode::BadResponse);
    server.on(queries, {jsonReply("{}", 500)});
    EXPECT_EQ(errorOfQuery().code, ErrorCode::ToolFailed);
    server.close();
    server.closeConnections();
    EXPECT_EQ(errorOfQuery().code, ErrorCode::Unreachable);
    EXPECT_EQ(answerOf(client.health()).error().code, ErrorCode::Unreachable);
}

TEST_F(SignozBench, AQueryIsRepeatedAfterAnOverload)
{
    ScriptedReply overload = jsonReply("{}", 503);
    server.on(
        queries,
        {overload, jsonReply(QJsonDocument(QJsonObject{{QStringLiteral("status"), QStringLiteral("success")},
                                                       {QStringLiteral("data"), recordedSignals()}})
                                 .toJson())});
    const auto answer = answerOf(client.queryRange(api, quarter, std::chrono::seconds(60)));
    ASSERT_TRUE(answer);
    EXPECT_DOUBLE_EQ(answer.value().rate.values[1], 23.851);
    EXPECT_EQ(server.count(queries), 2);
}

TEST_F(SignozBench, StoppingReadsAsCanceled)
{
    ScriptedReply never;
    never.never = true;
    server.on(queries, {never});
    std::stop_source stop;
    const auto asked = client.queryRange(api, quarter, {}, stop.get_token());
    ASSERT_TRUE(eventually([&] { return server.count(queries) == 1; }));
    stop.request_stop();
    EXPECT_EQ(answerOf(asked).error().code, ErrorCode::Canceled);
}

TEST_F(SignozBench, TheKeyGoesIntoItsHeaderAndOpenEndpointsGetNone)
{
    server.on("GET /api/v1/alerts", {recordedReply(QStringLiteral("121_alerts_none"))});
    server.on("GET /api/v1/health", {recordedReply(QStringLiteral("003_health"))});
    EXPECT_TRUE(answerOf(client.health()));
    EXPECT_TRUE(answerOf(client.alerts()));
    for (const ReceivedRequest &request : server.requests()) {
        const bool open = request.path() != "/api/v1/alerts";
        EXPECT_EQ(request.header("SIGNOZ-API-KEY"), open ? QByteArray() : QByteArray("0123456789abcdef"));
        EXPECT_FALSE(request.target.contains("0123456789abcdef"));
    }
    EXPECT_EQ(server.requests().last().target, "/api/v1/alerts?active=true&silenced=false&inhibited=false");
}

TEST_F(SignozBench, APathInTheBaseIsKept)
{
    Client below(http, server.url(QStringLiteral("/signoz/")), Secret("0123456789abcdef"));
    server.on("GET /signoz/api/v1/version", {recordedReply(QStringLiteral("002_version_after_setup"))});
    EXPECT_TRUE(answerOf(below.server()));
}

TEST_F(SignozBench, AFilterThatIsNotClosedAndAnEmptyRangeAreNotSent)
{
    EXPECT_EQ(
        answerOf(client.queryRange({QStringLiteral("api"), QStringLiteral("a = 1) OR (b = 2")}, quarter))
            .error()
            .code,
        ErrorCode::BadConfig);
    EXPECT_EQ(
        answerOf(client.aggregate({QStringLiteral("api"), QStringLiteral("a = '")}, quarter)).error().code,
        ErrorCode::BadConfig);
    EXPECT_EQ(answerOf(client.newestData({{}, QStringLiteral("(")}, quarter.to)).error().code,
              ErrorCode::BadConfig);
    EXPECT_EQ(answerOf(client.queryRange(api, {quarter.to, quarter.from})).error().code, ErrorCode::BadInput);
    EXPECT_EQ(answerOf(client.aggregate(api, {quarter.to, quarter.to})).error().code, ErrorCode::BadInput);
    EXPECT_EQ(server.requests().size(), 0);
}

} // namespace
} // namespace envdeck::signoz

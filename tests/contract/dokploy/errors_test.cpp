// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/dokploy/recordings.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::dokploy {
namespace {

using namespace testing;

const ServiceRef app{DokployKind::Application, s("nope")};

struct Row {
    const char *recording;
    ErrorCode code;
    int status;
    const char *detail;
};

TEST(DokployErrors, RecordedErrorsOfReads)
{
    const QList<Row> table{
        {"err-401-badkey", ErrorCode::Unauthorized, 401, "Unauthorized"},
        {"err-401-nokey", ErrorCode::Unauthorized, 401, "Unauthorized"},
        {"err-rate-limited", ErrorCode::Unauthorized, 401, "Unauthorized"}, // not told apart by the server
        {"err-404-application", ErrorCode::NotFound, 404, "Application not found"},
        {"err-404-unknown-procedure", ErrorCode::NotFound, 404, "Not found"},
        {"err-method-mismatch-get", ErrorCode::NotFound, 404, "Not found"},
        {"err-400-missing-query", ErrorCode::BadInput, 400, "Input validation failed"},
        {"err-400-zod-body", ErrorCode::BadInput, 400, "Input validation failed"},
        {"err-readlogs-unknown", ErrorCode::NotFound, 404, "Deployment not found"},
        {"err-readlogs-tail-invalid", ErrorCode::BadInput, 400, "Input validation failed"},
    };
    for (const Row &row : table) {
        DokployBench bench;
        bench.answer("GET /api/application.one", {recording(s(row.recording)).reply()});
        const auto answer = answerOf(bench.client.service(app));
        ASSERT_FALSE(answer) << row.recording;
        EXPECT_EQ(answer.error().code, row.code) << row.recording;
        EXPECT_EQ(answer.error().status, row.status) << row.recording;
        EXPECT_EQ(answer.error().detail, s(row.detail)) << row.recording;
        EXPECT_EQ(answer.error().subject, s("127.0.0.1 application.one"));
        EXPECT_EQ(bench.server.requests().size(), 1)
            << row.recording; // asking again would cost a limited key
    }
}

TEST(DokployErrors, RecordedErrorsOfChanges)
{
    const QList<Row> table{
        {"err-404-deploy-unknown-app", ErrorCode::NotFound, 404, "Application not found"},
        {"err-400-zod-body", ErrorCode::BadInput, 400, "Input validation failed"},
        {"err-400-malformed-json", ErrorCode::BadInput, 400, "\"Invalid JSON\""},
        {"err-compose-loadServices-empty", ErrorCode::ToolFailed, 500, nullptr},
        {"webhook-git-branch-mismatch", ErrorCode::BadResponse, 301,
         "redirected"}, // a 301 without a Location
        {"err-401-badkey", ErrorCode::Unauthorized, 401, "Unauthorized"},
    };
    for (const Row &row : table) {
        DokployBench bench({s("settings-getDokployVersion")});
        bench.answer("POST /api/application.deploy", {recording(s(row.recording)).reply()});
        const auto answer =
            answerOf(bench.client.deploy(app, {s("Deploy v1"), s("0193595e-5c9a-7d1e-8f00-0123456789ab")}));
        ASSERT_FALSE(answer) << row.recording;
        EXPECT_EQ(answer.error().code, row.code) << row.recording;
        EXPECT_EQ(answer.error().status, row.status) << row.recording;
        if (row.detail) {
            EXPECT_EQ(answer.error().detail, s(row.detail)) << row.recording;
        }
        EXPECT_EQ(bench.server.count("POST /api/application.deploy"), 1) << row.recording;
    }
}

TEST(DokployErrors, ALimitedKeyIsToldFromADeadServerByHealth)
{
    DokployBench bench({s("health")});
    bench.answer("GET /api/project.all", {recording(s("err-rate-limited")).reply()});
    EXPECT_EQ(answerOf(bench.client.services(s("shop"), s("dev"))).error().code, ErrorCode::Unauthorized);
    EXPECT_TRUE(answerOf(bench.client.health()));
    bench.server.close();
    bench.server.closeConnections();
    EXPECT_EQ(answerOf(bench.client.health()).error().code, ErrorCode::Unreachable);
}

TEST(DokployErrors, HealthThatIsNotOk)
{
    DokployBench bench;
    bench.answer("GET /api/health", {jsonReply("{\"ok\":false}"), jsonReply("{}"), jsonReply("")});
    EXPECT_EQ(answerOf(bench.client.health()).error().code, ErrorCode::ToolFailed);
    EXPECT_EQ(answerOf(bench.client.health()).error().code, ErrorCode::BadResponse);
    EXPECT_EQ(answerOf(bench.client.health()).error().code, ErrorCode::BadResponse);
}

TEST(DokployErrors, APageOfAProxyIsNamed)
{
    DokployBench bench;
    ScriptedReply page;
    page.type = "text/html";
    page.body = "<html><head><title>Traefik login</title></head></html>";
    bench.answer("GET /api/application.one", {page});
    const auto answer = answerOf(bench.client.service(app));
    EXPECT_EQ(answer.error().code, ErrorCode::BadResponse);
    EXPECT_EQ(answer.error().detail, s("expected application/json, got text/html: Traefik login"));
}

TEST(DokployErrors, TheKeyIsInNoErrorAndNoLog)
{
    DokployBench bench;
    bench.answer("GET /api/deployment.readLogs", {jsonReply("\"using canary-dokploy-key-4711 now\"")});
    bench.answer("GET /api/application.one",
                 {jsonReply("{\"message\":\"bad key canary-dokploy-key-4711\"}", 403)});
    EXPECT_EQ(answerOf(bench.client.log(s("d1"), 10)).value(), s("using ****** now"));
    EXPECT_EQ(answerOf(bench.client.service(app)).error().detail, s("bad key ******"));
}

} // namespace
} // namespace envdeck::dokploy

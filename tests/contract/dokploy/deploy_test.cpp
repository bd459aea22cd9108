// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/dokploy/recordings.h"
#include "tests/support/text.h"

#include <QJsonDocument>
#include <gtest/gtest.h>

namespace envdeck::dokploy {
namespace {

using namespace testing;

const DeployNote note{s("Rollback to v1.3.7"), s("0193595e-5c9a-7d1e-8f00-0123456789ab")};

QJsonObject bodyOf(const ReceivedRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

TEST(Deploy, OfAComposeIsQueuedUnderOurOperation)
{
    DokployBench bench({s("settings-getDokployVersion"), s("compose-deploy")});
    const auto done = answerOf(bench.client.deploy(stack, note));
    ASSERT_TRUE(done) << qPrintable(done.error().detail);
    const QJsonObject sent = bodyOf(bench.server.requests().last());
    EXPECT_EQ(sent, (QJsonObject{
                        {s("composeId"), stack.id},
                        {s("title"), note.title},
                        {s("description"), s("Envdeck-Operation: 0193595e-5c9a-7d1e-8f00-0123456789ab")}}));
    // Everything that a real request held is there, and of the same type.
    const QJsonObject recorded = recording(s("compose-deploy")).requestBody.toObject();
    for (const QString &key : recorded.keys())
        EXPECT_EQ(sent.value(key).type(), recorded.value(key).type()) << qPrintable(key);
}

TEST(Deploy, OfAnApplicationAnswersNothing)
{
    for (const char *name : {"application-deploy", "application-deploy-v2", "application-deploy-v3",
                             "application-deploy-failing", "application-deploy-no-source"}) {
        DokployBench bench({s("settings-getDokployVersion"), s(name)});
        EXPECT_TRUE(answerOf(bench.client.deploy(web, note))) << name;
        EXPECT_EQ(bench.server.count("POST /api/application.deploy"), 1) << name;
    }
}

TEST(Deploy, SettingAnImageLeavesTheRestAlone)
{
    DokployBench bench({s("settings-getDokployVersion"), s("application-update-image-v3")});
    ASSERT_TRUE(answerOf(bench.client.setImage(web.id, *ImageRef::parse(s("127.0.0.1:5000/demo/app:v3")))));
    EXPECT_EQ(QJsonValue(bodyOf(bench.server.requests().last())),
              recording(s("application-update-image-v3")).requestBody);
}

TEST(Deploy, TheVersionIsAskedForOnce)
{
    DokployBench bench({s("settings-getDokployVersion"), s("compose-deploy")});
    ASSERT_TRUE(answerOf(bench.client.deploy(stack, note)));
    ASSERT_TRUE(answerOf(bench.client.deploy(stack, note)));
    EXPECT_EQ(bench.server.count("GET /api/settings.getDokployVersion"), 1);
    EXPECT_EQ(bench.server.count("POST /api/compose.deploy"), 2);
}

TEST(Deploy, AnOldServerIsSentNoChange)
{
    DokployBench bench({s("compose-deploy")});
    bench.answer("GET /api/settings.getDokployVersion", {jsonReply("\"v0.24.12\"")});
    EXPECT_EQ(answerOf(bench.client.server()).value().support, Support::Refused);
    const auto refused = answerOf(bench.client.deploy(stack, note));
    EXPECT_EQ(refused.error().code, ErrorCode::BadConfig);
    EXPECT_EQ(answerOf(bench.client.setImage(web.id, *ImageRef::parse(s("a/b:c")))).error().code,
              ErrorCode::BadConfig);
    EXPECT_EQ(bench.server.count("POST /api/compose.deploy"), 0);
}

TEST(Deploy, AVersionThatCannotBeReadSendsNothing)
{
    for (const QByteArray version : {"\"latest\"", "30", "null", "{\"version\":\"v0.30.2\"}"}) {
        DokployBench bench({s("compose-deploy")});
        bench.answer("GET /api/settings.getDokployVersion", {jsonReply(version)});
        EXPECT_EQ(answerOf(bench.client.deploy(stack, note)).error().code, ErrorCode::BadResponse)
            << version.constData();
        EXPECT_EQ(bench.server.count("POST /api/compose.deploy"), 0);
    }
}

TEST(Deploy, A200ThatSaysNoIsAFailure)
{
    for (const QByteArray body : {"{\"success\":false,\"message\":\"queue is closed\"}",
                                  "{\"message\":\"queue is closed\",\"code\":\"BAD_REQUEST\"}", "false"}) {
        DokployBench bench({s("settings-getDokployVersion")});
        bench.answer("POST /api/compose.deploy", {jsonReply(body)});
        const auto done = answerOf(bench.client.deploy(stack, note));
        ASSERT_FALSE(done) << body.constData();
        EXPECT_EQ(done.error().code, ErrorCode::ToolFailed);
    }
    for (const QByteArray body :
         {"", "null", "true", "{\"success\":true}", "{\"composeId\":\"x\",\"name\":\"a\"}"}) {
        DokployBench bench({s("settings-getDokployVersion")});
        bench.answer("POST /api/compose.deploy", {jsonReply(body)}); // older and other versions
        EXPECT_TRUE(answerOf(bench.client.deploy(stack, note))) << body.constData();
    }
}

// the answer is lost, the row tells.
TEST(Deploy, AnUnknownOutcomeIsResolvedByReadingBack)
{
    DokployBench bench({s("settings-getDokployVersion")});
    ScriptedReply drop;
    drop.dropSilently = true;
    bench.answer("POST /api/compose.deploy", {drop});
    const auto done = answerOf(bench.client.deploy(stack, note));
    ASSERT_EQ(done.error().code, ErrorCode::OutcomeUnknown);
    EXPECT_EQ(bench.server.count("POST /api/compose.deploy"), 1);

    const QByteArray row =
        "[{\"deploymentId\":\"d1\",\"title\":\"Rollback to v1.3.7\",\"description\":\"Envdeck-Operation: " +
        note.operation.toLatin1() +
        "\",\"status\":\"running\",\"composeId\":\"txQkR3fCA7BlmyR7z4hSB\",\"createdAt\":"
        "\"2026-11-23T08:30:06.583Z\"}]";
    bench.answer("GET /api/deployment.allByCompose", {jsonReply("[]"), jsonReply(row)});
    EXPECT_EQ(rowOf(answerOf(bench.client.deployments(stack)).value(), note.operation, {}), nullptr);
    const auto rows = answerOf(bench.client.deployments(stack));
    ASSERT_NE(rowOf(rows.value(), note.operation, {}), nullptr);
    EXPECT_EQ(rowOf(rows.value(), note.operation, {})->id, s("d1"));
}

} // namespace
} // namespace envdeck::dokploy

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/setup_parse.h"
#include "tests/contract/dokploy/recordings.h"
#include "tests/support/text.h"

#include <QJsonDocument>
#include <gtest/gtest.h>

namespace envdeck::dokploy {
namespace {

using namespace testing;

const Secret thisRun("key of this run");

QJsonObject lastBody(const DokployBench &bench)
{
    return QJsonDocument::fromJson(bench.server.requests().last().body).object();
}

TEST(Variables, OfAComposeAreReadMergedAndWritten)
{
    DokployBench bench({s("settings-getDokployVersion"), s("compose-one")});
    bench.answer("POST /api/compose.saveEnvironment", {jsonReply("true")});
    const auto done = answerOf(bench.client.changeVariables(
        stack, {{s("MODE"), Secret("test")}, {s("NEW"), Secret("a b")}, {s("TAG"), {}}}, thisRun, {}));
    ASSERT_TRUE(done) << qPrintable(done.error().detail);
    EXPECT_EQ(lastBody(bench),
              (QJsonObject{{s("composeId"), stack.id}, {s("env"), s("MODE=test\nNEW=a b")}}));
}

TEST(Variables, OfAnApplicationLoseNothingBesideThem)
{
    DokployBench bench({s("settings-getDokployVersion")});
    QJsonObject one = recording(s("application-one-done")).body.toObject();
    one.insert(s("buildArgs"), s("ARG=1"));
    one.insert(s("createEnvFile"), true);
    bench.answer("GET /api/application.one", {jsonReply(QJsonDocument(one).toJson())});
    bench.answer("POST /api/application.saveEnvironment", {jsonReply("true")});
    ASSERT_TRUE(answerOf(bench.client.changeVariables(web, {{s("GREETING"), Secret("hi")}}, thisRun, {})));
    const QJsonObject sent = lastBody(bench);
    EXPECT_EQ(sent, (QJsonObject{{s("applicationId"), web.id},
                                 {s("env"), s("GREETING=hi\nSTAGE=${{environment.STAGE}}")},
                                 {s("buildArgs"), s("ARG=1")},
                                 {s("buildSecrets"), QJsonValue::Null},
                                 {s("createEnvFile"), true}}));
    for (const QString &key : recording(s("application-saveEnvironment")).requestBody.toObject().keys())
        EXPECT_TRUE(sent.contains(key)) << qPrintable(key);
}

TEST(Variables, WhatOthersChangedMeanwhileIsNotOverwritten)
{
    DokployBench bench({s("settings-getDokployVersion"), s("compose-one")});
    bench.answer("POST /api/compose.saveEnvironment", {jsonReply("true")});
    const auto refused = answerOf(bench.client.changeVariables(stack, {{s("MODE"), Secret("test")}}, thisRun,
                                                               digestOf(s("TAG=v0\nMODE=dev"), thisRun)));
    EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
    EXPECT_EQ(refused.error().detail, s("variables-changed"));
    EXPECT_EQ(bench.server.count("POST /api/compose.saveEnvironment"), 0);
    EXPECT_TRUE(answerOf(bench.client.changeVariables(stack, {{s("MODE"), Secret("test")}}, thisRun,
                                                      digestOf(s("TAG=v1\nMODE=dev"), thisRun))));
}

TEST(Variables, WhatIsThereAlreadyIsNotWritten)
{
    DokployBench bench({s("settings-getDokployVersion"), s("compose-one")});
    EXPECT_TRUE(answerOf(
        bench.client.changeVariables(stack, {{s("MODE"), Secret("dev")}, {s("NONE"), {}}}, thisRun, {})));
    EXPECT_EQ(bench.server.count("POST /api/compose.saveEnvironment"), 0);
}

TEST(Variables, ARefusalThatRepeatsTheValueDoesNotShowIt)
{
    DokployBench bench({s("settings-getDokployVersion"), s("compose-one")});
    bench.answer(
        "POST /api/compose.saveEnvironment",
        {jsonReply(R"({"message":"cannot store canary-value-8812 here","code":"BAD_REQUEST"})", 400)});
    const auto refused = answerOf(
        bench.client.changeVariables(stack, {{s("MODE"), Secret("canary-value-8812")}}, thisRun, {}));
    ASSERT_FALSE(refused);
    EXPECT_FALSE(refused.error().detail.contains(s("canary-value-8812")))
        << qPrintable(refused.error().detail);
}

TEST(Domain, IsMadeAndChangedAsRecorded)
{
    DokployBench bench({s("settings-getDokployVersion"), s("domain-create-compose"), s("domain-update")});
    Domain domain;
    domain.host = s("api.dev.example.test");
    domain.port = 8080;
    domain.service = s("api");
    const auto made = answerOf(bench.client.createDomain(stack, domain));
    ASSERT_TRUE(made) << qPrintable(made.error().detail);
    EXPECT_EQ(made.value().id, s("xz52d3XduSk3eGM8nwQLG"));
    const QJsonObject sent = lastBody(bench);
    const QJsonObject recorded = recording(s("domain-create-compose")).requestBody.toObject();
    for (const QString &key : recorded.keys())
        EXPECT_EQ(sent.value(key), recorded.value(key)) << qPrintable(key);
    Domain changed = domain;
    changed.id = s("abEizJC3pG-GGCvA7jE1u");
    EXPECT_EQ(answerOf(bench.client.updateDomain(changed)).value().port, 8081);
}

TEST(Domain, WhatDokployWouldRefuseIsNotSent)
{
    DokployBench bench({s("settings-getDokployVersion"), s("domain-create-invalid")});
    Domain domain;
    domain.host = s("a.example.test");
    for (const auto &spoil : std::initializer_list<std::function<void(Domain &)>>{
             [](Domain &d) { d.host.clear(); }, [](Domain &d) { d.port = 0; },
             [](Domain &d) { d.port = 70000; }, [](Domain &d) { d.path = s("no-slash"); },
             [](Domain &d) { d.service = s("a;b"); }, [](Domain &d) { d.host = s("`id`.example.test"); }}) {
        Domain spoilt = domain;
        spoil(spoilt);
        EXPECT_EQ(answerOf(bench.client.createDomain(stack, spoilt)).error().code, ErrorCode::BadInput);
    }
    EXPECT_EQ(bench.server.count("POST /api/domain.create"), 0);
}

TEST(Lifecycle, StoppingAndStartingReadTheRecordedAnswers)
{
    DokployBench bench(
        {s("settings-getDokployVersion"), s("compose-stop"), s("compose-start"), s("application-start")});
    EXPECT_TRUE(answerOf(bench.client.setRunning(stack, false)));
    EXPECT_TRUE(answerOf(bench.client.setRunning(stack, true)));
    EXPECT_TRUE(answerOf(bench.client.setRunning(web, true)));
    bench.answer(
        "POST /api/compose.stop",
        {jsonReply(R"({"message":"Command execution failed: no such stack","code":"INTERNAL_SERVER_ERROR"})",
                   500)});
    EXPECT_EQ(answerOf(bench.client.setRunning(stack, false)).error().code, ErrorCode::ToolFailed);
}

TEST(Lifecycle, ARedeployCarriesOurOperation)
{
    DokployBench bench({s("settings-getDokployVersion"), s("compose-redeploy")});
    const DeployNote ours{s("Redeploy api"), s("0193595e-5c9a-7d1e-8f00-0123456789ab")};
    ASSERT_TRUE(answerOf(bench.client.redeploy(stack, ours)));
    EXPECT_TRUE(lastBody(bench).value(s("description")).toString().contains(ours.operation));
}

TEST(Source, OfAComposeIsChangedWithoutItsAddressAndKey)
{
    DokployBench bench({s("settings-getDokployVersion"), s("compose-update")});
    ASSERT_TRUE(answerOf(bench.client.saveComposeFile(stack.id, "services: {}\n")));
    EXPECT_EQ(lastBody(bench).value(s("sourceType")).toString(), s("raw"));
    ASSERT_TRUE(answerOf(
        bench.client.saveGitSource(stack.id, s("main"), s("./deploy-config/dev/apps/api.compose.yml"))));
    EXPECT_FALSE(lastBody(bench).contains(s("customGitUrl")));
    EXPECT_EQ(answerOf(bench.client.saveGitSource(stack.id, s("main; id"), s("./x.yml"))).error().code,
              ErrorCode::BadInput);
}

} // namespace
} // namespace envdeck::dokploy

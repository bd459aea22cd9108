// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Answers of a real Dokploy v0.30.2, read by the client that makes the calls.
#include "tests/contract/dokploy/recordings.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::dokploy {
namespace {

using namespace testing;

QDateTime at(int hour, int minute, int second, int ms)
{
    return QDateTime(QDate(2026, 11, 23), QTime(hour, minute, second, ms), Qt::UTC);
}

TEST(Recorded, HealthNeedsNoKey)
{
    DokployBench bench({s("health")});
    EXPECT_TRUE(answerOf(bench.client.health()));
    EXPECT_TRUE(bench.server.requests().first().header("x-api-key").isEmpty());
}

TEST(Recorded, TheVersionAndWhatItMeans)
{
    DokployBench bench({s("settings-getDokployVersion")});
    const auto info = answerOf(bench.client.server());
    ASSERT_TRUE(info);
    EXPECT_EQ(info.value(), (ServerInfo{{0, 30, 2}, s("v0.30.2"), Support::Insecure}));
    EXPECT_EQ(bench.server.requests().first().header("x-api-key"), "canary-dokploy-key-4711");
}

TEST(Recorded, ServicesOfAnEnvironmentByName)
{
    DokployBench bench({s("project-all"), s("environment-one")});
    // The recorded project has the default environment alone; its id is asked for next.
    const auto missing = answerOf(bench.client.services(s("shop"), s("dev")));
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    EXPECT_EQ(missing.error().subject, s("dev"));
    EXPECT_EQ(answerOf(bench.client.services(s("nope"), s("dev"))).error().code, ErrorCode::NotFound);

    bench.answer("GET /api/project.all", {jsonReply("[{\"name\":\"shop\",\"environments\":[{\"name\":\"dev\","
                                                    "\"environmentId\":\"gwL8NpS18wEFGPspSHFJv\"}]}]")});
    bench.replay(s("environment-one-with-services"));
    const auto found = answerOf(bench.client.services(s("shop"), s("dev")));
    ASSERT_TRUE(found) << qPrintable(found.error().detail);
    const EnvironmentServices expected{
        s("cGlzvgr1SA9pvtNFOFMx6"),
        s("gwL8NpS18wEFGPspSHFJv"),
        {{stack, s("stack"), ServiceStatus::Done}, {web, s("web"), ServiceStatus::Idle}},
        {{{DatabaseKind::Postgres, s("BncktzL7ZrYyp5DJfHmtE")}, s("db"), ServiceStatus::Idle}}};
    EXPECT_EQ(found.value(), expected);
    EXPECT_EQ(serviceNamed(found.value(), s("stack"), DokployKind::Compose).value().ref, stack);
    const auto otherKind = serviceNamed(found.value(), s("stack"), DokployKind::Application);
    EXPECT_EQ(otherKind.error().code, ErrorCode::NotFound);
    EXPECT_EQ(otherKind.error().detail, s("a compose has this name"));
}

TEST(Recorded, NoProjectAtAll)
{
    DokployBench bench({s("project-all-empty")});
    EXPECT_EQ(answerOf(bench.client.services(s("shop"), s("dev"))).error().code, ErrorCode::NotFound);
}

TEST(Recorded, ACompose)
{
    DokployBench bench({s("compose-one")});
    const auto found = answerOf(bench.client.service(stack));
    ASSERT_TRUE(found) << qPrintable(found.error().detail);
    const Service &service = found.value();
    EXPECT_EQ(service.ref, stack);
    EXPECT_EQ(service.name, s("stack"));
    EXPECT_EQ(service.appName, s("shop-stack-yfqdz1"));
    EXPECT_EQ(service.serverId, QString());
    EXPECT_EQ(service.status, ServiceStatus::Done);
    EXPECT_EQ(service.sourceType, s("raw"));
    EXPECT_EQ(service.composeType, ComposeType::DockerCompose);
    EXPECT_EQ(service.composePath, s("./docker-compose.yml"));
    EXPECT_TRUE(service.autoDeploy);
    EXPECT_EQ(service.variableNames, (QStringList{s("MODE"), s("STAGE"), s("TAG")}));
    const QByteArray hook = bench.server.url(s("/api/deploy/compose/YwVSjp6LfdcdXgkqQh0MC")).toEncoded();
    EXPECT_EQ(service.webhook.reveal(), QByteArrayView(hook));
}

TEST(Recorded, AnApplication)
{
    DokployBench bench({s("application-one-done")});
    const auto found = answerOf(bench.client.service(web));
    ASSERT_TRUE(found) << qPrintable(found.error().detail);
    const Service &service = found.value();
    EXPECT_EQ(service.appName, s("shop-web-llxndw"));
    EXPECT_EQ(service.sourceType, s("docker"));
    EXPECT_EQ(service.image, s("127.0.0.1:5000/demo/app:v1"));
    EXPECT_EQ(service.status, ServiceStatus::Done);
    EXPECT_EQ(service.variableNames, (QStringList{s("GREETING"), s("STAGE")}));
    const QByteArray hook = bench.server.url(s("/api/deploy/RGgmScqThOUNlFo_yB7FI")).toEncoded();
    EXPECT_EQ(service.webhook.reveal(), QByteArrayView(hook));

    bench.replay(s("application-one-status-running"));
    EXPECT_EQ(answerOf(bench.client.service(web)).value().status, ServiceStatus::Running);
    bench.replay(s("application-one-after-rollback"));
    EXPECT_TRUE(answerOf(bench.client.service(web)));
    bench.replay(s("compose-one-stopped"));
    EXPECT_EQ(answerOf(bench.client.service(stack)).value().status, ServiceStatus::Idle);
}

TEST(Recorded, DeploymentsOfAnApplication)
{
    DokployBench bench({s("deployment-all-three")});
    const auto rows = answerOf(bench.client.deployments(web));
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows.value().size(), 3);
    DeploymentRow first;
    first.id = s("Q-CmftxHB61tx4ubxWD18");
    first.service = web;
    first.title = s("Release v3");
    first.status = DeploymentStatus::Done;
    first.created = at(8, 27, 35, 107);
    first.finished = at(8, 27, 35, 679);
    first.logPath = s("/etc/dokploy/logs/shop-web-llxndw/shop-web-llxndw-2026-11-23:08:27:35.log");
    EXPECT_EQ(rows.value().first(), first);
    EXPECT_EQ(rows.value().last().description, s("image tag v1"));
}

TEST(Recorded, ARunningDeploymentHasNoEnd)
{
    DokployBench bench({s("deployment-all-running")});
    const auto rows = answerOf(bench.client.deployments(web));
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows.value().first().status, DeploymentStatus::Running);
    EXPECT_TRUE(rows.value().first().finished.isNull());
}

TEST(Recorded, AFailedOneRarelySaysWhy)
{
    DokployBench bench({s("deployment-all-no-source")});
    const auto rows =
        answerOf(bench.client.deployments({DokployKind::Application, s("G0rS_WDx7IwOXBFKHi0Cy")}));
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows.value().first().status, DeploymentStatus::Error);
    EXPECT_TRUE(rows.value().first().error.isEmpty());
}

TEST(Recorded, EveryOtherDeploymentListParses)
{
    for (const char *name :
         {"deployment-all-queued", "deployment-all-after-rollback", "deployment-all-after-rollback-delete"}) {
        DokployBench bench({s(name)});
        const auto rows = answerOf(bench.client.deployments(web));
        ASSERT_TRUE(rows) << name;
        EXPECT_FALSE(rows.value().isEmpty()) << name;
        for (const DeploymentRow &row : rows.value())
            EXPECT_NE(row.status, DeploymentStatus::Unknown) << name;
    }
}

TEST(Recorded, AWebhookRowHasNoCommitForAPlainCall)
{
    DokployBench bench({s("deployment-allByCompose-after-webhook")});
    const auto rows = answerOf(bench.client.deployments(stack));
    ASSERT_TRUE(rows);
    const DeploymentRow &row = rows.value().first();
    EXPECT_EQ(row.title, s("NEW CHANGES"));
    EXPECT_EQ(row.description, s("Hash: "));
    EXPECT_TRUE(row.commit.isEmpty());
    EXPECT_FALSE(row.commitTrusted);
}

TEST(Recorded, AllDeploymentsNameTheirServices)
{
    DokployBench bench({s("deployment-allCentralized")});
    const auto rows = answerOf(bench.client.allDeployments());
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows.value().first().service, stack);
    EXPECT_EQ(rows.value().last().service, web);
    EXPECT_TRUE(
        std::is_sorted(rows.value().cbegin(), rows.value().cend(),
                       [](const DeploymentRow &a, const DeploymentRow &b) { return a.created > b.created; }));
}

TEST(Recorded, TheQueue)
{
    DokployBench bench({s("deployment-queueList-busy")});
    const auto queue = answerOf(bench.client.queue());
    ASSERT_TRUE(queue);
    ASSERT_EQ(queue.value().size(), 2);
    EXPECT_EQ(
        queue.value().first(),
        (QueuedDeployment{web, s("q3"), false, QDateTime::fromMSecsSinceEpoch(1795422790340, Qt::UTC)}));
    EXPECT_TRUE(queue.value().last().active);
}

TEST(Recorded, Logs)
{
    DokployBench bench({s("deployment-readLogs")});
    const auto log = answerOf(bench.client.log(s("5mCZSRk1uH7T_ZIYKua-j"), 50));
    ASSERT_TRUE(log);
    EXPECT_TRUE(log.value().startsWith(s("Initializing deployment\nPulling 127.0.0.1:5000/demo/app:v1\n")));
    EXPECT_TRUE(log.value().endsWith(s("Pulling image completed.\n")));
    // Recorded without a tail.
    for (const char *name :
         {"deployment-readLogs-failed", "deployment-readLogs-rollback-push", "compose-deployment-readLogs"}) {
        bench.answer("GET /api/deployment.readLogs", {recording(s(name)).reply()});
        EXPECT_FALSE(answerOf(bench.client.log(s("1nSF4V9ipuzpTOR_JX-xW"), 100)).value().isEmpty()) << name;
    }
}

TEST(Recorded, ContainersOfACompose)
{
    DokployBench bench({s("docker-getContainersByAppNameMatch")});
    bench.answer("GET /api/docker.getConfig", {recording(s("docker-getConfig-unknown")).reply()});
    Service service;
    service.ref = stack;
    service.appName = s("shop-stack-yfqdz1");
    service.composeType = ComposeType::DockerCompose;
    const auto found = answerOf(bench.client.containers(service));
    ASSERT_TRUE(found) << qPrintable(found.error().detail);
    ASSERT_EQ(found.value().size(), 2);
    ContainerInfo worker;
    worker.id = s("bca778aafc7c");
    worker.name = s("shop-stack-yfqdz1_worker_1");
    worker.service = s("worker");
    worker.state = ContainerState::Running;
    worker.health = ContainerHealth::None;
    worker.detail = s("Up 10 seconds");
    EXPECT_EQ(found.value().first(), worker); // not inspected: restarts stay unknown
    EXPECT_EQ(found.value().last().service, s("api"));
}

TEST(Recorded, TasksOfAnApplication)
{
    DokployBench bench({s("docker-getServiceContainersByAppName"), s("docker-getContainers")});
    Service service;
    service.ref = web;
    service.appName = s("shop-web-llxndw");
    const auto found = answerOf(bench.client.containers(service));
    ASSERT_TRUE(found) << qPrintable(found.error().detail);
    ContainerInfo task;
    task.id = s("1oq9dh37srhx4gmuvpx5dcul9");
    task.name = s("shop-web-llxndw.1");
    task.image = s("127.0.0.1:5000/demo/app:v3");
    task.state = ContainerState::Running;
    task.health = ContainerHealth::None;
    task.restarts = 0; // the three others were shut down by updates
    task.detail = s("Running 2 minutes ago");
    EXPECT_EQ(found.value(), QList<ContainerInfo>{task});
}

} // namespace
} // namespace envdeck::dokploy

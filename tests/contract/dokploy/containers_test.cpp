// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/parse.h"
#include "tests/contract/dokploy/recordings.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::dokploy {
namespace {

using namespace testing;

QJsonValue json(const QByteArray &text)
{
    return http::parseJson(text).value();
}

ContainerInfo listed(const QByteArray &state, const QByteArray &status,
                     const QByteArray &name = "app-x1-api-1")
{
    const QByteArray text = "[{\"containerId\":\"bca778aafc7c\",\"name\":\"" + name + "\",\"state\":\"" +
                            state + "\",\"status\":\"" + status + "\"}]";
    return listedContainers(json(text), s("app-x1"), s("test")).value().first();
}

TEST(Containers, WhatDockerPsSays)
{
    EXPECT_EQ(listed("running", "Up 2 seconds (health: starting)").health, ContainerHealth::Starting);
    EXPECT_EQ(listed("running", "Up 2 minutes (healthy)").health, ContainerHealth::Healthy);
    EXPECT_EQ(listed("running", "Up 2 minutes (unhealthy)").health, ContainerHealth::Unhealthy);
    EXPECT_EQ(listed("running", "Up 2 minutes").health, ContainerHealth::None);
    EXPECT_EQ(listed("exited", "Exited (137) 2 minutes ago").exitCode, 137);
    EXPECT_EQ(listed("exited", "Exited (137) 2 minutes ago").health, ContainerHealth::Unknown);
    EXPECT_EQ(listed("restarting", "Restarting (1) 5 seconds ago").state, ContainerState::Restarting);
    EXPECT_EQ(listed("restarting", "Restarting (1) 5 seconds ago").exitCode, 1);
    EXPECT_EQ(listed("removing", "Removal In Progress").state, ContainerState::Unknown);
    EXPECT_EQ(listed("running", "Up", "app-x1-api-12").service, s("api"));
    EXPECT_EQ(listed("running", "Up", "app-x1_api_1").service, s("api"));
    EXPECT_EQ(listed("running", "Up", "app-x1-my-worker-1").service, s("my-worker"));
    EXPECT_EQ(listed("running", "Up", "own-name").service, QString());
}

// The part of docker inspect that counts; the rest of the real document is left out.
QByteArray inspect(const QByteArray &state, int restarts = 0)
{
    return "{\"Id\":\"bca7\",\"RestartCount\":" + QByteArray::number(restarts) + ",\"State\":{" + state +
           "},\"Config\":{\"Image\":\"ghcr.io/acme/api:v1.3.8\",\"Env\":[\"PASSWORD=hunter2\"],\"Labels\":"
           "{\"com.docker.compose.service\":\"api\"}}}";
}

TEST(Containers, WhatDockerInspectAdds)
{
    const ContainerInfo before = listed("running", "Up 3 seconds");
    const auto looping =
        inspected(before,
                  json(inspect("\"Status\":\"restarting\",\"ExitCode\":3,\"OOMKilled\":true,\"StartedAt\":"
                               "\"2026-11-23T08:30:04.123456789Z\"",
                               6)),
                  s("test"));
    ASSERT_TRUE(looping) << qPrintable(looping.error().detail);
    EXPECT_EQ(looping.value().state, ContainerState::Restarting);
    EXPECT_EQ(looping.value().restarts, 6);
    EXPECT_EQ(looping.value().exitCode, 3);
    EXPECT_TRUE(looping.value().outOfMemory);
    EXPECT_EQ(looping.value().image, s("ghcr.io/acme/api:v1.3.8"));
    EXPECT_EQ(looping.value().service, s("api"));
    EXPECT_EQ(looping.value().started, QDateTime(QDate(2026, 11, 23), QTime(8, 30, 4, 123), Qt::UTC));

    const auto healthy =
        inspected(before,
                  json(inspect("\"Status\":\"running\",\"ExitCode\":0,\"StartedAt\":\"2026-11-23T08:30:04Z\","
                               "\"Health\":{\"Status\":\"healthy\"}")),
                  s("test"));
    EXPECT_EQ(healthy.value().health, ContainerHealth::Healthy);
    EXPECT_EQ(healthy.value().exitCode, std::nullopt);
    EXPECT_EQ(healthy.value().restarts, 0);

    const auto created = inspected(
        before, json(inspect("\"Status\":\"created\",\"ExitCode\":0,\"StartedAt\":\"0001-01-01T00:00:00Z\"")),
        s("test"));
    EXPECT_TRUE(created.value().started.isNull());
    EXPECT_EQ(created.value().exitCode, std::nullopt); // it never ended

    EXPECT_EQ(inspected(before, json(""), s("test")).value(), before); // gone, or Docker did not answer
    EXPECT_EQ(inspected(before, json("{\"State\":[]}"), s("test")).error().code, ErrorCode::BadResponse);
}

TEST(Containers, ACrashLoopOfASwarmServiceIsSeen)
{
    // The desired state of a crashed task reads "shutdown"; what happened stands in currentState.
    const auto tasks = json(
        "[{\"containerId\":\"t4\",\"name\":\"web.1\",\"state\":\"ready\",\"currentState\":\"Ready 2 seconds "
        "ago\",\"error\":\"\"},"
        "{\"containerId\":\"t3\",\"name\":\" \\\\_ web.1\",\"state\":\"shutdown\",\"currentState\":\"Failed "
        "3 seconds ago\",\"error\":\"\\\"task: non-zero exit (3)\\\"\"},"
        "{\"containerId\":\"t2\",\"name\":\" \\\\_ web.1\",\"state\":\"shutdown\",\"currentState\":\"Failed "
        "12 seconds ago\",\"error\":\"task: non-zero exit (3)\"},"
        "{\"containerId\":\"t1\",\"name\":\" \\\\_ "
        "web.1\",\"state\":\"shutdown\",\"currentState\":\"Shutdown 1 minute ago\",\"error\":\"Error:\"},"
        "{\"containerId\":\"t0\",\"name\":\" \\\\_ web.1\",\"state\":\"shutdown\",\"currentState\":\"Failed "
        "1 hour ago\",\"error\":\"task: non-zero exit (9)\"}]");
    const auto containers = json(
        "[{\"name\":\"web.1.t4\",\"image\":\"acme/web:v2\",\"state\":\"created\",\"status\":\"Created\"}]");
    const auto slots = swarmTasks(tasks, containers, s("web"), s("test"));
    ASSERT_TRUE(slots) << qPrintable(slots.error().detail);
    ASSERT_EQ(slots.value().size(), 1);
    const ContainerInfo &slot = slots.value().first();
    EXPECT_EQ(slot.state, ContainerState::Created);
    EXPECT_EQ(slot.restarts, 2); // not the failure of the version before
    EXPECT_EQ(slot.exitCode, 3);
    EXPECT_EQ(slot.image, s("acme/web:v2"));
}

TEST(Containers, ServicesOfAStack)
{
    const auto tasks = json("[{\"containerId\":\"a\",\"name\":\"shop-x1_api.1\",\"state\":\"running\","
                            "\"currentState\":\"Running 2 minutes ago\",\"error\":\"\"},"
                            "{\"containerId\":\"b\",\"name\":\"shop-x1_worker.1\",\"state\":\"running\","
                            "\"currentState\":\"Rejected 2 seconds ago\",\"error\":\"No such image\"}]");
    const auto slots =
        swarmTasks(tasks, json(""), s("shop-x1"), s("test")); // Docker did not list its containers
    ASSERT_TRUE(slots);
    EXPECT_EQ(slots.value().first().service, s("api"));
    EXPECT_EQ(slots.value().first().image, QString());
    EXPECT_EQ(slots.value().first().health, ContainerHealth::Unknown);
    EXPECT_EQ(slots.value().last().state, ContainerState::Dead);
    EXPECT_EQ(slots.value().last().detail, s("Rejected 2 seconds ago: No such image"));
}

TEST(Containers, AStackIsAskedForItsTasks)
{
    DokployBench bench;
    bench.answer("GET /api/docker.getStackContainersByAppName", {jsonReply("[]")});
    bench.answer("GET /api/docker.getContainers", {jsonReply("[]")});
    Service service;
    service.ref = {DokployKind::Compose, s("c")};
    service.composeType = ComposeType::Stack;
    service.appName = s("shop-x1");
    service.serverId = s("srv-1");
    EXPECT_TRUE(answerOf(bench.client.containers(service)));
    EXPECT_EQ(bench.server.count("GET /api/docker.getStackContainersByAppName"), 1);
    for (const ReceivedRequest &request : bench.server.requests())
        EXPECT_TRUE(request.target.contains("serverId=srv-1")) << request.target.constData();
}

TEST(Containers, EachComposeContainerIsInspected)
{
    DokployBench bench;
    bench.answer(
        "GET /api/docker.getContainersByAppNameMatch",
        {jsonReply(
            "[{\"containerId\":\"bca778aafc7c\",\"name\":\"app-x1-api-1\",\"state\":\"running\",\"status\":"
            "\"Up 3 seconds\"},"
            "{\"containerId\":\"10ff75a5fa7d\",\"name\":\"app-x1-api-2\",\"state\":\"running\",\"status\":"
            "\"Up 3 seconds\"},"
            "{\"containerId\":\"No container id\",\"name\":\"x\",\"state\":\"No state\",\"status\":\"\"}]")});
    bench.answer("GET /api/docker.getConfig",
                 {jsonReply(inspect("\"Status\":\"running\",\"ExitCode\":0", 2))});
    Service service;
    service.ref = {DokployKind::Compose, s("c")};
    service.appName = s("app-x1");
    const auto found = answerOf(bench.client.containers(service));
    ASSERT_TRUE(found) << qPrintable(found.error().detail);
    ASSERT_EQ(found.value().size(), 3);
    EXPECT_EQ(found.value().first().restarts, 2);
    EXPECT_EQ(found.value().last().restarts, std::nullopt); // its id is none, so it is not asked for
    EXPECT_EQ(bench.server.count("GET /api/docker.getConfig"), 2);
}

} // namespace
} // namespace envdeck::dokploy

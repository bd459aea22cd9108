// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/standin_dokploy/bench.h"

namespace envdeck::testing {
namespace {

// One deployed container with this restart policy.
class Deployed {
public:
    explicit Deployed(const char *restart)
        : image(bench.image(QStringLiteral("acme/api"), QStringLiteral("v1"))),
          id(bench.makeCompose(QStringLiteral("services:\n  api:\n    image: %1\n    restart: %2\n")
                                   .arg(image, QLatin1String(restart))))
    {
        EXPECT_EQ(bench.deploy(id), QStringLiteral("done"));
    }
    QJsonValue inspected()
    {
        return bench.get(QStringLiteral("docker.getConfig?containerId=") +
                         bench.containers(id).first()[QLatin1String("containerId")].toString());
    }

    Bench bench;
    QString image;
    QString id;
};

TEST(DokployContainers, ACrashLeavesADeadContainerBehindADoneDeployment)
{
    Deployed deployed("\"no\"");
    deployed.bench.engine.end(deployed.image, 1);
    const QJsonValue listed = deployed.bench.containers(deployed.id).first();
    EXPECT_EQ(listed[QLatin1String("state")].toString(), QStringLiteral("exited"));
    EXPECT_TRUE(listed[QLatin1String("status")].toString().startsWith(QLatin1String("Exited (1) ")));
    const QJsonValue state = deployed.inspected()[QLatin1String("State")];
    EXPECT_EQ(state[QLatin1String("ExitCode")].toInt(), 1);
    EXPECT_FALSE(state[QLatin1String("Running")].toBool());
    EXPECT_EQ(deployed.bench.rows(deployed.id).first()[QLatin1String("status")].toString(),
              QStringLiteral("done"));
}

TEST(DokployContainers, OneThatWasKilledSays137)
{
    Deployed deployed("\"no\"");
    deployed.bench.engine.end(deployed.image, {});
    EXPECT_EQ(deployed.inspected()[QLatin1String("State")][QLatin1String("ExitCode")].toInt(), 137);
}

TEST(DokployContainers, ARestartPolicyBringsItBackAndCounts)
{
    Deployed deployed("unless-stopped");
    deployed.bench.engine.end(deployed.image, 1);
    EXPECT_TRUE(eventually([&] { return deployed.inspected()[QLatin1String("RestartCount")].toInt() == 1; }));
    EXPECT_EQ(deployed.inspected()[QLatin1String("State")][QLatin1String("Status")].toString(),
              QStringLiteral("running"));
}

TEST(DokployContainers, WhatAnOperatorStoppedStaysStopped)
{
    Deployed deployed("always");
    EXPECT_EQ(
        deployed.bench.post(QStringLiteral("compose.stop"), {{QStringLiteral("composeId"), deployed.id}}),
        QJsonValue(true));
    const QJsonValue state = deployed.inspected()[QLatin1String("State")];
    EXPECT_EQ(state[QLatin1String("Status")].toString(), QStringLiteral("exited"));
    EXPECT_EQ(state[QLatin1String("ExitCode")].toInt(), 0);
    EXPECT_EQ(deployed.bench
                  .get(QStringLiteral("compose.one?composeId=") + deployed.id)[QLatin1String("composeStatus")]
                  .toString(),
              QStringLiteral("idle"));
    deployed.bench.post(QStringLiteral("compose.start"), {{QStringLiteral("composeId"), deployed.id}});
    EXPECT_EQ(deployed.bench.engine.running(), QStringList{deployed.image});
}

TEST(DokployContainers, StoppingWhatWasNeverDeployedFails)
{
    Bench bench;
    const QString id = bench.makeCompose(QStringLiteral("services: {}\n"));
    EXPECT_EQ(
        bench.ask("POST", QStringLiteral("/api/compose.stop"), {{QStringLiteral("composeId"), id}}).status,
        500);
}

TEST(DokployContainers, InspectNamesServiceImageAndPolicy)
{
    Deployed deployed("on-failure:3");
    const QJsonValue inspected = deployed.inspected();
    EXPECT_EQ(inspected[QLatin1String("Config")][QLatin1String("Image")].toString(), deployed.image);
    EXPECT_EQ(inspected[QLatin1String("Config")][QLatin1String("Labels")]
                       [QLatin1String("com.docker.compose.service")]
                           .toString(),
              QStringLiteral("api"));
    EXPECT_EQ(inspected[QLatin1String("HostConfig")][QLatin1String("RestartPolicy")][QLatin1String("Name")]
                  .toString(),
              QStringLiteral("on-failure"));
    EXPECT_TRUE(inspected[QLatin1String("Name")].toString().endsWith(QLatin1String("-api-1")));
}

TEST(DokployContainers, SingleContainersAreStoppedStartedAndRestarted)
{
    Deployed deployed("\"no\"");
    const QJsonObject target{{QStringLiteral("containerId"),
                              deployed.bench.containers(deployed.id).first()[QLatin1String("containerId")]}};
    deployed.bench.post(QStringLiteral("docker.restartContainer"), target);
    deployed.bench.post(QStringLiteral("docker.stopContainer"), target);
    EXPECT_TRUE(deployed.bench.engine.running().isEmpty());
    deployed.bench.post(QStringLiteral("docker.startContainer"), target);
    EXPECT_EQ(deployed.bench.engine.running().size(), 1);
    deployed.bench.post(QStringLiteral("docker.killContainer"), target);
    EXPECT_EQ(deployed.inspected()[QLatin1String("State")][QLatin1String("ExitCode")].toInt(), 137);
    EXPECT_EQ(deployed.bench
                  .ask("POST", QStringLiteral("/api/docker.startContainer"),
                       {{QStringLiteral("containerId"), QStringLiteral("nope")}})
                  .status,
              500);
}

TEST(DokployContainers, LogsEndWithTheirNewestLines)
{
    Deployed deployed("\"no\"");
    const QString container =
        deployed.bench.containers(deployed.id).first()[QLatin1String("containerId")].toString();
    EXPECT_EQ(deployed.bench
                  .get(QStringLiteral("compose.readLogs?composeId=%1&containerId=%2&tail=2")
                           .arg(deployed.id, container))
                  .toString(),
              QStringLiteral("two\nthree"));
}

} // namespace
} // namespace envdeck::testing

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/sandbox/world.h"

namespace envdeck::testing {
namespace {

QStringList scenario(const char *name, const QStringList &more = {})
{
    return QStringList{QStringLiteral("scenario"), QLatin1String(name)} + more;
}

QStringList active(World &world)
{
    QStringList names;
    for (const QJsonValue &name : world.status().value(QLatin1String("scenarios")).toArray())
        names.append(name.toString());
    return names;
}

int dokployStatus(World &world, const char *path)
{
    const QString url =
        world.status()
            .value(QLatin1String("endpoints"))[QLatin1String("dokploy")][QLatin1String("prod")]
            .toString();
    return fetch("GET", QUrl(url + QLatin1String(path)),
                 {{"x-api-key", world.key(QStringLiteral("dokploy/prod")).toLatin1()}})
        .status;
}

TEST(SandboxScenario, DokployIsDownUntilItIsCleared)
{
    World &world = sharedWorld();
    world.command(scenario("dokploy-down", {QStringLiteral("--env"), QStringLiteral("prod")}));
    EXPECT_EQ(dokployStatus(world, "/api/health"), 0);
    EXPECT_EQ(world.part(QStringLiteral("dokploy-prod"))[QLatin1String("state")].toString(),
              QStringLiteral("held"));
    EXPECT_EQ(world.part(QStringLiteral("dokploy-dev"))[QLatin1String("state")].toString(),
              QStringLiteral("running"));
    // Containers do not need their panel, and `up` respects the scenario.
    EXPECT_EQ(world.versionHeader(QStringLiteral("prod"), QStringLiteral("worker")), "v0.9.3");
    world.command({QStringLiteral("up")});
    EXPECT_EQ(dokployStatus(world, "/api/health"), 0);
    EXPECT_EQ(active(world), QStringList{QStringLiteral("dokploy-down:prod")});
    world.command(scenario("clear"));
    EXPECT_EQ(dokployStatus(world, "/api/health"), 200);
    EXPECT_TRUE(active(world).isEmpty());
}

TEST(SandboxScenario, DokployRefusesTheKeyOrAnswersAPage)
{
    World &world = sharedWorld();
    world.command(scenario("dokploy-unauthorized"));
    EXPECT_EQ(dokployStatus(world, "/api/project.all"), 401);
    EXPECT_EQ(dokployStatus(world, "/api/health"), 200);
    world.command(scenario("dokploy-html"));
    const QString url =
        world.status()
            .value(QLatin1String("endpoints"))[QLatin1String("dokploy")][QLatin1String("prod")]
            .toString();
    EXPECT_TRUE(fetch("GET", QUrl(url + QStringLiteral("/api/health")))
                    .header("Content-Type")
                    .startsWith("text/html"));
    world.command(scenario("clear"));
    EXPECT_EQ(dokployStatus(world, "/api/project.all"), 200);
}

TEST(SandboxScenario, SignozAndTheRegistryGoAndCome)
{
    World &world = sharedWorld();
    for (const char *name : {"signoz", "registry"}) {
        const QUrl url(world.status().value(QLatin1String("endpoints"))[QLatin1String(name)].toString());
        EXPECT_NE(fetch("GET", url).status, 0) << name;
        world.command(scenario(qPrintable(QLatin1String(name) + QStringLiteral("-down"))));
        EXPECT_EQ(fetch("GET", url).status, 0) << name;
        world.command(scenario("clear"));
        EXPECT_NE(fetch("GET", url).status, 0) << name;
    }
}

TEST(SandboxScenario, ALostImageFailsItsDeploymentAndComesBackTheSame)
{
    World &world = sharedWorld();
    const QString prod = QStringLiteral("prod");
    const QString web = QStringLiteral("web");
    const QUrl manifest(
        world.status().value(QLatin1String("endpoints"))[QLatin1String("registry")].toString() +
        QStringLiteral("/v2/acme/web/manifests/v2.0.6"));
    const QList<QNetworkReply::RawHeaderPair> login{
        {"Authorization",
         "Basic " + world.key(QStringLiteral("registry/") + manifest.authority()).toUtf8().toBase64()},
        {"Accept", "application/vnd.oci.image.index.v1+json"}};
    const Fetched before = fetch("GET", manifest, login);
    EXPECT_EQ(before.status, 200);
    world.command(scenario(
        "image-missing", {QStringLiteral("--app"), web, QStringLiteral("--tag"), QStringLiteral("v2.0.6")}));
    EXPECT_EQ(fetch("GET", manifest, login).status, 404);
    // Prod ran v2.0.6 before, so only the loss of Docker's own copy makes this fail.
    world.setTag(prod, web, QStringLiteral("v2.0.6"));
    ASSERT_EQ(world.push().exitCode, 0);
    EXPECT_TRUE(eventually(
        [&] { return world.rows(prod, web).first()[QLatin1String("status")] == QLatin1String("error"); },
        patience));
    world.command(scenario("clear"));
    EXPECT_EQ(fetch("GET", manifest, login).body, before.body);
    world.back(prod, web, QStringLiteral("v2.0.7"));
}

TEST(SandboxScenario, TheRemoteRefusesInGitHubsWords)
{
    World &world = sharedWorld();
    world.command(scenario("push-rejected"));
    world.setTag(QStringLiteral("dev"), QStringLiteral("worker"), QStringLiteral("v0.9.5"));
    const Ran refused = world.push();
    EXPECT_NE(refused.exitCode, 0);
    EXPECT_TRUE(refused.errors.contains("GH006: Protected branch update failed"));
    world.command(scenario("clear"));
    EXPECT_EQ(world.push().exitCode, 0);
}

TEST(SandboxScenario, SomebodyElsePushesFirst)
{
    World &world = sharedWorld();
    const QString test = QStringLiteral("test");
    const QString worker = QStringLiteral("worker");
    world.setTag(test, worker, QStringLiteral("v0.9.3"));
    const QJsonObject told = world.command(
        scenario("conflicting-push", {QStringLiteral("--env"), test, QStringLiteral("--app"), worker,
                                      QStringLiteral("--tag"), QStringLiteral("v0.9.5")}));
    EXPECT_TRUE(told.value(QLatin1String("scenario"))[QLatin1String("detail")].toString().startsWith(
        QLatin1String("Anna pushed ")));
    EXPECT_TRUE(world.push().errors.contains("fetch first"));
    EXPECT_TRUE(eventually([&] { return world.versionHeader(test, worker) == "v0.9.5"; }, patience));
    world.git({QStringLiteral("fetch"), QStringLiteral("--quiet")});
    world.git({QStringLiteral("reset"), QStringLiteral("--quiet"), QStringLiteral("--hard"),
               QStringLiteral("origin/main")});
    world.back(test, worker, QStringLiteral("v0.9.4"));
}

TEST(SandboxScenario, ReleasesArePublishedOneAfterTheOther)
{
    World &world = sharedWorld();
    const auto patch = [&](const char *name) {
        const QString image = world.command(scenario(name))
                                  .value(QLatin1String("scenario"))[QLatin1String("detail")]
                                  .toString();
        EXPECT_TRUE(image.contains(QLatin1String("/acme/api:v1.4."))) << qPrintable(image);
        return image.section(QLatin1Char('.'), -1).toInt();
    };
    const int bad = patch("bad-release");
    EXPECT_EQ(patch("crash-release"), bad + 1);
    world.back(QStringLiteral("dev"), QStringLiteral("api"), QStringLiteral("v1.4.%1").arg(bad));
}

TEST(SandboxScenario, WhatDoesNotExistIsRefusedWithWhatDoes)
{
    World &world = sharedWorld();
    const Ran unknown = world.run(scenario("dokploy-gone"));
    EXPECT_EQ(unknown.exitCode, 64);
    EXPECT_TRUE(unknown.errors.contains("dokploy-down"));
    EXPECT_EQ(
        world.run(scenario("dokploy-down", {QStringLiteral("--env"), QStringLiteral("staging")})).exitCode,
        64);
    EXPECT_EQ(world.run({QStringLiteral("fly")}).exitCode, 64);
    EXPECT_TRUE(active(world).isEmpty());
}

} // namespace
} // namespace envdeck::testing

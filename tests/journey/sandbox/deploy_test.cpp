// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/sandbox/world.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>

namespace envdeck::testing {
namespace {

QString prod()
{
    return QStringLiteral("prod");
}

QString api()
{
    return QStringLiteral("api");
}

TEST(SandboxDeploy, APushedTagRunsWithoutAnybodyElsesHelp)
{
    World &world = sharedWorld();
    EXPECT_EQ(world.versionHeader(prod(), api()), "v1.3.8");
    world.setTag(prod(), api(), QStringLiteral("v1.3.9"));
    // The product switches local hooks off for its pushes; the remote's own hooks are not its business.
    const Ran pushed = world.push({QStringLiteral("-c"), QStringLiteral("core.hooksPath=")});
    ASSERT_EQ(pushed.exitCode, 0) << pushed.errors.constData();
    EXPECT_TRUE(eventually([&] { return world.versionHeader(prod(), api()) == "v1.3.9"; }, patience));

    const QString sha =
        QString::fromLatin1(world.git({QStringLiteral("rev-parse"), QStringLiteral("HEAD")}).trimmed());
    const QJsonArray rows = world.rows(prod(), api());
    EXPECT_EQ(rows.first()[QLatin1String("description")].toString(), QStringLiteral("Commit: ") + sha);
    EXPECT_EQ(rows.first()[QLatin1String("status")].toString(), QStringLiteral("done"));
    EXPECT_EQ(rows.size(), 10);
    // The push named prod's api only.
    EXPECT_NE(world.rows(QStringLiteral("test"), api()).first()[QLatin1String("description")].toString(),
              QStringLiteral("Commit: ") + sha);
    EXPECT_NE(world.rows(prod(), QStringLiteral("web")).first()[QLatin1String("description")].toString(),
              QStringLiteral("Commit: ") + sha);
    world.back(prod(), api(), QStringLiteral("v1.3.8"));
}

TEST(SandboxDeploy, ACrashingReleaseEndsDoneWithADeadContainer)
{
    World &world = sharedWorld();
    const QString test = QStringLiteral("test");
    world.back(test, api(), QStringLiteral("v1.4.1"));
    EXPECT_EQ(world.rows(test, api()).first()[QLatin1String("status")].toString(), QStringLiteral("done"));
    // The one before was stopped, which reads as exited too: what counts is the crash.
    EXPECT_TRUE(
        eventually([&] { return world.app(test, api())[QLatin1String("exitCode")].toInt() == 1; }, patience));
    EXPECT_EQ(world.app(test, api())[QLatin1String("state")].toString(), QStringLiteral("exited"));
    EXPECT_TRUE(world.versionHeader(test, api()).isEmpty());
    // Bringing everything up again does not hide that it crashed.
    world.command({QStringLiteral("up")});
    EXPECT_EQ(world.app(test, api())[QLatin1String("state")].toString(), QStringLiteral("exited"));
    world.back(test, api(), QStringLiteral("v1.3.9"));
}

TEST(SandboxDeploy, ATagThatTheRegistryNeverHadLeavesTheOldVersionServing)
{
    World &world = sharedWorld();
    const QString dev = QStringLiteral("dev");
    world.setTag(dev, QStringLiteral("web"), QStringLiteral("v3.0.0"));
    ASSERT_EQ(world.push().exitCode, 0);
    EXPECT_TRUE(eventually(
        [&] {
            return world.rows(dev, QStringLiteral("web")).first()[QLatin1String("status")] ==
                   QLatin1String("error");
        },
        patience));
    EXPECT_EQ(world.versionHeader(dev, QStringLiteral("web")), "v2.1.0");
    world.back(dev, QStringLiteral("web"), QStringLiteral("v2.1.0"));
}

TEST(SandboxDeploy, AppsMeasureThemselvesASecondALine)
{
    World &world = sharedWorld();
    QJsonObject sample;
    EXPECT_TRUE(eventually(
        [&] {
            const QStringList files = QDir(world.dir() + QStringLiteral("/samples"))
                                          .entryList({QStringLiteral("prod-worker-*.jsonl")});
            QFile file(world.dir() + QStringLiteral("/samples/") + files.value(0));
            if (files.isEmpty() || !file.open(QIODevice::ReadOnly))
                return false;
            sample = QJsonDocument::fromJson(file.readLine()).object();
            return !sample.isEmpty();
        },
        patience));
    EXPECT_EQ(sample.value(QLatin1String("service")).toString(), QStringLiteral("worker"));
    EXPECT_EQ(sample.value(QLatin1String("environment")).toString(), prod());
    EXPECT_EQ(sample.value(QLatin1String("version")).toString(), QStringLiteral("v0.9.3"));
    EXPECT_GT(sample.value(QLatin1String("requests")).toInt(), 0);
    EXPECT_LE(sample.value(QLatin1String("latency_ms")).toArray().size(),
              sample.value(QLatin1String("requests")).toInt());
}

} // namespace
} // namespace envdeck::testing

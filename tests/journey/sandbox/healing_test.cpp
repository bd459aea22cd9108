// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/sandbox/world.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <csignal>

namespace envdeck::testing {
namespace {

bool noneOf(const QList<ProcessIdentity> &processes)
{
    return std::none_of(processes.cbegin(), processes.cend(),
                        [](const ProcessIdentity &p) { return identityOf(p.pid) == p; });
}

void expectAllUp(World &world)
{
    const QJsonObject now = world.status();
    EXPECT_TRUE(now.value(QLatin1String("running")).toBool());
    for (const QJsonValue &app : now.value(QLatin1String("apps")).toArray())
        EXPECT_EQ(app[QLatin1String("state")].toString(), QStringLiteral("running"))
            << qPrintable(app[QLatin1String("name")].toString());
    EXPECT_EQ(now.value(QLatin1String("apps")).toArray().size(), 9);
}

TEST(SandboxHealing, KillingAnyPartIsHealedByUp)
{
    World &world = sharedWorld();
    expectAllUp(world);
    const QJsonObject before = world.status();
    for (const QJsonValue &part : before.value(QLatin1String("parts")).toArray()) {
        const pid_t pid = pid_t(part[QLatin1String("pid")].toInteger());
        ASSERT_GT(pid, 0);
        ASSERT_EQ(::kill(pid, SIGKILL), 0);
        EXPECT_TRUE(eventually([&] { return !identityOf(pid); }));
        EXPECT_EQ(world.part(part[QLatin1String("name")].toString())[QLatin1String("state")].toString(),
                  QStringLiteral("stopped"));
        world.command({QStringLiteral("up")});
        expectAllUp(world);
    }
    EXPECT_EQ(world.status().value(QLatin1String("endpoints")), before.value(QLatin1String("endpoints")));
}

TEST(SandboxHealing, KilledAppsAreToldAndHealed)
{
    World &world = sharedWorld();
    const QJsonValue app = world.app(QStringLiteral("prod"), QStringLiteral("web"));
    ASSERT_EQ(::kill(pid_t(app[QLatin1String("pid")].toInteger()), SIGKILL), 0);
    EXPECT_TRUE(eventually(
        [&] { return world.versionHeader(QStringLiteral("prod"), QStringLiteral("web")).isEmpty(); }));
    EXPECT_EQ(world.app(QStringLiteral("prod"), QStringLiteral("web"))[QLatin1String("exitCode")].toInt(),
              137);
    world.command({QStringLiteral("up")});
    EXPECT_EQ(world.versionHeader(QStringLiteral("prod"), QStringLiteral("web")), "v2.0.7");
}

TEST(SandboxHealing, KillingEverythingAtOnceIsHealedByUp)
{
    World &world = sharedWorld();
    const QList<ProcessIdentity> all = world.processes();
    // An sshd more for each host, where this machine has one.
    const auto hosts = world.command({QStringLiteral("status")}).value(QLatin1String("hosts")).toArray();
    EXPECT_EQ(all.size(), 15 + hosts.size());
    for (const ProcessIdentity &process : all)
        ::kill(pid_t(process.pid), SIGKILL);
    EXPECT_TRUE(eventually([&] { return noneOf(all); }));
    world.command({QStringLiteral("up")});
    expectAllUp(world);
}

TEST(SandboxHealing, DownLeavesNoProcessAndUpComesBackToTheSame)
{
    World &world = sharedWorld();
    const QList<ProcessIdentity> all = world.processes();
    const QJsonObject down = world.command({QStringLiteral("down")});
    EXPECT_FALSE(down.value(QLatin1String("running")).toBool());
    EXPECT_TRUE(noneOf(all));
    EXPECT_TRUE(world.processes().isEmpty());
    world.command({QStringLiteral("up")});
    expectAllUp(world);
    EXPECT_EQ(world.versionHeader(QStringLiteral("prod"), QStringLiteral("worker")), "v0.9.3");
}

TEST(SandboxHealing, ProcessesEndByThemselvesWhenTheFolderGoes)
{
    World world;
    const QList<ProcessIdentity> all = world.processes();
    ASSERT_TRUE(QDir(world.dir()).removeRecursively());
    EXPECT_TRUE(eventually([&] { return noneOf(all); }, std::chrono::seconds(20)));
}

TEST(SandboxHealing, NeverFillsOrEmptiesAFolderThatIsNoSandbox)
{
    QTemporaryDir folder;
    QFile file(folder.path() + QStringLiteral("/thesis.txt"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    for (const char *command : {"up", "down", "reset"})
        EXPECT_NE(runProgram(QStringLiteral(ENVDECK_SANDBOX),
                             {QLatin1String(command), QStringLiteral("--dir"), folder.path()})
                      .exitCode,
                  0)
            << command;
    EXPECT_EQ(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden),
              QStringList{QStringLiteral("thesis.txt")});
}

TEST(SandboxHealing, ResetMakesItNewAtTheSamePlace)
{
    World &world = sharedWorld();
    const QJsonObject before = world.status();
    const QString oldKey = world.key(QStringLiteral("signoz"));
    QFile file(world.workspace() + QStringLiteral("/README.md"));
    ASSERT_TRUE(file.remove());
    const QJsonObject after = world.command({QStringLiteral("reset")});
    EXPECT_EQ(after.value(QLatin1String("endpoints")), before.value(QLatin1String("endpoints")));
    EXPECT_TRUE(QFileInfo::exists(file.fileName()));
    EXPECT_NE(world.key(QStringLiteral("signoz")), oldKey);
    expectAllUp(world);
}

} // namespace
} // namespace envdeck::testing

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/journey/sandbox/world.h"

#include "core/hosts/parse.h"
#include "core/hosts/probe_script.h"
#include "tests/standins/sshd/sshd.h"

#include <QFile>
#include <QProcess>

namespace envdeck::testing {
namespace {

// By the real ssh program: whoever reads the answers is not who wrote the server.
class SandboxHosts : public ::testing::Test {
protected:
    void SetUp() override
    {
        if (const QString missing = standins::sshd::missing(); !missing.isEmpty())
            GTEST_SKIP() << qPrintable(missing);
    }

    QJsonValue host(const QString &environment)
    {
        for (const QJsonValue &host : world.status().value(QLatin1String("hosts")).toArray()) {
            if (host[QLatin1String("environment")] == environment)
                return host;
        }
        ADD_FAILURE() << "no host of " << qPrintable(environment);
        return {};
    }

    Ran ssh(const QString &environment, const QByteArray &script, const QByteArray &key = {})
    {
        const QJsonValue where = host(environment);
        const QString keyFile = folder.filePath(QStringLiteral("key-") + environment);
        QFile::remove(keyFile);
        QFile file(keyFile);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        file.write(key.isEmpty() ? world.key(QStringLiteral("ssh/") + environment).toLatin1() : key);
        file.close();
        QProcess program;
        program.start(
            QStringLiteral("ssh"),
            {QStringLiteral("-F"), QStringLiteral("none"), QStringLiteral("-T"), QStringLiteral("-i"),
             keyFile, QStringLiteral("-o"), QStringLiteral("IdentitiesOnly=yes"), QStringLiteral("-o"),
             QStringLiteral("BatchMode=yes"), QStringLiteral("-o"),
             QStringLiteral("StrictHostKeyChecking=no"), QStringLiteral("-o"),
             QStringLiteral("UserKnownHostsFile=/dev/null"), QStringLiteral("-p"),
             QString::number(where[QLatin1String("port")].toInt()),
             where[QLatin1String("user")].toString() + QStringLiteral("@127.0.0.1"), QStringLiteral("sh")});
        program.write(script);
        program.closeWriteChannel();
        eventually([&] { return program.state() == QProcess::NotRunning; }, std::chrono::seconds(60));
        return {program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1,
                program.readAllStandardOutput(), program.readAllStandardError()};
    }

    hosts::HostFacts probed(const QString &environment)
    {
        const QByteArray marker = hosts::newMarker();
        const Ran ran = ssh(environment, hosts::probeScript({marker, hosts::everything, false}));
        EXPECT_EQ(ran.exitCode, 0) << ran.errors.constData();
        return hosts::parseProbe(ran.output, marker);
    }

    World &world = sharedWorld();
    QTemporaryDir folder;
};

const QString devHost = QStringLiteral("dev"); // its environment
const QString prodHost = QStringLiteral("prod");

TEST_F(SandboxHosts, TheProbeIsAnsweredInEveryPart)
{
    const hosts::HostFacts facts = probed(devHost);
    EXPECT_TRUE(facts.complete);
    EXPECT_TRUE(facts.problems.isEmpty()) << qPrintable(facts.problems.value(0).subject);
    EXPECT_TRUE(facts.system && facts.cpu && facts.memory && facts.load && facts.clock && facts.fileSystems);
    ASSERT_TRUE(facts.docker) << qPrintable(facts.docker.error().detail);
    EXPECT_TRUE(facts.docker.value().manager);
    ASSERT_TRUE(facts.containers) << qPrintable(facts.containers.error().detail);
    EXPECT_TRUE(facts.images && facts.services && facts.disk);
    EXPECT_TRUE(facts.containers.value().isWhole());
    EXPECT_EQ(facts.containers.value().list.size(), 3);
    for (const hosts::ContainerFacts &container : facts.containers.value().list) {
        EXPECT_EQ(container.state, hosts::ContainerState::Running) << qPrintable(container.name);
        ASSERT_TRUE(container.image);
        EXPECT_EQ(container.image->tag, container.version);
        const QJsonValue app = world.app(devHost, container.service);
        EXPECT_EQ(app[QLatin1String("version")].toString(), container.version);
        EXPECT_FALSE(container.openPorts.isEmpty() && container.service != QLatin1String("worker"));
    }
    EXPECT_GE(facts.images.value().size(), 3);
    EXPECT_FALSE(facts.images.value().first().digest.isEmpty()) << "what the registry gave is known";
}

TEST_F(SandboxHosts, LogsAreTheAppsOwnWithTheTimeInFront)
{
    const Ran ran = ssh(devHost, "docker logs --timestamps --tail 3 $(docker ps -q | head -n 1)\n");
    ASSERT_EQ(ran.exitCode, 0) << ran.errors.constData();
    const QList<QByteArray> lines = ran.output.trimmed().split('\n');
    ASSERT_EQ(lines.size(), std::min<qsizetype>(3, lines.size()));
    for (const QByteArray &line : lines) {
        EXPECT_EQ(line.indexOf(' '), 30) << line.constData();
        EXPECT_TRUE(line.contains(" INFO ") || line.contains(" ERROR ") || line.contains(" WARN "))
            << line.constData();
    }
}

TEST_F(SandboxHosts, WhatItCannotDoItSays)
{
    const Ran unknown = ssh(devHost, "docker run debian true\n");
    EXPECT_NE(unknown.exitCode, 0);
    EXPECT_TRUE(unknown.errors.contains("no real Docker")) << unknown.errors.constData();
    const Ran field = ssh(devHost, "docker ps --format '{{.Nothing}}'\n");
    EXPECT_NE(field.exitCode, 0);
    EXPECT_TRUE(field.errors.contains("can't evaluate field Nothing")) << field.errors.constData();
    EXPECT_NE(ssh(devHost, "docker inspect --type container --format '{{.Name}}' nobody\n").exitCode, 0);
}

TEST_F(SandboxHosts, AContainerIsRestartedUnderTheSameId)
{
    const QString test = QStringLiteral("test");
    const QJsonValue before = world.app(test, QStringLiteral("worker"));
    const QByteArray id =
        ssh(test, "docker ps --format '{{.ID}} {{.Names}}' | awk '/worker/ { print $1 }'\n").output.trimmed();
    ASSERT_EQ(id.size(), 12) << id.constData();
    const Ran restarted = ssh(test, "docker restart " + id + '\n');
    ASSERT_EQ(restarted.exitCode, 0) << restarted.errors.constData();
    const QJsonValue after = world.app(test, QStringLiteral("worker"));
    EXPECT_NE(before[QLatin1String("pid")], after[QLatin1String("pid")]);
    EXPECT_EQ(after[QLatin1String("state")].toString(), QStringLiteral("running"));
    EXPECT_TRUE(ssh(test, "docker ps -q\n").output.contains(id));
}

TEST_F(SandboxHosts, OnlyItsOwnKeyGetsIn)
{
    EXPECT_EQ(ssh(devHost, "echo in\n").output, "in\n");
    const Ran stranger = ssh(devHost, "echo in\n", world.key(QStringLiteral("ssh/prod")).toLatin1());
    EXPECT_EQ(stranger.exitCode, 255);
    EXPECT_TRUE(stranger.errors.contains("Permission denied")) << stranger.errors.constData();
}

TEST_F(SandboxHosts, AHostGoesDownAndShowsAnotherKeyUntilItIsCleared)
{
    const QString first = host(prodHost)[QLatin1String("fingerprint")].toString();
    EXPECT_TRUE(first.startsWith(QLatin1String("SHA256:")));
    world.command({QStringLiteral("scenario"), QStringLiteral("host-down")});
    EXPECT_EQ(host(prodHost)[QLatin1String("state")].toString(), QStringLiteral("held"));
    EXPECT_EQ(ssh(prodHost, "echo in\n").exitCode, 255);
    EXPECT_EQ(ssh(devHost, "echo in\n").exitCode, 0);
    world.command({QStringLiteral("scenario"), QStringLiteral("clear")});
    EXPECT_EQ(ssh(prodHost, "echo in\n").output, "in\n");

    world.command({QStringLiteral("scenario"), QStringLiteral("host-key-changed")});
    EXPECT_NE(host(prodHost)[QLatin1String("fingerprint")].toString(), first);
    EXPECT_EQ(ssh(prodHost, "echo in\n").output, "in\n") << "whoever does not look at the key gets in";
    world.command({QStringLiteral("scenario"), QStringLiteral("clear")});
    EXPECT_EQ(host(prodHost)[QLatin1String("fingerprint")].toString(), first);
    EXPECT_EQ(ssh(prodHost, "echo in\n").output, "in\n");
}

TEST_F(SandboxHosts, ADiskFillsUpOnWish)
{
    world.command({QStringLiteral("scenario"), QStringLiteral("disk-95"), QStringLiteral("--env"), devHost});
    const hosts::HostFacts full = probed(devHost);
    ASSERT_TRUE(full.fileSystems && !full.fileSystems.value().isEmpty());
    EXPECT_NEAR(full.fileSystems.value().first().usedPercent(), 95, 1);
    world.command({QStringLiteral("scenario"), QStringLiteral("clear")});
    EXPECT_EQ(ssh(devHost, "df -P -k / | tail -n 1 | awk '{ print $2 }'\n").output,
              ssh(devHost, "command -p df -P -k / | tail -n 1 | awk '{ print $2 }'\n").output);
}

TEST_F(SandboxHosts, NothingIsLeftWhenItGoesDown)
{
    World mine;
    QList<ProcessIdentity> all;
    for (const QJsonValue &host : mine.status().value(QLatin1String("hosts")).toArray()) {
        const qint64 pid = host[QLatin1String("pid")].toInteger();
        ASSERT_TRUE(identityOf(pid));
        all.append(*identityOf(pid));
        for (const qint64 child : standins::sshd::childrenOf(pid))
            all.append(identityOf(child).value_or(ProcessIdentity()));
    }
    ASSERT_GE(all.size(), 6) << "one of ours and one sshd for each environment";
    mine.command({QStringLiteral("down")});
    for (const ProcessIdentity &process : std::as_const(all))
        EXPECT_TRUE(eventually([&] { return identityOf(process.pid) != process; }, patience)) << process.pid;
}

} // namespace
} // namespace envdeck::testing

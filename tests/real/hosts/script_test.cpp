// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The scripts in the shells of this machine, against the files of its kernel and servers on loopback.
#include "core/hosts/network_ladder.h"
#include "core/hosts/parse.h"
#include "core/hosts/probe_script.h"
#include "tests/real/hosts/shells.h"
#include "tests/support/event_loop.h"
#include "tests/support/http/http_server.h"
#include "tests/support/text.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <gtest/gtest.h>
#include <thread>

#include <unistd.h>

namespace envdeck::hosts {
namespace {

using namespace testing;

// The script runs beside the event loop, which serves what it asks.
Ran runBeside(const QStringList &shell, const QByteArray &script)
{
    Ran ran;
    std::atomic<bool> done = false;
    std::thread other([&] {
        ran = runScript(shell, script);
        done = true;
    });
    eventually([&] { return done.load(); }, std::chrono::seconds(70));
    other.join();
    return ran;
}

HostFacts probed(const QStringList &shell, ProbeParts parts,
                 const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment())
{
    const QByteArray marker = newMarker();
    const Ran ran = runScript(shell, probeScript({marker, parts, false}), environment);
    EXPECT_EQ(ran.code, 0) << qPrintable(shell.join(u' ')) << ran.err.toStdString();
    EXPECT_EQ(ran.err, QByteArray());
    return parseProbe(ran.out, marker);
}

TEST(ProbeInShells, ReadsThisMachineInEachOfThem)
{
    ASSERT_FALSE(shells().isEmpty());
    for (const QStringList &shell : shells()) {
        const QDateTime sent = QDateTime::currentDateTimeUtc();
        const HostFacts facts = probed(shell, ProbePart::Basics | ProbePart::Listeners);
        const QDateTime received = QDateTime::currentDateTimeUtc();
        EXPECT_TRUE(facts.complete);
        ASSERT_TRUE(facts.system && facts.cpu && facts.memory && facts.load && facts.fileSystems &&
                    facts.reboot && facts.clock && facts.listeners)
            << qPrintable(shell.join(u' '));
        EXPECT_EQ(facts.cpu.value().count, int(::sysconf(_SC_NPROCESSORS_ONLN)));
        EXPECT_NEAR(double(facts.memory.value().totalBytes),
                    double(::sysconf(_SC_PHYS_PAGES)) * double(::sysconf(_SC_PAGESIZE)), 1e8);
        EXPECT_EQ(facts.fileSystems.value().first().mount, s("/"));
        EXPECT_EQ(facts.system.value().kernel, QSysInfo::kernelVersion());
        const ClockSkew skew = clockSkew(facts.clock.value(), sent, received);
        EXPECT_LE(std::abs(skew.ahead.count()), skew.uncertainty.count());
    }
}

TEST(ProbeInShells, TwoReadingsGiveTheLoadOfTheProcessors)
{
    const QStringList shell = shells().first();
    const HostFacts before = probed(shell, ProbePart::Basics);
    const HostFacts after = probed(shell, ProbePart::Basics);
    const auto percent = cpuPercent(before, after);
    ASSERT_TRUE(percent);
    EXPECT_GT(*percent, 0); // the probe itself
    EXPECT_LE(*percent, 100);
}

TEST(ProbeInShells, ADaemonThatIsNotThereIsSaid)
{
    if (QStandardPaths::findExecutable(s("docker")).isEmpty())
        GTEST_SKIP() << "docker is not installed";
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(s("DOCKER_HOST"), s("unix:///nonexistent/docker.sock"));
    for (const QStringList &shell : shells()) {
        const HostFacts facts = probed(shell, everyPoll, environment);
        ASSERT_FALSE(facts.docker);
        EXPECT_EQ(facts.docker.error().code, ErrorCode::Unreachable);
        EXPECT_TRUE(facts.memory);
        EXPECT_TRUE(facts.complete);
    }
}

// A folder of programs that stands before all others.
class Programs {
public:
    void add(const QString &name, const QByteArray &script)
    {
        QFile file(m_folder.filePath(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QProcessEnvironment environment() const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(s("PATH"), m_folder.path() + u':' + environment.value(s("PATH")));
        return environment;
    }

private:
    QTemporaryDir m_folder;
};

const QByteArray dockerInfo =
    "{\"version\":\"28.0.0\",\"driver\":\"d\",\"root\":\"/r\",\"swarm\":\"inactive\","
    "\"manager\":false,\"nodes\":0,\"managers\":0,\"swarmError\":\"\"}";

TEST(ProbeInShells, SudoIsTheFallbackAndIsSaid)
{
    Programs programs;
    programs.add(s("docker"),
                 "[ \"$AS_ROOT\" ] || { echo 'permission denied while trying to connect' >&2; exit 1; }\n"
                 "case $1 in info) echo '" +
                     dockerInfo + "' ;; esac\n");
    programs.add(s("sudo"), "[ \"$1\" = -n ] || exit 1\nshift\nAS_ROOT=1 exec \"$@\"\n");
    for (const QStringList &shell : shells()) {
        const QByteArray marker = newMarker();
        const auto ask = [&](bool mayUseSudo) {
            const auto script = probeScript({marker, ProbePart::Docker, mayUseSudo});
            return parseProbe(runScript(shell, script, programs.environment()).out, marker);
        };
        const HostFacts facts = ask(true);
        ASSERT_TRUE(facts.docker) << qPrintable(facts.docker.error().detail);
        EXPECT_TRUE(facts.docker.value().viaSudo);
        EXPECT_EQ(facts.containers.value().total, 0); // through sudo as well
        EXPECT_EQ(ask(false).docker.error().code, ErrorCode::Forbidden);
    }
    // A sudo that wants a password.
    programs.add(s("sudo"), "echo 'sudo: a password is required' >&2\nexit 1\n");
    const QByteArray marker = newMarker();
    const HostFacts refused = parseProbe(
        runScript(shells().first(), probeScript({marker, ProbePart::Docker, true}), programs.environment())
            .out,
        marker);
    ASSERT_FALSE(refused.docker);
    EXPECT_EQ(refused.docker.error().code, ErrorCode::Forbidden);
    EXPECT_TRUE(refused.docker.error().detail.contains(s("a password is required")));
}

TEST(ProbeInShells, AProgramThatHangsCostsItsPartOnly)
{
    // A docker that never answers, and one that floods.
    Programs programs;
    programs.add(s("docker"),
                 "case $1 in\ninfo) echo '" + dockerInfo +
                     "' ;;\nps) exec sleep 100 ;;\n"
                     "image) while :; do echo 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; done ;;\nesac\n");
    const QByteArray marker = newMarker();
    const Ran ran =
        runScript(shells().first(),
                  probeScript({marker, ProbePart::Basics | ProbePart::Docker | ProbePart::Images, false}),
                  programs.environment());
    EXPECT_EQ(ran.code, 0);
    EXPECT_LT(ran.out.size(), 5 << 20);
    const HostFacts facts = parseProbe(ran.out, marker);
    EXPECT_TRUE(facts.complete);
    EXPECT_EQ(facts.docker.value().version, s("28.0.0"));
    EXPECT_EQ(facts.containers.error().code, ErrorCode::Timeout);
    EXPECT_EQ(facts.images.error().code, ErrorCode::BadResponse);
    EXPECT_TRUE(facts.memory);
}

TEST(ProbeInShells, AScriptThatWasCutDoesNothing)
{
    const QByteArray script = probeScript({newMarker(), ProbePart::Basics, false});
    for (const QStringList &shell : shells())
        EXPECT_EQ(runScript(shell, script.left(script.size() - 20)).out, QByteArray());
}

class LadderInShells : public ::testing::Test {
protected:
    void SetUp() override
    {
        if (QStandardPaths::findExecutable(s("curl")).isEmpty())
            GTEST_SKIP() << "curl is not installed";
    }
    static NetworkLadder climbed(const QUrl &url, const QStringList &shell)
    {
        const QByteArray marker = newMarker();
        const auto script = ladderScript(url, marker);
        EXPECT_TRUE(script);
        const Ran ran = runBeside(shell, script.value());
        EXPECT_EQ(ran.code, 0) << ran.err.toStdString();
        return parseLadder(ran.out, marker, url, s("here"));
    }
};

TEST_F(LadderInShells, ClimbsToAServer)
{
    HttpServer server;
    server.onAny([](const ReceivedRequest &) { return jsonReply("{}", 204); });
    QUrl named = server.url();
    named.setHost(s("localhost"));
    for (const QStringList &shell : shells()) {
        for (const QUrl &url : {server.url(), named}) {
            const NetworkLadder ladder = climbed(url, shell);
            EXPECT_EQ(ladder.resolve.state, RungState::Passed) << qPrintable(shell.join(u' '));
            EXPECT_EQ(ladder.connect.state, RungState::Passed) << qPrintable(ladder.connect.words);
            EXPECT_EQ(ladder.http.state, RungState::Passed) << qPrintable(ladder.http.words);
            EXPECT_EQ(ladder.status, 204);
            EXPECT_EQ(ladder.address, s("127.0.0.1"));
        }
    }
}

TEST_F(LadderInShells, SeesACertificateThatNobodyTrusts)
{
    const auto identity = makeTlsIdentity();
    if (!identity)
        GTEST_SKIP() << "the openssl program is not installed";
    HttpServer server(*identity);
    for (const QStringList &shell : shells()) {
        const NetworkLadder ladder = climbed(server.url(), shell);
        EXPECT_EQ(ladder.connect.state, RungState::Passed);
        EXPECT_EQ(ladder.tls.state, RungState::Failed);
        EXPECT_EQ(ladder.tls.cause, Cause::CertificateUntrusted) << qPrintable(ladder.tls.words);
        EXPECT_TRUE(ladder.certificate && ladder.certificate->until > QDateTime::currentDateTimeUtc());
        EXPECT_EQ(ladder.http.state, RungState::NotReached);
    }
    EXPECT_FALSE(server.allBytes().contains("GET"));
}

TEST_F(LadderInShells, SaysWhereItEnds)
{
    QTcpServer closed;
    ASSERT_TRUE(closed.listen(QHostAddress::LocalHost));
    QUrl url(s("http://127.0.0.1/"));
    url.setPort(closed.serverPort());
    closed.close();
    for (const QStringList &shell : shells()) {
        EXPECT_EQ(climbed(url, shell).connect.cause, Cause::NothingListens);
        url.setScheme(s("https"));
        EXPECT_EQ(climbed(url, shell).connect.cause, Cause::NothingListens);
        url.setScheme(s("http"));
        const NetworkLadder name = climbed(QUrl(s("http://name.invalid/")), shell);
        EXPECT_EQ(name.resolve.state, RungState::Failed);
        EXPECT_EQ(name.resolve.cause, Cause::NameUnknown);
    }
}

} // namespace
} // namespace envdeck::hosts

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/ssh_shell.h"

#include "core/hosts/service.h"
#include "tests/real/ssh/ssh_world.h"

#include <QSysInfo>

namespace envdeck::testing {
namespace {

using platform::HostId;
using platform::SshShell;

// One host, "prod/prod-1", at a real sshd that also listens on 127.0.0.2.
struct SshShellTest : SshTest {
    void SetUp() override
    {
        SshTest::SetUp();
        if (IsSkipped())
            return;
        sshd = std::make_unique<Sshd>(Sshd::Options{"ed25519", "ListenAddress 127.0.0.2\n", {}});
        settings = settingsFor(*sshd);
        Environment environment;
        environment.name = s("prod");
        HostSpec spec;
        spec.name = s("prod-1");
        spec.user = Sshd::user();
        spec.port = sshd->port();
        environment.hosts.append(spec);
        spec.name = s("inner");
        spec.jump = s("prod-1");
        environment.hosts.append(spec);
        workspace.environments.append(environment);
        shell = std::make_unique<SshShell>(
            SshShell::Outside{workspace,
                              settings.knownHostsFile,
                              [this](const HostId &id) {
                                  return ready<QString>(id.name == s("inner") ? s("127.0.0.2") : address);
                              },
                              [this](const HostId &) {
                                  ++logins;
                                  return ready<ssh::Login>(settings.login);
                              },
                              {}});
    }
    Result<platform::ShellOutput> run(const QByteArray &script, const HostId &id = {s("prod"), s("prod-1")})
    {
        return answerOf(shell->run(id, script, {}, {}));
    }
    bool trust(const QString &name)
    {
        const QList<QByteArray> words = sshd->hostKeyLine().split(' ');
        return bool(ssh::TrustStore(settings.knownHostsFile)
                        .trust({{name, sshd->port()},
                                *ssh::hostKeyFrom(words.value(0), words.value(1)),
                                s("me"),
                                QDateTime::currentDateTimeUtc(),
                                true,
                                {}}));
    }

    const HostId host{s("prod"), s("prod-1")};
    std::unique_ptr<Sshd> sshd;
    ssh::Settings settings;
    Workspace workspace;
    Result<QString> address = s("127.0.0.1");
    int logins = 0;
    std::unique_ptr<SshShell> shell;
};

TEST_F(SshShellTest, RunsScriptsOnOneKeptConnection)
{
    EXPECT_FALSE(shell->state(host));
    const auto both = joined(shell.get(), shell->run(host, "printf '%s' \"$0\"; echo no >&2; exit 5", {}, {}),
                             shell->run(host, "kill -TERM $$", {}, {}));
    const auto answers = answerOf(both);
    ASSERT_TRUE(answers);
    const auto &[said, killed] = answers.value();
    ASSERT_TRUE(said) << qPrintable(said.error().detail);
    EXPECT_EQ(said.value().out, "/bin/sh");
    EXPECT_EQ(said.value().err, "no\n");
    EXPECT_EQ(said.value().exitCode, 5);
    EXPECT_FALSE(said.value().cut);
    EXPECT_LE(said.value().sent, said.value().received);
    ASSERT_TRUE(killed);
    EXPECT_EQ(killed.value().exitCode, 128 + 15);
    EXPECT_TRUE(run("true"));
    EXPECT_EQ(sshd->log().count("Accepted publickey"), 1);
    ASSERT_TRUE(shell->state(host));
    EXPECT_EQ(shell->state(host)->phase, ssh::State::Phase::Connected);

    const auto cut =
        answerOf(shell->run(host, "head -c 5000 /dev/zero", {std::chrono::seconds(20), 100}, {}));
    ASSERT_TRUE(cut);
    EXPECT_TRUE(cut.value().cut);
    EXPECT_EQ(cut.value().out.size(), 100);
    const auto late = answerOf(shell->run(host, "sleep 1000", {std::chrono::milliseconds(300), 100}, {}));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::Timeout);
}

TEST_F(SshShellTest, FollowsUntilItEndsOrIsStopped)
{
    QList<QByteArray> lines;
    const auto take = [&](const QList<QByteArray> &some) {
        lines += some;
        return ready(Result<void>());
    };
    const auto ended = answerOf(shell->follow(host, "printf 'one\ntwo\nthr'; exit 3", take, {}));
    ASSERT_TRUE(ended) << qPrintable(ended.error().detail);
    EXPECT_EQ(ended.value().exitCode, 3);
    EXPECT_EQ(lines, (QList<QByteArray>{"one", "two", "thr"}));

    lines.clear();
    const QString mark = sshd->folder() + s("/pid");
    std::stop_source stop;
    const auto endless = shell->follow(
        host, "echo $$ >" + ssh::quoted(mark.toLocal8Bit()) + "; while :; do echo tick; sleep 0.1; done",
        take, stop.get_token());
    ASSERT_TRUE(eventually([&] { return lines.size() > 2; }));
    stop.request_stop();
    EXPECT_EQ(answerOf(endless).error().code, ErrorCode::Canceled);
    const QByteArray pid = fileContent(mark).trimmed();
    ASSERT_FALSE(pid.isEmpty());
    EXPECT_TRUE(eventually([&] { return !QFile::exists(s("/proc/") + QString::fromLatin1(pid)); }));
}

// What changes and was sent may have happened, however the waiting ended.
TEST_F(SshShellTest, AChangeWhoseEndIsNotKnownIsUnknown)
{
    const QString mark = sshd->folder() + s("/began");
    const QByteArray script = "echo x >" + ssh::quoted(mark.toLocal8Bit()) + "; sleep 1000";
    const auto began = [&] { return QFile::exists(mark) && QFile::remove(mark); };
    const auto late = answerOf(shell->run(host, script, {std::chrono::milliseconds(1500), 100, true}, {}));
    EXPECT_EQ(late.error().code, ErrorCode::OutcomeUnknown);
    EXPECT_TRUE(began());
    std::stop_source stop;
    const auto cancelled = shell->run(host, script, {std::chrono::seconds(60), 100, true}, stop.get_token());
    ASSERT_TRUE(eventually(began));
    stop.request_stop();
    EXPECT_EQ(answerOf(cancelled).error().code, ErrorCode::OutcomeUnknown);
    const auto cut = shell->run(host, script, {std::chrono::seconds(60), 100, true}, {});
    ASSERT_TRUE(eventually(began));
    sshd->killSessions();
    EXPECT_EQ(answerOf(cut).error().code, ErrorCode::OutcomeUnknown);
    // One that never went out changed nothing.
    stop = std::stop_source();
    stop.request_stop();
    EXPECT_EQ(answerOf(shell->run(host, script, {std::chrono::seconds(60), 100, true}, stop.get_token()))
                  .error()
                  .code,
              ErrorCode::Canceled);
}

// Whoever follows may be gone before what is followed.
TEST_F(SshShellTest, GoesAwayInMidStream)
{
    auto lines = std::make_shared<int>(0);
    const auto endless = shell->follow(host, "while :; do echo tick; done",
                                       [lines](const QList<QByteArray> &some) {
                                           *lines += static_cast<int>(some.size());
                                           return ready(Result<void>());
                                       },
                                       {});
    ASSERT_TRUE(eventually([&] { return *lines > 100; }));
    shell.reset();
    EXPECT_EQ(answerOf(endless).error().code, ErrorCode::Canceled);
    EXPECT_TRUE(eventually([&] {
        return sshd->log().contains("Received disconnect") || sshd->log().contains("Connection closed") ||
               sshd->sessions().isEmpty();
    }));
}

// A host behind another one: both say who they are, and are logged in to.
TEST_F(SshShellTest, GoesThroughAJumpHost)
{
    const HostId inner{s("prod"), s("inner")};
    const auto unknown = run("true", inner);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().detail, s("host-key-unknown"));
    EXPECT_EQ(sshd->log().count("Accepted publickey"), 1) << "of the first one only";
    ASSERT_TRUE(trust(s("127.0.0.2")));
    shell->retry(inner);
    const auto there = run("printf '%s' \"$SSH_CONNECTION\"", inner);
    ASSERT_TRUE(there) << qPrintable(there.error().detail);
    EXPECT_TRUE(there.value().out.contains(" 127.0.0.2 ")) << there.value().out.constData();
    EXPECT_EQ(sshd->log().count("Accepted publickey"), 2);
    shell->retry(host); // what goes through it goes anew
    EXPECT_FALSE(shell->state(inner));
    EXPECT_TRUE(run("true", inner));
    EXPECT_EQ(sshd->log().count("Accepted publickey"), 4);
}

TEST_F(SshShellTest, GoesWhereTheAddressGoes)
{
    ASSERT_TRUE(trust(s("127.0.0.2")));
    const QByteArray where = "echo $SSH_CONNECTION | cut -d' ' -f3";
    const auto first = run(where);
    ASSERT_TRUE(first);
    EXPECT_EQ(first.value().out, "127.0.0.1\n");
    address = s("127.0.0.2");
    const auto second = run(where);
    ASSERT_TRUE(second) << qPrintable(second.error().detail);
    EXPECT_EQ(second.value().out, "127.0.0.2\n");
    EXPECT_EQ(logins, 2);
}

TEST_F(SshShellTest, SaysWhatItPromises)
{
    const auto refused = [this](ErrorCode code, const char *detail) {
        const auto answer = run("true");
        ASSERT_FALSE(answer) << detail;
        EXPECT_EQ(answer.error().code, code) << detail;
        EXPECT_EQ(answer.error().detail, s(detail));
    };
    address = Error{ErrorCode::BadConfig, s("prod/prod-1"), s("no-address"), 0};
    refused(ErrorCode::BadConfig, "no-address");
    address = s("-oProxyCommand=touch");
    refused(ErrorCode::BadInput, "host");
    address = s("127.0.0.2"); // never confirmed by this name
    refused(ErrorCode::Forbidden, "host-key-unknown");
    QTemporaryDir other;
    makeKey(other.filePath(s("ed")), "ed25519");
    const QByteArray name = "[127.0.0.1]:" + QByteArray::number(sshd->port()) + ' ';
    ASSERT_TRUE(writeFile(settings.knownHostsFile, name + fileContent(other.filePath(s("ed.pub")))));
    address = s("127.0.0.1");
    refused(ErrorCode::Conflict, "host-key-changed");
    EXPECT_FALSE(sshd->log().contains("userauth-request"));
    const auto unknown = run("true", {s("prod"), s("prod-9")});
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, ErrorCode::NotFound);
}

TEST_F(SshShellTest, TriesAgainAfterAKeyWasTrustedAndAfterACredentialChanged)
{
    address = s("127.0.0.2");
    ASSERT_FALSE(run("true"));
    ASSERT_TRUE(trust(s("127.0.0.2")));
    EXPECT_TRUE(run("true")); // at once: being unknown is no failure to rest after

    address = s("127.0.0.1");
    const QString key = settings.login.keyFile;
    settings.login.keyFile = sshd->folder() + s("/host"); // a key that nobody authorized
    const auto refused = run("true");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Unauthorized);
    const auto tries = sshd->log().count("userauth-request");
    ASSERT_FALSE(run("true"));
    EXPECT_EQ(sshd->log().count("userauth-request"), tries); // it does not knock again by itself
    settings.login.keyFile = key;
    shell->retry(host);
    EXPECT_TRUE(run("true"));
}

// The real probe, from the service down to the server's sh.
TEST_F(SshShellTest, AServiceLooksThroughIt)
{
    const SystemClock clock;
    hosts::Service service(
        {workspace, *shell, clock, [this](const HostId &) { return ready<QString>(address); }});
    const auto seen = answerOf(service.lookOnce(host, {}), std::chrono::seconds(60));
    ASSERT_TRUE(seen) << qPrintable(seen.error().detail);
    ASSERT_TRUE(seen.value().facts.value);
    const hosts::HostFacts &facts = *seen.value().facts.value;
    EXPECT_TRUE(facts.complete);
    ASSERT_TRUE(facts.system) << qPrintable(facts.system.error().detail);
    EXPECT_EQ(facts.system.value().kernel, QSysInfo::kernelVersion());
    EXPECT_EQ(facts.system.value().name, QSysInfo::machineHostName());
    ASSERT_TRUE(facts.memory);
    EXPECT_TRUE(facts.fileSystems);
    EXPECT_TRUE(seen.value().cpuPercent); // two readings of one boot
    EXPECT_TRUE(seen.value().skew);
    EXPECT_EQ(sshd->log().count("Accepted publickey"), 1);

    ASSERT_TRUE(writeFile(settings.knownHostsFile, ""));
    shell->retry(host);
    ASSERT_FALSE(answerOf(service.lookOnce(host, {}), std::chrono::seconds(60)));
    EXPECT_EQ(hosts::hostState(*service.host(host), clock.now(), hosts::Service::interval),
              hosts::HostState::NotTrusted);
}

} // namespace
} // namespace envdeck::testing

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/ssh/ssh_world.h"

#include <QDir>
#include <QStandardPaths>
#include <QTcpServer>
#include <csignal>
#include <unistd.h>

namespace envdeck::testing {
namespace {

using namespace ssh;

struct SshBadDay : SshTest {};

TEST_F(SshBadDay, RefusedAndHanging)
{
    const Sshd sshd;
    Settings settings = settingsFor(sshd);
    settings.target.endpoint.port = freePort();
    Connection refused(settings);
    const auto no = runOn(refused, "true");
    ASSERT_FALSE(no);
    EXPECT_EQ(no.error().code, ErrorCode::Unreachable);
    EXPECT_TRUE(eventually([&] { return refused.state().phase == State::Phase::Resting; }));

    QTcpServer silent;
    silent.listen(QHostAddress::LocalHost);
    settings.target.endpoint.port = silent.serverPort();
    settings.connectLimit = std::chrono::milliseconds(400);
    Connection hanging(settings);
    const auto late = runOn(hanging, "true");
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::Timeout);
    settings.connectLimit = std::chrono::hours(1);
    Connection patient(settings);
    const auto own = runOn(patient, "true", {std::chrono::milliseconds(300), 1000, false});
    ASSERT_FALSE(own);
    EXPECT_EQ(own.error().code, ErrorCode::Timeout);
    const auto left = patient.run(sh("true")); // and destroying it does not wait for the hour
}

TEST_F(SshBadDay, LostInMidCommandAndBackAgain)
{
    Sshd sshd;
    Connection connection(settingsFor(sshd));
    Command changing = sh("sleep 100");
    changing.changes = true;
    const auto reading = connection.run(sh("sleep 100"));
    const auto writing = connection.run(changing);
    ASSERT_TRUE(runOn(connection, "true")); // so the others are on their way
    ASSERT_TRUE(eventually([&] { return sshd.log().count("Starting session: command") >= 3; }));
    sshd.killSessions();
    const auto lost = answerOf(reading);
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code, ErrorCode::Unreachable);
    EXPECT_EQ(lost.error().detail, s("connection-lost"));
    EXPECT_EQ(answerOf(writing).error().code, ErrorCode::OutcomeUnknown);
    EXPECT_TRUE(runOn(connection, "true"));
}

// Nobody would ever end a stream there; a command that changes something must not be cut in two.
TEST_F(SshBadDay, WhatRunsThereOutlivesALostConnectionOnlyIfItIsACommand)
{
    Sshd sshd;
    Connection connection(settingsFor(sshd));
    const auto file = [&](const char *name) { return sshd.folder() + QLatin1Char('/') + s(name); };
    const QByteArray script = "trap '' HUP; echo $$ >\"$1\"; sleep 2; echo done >\"$2\"";
    const auto with = [&](const char *pid, const char *end) {
        return sh(script, {Value::path(file(pid)), Value::path(file(end))});
    };
    const auto command = connection.run(with("a", "a-done"));
    const auto stream = connection.stream(with("b", "b-done"), [](const QByteArray &, bool) {}, {},
                                          {std::chrono::milliseconds(0), 0, false});
    ASSERT_TRUE(eventually(
        [&] { return fileContent(file("a")).endsWith('\n') && fileContent(file("b")).endsWith('\n'); }));
    sshd.killSessions();
    EXPECT_FALSE(answerOf(command));
    EXPECT_FALSE(answerOf(stream));
    EXPECT_TRUE(eventually([&] { return QFile::exists(file("a-done")); }, std::chrono::seconds(20)));
    const QString process = s("/proc/%1/cmdline").arg(QString::fromLatin1(fileContent(file("b")).trimmed()));
    EXPECT_TRUE(eventually([&] { return fileContent(process).isEmpty(); })); // gone, or not yet reaped
    EXPECT_FALSE(QFile::exists(file("b-done")));
}

TEST_F(SshBadDay, AServerThatOnlyThinksIsNotGivenUp)
{
    const Sshd sshd;
    Connection connection(settingsFor(sshd));
    ASSERT_TRUE(runOn(connection, "true"));
    const auto quiet = connection.run(sh("sleep 9; echo there"));
    const auto late =
        runOn(connection, "trap '' TERM; sleep 8", {std::chrono::milliseconds(500), 1000, false});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::Timeout);
    const auto answer = answerOf(quiet);
    ASSERT_TRUE(answer) << qPrintable(answer.error().detail);
    EXPECT_EQ(answer.value().out, "there\n");
}

TEST_F(SshBadDay, AFrozenServerIsGivenUpAndFoundAgain)
{
    Sshd sshd;
    Connection connection(settingsFor(sshd));
    ASSERT_TRUE(runOn(connection, "true"));
    sshd.freezeSessions(true);
    const auto late = runOn(connection, "true", {std::chrono::milliseconds(300), 1000, false});
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::Timeout);
    // The session that says nothing is dropped, and the next command gets another one.
    EXPECT_TRUE(runOn(connection, "true", {std::chrono::seconds(30), 1000, false}));
    EXPECT_EQ(sshd.log().count("Accepted publickey"), 2);
}

TEST_F(SshBadDay, FiftyHostsAreNotKeptWaitingByFiveDeadOnes)
{
    const Sshd sshd;
    QTcpServer silent;
    silent.listen(QHostAddress::LocalHost);
    Settings living = settingsFor(sshd);
    Settings dead = living;
    dead.target.endpoint.port = silent.serverPort();
    dead.connectLimit = std::chrono::minutes(5);
    std::vector<std::unique_ptr<Connection>> connections;
    QList<Async<Output>> answers;
    for (int i = 0; i < 50; ++i) {
        connections.push_back(std::make_unique<Connection>(i % 10 == 9 ? dead : living));
        answers += connections.back()->run(sh("cat /proc/loadavg"), {std::chrono::minutes(4), 10000, false});
    }
    for (int i = 0; i < 50; ++i) {
        if (i % 10 != 9) {
            EXPECT_TRUE(answerOf(answers.at(i), std::chrono::seconds(120))) << i;
        }
    }
    for (int i = 9; i < 50; i += 10)
        EXPECT_FALSE(
            answers.at(i).isFinished()); // all the living were answered while the dead ones still hung
    connections.clear();
    EXPECT_EQ(answerOf(answers.at(9)).error().code, ErrorCode::Canceled);
}

// What the kernel was asked for by this process while this lives: programs to start, files to open.
class Trace {
public:
    explicit Trace(const QString &folder) : m_file(folder + s("/trace"))
    {
        m_strace.start(s("strace"), {s("-f"), s("-qq"), s("-e"), s("trace=execve,openat,open,fork,vfork"),
                                     s("-o"), m_file, s("-p"), QString::number(::getpid())});
        m_running = m_strace.waitForStarted() && eventually([this] { return isTraced(); });
    }
    ~Trace() { end(); }
    bool isRunning() const { return m_running; }
    QByteArray end()
    {
        if (m_strace.state() != QProcess::NotRunning) {
            m_strace.terminate(); // lets go of us
            m_strace.waitForFinished();
        }
        return fileContent(m_file);
    }

private:
    static bool isTraced() { return !fileContent(s("/proc/self/status")).contains("TracerPid:\t0\n"); }
    QString m_file;
    QProcess m_strace;
    bool m_running = false;
};

// R-22 as the kernel sees it: no file of a user's or a system's SSH is opened, nothing is started.
TEST_F(SshBadDay, NoFileOfSshIsOpened)
{
    if (QStandardPaths::findExecutable(s("strace")).isEmpty())
        GTEST_SKIP() << "there is no strace";
    const Sshd sshd;
    const Settings settings = settingsFor(sshd);
    Trace trace(sshd.folder());
    if (!trace.isRunning())
        GTEST_SKIP() << "strace may not look at us";
    {
        Connection connection(settings);
        EXPECT_TRUE(runOn(connection, "true"));
    }
    const QByteArray seen = trace.end();
    EXPECT_TRUE(seen.contains(settings.knownHostsFile.toLocal8Bit())) << seen.constData(); // it does see us
    EXPECT_TRUE(seen.contains(sshd.keyFile().toLocal8Bit()));
    EXPECT_FALSE(seen.contains("execve(")) << seen.constData();
    for (const char *name : {"/.ssh", "ssh_config", "/nonexistent", "/etc/ssh"})
        EXPECT_FALSE(seen.contains(name)) << name << '\n' << seen.constData();
}

// what the user's and the system's configuration say never counts.
TEST_F(SshBadDay, NoConfigurationIsReadAndNoProgramStarted)
{
    const Sshd sshd;
    const QString home = sshd.folder() + s("/home");
    const QByteArray mark = sshd.folder().toLocal8Bit() + "/ran";
    ASSERT_TRUE(QDir().mkpath(home + s("/.ssh")));
    ASSERT_TRUE(writeFile(home + s("/.ssh/config"), "Host *\n  ProxyCommand touch " + mark + "\n  Port 1\n"));
    const QByteArray before = qgetenv("HOME");
    qputenv("HOME", home.toLocal8Bit());
    Connection connection(settingsFor(sshd));
    EXPECT_TRUE(runOn(connection, "true"));
    qputenv("HOME", before);
    EXPECT_FALSE(QFile::exists(QString::fromLocal8Bit(mark)));
    EXPECT_FALSE(QFile::exists(home + s("/.ssh/known_hosts")));
}

} // namespace
} // namespace envdeck::testing

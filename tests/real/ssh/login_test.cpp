// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/ssh/ssh_world.h"

namespace envdeck::testing {
namespace {

using namespace ssh;

struct SshLogin : SshTest {
    static Error refusal(const Settings &settings)
    {
        Connection connection(settings);
        const auto answer = runOn(connection, "true");
        EXPECT_FALSE(answer);
        return answer ? Error{} : answer.error();
    }
};

// A real agent, ended by its pid.
class Agent {
public:
    explicit Agent(const QString &folder) : socket(folder + s("/agent"))
    {
        m_agent.start(s("ssh-agent"), {s("-D"), s("-a"), socket});
        m_agent.waitForStarted();
        eventually([this] { return QFile::exists(socket); });
    }
    ~Agent()
    {
        m_agent.kill();
        m_agent.waitForFinished();
    }
    void add(const QString &key) const
    {
        QProcess add;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(s("SSH_AUTH_SOCK"), socket);
        add.setProcessEnvironment(environment);
        add.start(s("ssh-add"), {s("-q"), key});
        EXPECT_TRUE(add.waitForFinished() && add.exitCode() == 0);
    }
    QString socket;

private:
    QProcess m_agent;
};

TEST_F(SshLogin, ByAgent)
{
    const Sshd sshd;
    const Agent agent(sshd.folder());
    Settings settings = settingsFor(sshd);
    settings.login = {agent.socket, {}, {}, {}};
    EXPECT_EQ(refusal(settings).detail, s("agent-empty"));
    agent.add(sshd.keyFile());
    Connection connection(settings);
    EXPECT_TRUE(runOn(connection, "true"));
    settings.login.agentSocket = sshd.folder() + s("/none");
    EXPECT_EQ(refusal(settings).detail, s("agent-missing"));
}

TEST_F(SshLogin, ByTheTextOfAKey)
{
    const Sshd sshd;
    Settings settings = settingsFor(sshd);
    settings.login = {{}, {}, Secret(fileContent(sshd.keyFile())), {}};
    Connection connection(settings);
    EXPECT_TRUE(runOn(connection, "true"));
    settings.login.keyText = Secret("-----BEGIN OPENSSH PRIVATE KEY-----\nnonsense\n");
    settings.askPassphrase = [](const PassphraseQuestion &) { return ready<Secret>(Secret("x")); };
    EXPECT_EQ(refusal(settings).detail, s("passphrase-wrong"));
    settings.login.keyText = Secret("nonsense");
    EXPECT_EQ(refusal(settings).detail, s("key-unreadable"));
}

TEST_F(SshLogin, APassphraseIsAskedForOnceAndKeptOverAReconnect)
{
    const Sshd sshd;
    Settings settings = settingsFor(sshd);
    settings.login.keyFile = sshd.lockedKeyFile();
    int asked = 0;
    settings.askPassphrase = [&](const PassphraseQuestion &question) {
        EXPECT_EQ(question.attempt, ++asked);
        return ready<Secret>(Secret(question.attempt == 1 ? "wrong" : "open me"));
    };
    Connection connection(settings);
    ASSERT_TRUE(runOn(connection, "true"));
    EXPECT_EQ(asked, 2);
    connection.drop();
    ASSERT_TRUE(runOn(connection, "true"));
    EXPECT_EQ(asked, 2);
    EXPECT_EQ(sshd.log().count("Accepted publickey"), 2);
}

TEST_F(SshLogin, ThreeWrongPassphrasesEndItUntilSomebodyTriesAgain)
{
    const Sshd sshd;
    Settings settings = settingsFor(sshd);
    settings.login.keyFile = sshd.lockedKeyFile();
    int asked = 0;
    settings.askPassphrase = [&](const PassphraseQuestion &) {
        ++asked;
        return ready<Secret>(Secret("wrong"));
    };
    Connection connection(settings);
    for (int i = 0; i < 2; ++i) {
        const auto answer = runOn(connection, "true");
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code, ErrorCode::Unauthorized);
        EXPECT_EQ(answer.error().detail, s("passphrase-wrong"));
        EXPECT_EQ(asked, 3);
    }
    EXPECT_TRUE(eventually([&] { return connection.state().phase == State::Phase::Blocked; }));
    connection.retry();
    ASSERT_FALSE(runOn(connection, "true"));
    EXPECT_EQ(asked, 6);
}

TEST_F(SshLogin, WhatIsRefusedSaysWhat)
{
    const Sshd sshd;
    Settings settings = settingsFor(sshd);
    settings.target.user = s("nobody_here");
    EXPECT_EQ(refusal(settings).detail, s("key-refused"));
    settings = settingsFor(sshd);
    settings.login = {};
    EXPECT_EQ(refusal(settings).detail, s("no-credentials"));
    settings.login.password = Secret("not it at all");
    EXPECT_EQ(refusal(settings).detail, s("password-refused"));
    settings.login = {{}, sshd.folder() + s("/absent"), {}, {}};
    EXPECT_EQ(refusal(settings).code, ErrorCode::NotFound);
    QFile::setPermissions(sshd.keyFile(), QFile::ReadOwner | QFile::ReadOther);
    settings.login.keyFile = sshd.keyFile();
    EXPECT_EQ(refusal(settings).detail, s("key-open-to-others"));
    settings.target.user = s("-oProxyCommand=x");
    EXPECT_EQ(refusal(settings).code, ErrorCode::BadInput);
}

} // namespace
} // namespace envdeck::testing

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/ssh/ssh_world.h"

namespace envdeck::testing {
namespace {

using namespace ssh;

struct SshIdentity : SshTest {
    // What a connection with this known_hosts file says, and whether any request to log in reached the
    // server.
    static Error refusal(const Sshd &sshd, const QByteArray &knownHosts)
    {
        QFile::remove(sshd.folder() + s("/known/known_hosts")); // the previous one
        Settings settings = settingsFor(sshd);
        settings.login.password = Secret("hunter2hunter2");
        EXPECT_TRUE(writeFile(settings.knownHostsFile, knownHosts));
        Connection connection(settings);
        const auto answer = runOn(connection, "echo in");
        EXPECT_FALSE(answer);
        EXPECT_FALSE(sshd.log().contains("userauth-request")) << sshd.log().constData();
        EXPECT_TRUE(connection.state().seen ||
                    eventually([&] { return connection.state().seen.has_value(); }));
        return answer ? Error{} : answer.error();
    }
    static QByteArray name(const Sshd &sshd)
    {
        return "[127.0.0.1]:" + QByteArray::number(sshd.port()) + ' ';
    }
};

TEST_F(SshIdentity, KnownGetsIn)
{
    const Sshd sshd;
    Connection connection(settingsFor(sshd));
    const auto answer = runOn(connection, "printf '%s' hello; printf warn >&2; exit 3");
    ASSERT_TRUE(answer) << qPrintable(answer.error().detail);
    EXPECT_EQ(answer.value().out, "hello");
    EXPECT_EQ(answer.value().err, "warn");
    EXPECT_EQ(answer.value().exitCode, 3);
    EXPECT_TRUE(sshd.log().contains("userauth-request")); // what the refusals look for does get logged
}

// no request to log in, let alone a credential, leaves us.
TEST_F(SshIdentity, WhoIsNotKnownSeesNoCredential)
{
    const Sshd sshd;
    QTemporaryDir other;
    makeKey(other.filePath(s("ed")), "ed25519");
    makeKey(other.filePath(s("rsa")), "rsa");
    const QByteArray otherKey = fileContent(other.filePath(s("ed.pub")));
    const QByteArray otherType = fileContent(other.filePath(s("rsa.pub")));

    const Error unknown = refusal(sshd, "");
    EXPECT_EQ(unknown.code, ErrorCode::Forbidden);
    EXPECT_EQ(unknown.detail, s("host-key-unknown"));
    const auto conflict = [&](const QByteArray &file, const char *detail) {
        const Error error = refusal(sshd, file);
        EXPECT_EQ(error.code, ErrorCode::Conflict) << detail;
        EXPECT_EQ(error.detail, s(detail));
    };
    conflict(name(sshd) + otherKey, "host-key-changed");
    conflict(name(sshd) + otherType, "host-key-other-type");
    conflict(name(sshd) + sshd.hostKeyLine() + "\n@revoked * " + sshd.hostKeyLine() + '\n',
             "host-key-revoked");
    conflict(name(sshd) + sshd.hostKeyLine() + '\n' + name(sshd) + otherKey, "host-key-error");
    conflict(name(sshd) + sshd.hostKeyLine() + "\n@revokd * x\n", "host-key-error");
}

TEST_F(SshIdentity, AKeyIsReadForAPersonAndTrustedAtOnce)
{
    const Sshd sshd;
    Settings settings = settingsFor(sshd);
    ASSERT_TRUE(writeFile(settings.knownHostsFile, ""));
    Connection connection(settings);
    ASSERT_FALSE(runOn(connection, "true"));
    const auto key = answerOf(connection.readHostKey());
    ASSERT_TRUE(key);
    EXPECT_EQ(key.value().type + ' ' + key.value().blob.toBase64(), sshd.hostKeyLine());
    ASSERT_TRUE(TrustStore(settings.knownHostsFile)
                    .trust({settings.target.endpoint, key.value(), s("me"), {}, true, {}}));
    EXPECT_TRUE(runOn(connection, "true")); // no rest after a refused identity
}

TEST_F(SshIdentity, EveryTypeOfHostKey)
{
    for (const char *type : {"rsa", "ecdsa", "ed25519"}) {
        const Sshd sshd({type, {}, {}});
        Connection connection(settingsFor(sshd));
        const auto answer = runOn(connection, "true");
        EXPECT_TRUE(answer) << type << ' ' << qPrintable(answer ? QString() : answer.error().detail);
    }
}

} // namespace
} // namespace envdeck::testing

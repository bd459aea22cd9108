// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/ssh/ssh_world.h"

namespace envdeck::testing {
namespace {

using namespace ssh;

QByteArray hashedName(const QString &folder, const QByteArray &line)
{
    const QString file = folder + s("/hashing");
    EXPECT_TRUE(writeFile(file, line));
    QProcess::execute(s("ssh-keygen"), {s("-q"), s("-H"), s("-f"), file});
    return fileContent(file);
}

// Whether ssh(1) gets as far as running a command with this file and no other.
bool opensshAccepts(const Sshd &sshd, const QString &file)
{
    QProcess ssh;
    ssh.start(s("ssh"), {s("-F"),
                         s("/dev/null"),
                         s("-o"),
                         s("StrictHostKeyChecking=yes"),
                         s("-o"),
                         s("UserKnownHostsFile=") + file,
                         s("-o"),
                         s("GlobalKnownHostsFile=/dev/null"),
                         s("-o"),
                         s("BatchMode=yes"),
                         s("-o"),
                         s("IdentityAgent=none"),
                         s("-o"),
                         s("IdentitiesOnly=yes"),
                         s("-i"),
                         sshd.keyFile(),
                         s("-o"),
                         s("UpdateHostKeys=no"),
                         s("-p"),
                         QString::number(sshd.port()),
                         Sshd::user() + s("@127.0.0.1"),
                         s("true")});
    ssh.waitForFinished(20000);
    return ssh.exitStatus() == QProcess::NormalExit && ssh.exitCode() == 0;
}

struct SshDifferential : SshTest {};

// thirty files; whatever ssh(1) refuses we refuse, and what we refuse beyond that is named.
TEST_F(SshDifferential, NeverMoreLenientThanOpenSsh)
{
    const Sshd sshd;
    const QByteArray port = QByteArray::number(sshd.port());
    const QByteArray key = sshd.hostKeyLine();
    const QByteArray host = "[127.0.0.1]:" + port;
    QTemporaryDir made;
    makeKey(made.filePath(s("ed")), "ed25519");
    makeKey(made.filePath(s("rsa")), "rsa");
    const QByteArray otherKey = fileContent(made.filePath(s("ed.pub"))).trimmed();
    const QByteArray rsa = fileContent(made.filePath(s("rsa.pub"))).trimmed();
    const QByteArray good = host + ' ' + key + '\n';
    struct Case {
        const char *name;
        QByteArray file;
        bool stricter = false; // ssh(1) takes it, we do not
    };
    const QList<Case> cases{
        {"right", good},
        {"empty", ""},
        {"comment only", "# " + good},
        {"comment after the key", host + ' ' + key + " laptop of mira\n"},
        {"no line end", good.chopped(1)},
        {"CRLF", host + ' ' + key + "\r\n"},
        {"leading blanks", " \t" + good},
        {"tabs", host + "\t" + QByteArray(key).replace(' ', '\t') + '\n'},
        {"other key", host + ' ' + otherKey + '\n'},
        {"other type", host + ' ' + rsa + '\n'},
        {"right and other type", host + ' ' + rsa + '\n' + good},
        {"two keys of a type", host + ' ' + otherKey + '\n' + good, true},
        {"right twice", good + good},
        {"revoked", "@revoked " + good},
        {"right and revoked", good + "@revoked " + good},
        {"revoked for all", good + "@revoked * " + key + '\n'},
        {"other key revoked", good + "@revoked * " + otherKey + '\n'},
        {"authority", "@cert-authority " + good},
        {"authority and right", "@cert-authority " + good + good},
        {"unknown marker", "@trusted " + good + good, true},
        {"wrong port", "[127.0.0.1]:1 " + key + '\n'},
        {"no port", "127.0.0.1 " + key + '\n', true},
        {"star", "* " + key + '\n'},
        {"wildcards", "[127.0.?.*]:" + port + ' ' + key + '\n'},
        {"negated", host + ",!" + host + ' ' + key + '\n'},
        {"negated by wildcard", "!*," + host + ' ' + key + '\n'},
        {"list", "example.org," + host + ' ' + key + '\n'},
        {"hashed", hashedName(made.path(), good)},
        {"hashed other", hashedName(made.path(), "[127.0.0.2]:" + port + ' ' + key + '\n')},
        {"garbage before", "what is this\n\xff\xfe\n|1|x|y " + key + '\n' + good},
        {"garbage key", host + " ssh-ed25519 AAAA!!!!\n"},
        {"type does not match", host + " ssh-rsa " + key.split(' ').at(1) + '\n'},
        {"NUL", QByteArray("a\0b\n", 4) + good, true},
        {"upper case type", host + ' ' + QByteArray(key).replace("ssh-", "SSH-") + '\n'},
        {"10 MB", QByteArray("# filler\n").repeated(1200000) + good, true},
    };
    ASSERT_GE(cases.size(), 30);
    const QString file = made.filePath(s("known_hosts"));
    const Endpoint endpoint{s("127.0.0.1"), sshd.port()};
    const HostKey shown = *hostKeyFrom(key.split(' ').at(0), key.split(' ').at(1));
    int accepted = 0;
    for (const Case &one : cases) {
        ASSERT_TRUE(writeFile(file, one.file));
        const auto known = TrustStore(file).read();
        const bool ours = known && known.value().verdict(endpoint, shown) == Verdict::Known;
        const bool theirs = opensshAccepts(sshd, file);
        accepted += ours;
        EXPECT_TRUE(!ours || theirs) << one.name << ": more lenient than ssh";
        EXPECT_EQ(ours, theirs && !one.stricter) << one.name << ", ssh " << theirs;
    }
    EXPECT_GT(accepted, 8);
}

} // namespace
} // namespace envdeck::testing

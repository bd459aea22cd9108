// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/known_hosts.h"
#include "core/base/safe_file.h"
#include "tests/support/sshd.h"
#include "tests/support/text.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using namespace ssh;

// What ssh(1) says about the server's key, read from its own words.
Verdict saidBySsh(const QByteArray &words)
{
    if (words.contains("Permission denied"))
        return Verdict::Known; // it went on to the login, for which it has no key
    if (words.contains("REVOKED HOST KEY"))
        return Verdict::Revoked;
    if (words.contains("REMOTE HOST IDENTIFICATION HAS CHANGED"))
        return Verdict::Changed; // and of OtherType, which ssh(1) does not tell apart
    if (words.contains("host key is known for"))
        return Verdict::Unknown;
    return Verdict::Error;
}

class KnownHostsReal : public ::testing::Test {
protected:
    void SetUp() override
    {
        if (const QString why = Sshd::missing(); !why.isEmpty())
            GTEST_SKIP() << qPrintable(why);
        ASSERT_TRUE(folder.isValid());
    }

    QString at(const char *name) const { return folder.filePath(s(name)); }

    // `alias` stands for a host at port 22, so that names without a port are tried as well.
    Verdict askSsh(const Sshd &sshd, const QString &alias) const
    {
        QStringList arguments{s("-F"), s("/dev/null"), s("-p"), QString::number(sshd.port())};
        for (const QString &option :
             {s("StrictHostKeyChecking=yes"), s("UserKnownHostsFile=") + at("known_hosts"),
              s("GlobalKnownHostsFile=/dev/null"), s("BatchMode=yes"), s("UpdateHostKeys=no"),
              s("IdentityFile=none"), s("IdentityAgent=none"), s("HostKeyAlgorithms=ssh-ed25519")})
            arguments += {s("-o"), option};
        if (!alias.isEmpty())
            arguments += {s("-o"), s("HostKeyAlias=") + alias};
        QProcess ssh;
        ssh.setProcessChannelMode(QProcess::MergedChannels);
        ssh.start(s("ssh"), arguments + QStringList{s("nobody@127.0.0.1"), s("true")});
        EXPECT_TRUE(ssh.waitForFinished(60'000));
        return saidBySsh(ssh.readAll());
    }

    QByteArray hashed(const QByteArray &line) const
    {
        EXPECT_TRUE(writeFile(at("hashing"), line));
        QProcess keygen;
        keygen.setProcessChannelMode(QProcess::MergedChannels);
        keygen.start(s("ssh-keygen"), {s("-H"), s("-f"), at("hashing")});
        EXPECT_TRUE(keygen.waitForFinished(60'000) && keygen.exitCode() == 0);
        return fileContent(at("hashing"));
    }

    QTemporaryDir folder;
};

struct Case {
    const char *name;
    QByteArray file;
    Verdict ours;
    Verdict theirs; // what ssh(1) says; where it differs, ours is the stricter one
    const char *alias = nullptr;
};

//
TEST_F(KnownHostsReal, TheVerdictIsThatOfOpenSshOrStricter)
{
    const Sshd sshd;
    makeKey(at("ed"), "ed25519");
    makeKey(at("rsa"), "rsa");
    const QByteArray key = sshd.hostKeyLine();
    const QByteArray other = fileContent(at("ed.pub")).trimmed();
    const QByteArray rsa = fileContent(at("rsa.pub")).trimmed();
    const QByteArray port = QByteArray::number(sshd.port());
    const QByteArray here = "[127.0.0.1]:" + port + ' ';
    const QByteArray good = here + key + '\n';
    const QByteArray base64 = key.split(' ').at(1);
    const auto web = [](const QByteArray &hosts, const QByteArray &line) {
        return hosts + ' ' + line + '\n';
    };
    constexpr Verdict known = Verdict::Known;
    constexpr Verdict unknown = Verdict::Unknown;
    constexpr Verdict changed = Verdict::Changed;
    constexpr Verdict revoked = Verdict::Revoked;
    constexpr Verdict error = Verdict::Error;
    const char *const name = "web.example";
    const QByteArray filler = hashed("a.example " + other + '\n');
    const auto most = static_cast<qsizetype>(KnownHosts::mostBytes);
    const QByteArray full = filler.repeated(static_cast<int>((most - good.size()) / filler.size())) + good;

    const QList<Case> cases{
        {"empty", {}, unknown, unknown},
        {"right", good, known, known},
        {"other key", here + other + '\n', changed, changed},
        {"other type", here + rsa + '\n', Verdict::OtherType, changed},
        {"other type and right", here + rsa + '\n' + good, known, known},
        {"two of a type", here + other + '\n' + good, error, known},
        {"two of a type, right first", good + here + other + '\n', error, known},
        {"right twice", good + good, known, known},
        {"plain name for a port", "127.0.0.1 " + key + '\n', unknown, known},
        {"another port", "[127.0.0.1]:1 " + key + '\n', unknown, unknown},
        {"CRLF", "# x\r\n" + here + key + "\r\n", known, known},
        {"no end", here + key, known, known},
        {"blanks and a comment", " \t" + here + '\t' + key + " some words \n", known, known},
        {"form feed", '\f' + good, unknown, unknown},
        {"commented out", '#' + good, unknown, unknown},
        {"revoked", "@revoked " + good, revoked, revoked},
        {"revoked after right", good + "@revoked * " + key + '\n', revoked, revoked},
        {"revoked for another host", good + "@revoked other.example " + key + '\n', revoked, known},
        {"another is revoked", good + "@revoked * " + other + '\n', known, known},
        {"authority", "@cert-authority " + good, unknown, unknown},
        {"authority and other key", "@cert-authority " + good + here + other + '\n', changed, changed},
        {"misspelled marker", good + "@revokd * " + key + '\n', error, known},
        {"two markers", good + "@revoked @cert-authority * " + key + '\n', error, known},
        {"revoked without a key", good + "@revoked *\n", error, known},
        {"hashed", hashed(good), known, known},
        {"hashed, other key", hashed(here + other + '\n'), changed, changed},
        {"hashed, other host", hashed("[127.0.0.2]:" + port + ' ' + key + '\n'), unknown, unknown},
        {"hashed, in a list", hashed(good).replace(" ssh-", ",x ssh-"), unknown, unknown},
        {"hashed, with more padding", hashed(good).replace("= ssh-", "== ssh-"), unknown, unknown},
        {"garbage elsewhere", "\xff\xfe\nx\nother.example ssh-ed25519 AAAA\n|1|a|b " + key + '\n' + good,
         known, known},
        {"garbage here", here + "ssh-ed25519 AAAA\n" + good, error, known},
        {"wrong type", here + "ssh-rsa " + base64 + '\n', error, unknown},
        {"cut base64", here + "ssh-ed25519 " + base64.chopped(1) + '\n', error, unknown},
        {"more padding", here + "ssh-ed25519 " + base64 + "=\n", error, unknown},
        {"old style", here + "1024 35 1234567\n", error, unknown},
        {"NUL in a comment", here + key + QByteArray(" a\0b\n", 5), error, known},
        {"NUL before", QByteArray("\0\n", 2) + good, error, known},
        {"as large as may be", full, known, known},
        {"too large", '#' + QByteArray(most, 'x') + '\n' + good, error, known},
        {"name", web("web.example", key), known, known, name},
        {"upper case", web("WEB.Example", key), known, known, name},
        {"list", web("a,web.example,b", key), known, known, name},
        {"wildcards", web("w?b.*", key), known, known, name},
        {"star, other key", web("*", other), changed, changed, name},
        {"negated", web("*,!web.example", key), unknown, unknown, name},
        {"negated before", web("!*.example,web.example", key), unknown, unknown, name},
        {"negated otherwise", web("*,!db.example", key), known, known, name},
        {"twice negated", web("!!web.example,*", key), known, known, name},
        {"brackets are no set", web("[w]eb.example", key), unknown, unknown, name},
        {"long pattern", web("web.example," + QByteArray(1022, 'x'), key), known, known, name},
        {"too long pattern", web("web.example," + QByteArray(1023, 'x'), key), unknown, unknown, name},
        {"port 22 in the file", web("[web.example]:22", key), unknown, unknown, name},
        {"address", web("2001:db8::1", key), known, known, "2001:db8::1"},
    };
    ASSERT_GE(cases.size(), 30);
    const auto shown = hostKeyFrom("ssh-ed25519", base64);
    ASSERT_TRUE(shown);
    for (const Case &one : cases) {
        ASSERT_TRUE(writeFile(at("known_hosts"), one.file));
        const Endpoint endpoint =
            one.alias ? Endpoint{s(one.alias), 22} : Endpoint{s("127.0.0.1"), sshd.port()};
        const Verdict ours = verdictOf(KnownHosts::parse(one.file), endpoint, *shown);
        const Verdict theirs = askSsh(sshd, one.alias ? s(one.alias) : QString());
        EXPECT_TRUE(ours != Verdict::Known || theirs == Verdict::Known)
            << one.name << ": ours is more lenient";
        EXPECT_EQ(verdictName(ours), verdictName(one.ours)) << one.name;
        EXPECT_EQ(verdictName(theirs), verdictName(one.theirs)) << one.name << ", by ssh";
    }
}

// Five hundred host fields of hostile pieces: ssh-keygen -F names the lines that it finds.
TEST_F(KnownHostsReal, HostFieldsMeanWhatTheyMeanToOpenSsh)
{
    makeKey(at("ed"), "ed25519");
    const QByteArray key = fileContent(at("ed.pub")).trimmed();
    const QByteArrayList pieces{"web", ".", "example", "*",      "?", "!",          ",",
                                "w",   "E", "[",       "]:2222", "x", "web.example"};
    QRandomGenerator random(21);
    QByteArrayList fields;
    for (int i = 0; i < 500; ++i) {
        QByteArray field;
        for (int n = 1 + static_cast<int>(random.bounded(7)); n > 0; --n)
            field += pieces.at(static_cast<qsizetype>(random.bounded(quint32(pieces.size()))));
        fields += field;
    }
    for (const char *host : {"web.example", "[web.example]:2222"})
        fields += hashed(QByteArray(host) + ' ' + key + '\n').split(' ').first();
    QByteArray file;
    for (const QByteArray &field : fields)
        file += field + ' ' + key + '\n';
    ASSERT_TRUE(writeFile(at("known_hosts"), file));
    static const QRegularExpression found(s("^# Host .* found: line (\\d+)"),
                                          QRegularExpression::MultilineOption);
    for (const char *name : {"web.example", "[web.example]:2222"}) {
        QProcess keygen;
        keygen.start(s("ssh-keygen"), {s("-F"), s(name), s("-f"), at("known_hosts")});
        ASSERT_TRUE(keygen.waitForFinished(60'000));
        QList<int> theirs;
        for (auto it = found.globalMatch(QString::fromUtf8(keygen.readAll())); it.hasNext();)
            theirs += it.next().captured(1).toInt();
        QList<int> ours;
        for (int i = 0; i < fields.size(); ++i) {
            if (covers(fields.at(i), name))
                ours += i + 1;
        }
        EXPECT_EQ(ours, theirs) << name;
        EXPECT_GT(ours.size(), 10) << name;
        EXPECT_LT(ours.size(), 400) << name;
    }
}

TEST_F(KnownHostsReal, FingerprintsAreThoseOfSshKeygen)
{
    for (const char *type : {"ed25519", "rsa", "ecdsa"}) {
        makeKey(at(type), type);
        const QList<QByteArray> words = fileContent(at(type) + s(".pub")).trimmed().split(' ');
        const auto key = hostKeyFrom(words.value(0), words.value(1));
        ASSERT_TRUE(key) << type;
        EXPECT_FALSE(key->isWeak()) << type;
        QProcess keygen;
        keygen.start(s("ssh-keygen"), {s("-l"), s("-f"), at(type) + s(".pub")});
        ASSERT_TRUE(keygen.waitForFinished(60'000));
        EXPECT_EQ(QString::fromLatin1(keygen.readAll().split(' ').value(1)), key->fingerprint()) << type;
    }
}

} // namespace
} // namespace envdeck::testing

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/endpoint.h"
#include "tests/support/text.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using ssh::check;
using ssh::Endpoint;
using ssh::Target;

TEST(SshEndpoint, TakesNamesAndAddresses)
{
    for (const char *host : {"example.org", "a", "xn--bcher-kva.example", "192.0.2.1", "::1", "2001:db8::1",
                             "web-1.Prod.example"})
        EXPECT_TRUE(check(Target{{s(host), 22}, s("deploy")})) << host;
    EXPECT_EQ((Endpoint{s("::1"), 2222}.text()), s("[::1]:2222"));
}

TEST(SshEndpoint, RefusesWhatAShellOrAResolverWouldReadDifferently)
{
    for (const char *host : {"",
                             "-oProxyCommand=x",
                             "a b",
                             "a;b",
                             "user@host",
                             "$(x)",
                             "a\nb",
                             "[::1]",
                             "fe80::1%eth0",
                             "a..b",
                             ".a",
                             "a.",
                             "-a.b",
                             "1.2.3",
                             "010.1.1.1.1",
                             "h\xc3\xb6st",
                             "a/b",
                             "a%b",
                             "0x7f000001",
                             "127.0x1",
                             "a.0X",
                             "2130706433",
                             "::1 ",
                             "*",
                             "a,b",
                             "|1|a|b"})
        EXPECT_FALSE(check(Endpoint{s(host), 22})) << host;
    EXPECT_FALSE(check(Endpoint{QStringLiteral("a\0b"), 22}));
    for (const int port : {-1, 0, 65536})
        EXPECT_FALSE(check(Endpoint{s("a"), port})) << port;
    for (const char *user : {"", "Root", "a b", "a\n", "-l", "1a", "a;b", "a@b", "$x"})
        EXPECT_FALSE(check(Target{{s("a"), 22}, s(user)})) << user;
    EXPECT_FALSE(check(Target{{s("a"), 22}, QString(33, QLatin1Char('a'))}));
}

TEST(SshEndpoint, HasOneSpellingForOneServer)
{
    const auto hostOf = [](const char *host) { return ssh::endpointFrom(s(host), 22).value().host; };
    EXPECT_EQ(hostOf("Web-1.Prod.Example"), s("web-1.prod.example"));
    EXPECT_EQ(hostOf("2001:DB8:0:0::1"), s("2001:db8::1"));
    EXPECT_EQ(hostOf("192.0.2.1"), s("192.0.2.1"));
    const auto target = ssh::targetFrom(s("Web"), s("deploy"), 2222);
    ASSERT_TRUE(target);
    EXPECT_EQ(target.value(), (Target{{s("web"), 2222}, s("deploy")}));
    EXPECT_EQ(ssh::targetFrom(s("a b"), s("deploy"), 22).error().detail, s("host"));
    EXPECT_EQ(ssh::targetFrom(s("a"), s("-l"), 22).error().detail, s("user"));
    EXPECT_EQ(ssh::targetFrom(s("a"), s("deploy"), 0).error().detail, s("port"));
}

// R-23: of a thousand values made of hostile pieces only what the grammar knows passes.
TEST(SshEndpoint, OfAThousandHostileValuesOnlyTheGrammarPasses)
{
    static const QRegularExpression user(s("\\A[a-z_][a-z0-9_-]{0,31}\\z"));
    static const QRegularExpression host(s("\\A[A-Za-z0-9.:-]+\\z"));
    const QStringList pieces{s("a"),
                             s("-"),
                             s(";"),
                             s("$("),
                             s(" "),
                             s("\n"),
                             s("@"),
                             s("root"),
                             s("'"),
                             s("."),
                             s("%h"),
                             s("1"),
                             s(":"),
                             s("\x1b"),
                             s("\xc3\xa4"),
                             s("`"),
                             QString(QChar(u'\0'))};
    QRandomGenerator random(23);
    const auto some = [&] {
        QString text;
        for (int n = 1 + static_cast<int>(random.bounded(4)); n > 0; --n)
            text += pieces.at(static_cast<qsizetype>(random.bounded(quint32(pieces.size()))));
        return text;
    };
    int passed = 0;
    for (int i = 0; i < 1000; ++i) {
        const Target target{{some(), static_cast<int>(random.bounded(70000))}, some()};
        if (!check(target))
            continue;
        ++passed;
        EXPECT_TRUE(user.match(target.user).hasMatch()) << qPrintable(target.user);
        EXPECT_TRUE(host.match(target.endpoint.host).hasMatch()) << qPrintable(target.endpoint.host);
        EXPECT_TRUE(target.endpoint.port > 0 && target.endpoint.port < 65536);
    }
    EXPECT_GT(passed, 0);
    EXPECT_LT(passed, 200);
}

} // namespace
} // namespace envdeck::testing

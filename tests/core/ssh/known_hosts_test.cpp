// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/known_hosts.h"
#include "tests/core/ssh/keys.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::testing {
namespace {

using namespace ssh;

const Endpoint web{s("web.example"), 22};

Verdict judged(const QByteArray &content, const HostKey &key = keyOf('a'), const Endpoint &endpoint = web)
{
    return verdictOf(KnownHosts::parse(content), endpoint, key);
}

QByteArray lineFor(const QByteArray &hosts, const HostKey &key = keyOf('a'))
{
    return hosts + ' ' + written(key) + '\n';
}

TEST(KnownHosts, TellsTheVerdictsApart)
{
    EXPECT_EQ(judged({}), Verdict::Unknown);
    EXPECT_EQ(judged(lineFor("web.example")), Verdict::Known);
    EXPECT_EQ(judged(lineFor("other.example")), Verdict::Unknown);
    EXPECT_EQ(judged(lineFor("web.example", keyOf('b'))), Verdict::Changed);
    EXPECT_EQ(judged(lineFor("web.example", rsaOf('b'))), Verdict::OtherType);
    EXPECT_EQ(judged(lineFor("web.example", rsaOf('b')) + lineFor("web.example")), Verdict::Known);
    EXPECT_EQ(judged(lineFor("@revoked other.example") + lineFor("web.example")), Verdict::Revoked);
    EXPECT_EQ(judged(lineFor("web.example") + lineFor("@revoked *", keyOf('b'))), Verdict::Known);
    EXPECT_EQ(judged(lineFor("@cert-authority *")), Verdict::Unknown);
    EXPECT_EQ(judged(lineFor("@cert-authority *") + lineFor("web.example", keyOf('b'))), Verdict::Changed);
}

TEST(KnownHosts, TwoKeysOfOneTypeAreAnErrorAndOneKeyTwiceIsNot)
{
    EXPECT_EQ(judged(lineFor("web.example") + lineFor("web.example", keyOf('b'))), Verdict::Error);
    EXPECT_EQ(judged(lineFor("web.example") + lineFor("*", keyOf('b'))), Verdict::Error);
    EXPECT_EQ(judged(lineFor("web.example") + lineFor("web.example")), Verdict::Known);
}

TEST(KnownHosts, AKeyForThePlainNameDoesNotStandForAnotherPort)
{
    const Endpoint other{s("web.example"), 2222};
    EXPECT_EQ(judged(lineFor("web.example"), keyOf('a'), other), Verdict::Unknown);
    EXPECT_EQ(judged(lineFor("[web.example]:2222"), keyOf('a'), other), Verdict::Known);
    EXPECT_EQ(judged(lineFor("[web.example]:2222")), Verdict::Unknown);
    EXPECT_EQ(judged(lineFor("[web.example]:22")), Verdict::Unknown); // OpenSSH writes no port 22
    EXPECT_EQ(judged(lineFor("[2001:db8::1]:2222"), keyOf('a'), {s("2001:DB8:0::1"), 2222}), Verdict::Known);
    EXPECT_EQ(judged(lineFor("2001:db8::1"), keyOf('a'), {s("2001:db8::1"), 22}), Verdict::Known);
}

TEST(KnownHosts, WeakKeysAndEndpointsThatAreNoneAreNeverKnown)
{
    EXPECT_EQ(judged(lineFor("web.example", rsaOf('a', 1024)), rsaOf('a', 1024)), Verdict::Error);
    const HostKey mislabelled{"ssh-rsa", keyOf('a').blob};
    EXPECT_EQ(judged(lineFor("web.example"), mislabelled), Verdict::Error);
    EXPECT_EQ(judged(lineFor("*"), keyOf('a'), {s("a b"), 22}), Verdict::Error);
    EXPECT_EQ(judged(lineFor("*"), keyOf('a'), {s("web.example"), 0}), Verdict::Error);
    EXPECT_EQ(judged(lineFor("@revoked *", rsaOf('a', 1024)), rsaOf('a', 1024)), Verdict::Revoked);
}

TEST(KnownHosts, GarbageSpoilsTheHostsThatItNamesAndMarkersTheFile)
{
    const QByteArray good = lineFor("web.example");
    EXPECT_EQ(judged("garbage\n\n# comment\nother.example ssh-ed25519 AAAA\n" + good), Verdict::Known);
    EXPECT_EQ(judged("web.example ssh-ed25519 AAAA\n" + good), Verdict::Error);
    EXPECT_EQ(judged("* ssh-ed25519\n" + good), Verdict::Error);
    for (const char *marked : {"@revokd *", "@revoked", "@cert-authority @revoked *", "@"}) {
        const auto parsed = KnownHosts::parse(good + lineFor(marked));
        ASSERT_FALSE(parsed) << marked;
        EXPECT_EQ(parsed.error().code, ErrorCode::BadConfig);
        EXPECT_EQ(parsed.error().status, 2);
    }
    const auto nul = KnownHosts::parse(good + good + QByteArray("a\0b", 3));
    ASSERT_FALSE(nul);
    EXPECT_EQ(nul.error().detail, s("nul"));
    EXPECT_EQ(nul.error().status, 3);
}

TEST(KnownHosts, ReadsLineEndsBlanksAndCommentsAsOpenSshDoes)
{
    EXPECT_EQ(judged(" \t web.example \t" + written(keyOf('a')) + " a comment\r\n"), Verdict::Known);
    EXPECT_EQ(judged("web.example " + written(keyOf('a'))), Verdict::Known);            // no line end
    EXPECT_EQ(judged("web.example " + written(keyOf('a')) + "\r\n"), Verdict::Known);   // no comment
    EXPECT_EQ(judged("\fweb.example " + written(keyOf('a')) + '\n'), Verdict::Unknown); // no blank to OpenSSH
    EXPECT_EQ(judged("#web.example " + written(keyOf('a')) + '\n'), Verdict::Unknown);
    const auto known = KnownHosts::parse(lineFor("a") + "b " + written(keyOf('b')) + " said  so \n");
    ASSERT_TRUE(known);
    ASSERT_EQ(known.value().lines().size(), 2);
    EXPECT_EQ(known.value().lines().last().comment, QByteArray("said  so "));
}

TEST(KnownHosts, TenMegabytesAreReadAndNotAByteMore)
{
    const QByteArray good = lineFor("web.example");
    const auto most = static_cast<qsizetype>(KnownHosts::mostBytes);
    const QByteArray full = '#' + QByteArray(most - good.size() - 2, 'x') + '\n' + good;
    ASSERT_EQ(full.size(), most);
    EXPECT_EQ(judged(full), Verdict::Known);
    EXPECT_EQ(judged(full + '\n'), Verdict::Error);
    EXPECT_EQ(KnownHosts::parse(full + '\n').error().detail, s("too-large"));
}

TEST(HostField, KnowsWildcardsAndNegation)
{
    const auto yes = [](const char *hosts) { return covers(hosts, "web.example"); };
    for (const char *hosts : {"web.example", "WEB.example", "a,web.example,b", "*", "web.*", "*.example",
                              "w?b.*", "*e*e*e", "**", "!other,*"})
        EXPECT_TRUE(yes(hosts)) << hosts;
    for (const char *hosts :
         {"", "web", "web.example.org", "?", "web.example?", "*,!web.example", "!*,web.example", "!other",
          "web example", "[web.example]", "w[e]b.example", "!!web.example"})
        EXPECT_FALSE(yes(hosts)) << hosts;
    EXPECT_TRUE(covers("web.example," + QByteArray(1022, 'x'), "web.example"));
    EXPECT_FALSE(covers("web.example," + QByteArray(1023, 'x'), "web.example")); // OpenSSH gives up
}

// Hashed once by ssh-keygen -H.
TEST(HostField, KnowsHashedNames)
{
    const QByteArray hashed("|1|qhGNJK3Hfsp0U4ijziVMTAQmxd0=|ca90WMa3eIuNaE38ZVs1KUbivEY=");
    EXPECT_TRUE(covers(hashed, "web.example"));
    EXPECT_FALSE(covers(hashed, "web.exampl"));
    EXPECT_FALSE(covers(hashed + ",web.example", "web.example"));
    EXPECT_FALSE(covers(hashed + '=', "web.example"));
    EXPECT_FALSE(covers(QByteArray(hashed).replace("|1|", "|2|"), "web.example"));
    EXPECT_FALSE(covers("|1||", "web.example"));
    EXPECT_FALSE(covers("|1|AAAA|" + hashed.mid(hashed.lastIndexOf('|') + 1), "web.example"));
}

TEST(KnownHosts, TellsWhichTypesToAskFor)
{
    const auto known =
        KnownHosts::parse(lineFor("web.example", rsaOf('a')) + lineFor("@revoked *", keyOf('b')) +
                          lineFor("*.example", keyOf('a')) + lineFor("web.example", rsaOf('a')));
    ASSERT_TRUE(known);
    EXPECT_EQ(known.value().typesOf(web), (QList<QByteArray>{"ssh-rsa", "ssh-ed25519"}));
    EXPECT_EQ(known.value().keysOf(web).size(), 3);
}

} // namespace
} // namespace envdeck::testing

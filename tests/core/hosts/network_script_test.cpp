// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/network_ladder.h"
#include "tests/core/hosts/host_text.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::hosts {
namespace {

using namespace testing;

const QDateTime now(QDate(2026, 12, 1), QTime(3, 0), Qt::UTC);

QUrl url(const char *text = "https://api.example.com/health")
{
    return QUrl(s(text));
}

QByteArray curl(const QByteArray &code, const QByteArray &connect, const QByteArray &tls,
                const QByteArray &words = {})
{
    return words + "\ncode=" + code + "\nlookup=0.010000\nconnect=" + connect + "\ntls=" + tls +
           "\ntotal=0.200000\naddress=203.0.113.7\nverify=0\n";
}

NetworkLadder climbed(const QByteArray &http, int httpCode, const QByteArray &tls = {}, int tlsCode = 0,
                      const QByteArray &resolve = "203.0.113.7     STREAM api.example.com\n"
                                                  "203.0.113.7     DGRAM\n2001:db8::7     STREAM\n",
                      int resolveCode = 0)
{
    return parseLadder(sectionText("resolve", resolve, resolveCode) + sectionText("http", http, httpCode) +
                           sectionText("tls", tls, tlsCode),
                       marker, url(), s("prod-1"));
}

TEST(LadderScript, TakesOnlyUrlsOfAStrictGrammar)
{
    const auto script = ladderScript(url("https://api.example.com:8443/a%20b?x=1&y=%27"), marker);
    ASSERT_TRUE(script);
    EXPECT_TRUE(script.value().startsWith("M='" + marker +
                                          "'\nSCHEME='https'\nHOST='api.example.com'\nPORT='8443'\n"
                                          "URLPATH='/a%20b?x=1&y=%27'\n"));
    EXPECT_TRUE(ladderScript(url("http://[2001:db8::1]/"), marker).value().contains("HOST='2001:db8::1'"));
    for (const char *bad :
         {"ftp://a/", "https://u:p@a/", "https://a'b/", "https:///x", "file:///etc/passwd", "https://a/;id",
          "https://a/$(id)", "https://a/'", "https://-a.example.com/", "https://a_b c/"})
        EXPECT_FALSE(ladderScript(url(bad), marker)) << bad;
    EXPECT_TRUE(ladderScript(url("https://a/`id`"), marker).value().contains("URLPATH='/%60id%60'"));
    EXPECT_FALSE(ladderScript(url(), "short"));
}

TEST(LadderFromHost, AllRungsPass)
{
    const NetworkLadder ladder = climbed(
        curl("200", "0.030000", "0.080000"), 0,
        "CONNECTED(00000003)\nsubject=CN = api.example.com\nissuer=C = US, O = Let's Encrypt, CN = R11\n"
        "notAfter=Dec 13 02:13:18 2026 GMT\n");
    EXPECT_EQ(ladder.addresses, (QStringList{s("203.0.113.7"), s("2001:db8::7")}));
    for (const Rung &rung : {ladder.resolve, ladder.connect, ladder.tls, ladder.http})
        EXPECT_EQ(rung.state, RungState::Passed);
    EXPECT_EQ(ladder.connect.took->count(), 20);
    EXPECT_EQ(ladder.tls.took->count(), 50);
    EXPECT_EQ(ladder.http.took->count(), 120);
    EXPECT_EQ(ladder.status, 200);
    EXPECT_EQ(ladder.certificate,
              (CertificateFacts{s("api.example.com"), s("R11"),
                                QDateTime(QDate(2026, 12, 13), QTime(2, 13, 18), Qt::UTC)}));
    const auto found = lookAtLadder(ladder, now, 21);
    ASSERT_EQ(found.size(), 4);
    EXPECT_EQ(found.at(0).verdict, FindingVerdict::NoProblem);
    EXPECT_EQ(found.at(2).verdict, FindingVerdict::Related); // 12 days are less than 21
    EXPECT_EQ(found.at(2).facts.value(s("daysLeft")), s("12"));
    EXPECT_EQ(lookAtLadder(ladder, now, 10).at(2).verdict, FindingVerdict::NoProblem);
}

TEST(LadderFromHost, TellsTheRungWhereItEnds)
{
    const NetworkLadder name = climbed({}, 6, {}, 1, {}, 2);
    EXPECT_EQ(name.resolve.state, RungState::Failed);
    EXPECT_EQ(name.connect.state, RungState::NotReached);

    const NetworkLadder refused =
        climbed(curl("000", "0.000000", "0.000000", "curl: (7) Failed to connect: Connection refused"), 7);
    EXPECT_EQ(refused.connect.cause, Cause::NothingListens);
    EXPECT_EQ(refused.tls.state, RungState::NotReached);
    EXPECT_EQ(refused.connect.words, s("curl: (7) Failed to connect: Connection refused"));

    const NetworkLadder silent = climbed(curl("000", "0.000000", "0.000000", "curl: (28) timed out"), 28);
    EXPECT_EQ(silent.connect.cause, Cause::NoAnswer);

    const QByteArray expired = "curl: (60) SSL certificate problem: certificate has expired";
    EXPECT_EQ(climbed(curl("000", "0.030000", "0.000000", expired), 60).tls.cause, Cause::CertificateExpired);
    EXPECT_EQ(
        climbed(curl("000", "0.030000", "0.000000",
                     "curl: (60) SSL: no alternative certificate subject name matches target host name 'a'"),
                60)
            .tls.cause,
        Cause::CertificateOfAnother);
    EXPECT_EQ(climbed(curl("000", "0.030000", "0.000000",
                           "curl: (60) SSL certificate problem: self-signed certificate"),
                      60)
                  .tls.cause,
              Cause::CertificateUntrusted);

    const NetworkLadder broken = climbed(curl("502", "0.030000", "0.080000"), 0);
    EXPECT_EQ(broken.http.state, RungState::Failed);
    EXPECT_EQ(broken.http.cause, Cause::ServerError);
    EXPECT_EQ(broken.status, 502);
}

TEST(LadderFromHost, OpensslAloneClimbsTwoRungs)
{
    const NetworkLadder ladder =
        climbed("missing", 127,
                "CONNECTED(00000003)\nVerify return code: 0 (ok)\nnotAfter=Jan  1 00:00:00 2027 GMT\n");
    EXPECT_EQ(ladder.connect.state, RungState::Passed);
    EXPECT_EQ(ladder.tls.state, RungState::Passed);
    EXPECT_EQ(ladder.http.state, RungState::NotChecked);
    EXPECT_EQ(ladder.certificate->until.date(), QDate(2027, 1, 1));
    EXPECT_EQ(climbed("missing", 127, "connect:errno=111\n40:error:...:Connection refused", 1).connect.cause,
              Cause::NothingListens);
    EXPECT_EQ(climbed("missing", 127, "CONNECTED(3)\n    Verify return code: 10 (certificate has expired)", 0)
                  .tls.cause,
              Cause::CertificateExpired);
}

TEST(LadderFromHost, WithoutToolsNothingIsSaid)
{
    const NetworkLadder ladder = climbed("missing", 127, "missing", 127);
    EXPECT_EQ(ladder.resolve.state, RungState::Passed);
    EXPECT_EQ(ladder.connect.state, RungState::NotChecked);
    for (const Finding &finding : lookAtLadder(ladder, now, 21))
        EXPECT_NE(finding.verdict, FindingVerdict::LikelyCause);
    const NetworkLadder nothing = parseLadder({}, marker, url(), s("prod-1"));
    EXPECT_EQ(nothing.resolve.state, RungState::NotChecked);
}

TEST(LadderFindings, ANotFoundOfTheProxyIsSaid)
{
    const auto found = lookAtLadder(climbed(curl("404", "0.030000", "0.080000"), 0), now, 21);
    EXPECT_EQ(found.last().verdict, FindingVerdict::Related);
    EXPECT_EQ(found.last().cause, Cause::NoRoute);
    EXPECT_EQ(found.last().command, s("curl -sSi -m 10 'https://api.example.com/health'"));
}

TEST(LadderFindings, BothEndsTellWhereTheTroubleIs)
{
    NetworkLadder here = climbed(curl("000", "0.000000", "0.000000", "curl: (7) refused"), 7);
    here.from.clear();
    const NetworkLadder fails = climbed(curl("000", "0.000000", "0.000000", "curl: (7) refused"), 7);
    const NetworkLadder passes = climbed(curl("200", "0.030000", "0.080000"), 0);
    const auto connection = [](const QList<Finding> &findings, const QString &host) {
        const auto found = std::find_if(findings.cbegin(), findings.cend(), [&](const Finding &finding) {
            return finding.detector == Detector::Connection && finding.host == host;
        });
        return found == findings.cend() ? Finding() : *found;
    };
    // The host comes through: what stands in the way stands before it.
    EXPECT_EQ(connection(lookAtLadders(here, passes, now, 21), {}).cause, Cause::NoAnswer);
    const auto both = lookAtLadders(here, fails, now, 21);
    EXPECT_EQ(connection(both, {}).confidence, Confidence::High);
    EXPECT_EQ(connection(both, {}).cause, Cause::NothingListens);
    EXPECT_EQ(connection(both, s("prod-1")).verdict, FindingVerdict::Related); // one cause, told once
    EXPECT_EQ(diagnose(both).follows, QList<Finding>());
}

} // namespace
} // namespace envdeck::hosts

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/network_probe.h"
#include "tests/support/event_loop.h"
#include "tests/support/http/http_server.h"
#include "tests/support/text.h"

#include <gtest/gtest.h>

namespace envdeck::hosts {
namespace {

using namespace testing;

LadderRequest to(const QUrl &url, const QString &caFile = {})
{
    LadderRequest request;
    request.url = url;
    request.caFile = caFile;
    request.loopbackAllowed = true;
    return request;
}

NetworkLadder climbedTo(const LadderRequest &request)
{
    NetworkProbe probe;
    const auto ladder = answerOf(probe.climb(request));
    EXPECT_TRUE(ladder) << qPrintable(errorCodeName(ladder ? ErrorCode::Internal : ladder.error().code));
    return ladder ? ladder.value() : NetworkLadder();
}

// What a listening port without an acceptor gives.
quint16 closedPort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : quint16(1);
}

TEST(NetworkProbe, AllRungsOfAServerThatIsWell)
{
    const auto identity = makeTlsIdentity();
    if (!identity)
        GTEST_SKIP() << "the openssl program is not installed";
    HttpServer server(*identity);
    server.onAny([](const ReceivedRequest &) { return jsonReply("{}"); });
    const NetworkLadder ladder =
        climbedTo(to(server.url().resolved(QUrl(s("/health?x=1"))), identity->caFile));
    for (const Rung &rung : {ladder.resolve, ladder.connect, ladder.tls, ladder.http}) {
        EXPECT_EQ(rung.state, RungState::Passed) << qPrintable(rung.words);
        EXPECT_TRUE(rung.took);
    }
    EXPECT_EQ(ladder.status, 200);
    EXPECT_EQ(ladder.addresses, QStringList{s("127.0.0.1")});
    EXPECT_TRUE(ladder.certificate && ladder.certificate->until.isValid());
    EXPECT_TRUE(server.allBytes().startsWith("GET /health?x=1 HTTP/1.1\r\n"));
    EXPECT_FALSE(server.allBytes().contains("Authorization"));
}

TEST(NetworkProbe, ACertificateThatDoesNotHoldEndsItBeforeAByte)
{
    const auto identity = makeTlsIdentity();
    if (!identity)
        GTEST_SKIP() << "the openssl program is not installed";
    HttpServer server(*identity);
    const NetworkLadder untrusted = climbedTo(to(server.url()));
    EXPECT_EQ(untrusted.connect.state, RungState::Passed);
    EXPECT_EQ(untrusted.tls.state, RungState::Failed);
    EXPECT_EQ(untrusted.tls.cause, Cause::CertificateUntrusted);
    EXPECT_EQ(untrusted.http.state, RungState::NotReached);
    EXPECT_TRUE(untrusted.certificate);
    EXPECT_TRUE(server.allBytes().isEmpty());

    const auto other = makeTlsIdentity("DNS:other.example.com");
    HttpServer wrong(*other);
    EXPECT_EQ(climbedTo(to(wrong.url(), other->caFile)).tls.cause, Cause::CertificateOfAnother);
    EXPECT_TRUE(wrong.allBytes().isEmpty());
}

TEST(NetworkProbe, ANameThatIsResolvedHereGoesTheSameWay)
{
    HttpServer server;
    server.onAny([](const ReceivedRequest &) { return jsonReply("{}", 404); });
    QUrl url = server.url();
    url.setHost(s("localhost"));
    const NetworkLadder ladder = climbedTo(to(url));
    EXPECT_EQ(ladder.resolve.state, RungState::Passed);
    EXPECT_EQ(ladder.tls.state, RungState::NotNeeded);
    EXPECT_EQ(ladder.status, 404);
    EXPECT_EQ(ladder.address, s("127.0.0.1"));
}

TEST(NetworkProbe, SaysWhereItEnds)
{
    QUrl refused(s("http://127.0.0.1/"));
    refused.setPort(closedPort());
    const NetworkLadder nobody = climbedTo(to(refused));
    EXPECT_EQ(nobody.connect.state, RungState::Failed);
    EXPECT_EQ(nobody.connect.cause, Cause::NothingListens);
    EXPECT_EQ(nobody.http.state, RungState::NotReached);

    const NetworkLadder noName = climbedTo(to(QUrl(s("https://name.invalid/"))));
    EXPECT_EQ(noName.resolve.state, RungState::Failed);
    EXPECT_EQ(noName.connect.state, RungState::NotReached);

    HttpServer failing;
    failing.onAny([](const ReceivedRequest &) { return jsonReply("{}", 503); });
    const NetworkLadder broken = climbedTo(to(failing.url()));
    EXPECT_EQ(broken.http.cause, Cause::ServerError);
    EXPECT_EQ(broken.status, 503);

    HttpServer closing;
    closing.onAny([](const ReceivedRequest &) {
        ScriptedReply reply;
        reply.dropSilently = true;
        return reply;
    });
    const NetworkLadder dropped = climbedTo(to(closing.url()));
    EXPECT_EQ(dropped.http.state, RungState::Failed);
    EXPECT_EQ(dropped.status, 0);
}

TEST(NetworkProbe, ASilentServerEndsAtTheDeadline)
{
    HttpServer server;
    server.onAny([](const ReceivedRequest &) {
        ScriptedReply reply;
        reply.never = true;
        return reply;
    });
    LadderRequest request = to(server.url());
    request.deadline = std::chrono::milliseconds(200);
    const NetworkLadder ladder = climbedTo(request);
    EXPECT_EQ(ladder.http.state, RungState::Failed);
    EXPECT_EQ(ladder.http.cause, Cause::NoAnswer);
    // A plain server never greets in TLS.
    request.url.setScheme(s("https"));
    EXPECT_EQ(climbedTo(request).tls.state, RungState::Failed);
}

TEST(NetworkProbe, AnAnswerThatIsNoHttpIsTold)
{
    HttpServer server;
    server.onAny([](const ReceivedRequest &) {
        ScriptedReply reply;
        reply.raw = "SSH-2.0-OpenSSH\x1b[31m\r\n";
        return reply;
    });
    const NetworkLadder ladder = climbedTo(to(server.url()));
    EXPECT_EQ(ladder.http.state, RungState::Failed);
    EXPECT_EQ(ladder.http.words, s("SSH-2.0-OpenSSH\\x1b[31m"));
}

TEST(NetworkProbe, RefusesWhereNoProbeMayGo)
{
    HttpServer server;
    NetworkProbe probe;
    LadderRequest request = to(server.url());
    request.loopbackAllowed = false;
    EXPECT_EQ(answerOf(probe.climb(request)).error().code, ErrorCode::Forbidden);
    request.url.setHost(s("localhost"));
    EXPECT_EQ(answerOf(probe.climb(request)).error().code, ErrorCode::Forbidden);
    for (const char *bad :
         {"ftp://example.com/", "https://u:p@example.com/", "https:///", "file:///etc/passwd"})
        EXPECT_EQ(answerOf(probe.climb(to(QUrl(s(bad))))).error().code, ErrorCode::BadInput) << bad;
    for (const char *inside : {"http://169.254.169.254/latest", "http://0.0.0.0/", "http://[fe80::1]/"})
        EXPECT_EQ(answerOf(probe.climb(to(QUrl(s(inside))))).error().code, ErrorCode::Forbidden) << inside;
    EXPECT_EQ(answerOf(probe.climb(to(server.url(), s("/nonexistent.pem")))).error().code,
              ErrorCode::BadConfig);
    EXPECT_TRUE(server.allBytes().isEmpty());
}

TEST(NetworkProbe, StopsWhenAsked)
{
    HttpServer server;
    server.onAny([](const ReceivedRequest &) {
        ScriptedReply reply;
        reply.never = true;
        return reply;
    });
    std::stop_source stop;
    NetworkProbe probe;
    const auto ladder = probe.climb(to(server.url()), stop.get_token());
    ASSERT_TRUE(eventually([&] { return !server.allBytes().isEmpty(); }));
    stop.request_stop();
    EXPECT_EQ(answerOf(ladder).error().code, ErrorCode::Canceled);
    auto dying = std::make_unique<NetworkProbe>();
    const auto lost = dying->climb(to(server.url()));
    dying.reset();
    EXPECT_EQ(answerOf(lost).error().code, ErrorCode::Canceled);
}

} // namespace
} // namespace envdeck::hosts

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability row R-30: a change is seen at most once by the server, wherever the connection breaks.
#include "tests/core/http/requests.h"
#include "tests/support/http/fault_proxy.h"

#include <QNetworkReply>
#include <gtest/gtest.h>

namespace envdeck::http {
namespace {

using namespace testing;

struct DropPoint {
    const char *name;
    std::optional<Fault> fault;
    std::optional<ScriptedReply> reply;
};

ScriptedReply with(void (*change)(ScriptedReply &))
{
    ScriptedReply reply = jsonReply("{\"success\":true}");
    change(reply);
    return reply;
}

QList<DropPoint> dropPoints(qint64 headerSize, qint64 bodySize)
{
    return {
        {"closed on accept", Fault{FaultKind::Close, FaultSide::Up, 0}, {}},
        {"reset on accept", Fault{FaultKind::Reset, FaultSide::Up, 0}, {}},
        {"closed in the header", Fault{FaultKind::Close, FaultSide::Up, headerSize / 2}, {}},
        {"reset in the header", Fault{FaultKind::Reset, FaultSide::Up, headerSize / 2}, {}},
        {"closed between header and body", Fault{FaultKind::Close, FaultSide::Up, headerSize}, {}},
        {"closed in the body", Fault{FaultKind::Close, FaultSide::Up, headerSize + bodySize / 2}, {}},
        {"reset at the last byte", Fault{FaultKind::Reset, FaultSide::Up, headerSize + bodySize - 1}, {}},
        {"read, then closed without a word", {}, with([](ScriptedReply &reply) {
             reply.dropSilently = true;
         })},
        {"read, then reset", {}, with([](ScriptedReply &reply) { reply.reset = true; })},
        {"closed in the status line", Fault{FaultKind::Close, FaultSide::Down, 9}, {}},
        {"closed in the headers of the answer", Fault{FaultKind::Close, FaultSide::Down, 40}, {}},
        {"closed in the body of the answer", Fault{FaultKind::Close, FaultSide::Down, 95}, {}},
        {"reset in the body of the answer", Fault{FaultKind::Reset, FaultSide::Down, 95}, {}},
        {"stalled after the request", Fault{FaultKind::Stall, FaultSide::Down, 0}, {}},
    };
}

void expectAtMostOne(const std::optional<TlsIdentity> &tls, const QByteArray &verb, const QByteArray &body)
{
    // Sizes by one request that passes.
    HttpServer measure;
    Client client(quickly());
    ASSERT_TRUE(client.allow(measure.url()));
    measure.on(verb + " /x", {jsonReply("{}")});
    MutatingRequest once = changeOf(measure.url(QStringLiteral("/x")), body);
    once.verb = verb;
    ASSERT_TRUE(answerOf(client.send(once)));
    const qint64 headerSize = measure.requests().first().raw.size() - body.size();

    for (const DropPoint &point : dropPoints(headerSize, body.size())) {
        HttpServer server(tls);
        FaultProxy proxy(server.serverPort());
        server.on(verb + " /x", {point.reply.value_or(jsonReply("{\"success\":true}"))});
        if (point.fault)
            proxy.setEveryFault(*point.fault);
        const QUrl url = proxy.through(server.url(QStringLiteral("/x")));
        ASSERT_TRUE(client.allow(url, tls ? tls->caFile : QString()));
        MutatingRequest request = changeOf(url, body);
        request.verb = verb;
        request.deadline = std::chrono::milliseconds(1500);
        const auto answer = answerOf(client.send(request));
        drainEvents();
        EXPECT_LE(server.requests().size(), 1) << point.name;
        // A fault in a place that the exchange does not reach is a success.
        const bool knows = answer || answer.error().code != ErrorCode::OutcomeUnknown;
        if (knows) {
            EXPECT_EQ(server.requests().size(), answer ? 1 : 0) << point.name;
        }
    }
}

TEST(OneShot, AtMostOneRequestWhereverHttpBreaks)
{
    expectAtMostOne({}, "POST", "{\"composeId\":\"txQkR3fCA7BlmyR7z4hSB\",\"title\":\"x\"}");
    expectAtMostOne({}, "DELETE", "{\"id\":\"a\"}");
    expectAtMostOne({}, "DELETE", {});
    expectAtMostOne({}, "POST", QByteArray(300000, 'x'));
}

TEST(OneShot, AtMostOneRequestWhereverTlsBreaks)
{
    const auto tls = makeTlsIdentity();
    if (!tls)
        GTEST_SKIP() << "the openssl program is not installed";
    expectAtMostOne(tls, "POST", "{\"composeId\":\"txQkR3fCA7BlmyR7z4hSB\",\"title\":\"x\"}");
    expectAtMostOne(tls, "DELETE", {});
}

TEST(OneShot, AtMostOneRequestAtSeededPlaces)
{
    HttpServer server;
    server.on("POST /x", {jsonReply("{\"success\":true}")});
    FaultProxy proxy(server.serverPort(), 4711);
    Client client(quickly());
    const QUrl url = proxy.through(server.url(QStringLiteral("/x")));
    ASSERT_TRUE(client.allow(url));
    int unknown = 0;
    for (int round = 0; round < 40; ++round) {
        const auto before = server.requests().size();
        proxy.setEveryFault(proxy.anyFault(400, 120));
        MutatingRequest request = changeOf(url);
        request.deadline = std::chrono::milliseconds(1000);
        const auto answer = answerOf(client.send(request));
        drainEvents();
        const auto arrived = server.requests().size() - before;
        ASSERT_LE(arrived, 1) << "round " << round;
        const bool isUnknown = !answer && answer.error().code == ErrorCode::OutcomeUnknown;
        if (!isUnknown) {
            ASSERT_EQ(arrived, answer ? 1 : 0) << "round " << round;
        }
        unknown += isUnknown;
    }
    EXPECT_GT(unknown, 5);
}

// The planted defect: the way that everybody would write it sends a change twice on this Qt.
TEST(OneShot, TheServersOfThisTestDoCatchAResend)
{
    HttpServer server;
    ScriptedReply drop;
    drop.dropSilently = true;
    server.on("POST /x", {drop});
    QNetworkAccessManager network;
    QNetworkRequest request(server.url(QStringLiteral("/x")));
    request.setRawHeader("Content-Type", "application/json");
    const std::unique_ptr<QNetworkReply> reply(network.post(request, QByteArray("{}")));
    ASSERT_TRUE(eventually([&] { return reply->isFinished(); }));
    EXPECT_GT(server.requests().size(), 1);
}

} // namespace
} // namespace envdeck::http

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/http/requests.h"

#include <QJsonObject>
#include <gtest/gtest.h>

namespace envdeck::http {
namespace {

using namespace testing;

class Send : public ::testing::Test {
protected:
    Send() { EXPECT_TRUE(client.allow(server.url())); }
    Result<Response> send(MutatingRequest request) { return answerOf(client.send(std::move(request))); }
    MutatingRequest change(const QByteArray &body = "{\"id\":\"a\"}")
    {
        return changeOf(server.url(QStringLiteral("/x")), body);
    }

    HttpServer server;
    Client client{quickly()};
};

TEST_F(Send, AChangeArrivesWholeAndOnce)
{
    server.on("POST /x", {jsonReply("{\"success\":true}")});
    ASSERT_TRUE(send(change()));
    ASSERT_EQ(server.requests().size(), 1);
    const ReceivedRequest &seen = server.requests().first();
    EXPECT_EQ(seen.body, "{\"id\":\"a\"}");
    EXPECT_EQ(seen.header("content-type"), "application/json");
    EXPECT_EQ(seen.header("content-length"), "10");
    EXPECT_EQ(seen.header("x-api-key"), canary);
}

TEST_F(Send, LargeBodiesAndOtherVerbsToo)
{
    server.on("PUT /x", {jsonReply("")});
    MutatingRequest put = change(QByteArray(3 * 1024 * 1024, 'x'));
    put.verb = "PUT";
    ASSERT_TRUE(send(put));
    EXPECT_EQ(server.requests().first().body.size(), 3 * 1024 * 1024);
    server.on("DELETE /x", {jsonReply("")});
    MutatingRequest erase = change({});
    erase.verb = "DELETE";
    ASSERT_TRUE(send(erase));
    EXPECT_EQ(server.count("DELETE /x"), 1);
}

TEST_F(Send, OverloadIsNotRepeated)
{
    for (const int status : {429, 500, 503}) {
        const auto before = server.requests().size();
        ScriptedReply busy = jsonReply("{\"message\":\"no\"}", status);
        busy.headers = {{"Retry-After", "0"}};
        server.on("POST /x", {busy});
        const auto answer = send(change());
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().status, status);
        EXPECT_NE(answer.error().code, ErrorCode::OutcomeUnknown);
        EXPECT_EQ(server.requests().size(), before + 1);
    }
}

TEST_F(Send, AGatewayThatLostTheServerDoesNotKnowEither)
{
    for (const int status : {502, 504}) {
        server.on("POST /x", {jsonReply("{}", status)});
        EXPECT_EQ(send(change()).error().code, ErrorCode::OutcomeUnknown) << status;
    }
}

TEST_F(Send, NobodyThereMeansNothingHappened)
{
    const QUrl url = server.url(QStringLiteral("/x"));
    server.close();
    EXPECT_EQ(send(changeOf(url)).error().code, ErrorCode::Unreachable);
    EXPECT_EQ(send(changeOf(url, {})).error().code,
              ErrorCode::Unreachable); // no body that could show how far it came
}

TEST_F(Send, ADeadlineAfterItLeftIsUnknown)
{
    ScriptedReply never;
    never.never = true;
    server.on("POST /x", {never});
    MutatingRequest request = change();
    request.deadline = std::chrono::seconds(3);
    EXPECT_EQ(send(request).error().code, ErrorCode::OutcomeUnknown);
    EXPECT_EQ(server.requests().size(), 1);
}

TEST_F(Send, CancelAfterItLeftIsUnknown)
{
    ScriptedReply never;
    never.never = true;
    server.on("POST /x", {never});
    std::stop_source stop;
    const auto future = client.send(change(), stop.get_token());
    ASSERT_TRUE(eventually([&] { return server.requests().size() == 1; }));
    stop.request_stop();
    EXPECT_EQ(answerOf(future).error().code, ErrorCode::OutcomeUnknown);
}

TEST_F(Send, CancelBeforeItLeftIsCanceled)
{
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(answerOf(client.send(change(), stop.get_token())).error().code, ErrorCode::Canceled);
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(Send, ASuccessThatCannotBeReadIsUnknown)
{
    ScriptedReply page;
    page.type = "text/html";
    page.body = "<title>Sign in</title>";
    server.on("POST /x", {page});
    EXPECT_EQ(send(change()).error().code, ErrorCode::OutcomeUnknown);
    server.on("POST /x", {jsonReply("{\"success\":tr")});
    EXPECT_EQ(answerOf(client.sendJson(change())).error().code, ErrorCode::OutcomeUnknown);
    ScriptedReply cut = jsonReply("{\"success\":true}");
    cut.truncateAt = 90;
    server.on("POST /x", {cut});
    EXPECT_EQ(send(change()).error().code, ErrorCode::OutcomeUnknown);
}

TEST_F(Send, ARefusalIsARefusalEvenWhenCutOff)
{
    ScriptedReply cut = jsonReply("{\"message\":\"" + QByteArray(500, 'x') + "\"}", 403);
    cut.truncateAt = 150;
    server.on("POST /x", {cut});
    EXPECT_EQ(send(change()).error().code, ErrorCode::Forbidden);
}

TEST_F(Send, AnIdleConnectionThatTheServerClosedIsNotUsed)
{
    server.on("GET /x", {jsonReply("{}")});
    server.on("POST /x", {jsonReply("{}")});
    ASSERT_TRUE(answerOf(client.get(readOf(server.url(QStringLiteral("/x"))))));
    server.closeConnections(); // the client has not noticed yet
    EXPECT_TRUE(send(change()));
    EXPECT_EQ(server.count("POST /x"), 1);
}

TEST_F(Send, ReadsUnderWayAreNotDisturbed)
{
    ScriptedReply slow = jsonReply("{\"ok\":true}");
    slow.delay = std::chrono::milliseconds(300);
    server.on("GET /x", {slow});
    server.on("POST /x", {jsonReply("{}")});
    const auto read = client.get(readOf(server.url(QStringLiteral("/x"))));
    ASSERT_TRUE(eventually([&] { return server.count("GET /x") == 1; }));
    EXPECT_TRUE(send(change()));
    EXPECT_TRUE(answerOf(read));
    EXPECT_EQ(server.count("GET /x"), 1);
}

} // namespace
} // namespace envdeck::http

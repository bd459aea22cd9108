// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/http/requests.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <gtest/gtest.h>

namespace envdeck::http {
namespace {

using namespace testing;

class Read : public ::testing::Test {
protected:
    Read() { EXPECT_TRUE(client.allow(server.url())); }
    Result<Response> get(Request request) { return answerOf(client.get(std::move(request))); }
    Request request(const char *path = "/x") { return readOf(server.url(QString::fromLatin1(path))); }

    HttpServer server;
    Client client{quickly()};
};

TEST_F(Read, AnAnswerComesWithStatusHeadersAndBody)
{
    ScriptedReply reply = jsonReply("{\"ok\":true}");
    reply.headers = {{"X-App-Version", "v1.3.8"}};
    server.on("GET /x", {reply});
    const auto answer = get(request());
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer.value().status, 200);
    EXPECT_EQ(answer.value().body, "{\"ok\":true}");
    EXPECT_EQ(answer.value().header("x-app-version"), "v1.3.8");
    const ReceivedRequest &seen = server.requests().first();
    EXPECT_EQ(seen.header("x-api-key"), canary);
    EXPECT_EQ(seen.header("accept"), "application/json");
    EXPECT_TRUE(seen.header("cookie").isEmpty());
    EXPECT_TRUE(seen.header("upgrade").isEmpty());
    EXPECT_TRUE(seen.header("user-agent").startsWith("Envdeck/"));
}

TEST_F(Read, NobodyThereIsUnreachable)
{
    const QUrl url = server.url(QStringLiteral("/x"));
    server.close();
    const auto answer = get(readOf(url));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Unreachable);
    EXPECT_EQ(answer.error().status, 0);
}

TEST_F(Read, ThreeFurtherTriesAndNoMore)
{
    server.on("GET /x", {jsonReply("{\"message\":\"starting\"}", 503)});
    const auto answer = get(request());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Unreachable);
    EXPECT_EQ(answer.error().status, 503);
    EXPECT_EQ(answer.error().detail, QStringLiteral("starting"));
    EXPECT_EQ(server.requests().size(), 4);
}

TEST_F(Read, ALaterTryMaySucceed)
{
    ScriptedReply drop;
    drop.dropSilently = true;
    server.on("GET /x", {jsonReply("{}", 502), drop, jsonReply("{\"ok\":true}")});
    EXPECT_TRUE(get(request()));
}

TEST_F(Read, RefusalsAreNotRepeated)
{
    for (const int status : {400, 401, 403, 404, 409, 500}) {
        const int before = int(server.requests().size());
        server.on("GET /x", {jsonReply("{\"message\":\"no\"}", status)});
        const auto answer = get(request());
        ASSERT_FALSE(answer) << status;
        EXPECT_EQ(answer.error().status, status);
        EXPECT_EQ(answer.error().detail, QStringLiteral("no"));
        EXPECT_EQ(server.requests().size(), before + 1) << status;
    }
}

TEST_F(Read, RetryAfterIsHonoured)
{
    ScriptedReply busy = jsonReply("{}", 429);
    busy.headers = {{"Retry-After", "1"}};
    server.on("GET /x", {busy, jsonReply("{\"ok\":true}")});
    QElapsedTimer clock;
    clock.start();
    EXPECT_TRUE(get(request()));
    EXPECT_GE(clock.elapsed(), 1000); // the wait is what was asked for, never shorter
}

TEST_F(Read, AWaitBeyondTheDeadlineIsReportedAtOnce)
{
    ScriptedReply busy = jsonReply("{\"message\":\"slow down\"}", 429);
    busy.headers = {{"Retry-After", "3600"}};
    server.on("GET /x", {busy});
    const auto answer = get(request());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::RateLimited);
    EXPECT_EQ(answer.error().detail, QStringLiteral("Retry-After: 3600: slow down"));
    EXPECT_EQ(server.requests().size(), 1);
}

TEST_F(Read, ASilentServerIsATimeout)
{
    ScriptedReply never;
    never.never = true;
    server.on("GET /x", {never});
    Request slow = request();
    slow.silence = std::chrono::milliseconds(200);
    const auto answer = get(slow);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Timeout);
    EXPECT_EQ(server.requests().size(), 4); // silence ends one try, not the call
}

TEST_F(Read, ADrippingServerEndsAtTheDeadline)
{
    ScriptedReply drip = jsonReply("{\"text\":\"" + QByteArray(5000, 'x') + "\"}");
    drip.dripBytes = 1;
    server.on("GET /x", {drip});
    Request slow = request();
    slow.silence = std::chrono::milliseconds(500);
    slow.deadline = std::chrono::milliseconds(700);
    const auto answer = get(slow);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Timeout);
}

TEST_F(Read, CancelEndsItFromAnyThread)
{
    ScriptedReply never;
    never.never = true;
    server.on("GET /x", {never});
    std::stop_source stop;
    const auto future = client.get(request(), stop.get_token());
    ASSERT_TRUE(eventually([&] { return server.requests().size() == 1; }));
    const std::unique_ptr<QThread> other(QThread::create([&] { stop.request_stop(); }));
    other->start();
    const auto answer = answerOf(future);
    other->wait();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Canceled);
}

TEST_F(Read, CancelledBeforeItStartsSendsNothing)
{
    std::stop_source stop;
    stop.request_stop();
    const auto answer = answerOf(client.get(request(), stop.get_token()));
    EXPECT_EQ(answer.error().code, ErrorCode::Canceled);
    drainEvents();
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(Read, CancelDuringTheWaitBetweenTries)
{
    ScriptedReply busy = jsonReply("{}", 429);
    busy.headers = {{"Retry-After", "20"}};
    server.on("GET /x", {busy});
    std::stop_source stop;
    const auto future = client.get(request(), stop.get_token());
    ASSERT_TRUE(eventually([&] { return server.requests().size() == 1; }));
    drainEvents();
    stop.request_stop();
    EXPECT_EQ(answerOf(future).error().code, ErrorCode::Canceled);
}

TEST_F(Read, ADyingClientReadsAsCanceled)
{
    ScriptedReply never;
    never.never = true;
    server.on("GET /x", {never});
    auto dying = std::make_unique<Client>(quickly());
    EXPECT_TRUE(dying->allow(server.url()));
    const auto future = dying->get(request());
    ASSERT_TRUE(eventually([&] { return server.requests().size() == 1; }));
    dying.reset();
    EXPECT_EQ(answerOf(future).error().code, ErrorCode::Canceled);
}

TEST_F(Read, AConnectionClosedWhileIdleIsOpenedAgain)
{
    server.on("GET /x", {jsonReply("{}")});
    ASSERT_TRUE(get(request()));
    server.closeConnections();
    EXPECT_TRUE(get(request()));
    EXPECT_EQ(server.requests().size(), 2);
}

TEST_F(Read, AnHtmlAnswerIsNamed)
{
    ScriptedReply page;
    page.type = "text/html; charset=utf-8";
    page.body = "<html><title>Sign in</title></html>";
    server.on("GET /x", {page});
    const auto answer = get(request());
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::BadResponse);
    EXPECT_EQ(answer.error().detail, QStringLiteral("expected application/json, got text/html: Sign in"));
}

TEST_F(Read, JsonIsParsedWhateverItsSize)
{
    QByteArray rows = "[";
    for (int i = 0; i < 40000; ++i)
        rows += "{\"id\":" + QByteArray::number(i) + "},";
    rows.back() = ']';
    ASSERT_GT(rows.size(), 256 * 1024); // by the worker
    server.on("GET /x", {jsonReply(rows), jsonReply("\"v0.30.2\""), jsonReply("")});
    EXPECT_EQ(answerOf(client.getJson(request())).value().toArray().size(), 40000);
    EXPECT_EQ(answerOf(client.getJson(request())).value().toString(), QStringLiteral("v0.30.2"));
    EXPECT_TRUE(answerOf(client.getJson(request())).value().isNull());
}

TEST_F(Read, AQueryByPostCarriesItsBodyAndIsRepeated)
{
    server.on("POST /x", {jsonReply("{}", 503), jsonReply("{\"rows\":[]}")});
    Request query = request();
    query.body = "{\"from\":1}";
    EXPECT_TRUE(get(query));
    EXPECT_EQ(server.requests().size(), 2);
    EXPECT_EQ(server.requests().last().body, "{\"from\":1}");
    EXPECT_EQ(server.requests().last().header("content-type"), "application/json");
}

TEST_F(Read, HeadAndExpectedStatusesAreAnswers)
{
    ScriptedReply reply = jsonReply("{}", 404);
    reply.headers = {{"Docker-Content-Digest", "sha256:x"}};
    server.on("HEAD /x", {reply});
    Request head = request();
    head.head = true;
    head.alsoGood = {404};
    const auto answer = get(head);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer.value().status, 404);
    EXPECT_EQ(answer.value().header("docker-content-digest"), "sha256:x");
}

} // namespace
} // namespace envdeck::http

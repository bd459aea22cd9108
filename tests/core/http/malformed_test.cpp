// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability row R-33, the part below the API clients: whatever a server sends ends in a typed error, in
// time.
#include "tests/core/http/requests.h"

#include <QFile>
#include <gtest/gtest.h>
#include <random>

namespace envdeck::http {
namespace {

using namespace testing;

class Malformed : public ::testing::Test {
protected:
    Malformed() { EXPECT_TRUE(client.allow(server.url())); }
    Result<QJsonValue> get(const ScriptedReply &reply)
    {
        server.on("GET /x", {reply});
        Request request = readOf(server.url(QStringLiteral("/x")));
        request.retries = 0;
        request.deadline = std::chrono::seconds(90);
        request.silence = request.deadline;
        return answerOf(client.getJson(request), std::chrono::seconds(100));
    }
    static ScriptedReply raw(const QByteArray &bytes)
    {
        ScriptedReply reply;
        reply.raw = bytes;
        reply.close = true;
        return reply;
    }

    HttpServer server;
    Client client{quickly()};
};

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
}

TEST_F(Malformed, EveryCutIsAnError)
{
    const QByteArray whole =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"success\":true}";
    for (qsizetype length = 1; length < whole.size(); ++length) {
        const auto answer = get(raw(whole.left(length)));
        ASSERT_FALSE(answer) << length;
        EXPECT_TRUE(answer.error().code == ErrorCode::BadResponse ||
                    answer.error().code == ErrorCode::Unreachable)
            << length << ' ' << int(answer.error().code);
    }
}

TEST_F(Malformed, EveryCutOfAChunkedAnswerIsAnError)
{
    const QByteArray whole =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        "8\r\n{\"succes\r\n8\r\ns\":true}\r\n0\r\n\r\n";
    const qsizetype lastData = whole.indexOf("\r\n0\r\n"); // what is missing after it is the end mark alone
    for (qsizetype length = 1; length < lastData; ++length)
        ASSERT_FALSE(get(raw(whole.left(length)))) << length;
}

TEST_F(Malformed, WhatIsNoHttpIsAnError)
{
    const QList<QByteArray> bad{"SSH-2.0-OpenSSH_9.2\r\n",  "HTTP/9.9 abc\r\n\r\n",
                                "HTTP/1.1 \r\n\r\n",        "{\"ok\":true}",
                                QByteArray(100, '\0'),      "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
                                "HTTP/1.1 99999 OK\r\n\r\n"};
    for (const QByteArray &bytes : bad)
        EXPECT_FALSE(get(raw(bytes))) << bytes.left(30).constData();
}

TEST_F(Malformed, TooLargeIsCutOffWhereTheCapIs)
{
    const qint64 before = residentBytes();
    ScriptedReply big = jsonReply('"' + QByteArray(24 * 1024 * 1024, 'x') + '"');
    big.chunked = true; // no length that would tell
    const qint64 scripted = residentBytes() - before;
    const auto answer = get(big);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::BadResponse);
    EXPECT_TRUE(answer.error().detail.startsWith(QStringLiteral("larger than")))
        << qPrintable(answer.error().detail);
    EXPECT_LT(residentBytes() - before - 3 * scripted, 64 * 1024 * 1024);
}

TEST_F(Malformed, ACompressionBombIsCutOff)
{
    // zlib stream of 64 MiB of zeros, made by Qt: qCompress has a length of four bytes in front.
    const QByteArray bomb = qCompress(QByteArray(64 * 1024 * 1024, '\0')).mid(4);
    ScriptedReply reply = jsonReply(bomb);
    reply.headers = {{"Content-Encoding", "deflate"}};
    const auto answer = get(reply);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::BadResponse) << qPrintable(answer.error().detail);
}

TEST_F(Malformed, CompressedAnswersAreRead)
{
    ScriptedReply reply =
        jsonReply(qCompress(QByteArray("{\"ok\":true,\"pad\":\"") + QByteArray(500000, 'x') + "\"}").mid(4));
    reply.headers = {{"Content-Encoding", "deflate"}};
    const auto answer = get(reply);
    ASSERT_TRUE(answer) << qPrintable(answer.error().detail);
}

TEST_F(Malformed, HeadersHaveACapToo)
{
    ScriptedReply reply = jsonReply("{}");
    for (int i = 0; i < 40; ++i)
        reply.headers.append({"X-Pad-" + QByteArray::number(i), QByteArray(4000, 'x')});
    const auto answer = get(reply);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::BadResponse);
}

TEST_F(Malformed, BodiesThatAreNoJson)
{
    const QList<QByteArray> bodies{"{\"a\":\"\xff\"}",
                                   QByteArray(5000, '[') + QByteArray(5000, ']'),
                                   "{\"a\":1e999}",
                                   "{\"a\":1}x",
                                   "nul",
                                   QByteArray(300 * 1024, '[')};
    for (const QByteArray &body : bodies) {
        const auto answer = get(jsonReply(body));
        ASSERT_FALSE(answer) << body.left(20).constData();
        EXPECT_EQ(answer.error().code, ErrorCode::BadResponse);
        EXPECT_EQ(answer.error().status, 200);
    }
}

TEST_F(Malformed, SeededNoiseNeverHangsOrCrashes)
{
    const QByteArray whole =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"success\":true}";
    std::mt19937 random(4711);
    for (int round = 0; round < 150; ++round) {
        QByteArray bytes = whole;
        for (int flips = 0; flips < 3; ++flips)
            bytes[qsizetype(random() % size_t(bytes.size()))] = char(random() & 0xff);
        ScriptedReply reply = raw(bytes);
        server.on("GET /x", {reply});
        Request request = readOf(server.url(QStringLiteral("/x")));
        request.retries = 0;
        request.deadline = std::chrono::seconds(1);
        const auto answer = answerOf(client.getJson(request));
        EXPECT_TRUE(answer || answer.error().code != ErrorCode::Internal) << "round " << round;
    }
}

} // namespace
} // namespace envdeck::http

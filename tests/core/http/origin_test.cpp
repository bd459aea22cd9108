// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/http/requests.h"

#include <gtest/gtest.h>

namespace envdeck::http {
namespace {

using namespace testing;

TEST(Origin, WhatIsNotListedIsRefusedUnsent)
{
    HttpServer listed;
    HttpServer other;
    Client client(quickly());
    ASSERT_TRUE(client.allow(listed.url()));
    EXPECT_FALSE(client.allows(other.url()));
    EXPECT_EQ(answerOf(client.get(readOf(other.url()))).error().code, ErrorCode::BadInput);
    EXPECT_EQ(answerOf(client.send(changeOf(other.url()))).error().code, ErrorCode::BadInput);
    drainEvents();
    EXPECT_EQ(other.connections(), 0);
}

TEST(Origin, RefusedSchemesAndForms)
{
    Client client(quickly());
    const QList<const char *> bad{"http://dokploy.example.com/x",
                                  "ftp://127.0.0.1/x",
                                  "file:///etc/passwd",
                                  "https:///x",
                                  "https://user:pw@dokploy.example.com/x",
                                  "",
                                  "data:text/plain,x",
                                  "http://10.0.0.1/"};
    for (const char *text : bad) {
        const QUrl url(QString::fromLatin1(text));
        const auto allowed = client.allow(url);
        EXPECT_TRUE(allowed) << text; // being listed does not help
        const auto answer = answerOf(client.get(readOf(url)));
        ASSERT_FALSE(answer) << text;
        EXPECT_EQ(answer.error().code, ErrorCode::BadInput) << text;
        EXPECT_FALSE(answer.error().subject.contains(QStringLiteral("pw"))) << text;
    }
}

TEST(Origin, AnAddressThatAServerNamedGetsNoSecretAndIsNotLocal)
{
    HttpServer server;
    Client client(quickly());
    for (const QUrl &url : {server.url(), QUrl(QStringLiteral("https://10.0.0.1/x")),
                            QUrl(QStringLiteral("https://169.254.169.254/x")),
                            QUrl(QStringLiteral("https://[::ffff:127.0.0.1]/x")),
                            QUrl(QStringLiteral("https://0x7f000001/x"))}) {
        Request request;
        request.url = url;
        request.reach = Reach::Foreign;
        EXPECT_EQ(answerOf(client.get(request)).error().code, ErrorCode::BadInput)
            << qPrintable(url.toString());
    }
    Request secret = readOf(QUrl(QStringLiteral("https://cdn.example.com/blob")));
    secret.reach = Reach::Foreign;
    EXPECT_EQ(answerOf(client.get(secret)).error().code, ErrorCode::BadInput);
    drainEvents();
    EXPECT_EQ(server.connections(), 0);
}

TEST(Origin, ASecretThatWouldBeginAnotherHeaderIsNotSent)
{
    HttpServer server;
    Client client(quickly());
    ASSERT_TRUE(client.allow(server.url()));
    for (const QByteArray &bad :
         {QByteArray("key\r\nX-Admin: yes"), QByteArray("key\n"), QByteArray("k\0y", 3)}) {
        Request read = readOf(server.url());
        read.secret->value = Secret(bad);
        EXPECT_EQ(answerOf(client.get(read)).error().code, ErrorCode::BadInput);
        MutatingRequest change = changeOf(server.url());
        change.secret->value = Secret(bad);
        EXPECT_EQ(answerOf(client.send(change)).error().code, ErrorCode::BadInput);
    }
    EXPECT_EQ(server.connections(), 0);
}

TEST(Origin, ErrorsHoldNoSecret)
{
    HttpServer server;
    Client client(quickly());
    ASSERT_TRUE(client.allow(server.url()));
    server.onAny([](const ReceivedRequest &request) {
        return jsonReply("{\"message\":\"key " + request.header("x-api-key") + " is not known\"}", 403);
    });
    for (const auto &error : {answerOf(client.get(readOf(server.url()))).error(),
                              answerOf(client.send(changeOf(server.url()))).error()}) {
        EXPECT_TRUE(error.detail.contains(QStringLiteral("is not known")));
        EXPECT_FALSE(error.detail.contains(QString::fromLatin1(canary)));
    }
}

} // namespace
} // namespace envdeck::http

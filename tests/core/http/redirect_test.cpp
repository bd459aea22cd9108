// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability row R-31: a redirect carries no credential anywhere.
#include "tests/core/http/requests.h"

#include <gtest/gtest.h>

namespace envdeck::http {
namespace {

using namespace testing;

class Redirect : public ::testing::TestWithParam<int> {
protected:
    Redirect()
    {
        EXPECT_TRUE(client.allow(first.url()));
        EXPECT_TRUE(client.allow(second.url())); // even where it might go
        second.onAny([](const ReceivedRequest &) { return jsonReply("{}"); });
    }
    void script(const QByteArray &location)
    {
        ScriptedReply reply = jsonReply("{}", GetParam());
        if (!location.isEmpty())
            reply.headers = {{"Location", location}};
        first.onAny([reply](const ReceivedRequest &) { return reply; });
    }

    HttpServer first;
    HttpServer second;
    Client client{quickly()};
};

TEST_P(Redirect, IsAnErrorAndLeaksNothing)
{
    const QUrl from = first.url(QStringLiteral("/x"));
    const QList<QByteArray> targets{second.url(QStringLiteral("/steal")).toEncoded(),
                                    "https://127.0.0.1:" + QByteArray::number(second.serverPort()) + "/steal",
                                    "http://localhost:" + QByteArray::number(second.serverPort()) + "/steal",
                                    "//127.0.0.1:" + QByteArray::number(second.serverPort()) + "/steal",
                                    "/elsewhere",
                                    ""};
    for (const QByteArray &target : targets) {
        script(target);
        const auto read = answerOf(client.get(readOf(from)));
        ASSERT_FALSE(read) << target.constData();
        EXPECT_EQ(read.error().code, ErrorCode::BadResponse);
        EXPECT_EQ(read.error().status, GetParam());
        const auto change = answerOf(client.send(changeOf(from, "{\"secret\":\"" + canary + "\"}")));
        ASSERT_FALSE(change) << target.constData();
        EXPECT_EQ(change.error().code, ErrorCode::BadResponse);
    }
    drainEvents();
    EXPECT_EQ(second.connections(), 0);
    EXPECT_FALSE(second.allBytes().contains(canary));
    EXPECT_EQ(first.requests().size(), targets.size() * 2);
}

TEST_P(Redirect, TheErrorNamesTheHostAndNotTheTokenInTheAddress)
{
    script("https://cdn.example.com/blob?signature=sesame-open-4711");
    const auto answer = answerOf(client.get(readOf(first.url(QStringLiteral("/x")))));
    EXPECT_EQ(answer.error().detail, QStringLiteral("redirected to https://cdn.example.com"));
}

INSTANTIATE_TEST_SUITE_P(Statuses, Redirect, ::testing::Values(301, 302, 303, 307, 308));

} // namespace
} // namespace envdeck::http

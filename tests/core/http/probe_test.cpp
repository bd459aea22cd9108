// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Reliability row R-34: where a health probe may go.
#include "core/http/probe.h"

#include "tests/core/http/requests.h"

#include <gtest/gtest.h>

namespace envdeck::http {
namespace {

using namespace testing;

// What becomes of a URL. Connect: allowed to try (nobody answers in this test).
enum class Fate { BadUrl, Refused, Connect };

Fate fateOf(const QString &text, bool loopbackAllowed)
{
    Probe probe(quickly());
    ProbeRequest request;
    request.url = QUrl(text);
    request.loopbackAllowed = loopbackAllowed;
    std::stop_source stop;
    const auto future = probe.look(request, stop.get_token());
    if (!future.isFinished()) { // under way: a name, or a connection
        const bool resolvesHere = request.url.host() == QLatin1String("localhost");
        const auto limit = resolvesHere ? std::chrono::milliseconds(60000) : std::chrono::milliseconds(20);
        eventually([&] { return future.isFinished(); }, limit);
        stop.request_stop();
    }
    const auto answer = answerOf(future);
    if (answer)
        return Fate::Connect;
    if (answer.error().code == ErrorCode::BadInput)
        return Fate::BadUrl;
    return answer.error().code == ErrorCode::Forbidden ? Fate::Refused : Fate::Connect;
}

struct Row {
    const char *url;
    Fate remote; // of an environment with hosts elsewhere
    Fate local;  // of one whose hosts are all loopback
};

const QList<Row> table{
    {"https://127.0.0.1:1/health", Fate::Refused, Fate::Connect},
    {"https://127.1:1/", Fate::Refused, Fate::Connect},
    {"https://127.0.1:1/", Fate::Refused, Fate::Connect},
    {"https://127.255.255.254:1/", Fate::Refused, Fate::Connect},
    {"https://2130706433:1/", Fate::Refused, Fate::Connect},
    {"https://0x7f000001:1/", Fate::Refused, Fate::Connect},
    {"https://0x7f.0.0.1:1/", Fate::Refused, Fate::Connect},
    {"https://0177.0.0.1:1/", Fate::Refused, Fate::Connect},
    {"https://017700000001:1/", Fate::Refused, Fate::Connect},
    {"https://0x7f.1:1/", Fate::Refused, Fate::Connect},
    {"https://[::1]:1/", Fate::Refused, Fate::Connect},
    {"https://[0:0:0:0:0:0:0:1]:1/", Fate::Refused, Fate::Connect},
    {"https://[::ffff:127.0.0.1]:1/", Fate::Refused, Fate::Connect},
    {"https://[::ffff:7f00:1]:1/", Fate::Refused, Fate::Connect},
    {"https://[::127.0.0.1]:1/", Fate::Refused, Fate::Connect},
    {"https://[64:ff9b::127.0.0.1]:1/", Fate::Refused, Fate::Connect},
    {"https://[64:ff9b::7f00:1]:1/", Fate::Refused, Fate::Connect},
    {"https://[2002:7f00:1::]:1/", Fate::Refused, Fate::Connect},
    {"https://localhost:1/", Fate::Refused, Fate::Connect},
    {"https://LOCALHOST:1/", Fate::Refused, Fate::Connect},
    {"https://%6cocalhost:1/", Fate::Refused, Fate::Connect},
    {"http://127.0.0.1:1/", Fate::Refused, Fate::Connect},
    {"http://[::1]:1/", Fate::Refused, Fate::Connect},
    {"http://localhost:1/", Fate::Refused, Fate::Connect},
    // full-width and circled digits are digits to a URL parser
    {"https://\xe2\x91\xa0\xe2\x91\xa1\xe2\x91\xa6.0.0.1:1/", Fate::Refused, Fate::Connect},
    {"https://\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1:1/", Fate::Refused, Fate::Connect},
    {"https://169.254.1.1/", Fate::Refused, Fate::Refused},
    {"https://169.254.169.254/latest/meta-data", Fate::Refused, Fate::Refused},
    {"https://2852039166/", Fate::Refused, Fate::Refused},
    {"https://0xa9fea9fe/", Fate::Refused, Fate::Refused},
    {"https://0251.0376.0251.0376/", Fate::Refused, Fate::Refused},
    {"https://[::ffff:169.254.169.254]/", Fate::Refused, Fate::Refused},
    {"https://[::ffff:a9fe:a9fe]/", Fate::Refused, Fate::Refused},
    {"https://[64:ff9b::a9fe:a9fe]/", Fate::Refused, Fate::Refused},
    {"https://[fd00:ec2::254]/", Fate::Refused, Fate::Refused},
    {"https://169.254.170.2/", Fate::Refused, Fate::Refused},
    {"https://100.100.100.200/", Fate::Refused, Fate::Refused},
    {"https://[fe80::1]/", Fate::Refused, Fate::Refused},
    {"https://[febf::1]/", Fate::Refused, Fate::Refused},
    {"https://0.0.0.0:1/", Fate::Refused, Fate::Refused},
    {"https://0:1/", Fate::Refused, Fate::Refused},
    {"https://[::]:1/", Fate::Refused, Fate::Refused},
    {"https://255.255.255.255/", Fate::Refused, Fate::Refused},
    {"https://224.0.0.1/", Fate::Refused, Fate::Refused},
    {"https://[ff02::1]/", Fate::Refused, Fate::Refused},
    {"https://10.0.0.4/health", Fate::Connect, Fate::Connect},
    {"https://192.168.1.1/", Fate::Connect, Fate::Connect},
    {"https://203.0.113.7/health", Fate::Connect, Fate::Connect},
    {"https://[2001:db8::1]/", Fate::Connect, Fate::Connect},
    {"https://api.dev.example.invalid/health", Fate::Connect, Fate::Connect},
    {"https://m\xc3\xbcnchen.example.invalid/", Fate::Connect, Fate::Connect},
    {"http://203.0.113.7/health", Fate::BadUrl, Fate::BadUrl},
    {"http://api.example.invalid/", Fate::BadUrl, Fate::BadUrl},
    {"https://user@127.0.0.1:1/", Fate::BadUrl, Fate::BadUrl},
    {"https://user:pw@api.example.invalid/", Fate::BadUrl, Fate::BadUrl},
    {"https://api.example.com@127.0.0.1/", Fate::BadUrl, Fate::BadUrl},
    {"ftp://127.0.0.1/", Fate::BadUrl, Fate::BadUrl},
    {"file:///etc/passwd", Fate::BadUrl, Fate::BadUrl},
    {"gopher://127.0.0.1:1/", Fate::BadUrl, Fate::BadUrl},
    {"//127.0.0.1/", Fate::BadUrl, Fate::BadUrl},
    {"127.0.0.1", Fate::BadUrl, Fate::BadUrl},
    {"https://", Fate::BadUrl, Fate::BadUrl},
    {"https://[::1", Fate::BadUrl, Fate::BadUrl},
    {"", Fate::BadUrl, Fate::BadUrl},
};

TEST(Probe, TheTableOfUrls)
{
    ASSERT_GE(table.size(), 60);
    for (const Row &row : table) {
        EXPECT_EQ(int(fateOf(QString::fromUtf8(row.url), false)), int(row.remote)) << row.url;
        EXPECT_EQ(int(fateOf(QString::fromUtf8(row.url), true)), int(row.local))
            << row.url << " (loopback allowed)";
    }
}

class LocalProbe : public ::testing::Test {
protected:
    Result<ProbeAnswer> look(const ScriptedReply &reply)
    {
        server.on("GET /health", {reply});
        ProbeRequest request;
        request.url = server.url(QStringLiteral("/health"));
        request.header = "X-App-Version";
        request.loopbackAllowed = true;
        request.deadline = deadline;
        return answerOf(probe.look(request));
    }

    std::chrono::milliseconds deadline{5000};
    HttpServer server;
    Probe probe{quickly()};
};

TEST_F(LocalProbe, TellsStatusVersionAndWords)
{
    ScriptedReply reply = jsonReply("all good\r\n");
    reply.type = "text/plain";
    reply.headers = {{"x-app-version", "v1.3.8"}};
    const auto answer = look(reply);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer.value().status, 200);
    EXPECT_EQ(answer.value().header, QStringLiteral("v1.3.8"));
    EXPECT_EQ(answer.value().excerpt, QStringLiteral("all good"));
}

TEST_F(LocalProbe, AFailingEndpointIsAnAnswer)
{
    const auto answer = look(jsonReply("{\"message\":\"database down\"}", 503));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer.value().status, 503);
    EXPECT_EQ(answer.value().excerpt, QStringLiteral("database down"));
    EXPECT_EQ(server.requests().size(), 1); // not repeated: a poll sees it again soon
}

TEST_F(LocalProbe, ARedirectIsNotFollowed)
{
    HttpServer other;
    ScriptedReply reply = jsonReply("", 302);
    reply.headers = {{"Location", other.url().toEncoded()}};
    const auto answer = look(reply);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer.value().status, 302);
    EXPECT_EQ(other.connections(), 0);
}

TEST_F(LocalProbe, CarriesNoCredentialAndAFreshConnection)
{
    ASSERT_TRUE(look(jsonReply("{}")));
    ASSERT_TRUE(look(jsonReply("{}")));
    EXPECT_EQ(server.requests().last().connection, 2);
    for (const auto &[name, value] : server.requests().first().headers)
        EXPECT_FALSE(name.toLower().contains("auth") || name.toLower().contains("key") ||
                     name.toLower() == "cookie")
            << name.constData();
}

TEST_F(LocalProbe, SilenceIsATimeout)
{
    ScriptedReply never;
    never.never = true;
    deadline = std::chrono::milliseconds(100);
    EXPECT_EQ(look(never).error().code, ErrorCode::Timeout);
}

TEST_F(LocalProbe, NobodyThereIsUnreachable)
{
    ProbeRequest request;
    request.url = server.url();
    request.loopbackAllowed = true;
    server.close();
    EXPECT_EQ(answerOf(probe.look(request)).error().code, ErrorCode::Unreachable);
}

} // namespace
} // namespace envdeck::http

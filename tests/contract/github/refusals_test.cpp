// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/github/github_world.h"
#include "tests/support/http/http_server.h"

namespace envdeck::github {
namespace {

const QDateTime now(QDate(2026, 11, 30), QTime(10, 0), Qt::UTC);

http::Response response(int status, const QByteArray &body, const http::Headers &headers = {})
{
    http::Response made{status, headers, body};
    made.headers.emplaceBack("Content-Type", "application/json");
    return made;
}

Error refused(int status, const QByteArray &body, const http::Headers &headers = {})
{
    return refusalOf(response(status, body, headers), s("github.com"), {}, now);
}

TEST(GithubRefusal, OfEachKind)
{
    struct Case {
        Error error;
        ErrorCode code;
        const char *detail;
    };
    const QByteArray reset = QByteArray::number(now.toSecsSinceEpoch() + 90);
    const QList<Case> cases{
        {refused(401, R"({"message":"Bad credentials"})"), ErrorCode::Unauthorized, "Bad credentials"},
        {refused(403, R"({"message":"API rate limit exceeded"})",
                 {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", reset}}),
         ErrorCode::RateLimited, "rate-limit 90: API rate limit exceeded"},
        {refused(429, R"({"message":"slow down"})", {{"Retry-After", "17"}}), ErrorCode::RateLimited,
         "secondary-limit 17: slow down"},
        {refused(403, R"({"message":"You have exceeded a secondary rate limit"})",
                 {{"X-RateLimit-Remaining", "0"}}),
         ErrorCode::RateLimited, "secondary-limit 60: You have exceeded a secondary rate limit"},
        {refused(403, R"({"message":"SAML"})", {{"X-GitHub-SSO", "required; url=https://x"}}),
         ErrorCode::Forbidden, "sso-required: SAML"},
        {refused(403, R"({"message":"not accessible"})",
                 {{"X-Accepted-GitHub-Permissions", "contents=write; pull_requests=write,issues=write"}}),
         ErrorCode::Forbidden, "missing-permission contents=write, pull_requests=write: not accessible"},
        {refused(404, R"({"message":"Not Found"})",
                 {{"X-OAuth-Scopes", "gist"}, {"X-Accepted-OAuth-Scopes", "repo"}}),
         ErrorCode::Forbidden, "missing-scope repo: Not Found"},
        {refused(404, R"({"message":"Not Found"})",
                 {{"X-OAuth-Scopes", "repo"}, {"X-Accepted-OAuth-Scopes", "repo"}}),
         ErrorCode::NotFound, "Not Found"},
        {refused(404, R"({"message":"Not Found"})"), ErrorCode::NotFound, "Not Found"},
        {refused(405, R"({"message":"not mergeable"})"), ErrorCode::Forbidden,
         "not-mergeable: not mergeable"},
        {refused(409, R"({"message":"modified"})"), ErrorCode::Conflict, "head-moved: modified"},
        {refused(
             422,
             R"({"message":"Validation Failed","errors":[{"message":"A pull request already exists for a:b."}]})"),
         ErrorCode::BadInput, "already-exists: Validation Failed: A pull request already exists for a:b."},
        {refused(422, R"({"message":"Validation Failed","errors":["No commits between a and b"]})"),
         ErrorCode::BadInput, "no-commits: Validation Failed: No commits between a and b"},
        {refused(422,
                 R"({"message":"Validation Failed","errors":[{"field":"title","code":"missing_field"}]})"),
         ErrorCode::BadInput, "Validation Failed: title missing_field"},
        {refused(403, "<html>proxy</html>"), ErrorCode::Forbidden, "<html>proxy</html>"},
    };
    for (const Case &one : cases) {
        EXPECT_EQ(one.error.code, one.code) << one.detail;
        EXPECT_EQ(one.error.detail, s(one.detail));
    }
}

TEST(GithubRefusal, TellsTheWaitAndTheMissingRights)
{
    const Error secondary = refused(429, "{}", {{"Retry-After", "17"}});
    EXPECT_EQ(limitOf(secondary), (Limit{true, std::chrono::seconds(17)}));
    const Error primary = refused(403, "{}",
                                  {{"X-RateLimit-Remaining", "0"},
                                   {"X-RateLimit-Reset", QByteArray::number(now.toSecsSinceEpoch() - 5)}});
    EXPECT_EQ(limitOf(primary), (Limit{false, std::chrono::seconds(1)}));
    EXPECT_FALSE(limitOf(refused(404, "{}")));
    EXPECT_EQ(
        missingRights(refused(403, "{}", {{"X-OAuth-Scopes", ""}, {"X-Accepted-OAuth-Scopes", "admin:org"}})),
        QStringList{s("admin:org")});
    EXPECT_EQ(missingRights(refused(403, R"({"message":"a: b"})",
                                    {{"X-Accepted-GitHub-Permissions", "contents=write; checks=read"}})),
              (QStringList{s("contents=write"), s("checks=read")}));
    EXPECT_TRUE(missingRights(refused(404, "{}")).isEmpty());
}

class GithubLimits : public GithubWorld {};

TEST_F(GithubLimits, AreSaidWithTheTimeToWait)
{
    const int number = opened();
    github.access().setRemaining(0, 300);
    const auto limit = limitOf(answerOf(client.pullRequest(number)).error());
    ASSERT_TRUE(limit);
    EXPECT_FALSE(limit->secondary);
    EXPECT_GT(limit->wait.count(), 200);
    github.access().setRemaining(-1);
    github.access().setSecondary(30);
    EXPECT_EQ(limitOf(answerOf(client.merge(order(number))).error()),
              (Limit{true, std::chrono::seconds(30)}));
    EXPECT_TRUE(answerOf(client.merge(order(number)))); // it was refused, not lost
}

TEST_F(GithubLimits, ATokenNeverStandsInAnErrorAndGoesToNoOtherOrigin)
{
    testing::HttpServer echo;
    echo.onAny([](const testing::ReceivedRequest &request) {
        return testing::jsonReply("{\"message\":\"you sent " + request.header("authorization") + "\"}", 422);
    });
    ASSERT_TRUE(http.allow(echo.url()));
    Client other(http, placeOf(echo.url(s(""))), {s("acme"), s("infra")}, bo);
    const auto answer = answerOf(other.repository());
    ASSERT_FALSE(answer);
    EXPECT_FALSE(answer.error().detail.contains(s("canary"))) << qPrintable(answer.error().detail);

    testing::HttpServer away;
    testing::HttpServer renamed;
    testing::ScriptedReply moved = testing::jsonReply("{}", 301);
    moved.headers = {{"Location", away.url(s("/repositories/1")).toEncoded()}};
    renamed.on("GET /api/v3/repos/acme/infra", {moved});
    ASSERT_TRUE(http.allow(renamed.url()));
    ASSERT_TRUE(http.allow(away.url()));
    Client third(http, placeOf(renamed.url(s(""))), {s("acme"), s("infra")}, bo);
    EXPECT_EQ(answerOf(third.repository()).error().code, ErrorCode::BadResponse);
    EXPECT_EQ(away.connections(), 0);
}

TEST_F(GithubLimits, BrokenAnswersAreNoValues)
{
    testing::HttpServer server;
    ASSERT_TRUE(http.allow(server.url()));
    Client other(http, placeOf(server.url(s(""))), {s("acme"), s("infra")}, bo);
    for (const QByteArray body :
         {"", "[]", "{}", "null", "{\"number\":\"1\"}", "{\"number\":1,\"title\":2}"}) {
        server.on("GET /api/v3/repos/acme/infra/pulls/1", {testing::jsonReply(body)});
        EXPECT_EQ(answerOf(other.pullRequest(1)).error().code, ErrorCode::BadResponse) << body.constData();
    }
}

} // namespace
} // namespace envdeck::github

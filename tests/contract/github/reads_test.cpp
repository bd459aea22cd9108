// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/github/github_world.h"
#include "tests/support/http/http_server.h"

namespace envdeck::github {
namespace {

class GithubReads : public GithubWorld {};

TEST_F(GithubReads, APullRequestByItsBranch)
{
    EXPECT_EQ(answerOf(client.findPullRequest(branch, s("main"))).value(), std::nullopt);
    const int number = opened();
    const auto found = answerOf(client.findPullRequest(branch, s("main"))).value();
    ASSERT_TRUE(found);
    EXPECT_EQ(found->number, number);
    EXPECT_EQ(found->headCommit, head);
    EXPECT_EQ(found->page, QUrl(github.url().toString() + s("/acme/infra/pull/1")));
    EXPECT_TRUE(found->open && !found->merged);
    EXPECT_EQ(answerOf(client.findPullRequest(s("envdeck/other"), s("main"))).value(), std::nullopt);
}

TEST_F(GithubReads, TheLatestWordOfEachReviewerCounts)
{
    const int number = opened();
    for (const auto &[login, state] : QList<std::pair<QString, QString>>{{s("anna"), s("CHANGES_REQUESTED")},
                                                                         {s("carl"), s("APPROVED")},
                                                                         {s("anna"), s("APPROVED")},
                                                                         {s("anna"), s("COMMENTED")},
                                                                         {s("dora"), s("APPROVED")},
                                                                         {s("dora"), s("DISMISSED")},
                                                                         {s("emil"), s("CHANGES_REQUESTED")}})
        github.pulls().review(number, login, state);
    const Reviews reviews = answerOf(client.reviews(number)).value();
    EXPECT_EQ(reviews.approvedBy, (QStringList{s("anna"), s("carl")}));
    EXPECT_EQ(reviews.changesAskedBy, QStringList{s("emil")});
}

TEST_F(GithubReads, CheckRunsAndStatusesAreOneVerdict)
{
    EXPECT_EQ(answerOf(client.checks(head)).value().verdict(), ChecksVerdict::None);
    github.pulls().setCheck(head, {s("build"), s("in_progress"), {}});
    github.pulls().setCheck(head, {s("docs"), s("completed"), s("skipped")});
    github.pulls().setStatus(head, s("ci/old"), s("success"));
    Checks checks = answerOf(client.checks(head)).value();
    EXPECT_EQ(checks.verdict(), ChecksVerdict::Pending);
    EXPECT_EQ(checks.passed, 2);
    EXPECT_EQ(checks.total(), 3);
    github.pulls().setCheck(head, {s("build"), s("completed"), s("success")});
    EXPECT_EQ(answerOf(client.checks(head)).value().verdict(), ChecksVerdict::Passed);
    github.pulls().setStatus(head, s("ci/old"), s("error"));
    checks = answerOf(client.checks(head)).value();
    EXPECT_EQ(checks.verdict(), ChecksVerdict::Failed);
    EXPECT_EQ(checks.failed, QStringList{s("ci/old")});
}

TEST_F(GithubReads, WhatIsNewBetweenTwoCommits)
{
    const auto sha = [](int number) { return QStringLiteral("%1").arg(number, 40, 10, QLatin1Char('0')); };
    const QDateTime first(QDate(2026, 11, 20), QTime(10, 0), Qt::UTC);
    for (int i = 0; i <= 260; ++i)
        github.branches().add(
            {sha(i), QStringLiteral("Change %1\n\nWhy.").arg(i), s("anna"), first.addSecs(i)});
    const Comparison few = answerOf(client.compare(sha(3), sha(5))).value();
    EXPECT_EQ(few.ahead, 2);
    EXPECT_EQ(few.behind, 0);
    ASSERT_EQ(few.commits.size(), 2);
    EXPECT_EQ(few.commits.first(),
              (CommitInfo{sha(5), s("Change 5"), s("anna"), first.addSecs(5),
                          QUrl(github.url().toString() + s("/acme/infra/commit/") + sha(5))}));
    EXPECT_EQ(few.commits.last().sha, sha(4));
    const Comparison back = answerOf(client.compare(sha(5), sha(3))).value();
    EXPECT_EQ(back.ahead, 0);
    EXPECT_EQ(back.behind, 2);
    EXPECT_TRUE(back.commits.isEmpty());
    const Comparison many = answerOf(client.compare(sha(0), sha(260))).value(); // over three pages
    EXPECT_EQ(many.ahead, 260);
    ASSERT_EQ(many.commits.size(), 260);
    EXPECT_EQ(many.commits.first().sha, sha(260));
    EXPECT_EQ(many.commits.last().sha, sha(1));
    EXPECT_EQ(answerOf(client.compare(sha(0), QString(40, QLatin1Char('f')))).error().code,
              ErrorCode::NotFound);
}

TEST_F(GithubReads, WhatTheBaseAsksFor)
{
    EXPECT_EQ(answerOf(client.requirements(s("main"))).value(), (Requirements{0, {}}));
    github.pulls().protect(s("main"), 2, {s("build")});
    EXPECT_EQ(answerOf(client.requirements(s("main"))).value(), (Requirements{2, {s("build")}}));
    // A token that may not read the protection does not know, and says so.
    const Secret small("github_pat_0123456789abcdefghij_x");
    github.access().addFineGrained(small.reveal().toByteArray(), s("bo"), {{s("pull_requests"), s("write")}});
    Client other = as(small);
    EXPECT_EQ(answerOf(other.requirements(s("main"))).value(), (Requirements{}));
}

TEST_F(GithubReads, WhatDidNotChangeCostsNothing)
{
    const int number = opened();
    github.access().setRemaining(10);
    const PullRequest first = answerOf(client.pullRequest(number)).value();
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(answerOf(client.pullRequest(number)).value(), first);
    EXPECT_EQ(github.notModified(), 5);
    github.pulls().protect(s("main"), 1, {});
    EXPECT_EQ(answerOf(client.pullRequest(number)).value().state, s("blocked"));
}

TEST_F(GithubReads, AnOlderServerIsAskedWithoutAVersion)
{
    github.refuseVersions();
    EXPECT_EQ(answerOf(client.whoami()).value().login, s("bo"));
    EXPECT_EQ(opened(), 1);
}

TEST(GithubPages, AreFollowedAtTheSameOriginWithTheirQueryOnly)
{
    testing::HttpServer server;
    testing::HttpServer elsewhere;
    testing::ScriptedReply page =
        testing::jsonReply("[{\"state\":\"APPROVED\",\"user\":{\"login\":\"anna\"}}]");
    page.headers = {{"Link", "<" + elsewhere.url(s("/repositories/1/pulls/1/reviews?page=2")).toEncoded() +
                                 ">; rel=\"next\", <x>; rel=last"}};
    server.on("GET /api/v3/repos/acme/infra/pulls/1/reviews",
              {page, testing::jsonReply("[{\"state\":\"APPROVED\",\"user\":null}]")});
    http::Client http;
    ASSERT_TRUE(http.allow(server.url()));
    ASSERT_TRUE(http.allow(elsewhere.url()));
    Client client(http, placeOf(server.url(s(""))), {s("acme"), s("infra")},
                  Secret("ghp_canary0123456789ab"));
    EXPECT_EQ(answerOf(client.reviews(1)).value().approvedBy, (QStringList{s("anna"), s("ghost")}));
    EXPECT_EQ(elsewhere.connections(), 0);
    EXPECT_EQ(server.requests().last().target, "/api/v3/repos/acme/infra/pulls/1/reviews?page=2");
}

TEST(GithubPages, AServerThatNamesAnotherPageForEverDoesNotHold)
{
    testing::HttpServer server;
    int asked = 0;
    server.onAny([&](const testing::ReceivedRequest &) {
        testing::ScriptedReply page =
            testing::jsonReply("[{\"state\":\"APPROVED\",\"user\":{\"login\":\"anna\"}}]");
        page.headers = {{"Link", "</x?page=" + QByteArray::number(++asked + 1) + ">; rel=next"}};
        return page;
    });
    http::Client http;
    ASSERT_TRUE(http.allow(server.url()));
    Client client(http, placeOf(server.url(s(""))), {s("acme"), s("infra")},
                  Secret("ghp_canary0123456789ab"));
    EXPECT_TRUE(answerOf(client.reviews(1)));
    EXPECT_EQ(asked, 10);
}

} // namespace
} // namespace envdeck::github

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Every call of the client as GitHub's own description has it: Prism refuses a request that does not fit with
// 422, and answers the description's example.
#include "core/api/github/client.h"
#include "tests/support/event_loop.h"

#include <gtest/gtest.h>

namespace envdeck::github {
namespace {

using testing::answerOf;

class GithubUnderPrism : public ::testing::Test {
protected:
    GithubUnderPrism()
    {
        EXPECT_FALSE(prism.isEmpty());
        EXPECT_TRUE(http.allow(prism));
    }
    template <typename T>
    T fits(const QFuture<Result<T>> &future)
    {
        const auto answer = answerOf(future, std::chrono::seconds(60));
        EXPECT_TRUE(answer) << qPrintable(answer ? QString() : answer.error().subject) << ": "
                            << qPrintable(answer ? QString() : answer.error().detail);
        return answer ? answer.value() : T();
    }

    const QUrl prism = QUrl(qEnvironmentVariable("ENVDECK_PRISM"));
    const QString branch = QStringLiteral("envdeck/01939a");
    http::Client http;
    Client client{http,
                  {QUrl(QStringLiteral("https://github.com")), prism},
                  {QStringLiteral("octocat"), QStringLiteral("Hello-World")},
                  Secret("ghp_0123456789abcdef0123")};
};

TEST_F(GithubUnderPrism, WhatIsRead)
{
    EXPECT_EQ(fits(client.whoami()).login, QStringLiteral("octocat"));
    EXPECT_FALSE(fits(client.repository()).fullName.isEmpty());
    fits(client.findPullRequest(branch, QStringLiteral("main")));
    const PullRequest pull = fits(client.pullRequest(1347));
    EXPECT_EQ(pull.number, 1347);
    EXPECT_EQ(pull.page, QUrl(QStringLiteral("https://github.com/octocat/Hello-World/pull/1347")));
    EXPECT_FALSE(fits(client.reviews(1347)).approvedBy.isEmpty());
    EXPECT_EQ(fits(client.checks(pull.headCommit)).verdict(), ChecksVerdict::Passed);
    const Comparison comparison =
        fits(client.compare(QString(40, QLatin1Char('a')), QString(40, QLatin1Char('b'))));
    EXPECT_EQ(comparison.ahead, 1);
    EXPECT_EQ(comparison.behind, 2);
    EXPECT_FALSE(comparison.commits.isEmpty());
    fits(client.requirements(QStringLiteral("main")));
}

TEST_F(GithubUnderPrism, WhatIsChanged)
{
    EXPECT_TRUE(
        fits(client.open({QStringLiteral("Deploy"), QStringLiteral("Plan"), branch, QStringLiteral("main")}))
            .open);
    fits(client.setBody(1347, QStringLiteral("Plan")));
    const QString commit(40, QLatin1Char('a'));
    for (const char *method : {"merge", "squash", "rebase"})
        EXPECT_EQ(fits(client.merge({1347, commit, QString::fromLatin1(method), QStringLiteral("Deploy"),
                                     QStringLiteral("Envdeck-Operation: 1")}))
                      .size(),
                  40);
    EXPECT_TRUE(answerOf(client.deleteBranch(branch)));
}

} // namespace
} // namespace envdeck::github

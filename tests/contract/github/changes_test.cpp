// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/github/github_world.h"

namespace envdeck::github {
namespace {

class GithubChanges : public GithubWorld {};

TEST_F(GithubChanges, ASecondPullRequestOfABranchIsTheFirst)
{
    EXPECT_EQ(opened(), 1);
    EXPECT_EQ(opened(), 1);
    EXPECT_EQ(github.pulls().all().size(), 1);
}

TEST_F(GithubChanges, AnAnswerThatWasLostIsReadBack)
{
    github.loseNextAnswer();
    EXPECT_EQ(opened(), 1);
    EXPECT_EQ(github.pulls().all().size(), 1);
    github.loseNextAnswer();
    const auto merged = answerOf(client.merge(order(1)));
    ASSERT_TRUE(merged) << qPrintable(merged.error().detail);
    EXPECT_EQ(merged.value(), github.branches().head(s("main")));
    EXPECT_EQ(github.asked().count(s("PUT pulls/1/merge")), 1);
}

TEST_F(GithubChanges, AMergeWithoutAnAnswerIsLookedForUntilItIsThere)
{
    const int number = opened();
    QList<std::chrono::milliseconds> waited;
    client.setWait([&](std::chrono::milliseconds time) {
        waited.append(time);
        if (waited.size() == 3) { // the host was slow
            github.pulls().find(number)->mergedCommit = QString(40, QLatin1Char('d'));
            github.pulls().find(number)->merged = true;
            github.pulls().find(number)->open = false;
        }
        return ready<void>({});
    });
    github.dropNextChange();
    const auto merged = answerOf(client.merge(order(number)));
    ASSERT_TRUE(merged) << qPrintable(merged.error().detail);
    EXPECT_EQ(merged.value(), QString(40, QLatin1Char('d')));
    EXPECT_EQ(waited.size(), 3);
}

TEST_F(GithubChanges, AMergeThatNobodyAnsweredAndNobodySeesStaysOpen)
{
    const int number = opened();
    std::chrono::milliseconds waited{0};
    client.setWait([&waited](std::chrono::milliseconds time) {
        waited += time;
        return ready<void>({});
    });
    github.dropNextChange();
    const auto merged = answerOf(client.merge(order(number)));
    ASSERT_FALSE(merged);
    EXPECT_EQ(merged.error().code, ErrorCode::OutcomeUnknown);
    EXPECT_GE(waited, std::chrono::seconds(30));
}

TEST_F(GithubChanges, ABranchWithoutCommitsHasNothingToAskFor)
{
    github.branches().setHead(branch, github.branches().head(s("main")));
    const auto pull = answerOf(client.open({s("t"), {}, branch, s("main")}));
    EXPECT_EQ(pull.error().code, ErrorCode::BadInput);
    EXPECT_EQ(refusalWord(pull.error()), s("no-commits"));
}

TEST_F(GithubChanges, MergesWhatWasReviewedAndNothingElse)
{
    const int number = opened();
    github.branches().setHead(branch, QString(40, QLatin1Char('c')));
    const auto moved = answerOf(client.merge(order(number)));
    EXPECT_EQ(moved.error().code, ErrorCode::Conflict);
    EXPECT_EQ(refusalWord(moved.error()), s("head-moved"));
    github.branches().setHead(branch, head);
    const auto merged = answerOf(client.merge(order(number, "squash")));
    ASSERT_TRUE(merged);
    const PullRequest pull = answerOf(client.pullRequest(number)).value();
    EXPECT_TRUE(pull.merged && !pull.open);
    EXPECT_EQ(pull.mergedCommit, merged.value());
    EXPECT_EQ(pull.headCommit, head);
}

TEST_F(GithubChanges, TheRulesOfTheBaseKeepItFromBeingMerged)
{
    github.pulls().protect(s("main"), 1, {s("build")});
    const int number = opened();
    EXPECT_EQ(answerOf(client.pullRequest(number)).value().state, s("blocked"));
    const auto refused = answerOf(client.merge(order(number)));
    EXPECT_EQ(refused.error().code, ErrorCode::Forbidden);
    EXPECT_EQ(refusalWord(refused.error()), s("not-mergeable"));
    github.pulls().review(number, s("anna"), s("APPROVED"));
    EXPECT_FALSE(answerOf(client.merge(order(number))));
    github.pulls().setCheck(head, {s("build"), s("completed"), s("success")});
    EXPECT_TRUE(answerOf(client.merge(order(number))));
}

TEST_F(GithubChanges, AConflictIsSeenAndNotMerged)
{
    const int number = opened();
    github.pulls().find(number)->conflicts = true;
    const PullRequest pull = answerOf(client.pullRequest(number)).value();
    EXPECT_EQ(pull.mergeable, std::optional<bool>(false));
    EXPECT_EQ(pull.state, s("dirty"));
    EXPECT_EQ(refusalWord(answerOf(client.merge(order(number))).error()), s("not-mergeable"));
}

TEST_F(GithubChanges, ABranchIsDeletedOnceAndGoneIsGone)
{
    EXPECT_TRUE(answerOf(client.deleteBranch(branch)));
    EXPECT_TRUE(github.branches().head(branch).isEmpty());
    EXPECT_TRUE(answerOf(client.deleteBranch(branch)));
}

TEST_F(GithubChanges, ABodyThatIsTooLongIsCut)
{
    const auto pull = answerOf(client.open({s("t"), QString(100000, QLatin1Char('x')), branch, s("main")}));
    ASSERT_TRUE(pull);
    EXPECT_LT(pull.value().body.size(), 65536);
    EXPECT_EQ(answerOf(client.setBody(1, s("short"))).value().body, s("short"));
}

} // namespace
} // namespace envdeck::github

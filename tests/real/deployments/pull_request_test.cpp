// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/trailers.h"
#include "core/platform/github_code_host.h"
#include "core/pulls/road.h"
#include "core/secrets/vault.h"
#include "tests/real/deployments/deploy_world.h"
#include "tests/standins/github/github.h"

namespace envdeck::deployments {
namespace {

using platform::hindranceOf;

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

// prod/api, whose repository is reviewed at a GitHub of this machine.
class PullRequests : public DeployWorld {
protected:
    PullRequests()
    {
        EXPECT_TRUE(github.start());
        github.access().addClassic("ghp_canary0123456789abcdef", q("bo"), {q("repo")});
        workspace.git = {GitHost::GitHubEnterprise, github.url(), q("acme/infra"), q("main")};
        workspace.environments[0].policy.deploy = ChangePath::PullRequest;
        EXPECT_TRUE(
            git::await(vault.write(secrets::githubKey(workspace), Secret("ghp_canary0123456789abcdef"))));
        again();
    }
    ~PullRequests() override
    {
        center.reset();
        service.reset();
    }
    // The process ends, and another one begins.
    void again()
    {
        center.reset();
        service.reset();
        desk = std::make_unique<pulls::Desk>(*mirror, host, pace);
        pulls = desk.get();
        restart();
    }
    QString waiting(const QString &tag = v2, const Decision &decision = {})
    {
        const QString operation = started(service->job(reviewed(tag), decision));
        EXPECT_TRUE(
            testing::eventually([&] { return progress(operation).has_value(); }, std::chrono::seconds(120)));
        return operation;
    }
    std::optional<PullProgress> progress(const QString &operation) const
    {
        return pullProgressOf(step(status(operation), q("approval")).note);
    }
    bool waitsFor(const QString &operation, MergeHindrance hindrance)
    {
        return testing::eventually(
            [&] { return progress(operation) && progress(operation)->hindrance == hindrance; },
            std::chrono::seconds(60));
    }
    QString headOf(const QString &operation) const { return remoteHead(pulls::branchOf(operation)); }
    int requests() { return int(github.pulls().all().size()); }

    standins::Github github{[this] {
        standins::GithubOptions options;
        options.folder = remotePath();
        return options;
    }()};
    const pulls::Pace pace{std::chrono::milliseconds(10), std::chrono::milliseconds(10)};
    http::Client http;
    secrets::Vault vault{std::make_unique<secrets::MemoryStore>()};
    platform::GithubCodeHost host{workspace, http, vault};
    std::unique_ptr<pulls::Desk> desk;
};

TEST_F(PullRequests, AreFollowedMergedWhenTheyMayBeAndThenWatchedLikeAPush)
{
    github.pulls().protect(q("main"), 1, {q("build")});
    const Review review = reviewed(v2);
    EXPECT_TRUE(review.pathSupported && review.pullRequestPossible);
    Decision decision;
    decision.reason = q("wanted");
    const QString operation = waiting(v2, decision);
    EXPECT_EQ(commitsAtRemote(), 1); // main is as it was
    ASSERT_TRUE(waitsFor(operation, MergeHindrance::Reviews));
    EXPECT_EQ(progress(operation)->number, 1);
    EXPECT_EQ(progress(operation)->approvalsWanted, 1);
    EXPECT_EQ(progress(operation)->page, QUrl(github.url().toString() + q("/acme/infra/pull/1")));
    const standins::github::Pull pull = *github.pulls().find(1);
    EXPECT_EQ(pull.title, q("Deploy api v2 in prod"));
    EXPECT_TRUE(pull.body.contains(q("`v1` → `v2`")) && pull.body.contains(q("`wanted`")))
        << qPrintable(pull.body);
    EXPECT_EQ(pull.head, q("envdeck/") + operation);

    desk->allowMerge(operation); // as soon as it may be
    github.pulls().review(1, q("anna"), q("APPROVED"));
    ASSERT_TRUE(waitsFor(operation, MergeHindrance::ChecksRun));
    github.pulls().setCheck(headOf(operation), {q("build"), q("completed"), q("failure")});
    ASSERT_TRUE(waitsFor(operation, MergeHindrance::ChecksFailed));
    EXPECT_EQ(commitsAtRemote(), 1);
    github.pulls().setCheck(headOf(operation), {q("build"), q("completed"), q("success")});
    const JobStatus job = ended(operation);
    ASSERT_EQ(job.state, JobState::Succeeded) << (job.error ? git::said(*job.error) : "");

    EXPECT_EQ(job.commit, remoteHead());
    EXPECT_EQ(atRemote(file), q("services:\n  api:\n    image: ghcr.io/acme/api:v2 # pinned\n"));
    EXPECT_EQ(gitops::trailersOf(messageAtRemote()).operation, operation);
    EXPECT_EQ(step(job, q("record")).note, q("healthy"));
    EXPECT_EQ(newest().commit, remoteHead());
    EXPECT_EQ(newest().state, DeploymentState::Healthy);
    EXPECT_EQ(evidence(operation).value(q("pullRequest")).toInt(), 1);
    EXPECT_FALSE(git(remotePath(), {q("branch"), q("--list")}).contains(q("envdeck/")));
}

TEST_F(PullRequests, MergedByTheirReviewersAreGoneOnWith)
{
    const QString operation = waiting();
    ASSERT_TRUE(waitsFor(operation, MergeHindrance::None));
    EXPECT_FALSE(status(operation).isOver()); // nobody asked for the merge
    http::Client other;
    ASSERT_TRUE(other.allow(github.url()));
    github::Client anna(other, github::placeOf(github.url()), {q("acme"), q("infra")},
                        Secret("ghp_canary0123456789abcdef"));
    ASSERT_TRUE(git::await(anna.merge({1, headOf(operation), q("squash"), q("Merged at the host"), {}})));
    const JobStatus job = ended(operation);
    EXPECT_EQ(job.state, JobState::Succeeded) << (job.error ? git::said(*job.error) : "");
    EXPECT_EQ(job.commit, remoteHead());
}

TEST_F(PullRequests, ACancelLeavesThePullRequestOpen)
{
    const QString operation = waiting();
    ASSERT_TRUE(center->cancel(operation));
    EXPECT_EQ(ended(operation).state, JobState::Cancelled);
    EXPECT_TRUE(github.pulls().find(1)->open);
    EXPECT_EQ(commitsAtRemote(), 1);
    // And another change may be made.
    EXPECT_FALSE(center->blockerOf(target.environment, target.text()));
}

TEST_F(PullRequests, ClosedOrPushedToByOthersTheyEnd)
{
    const QString closed = waiting();
    github.pulls().find(1)->lastHead = headOf(closed);
    github.pulls().find(1)->open = false;
    EXPECT_EQ(ended(closed).error->detail, q("pull-request-closed"));

    const QString moved = waiting();
    git(checkoutPath(), {q("fetch"), q("-q"), q("origin"), pulls::branchOf(moved)});
    git(checkoutPath(), {q("checkout"), q("-q"), q("FETCH_HEAD")});
    write(checkoutPath() + q("/more"), "more\n");
    git(checkoutPath(), {q("add"), q("more")});
    git(checkoutPath(), {q("commit"), q("-q"), q("-m"), q("More")});
    git(checkoutPath(), {q("push"), q("-q"), q("origin"), q("HEAD:") + pulls::branchOf(moved)});
    const JobStatus job = ended(moved);
    EXPECT_EQ(job.error->code, ErrorCode::Conflict);
    EXPECT_EQ(job.error->detail, q("head-moved"));
    EXPECT_EQ(commitsAtRemote(), 1);
}

TEST_F(PullRequests, WithoutAKeyNothingIsPushed)
{
    ASSERT_TRUE(git::await(vault.remove(secrets::githubKey(workspace))));
    const JobStatus job = run(service->job(reviewed(v2), {}));
    EXPECT_EQ(job.error->code, ErrorCode::Unauthorized);
    EXPECT_FALSE(git(remotePath(), {q("branch"), q("--list")}).contains(q("envdeck/")));
    EXPECT_EQ(requests(), 0);
}

// What runs the checks may not have heard of the push yet.
TEST_F(PullRequests, WithoutChecksTheyAreLookedAtOnceMoreBeforeTheMerge)
{
    const QString operation = waiting();
    desk->allowMerge(operation);
    ASSERT_EQ(ended(operation).state, JobState::Succeeded);
    const QStringList asked = github.asked();
    const qsizetype merge = asked.indexOf(q("PUT pulls/1/merge"));
    ASSERT_GT(merge, 0);
    EXPECT_GE(asked.mid(0, merge).filter(q("/check-runs")).size(), 2);
}

TEST_F(PullRequests, AReasonToMergeInAFreezeIsKept)
{
    const QString operation = waiting();
    desk->allowMerge(operation, q("the site is down"));
    ASSERT_EQ(ended(operation).state, JobState::Succeeded);
    EXPECT_EQ(evidence(operation).value(q("mergeReason")).toString(), q("the site is down"));
}

TEST_F(PullRequests, AreFollowedAgainOnceTheirHostAnswers)
{
    const QString operation =
        killedIn(service->job(reviewed(v2), {}), q("approval"), [&] { return requests() == 1; });
    again();
    const QString away = path(q("fault"));
    write(away, "html");
    github.setFaultFile(away);
    desk->followAgain(*center);
    ASSERT_TRUE(testing::eventually(
        [&] {
            const JobStatus job = status(operation);
            return job.state == JobState::Unknown && step(job, q("recheck")).state == StepState::Failed;
        },
        std::chrono::seconds(60)));
    QFile::remove(away);
    ASSERT_TRUE(waitsFor(operation, MergeHindrance::None));
    desk->allowMerge(operation);
    EXPECT_EQ(ended(operation).state, JobState::Succeeded);
}

TEST_F(PullRequests, ALimitIsWaitedOut)
{
    const QString operation = waiting();
    github.access().setSecondary(1);
    desk->allowMerge(operation);
    EXPECT_EQ(ended(operation).state, JobState::Succeeded);
}

TEST_F(PullRequests, AreFoundAgainByTheNextProcessAndNotOpenedTwice)
{
    const QString operation =
        killedIn(service->job(reviewed(v2), {}), q("approval"), [&] { return requests() == 1; });
    again();
    const QString head = headOf(operation);
    desk->followAgain(*center);
    ASSERT_TRUE(waitsFor(operation, MergeHindrance::None));
    EXPECT_EQ(requests(), 1);
    EXPECT_EQ(headOf(operation), head);
    desk->allowMerge(operation);
    EXPECT_EQ(ended(operation).state, JobState::Succeeded);
}

TEST_F(PullRequests, AJobThatWasLeftElsewhereIsNotGoneOnWithByItself)
{
    workspace.environments[0].policy.deploy = ChangePath::Push;
    platform.deploysOnPush = false;
    platform.acts = false;
    const QString operation =
        killedIn(service->job(reviewed(v2), {}), q("accepted"), [&] { return platform.asked == 1; });
    again();
    desk->followAgain(*center);
    testing::drainEvents();
    EXPECT_EQ(status(operation).state, JobState::Unknown);
    platform.addRow(platform::PlatformState::Running);
    EXPECT_EQ(resumed(operation).state, JobState::Succeeded);
}

TEST_F(PullRequests, MergedWhileNobodyLookedTheirDeploymentIsStillWatched)
{
    const QString operation =
        killedIn(service->job(reviewed(v2), {}), q("approval"), [&] { return requests() == 1; });
    github.pulls().find(1)->lastHead = headOf(operation);
    github.pulls().find(1)->mergedCommit = github.branches().merge(pulls::branchOf(operation), q("main"),
                                                                   q("merge"), q("Merge pull request #1"));
    github.pulls().find(1)->merged = true;
    github.pulls().find(1)->open = false;
    github.branches().remove(pulls::branchOf(operation));
    again();
    const JobStatus job = resumed(operation);
    EXPECT_EQ(job.state, JobState::Succeeded) << (job.error ? git::said(*job.error) : "");
    EXPECT_EQ(job.commit, remoteHead());
    EXPECT_EQ(newest().commit, remoteHead());
}

TEST_F(PullRequests, MergedWithOtherCommitsTheyEnd)
{
    const QString operation = waiting();
    github.pulls().find(1)->lastHead = QString(40, QLatin1Char('c'));
    github.pulls().find(1)->merged = true;
    github.pulls().find(1)->open = false;
    const JobStatus job = ended(operation);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Conflict);
    EXPECT_EQ(job.error->detail, q("head-moved merged"));
}

TEST_F(PullRequests, MergedWithOtherCommitsWhileNobodyLookedTheyEnd)
{
    const QString operation =
        killedIn(service->job(reviewed(v2), {}), q("approval"), [&] { return requests() == 1; });
    github.pulls().find(1)->lastHead = QString(40, QLatin1Char('c'));
    github.pulls().find(1)->merged = true;
    github.pulls().find(1)->open = false;
    github.branches().remove(pulls::branchOf(operation)); // so that only the journal knows of our commit
    again();
    const JobStatus job = resumed(operation);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->detail, q("head-moved merged"));
}

TEST_F(PullRequests, WherePushingIsAllowedAPersonMayChooseThemAndNotTheOtherWayRound)
{
    Decision decision;
    decision.path = ChangePath::Push;
    EXPECT_EQ(service->job(reviewed(v2), decision).steps.at(3).id, q("request"));
    workspace.environments[0].policy.deploy = ChangePath::Push;
    EXPECT_EQ(service->job(reviewed(v2), {}).steps.at(3).id, q("accepted"));
    decision.path = ChangePath::PullRequest;
    EXPECT_EQ(service->job(reviewed(v2), decision).steps.at(3).id, q("request"));
}

TEST(MergeHindrances, TheFirstThingToMendIsNamed)
{
    github::PullRequest pull;
    pull.open = true;
    pull.mergeable = true;
    pull.state = q("clean");
    EXPECT_EQ(hindranceOf(pull, {}, {}, {}), MergeHindrance::None);
    EXPECT_EQ(hindranceOf(pull, {}, {}, {std::nullopt, {q("build")}}), MergeHindrance::ChecksRun);
    EXPECT_EQ(hindranceOf(pull, {}, {1, 1, {}}, {}), MergeHindrance::ChecksRun);
    EXPECT_EQ(hindranceOf(pull, {}, {1, 0, {q("build")}}, {}), MergeHindrance::ChecksFailed);
    EXPECT_EQ(hindranceOf(pull, {{q("anna")}, {}}, {}, {2, {}}), MergeHindrance::Reviews);
    EXPECT_EQ(hindranceOf(pull, {{}, {q("anna")}}, {}, {}), MergeHindrance::ChangesAsked);
    pull.state = q("blocked");
    EXPECT_EQ(hindranceOf(pull, {}, {}, {}), MergeHindrance::Rules);
    pull.mergeable.reset();
    pull.state = q("unknown");
    EXPECT_EQ(hindranceOf(pull, {}, {}, {}), MergeHindrance::Computed);
    pull.mergeable = false;
    EXPECT_EQ(hindranceOf(pull, {}, {}, {}), MergeHindrance::Conflicts);
    pull.draft = true;
    EXPECT_EQ(hindranceOf(pull, {}, {}, {}), MergeHindrance::Draft);
}

} // namespace
} // namespace envdeck::deployments

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/hold.h"
#include "core/gitops/trailers.h"
#include "tests/real/deployments/deploy_world.h"

namespace envdeck::deployments {
namespace {

// What a person is shown before the change, and what must stand in its way.
class ReviewOnRepository : public DeployWorld {
protected:
    static Verdict verdict(const QList<PreflightCheck> &checks, const char *id)
    {
        for (const PreflightCheck &check : checks) {
            if (check.id == QLatin1String(id))
                return check.verdict;
        }
        ADD_FAILURE() << "no check " << id;
        return Verdict::Unknown;
    }
    static bool has(const QList<PreflightCheck> &checks, const char *id)
    {
        return std::any_of(checks.cbegin(), checks.cend(),
                           [&](const PreflightCheck &c) { return c.id == QLatin1String(id); });
    }
};

TEST_F(ReviewOnRepository, BindsTheChangeToTheCommitTheLineAndTheDigest)
{
    const Review review = reviewed(v2);
    EXPECT_EQ(review.baseCommit, remoteHead());
    EXPECT_EQ(review.file, file);
    EXPECT_EQ(review.line, 3);
    EXPECT_EQ(review.from, image(v1));
    EXPECT_EQ(review.to, image(v2, digest('b')));
    EXPECT_FALSE(review.freeze || review.holdInForce || review.holdOffer);
    EXPECT_EQ(refusal(v1).detail, QStringLiteral("already-current"));
}

TEST_F(ReviewOnRepository, AnImageThatIsGoneFromTheRegistryBlocksAndARegistryThatIsDownDoesNot)
{
    registry.images.remove(v2);
    EXPECT_EQ(verdict(checked(reviewed(v2)), "image-in-registry"), Verdict::Failed);
    registry.refuses = Error{ErrorCode::Unreachable, QStringLiteral("registry"), {}, 0};
    EXPECT_EQ(verdict(checked(reviewed(v2)), "image-in-registry"), Verdict::Unknown);
}

TEST_F(ReviewOnRepository, ATagThatMovedSinceItRanHereBlocksTheWayBack)
{
    ASSERT_EQ(deployed(v2).state, JobState::Succeeded);
    ASSERT_EQ(deployed(v3).state, JobState::Succeeded);
    EXPECT_EQ(verdict(checked(reviewed(v2, Action::Rollback)), "digest-unchanged"), Verdict::Ok);
    registry.images[v2].digest = digest('f');
    EXPECT_EQ(verdict(checked(reviewed(v2, Action::Rollback)), "digest-unchanged"), Verdict::Failed);
    EXPECT_EQ(verdict(checked(reviewed(v2, Action::Deploy)), "digest-unchanged"), Verdict::Warning);
}

TEST_F(ReviewOnRepository, APromotionTakesTheImageThatRanInItsSourceAndNoneThatWasBuiltSince)
{
    Environment test;
    test.name = QStringLiteral("test");
    test.branch = QStringLiteral("main");
    workspace.environments.first().order = 2;
    workspace.environments.prepend(test);
    workspace.apps.first().environments.prepend(test.name);
    restart();
    pushed(QString(file).replace(QStringLiteral("prod"), test.name),
           QByteArray(git::composeText).replace("v1", "v2"), QStringLiteral("Deploy api v2 to test"));
    journal::DeploymentRecord ran;
    ran.target = {test.name, target.app};
    ran.image = image(v2, digest('b'));
    ran.commit = remoteHead();
    ran.state = DeploymentState::Healthy;
    ran.observedAt = clock.now();
    ASSERT_TRUE(git::await(journal->recordDeployment(ran)));
    Request promote = request(v2, Action::Promote);
    promote.promotedFrom = test.name;
    const auto review = [&] {
        const auto answer = git::await(service->review(promote, {}));
        EXPECT_TRUE(answer) << (answer ? "" : git::said(answer.error()));
        return answer ? answer.value() : Review();
    };
    EXPECT_EQ(verdict(checked(review()), "digest-unchanged"), Verdict::Ok);
    registry.images[v2].digest = digest('f'); // built again under the same tag
    EXPECT_EQ(verdict(checked(review()), "digest-unchanged"), Verdict::Failed);
    workspace.environments.last().policy.pin = Pin::Digest;
    const Review byDigest = review();
    EXPECT_EQ(byDigest.to.digest, digest('b'));
    EXPECT_EQ(verdict(checked(byDigest), "digest-unchanged"), Verdict::Warning);
}

TEST_F(ReviewOnRepository, AVariableThatIsRequiredAndNotSetBlocks)
{
    pushed(file,
           "services:\n  api:\n    image: ghcr.io/acme/api:v1 # pinned\n    environment:\n      TOKEN: "
           "${TOKEN:?}\n",
           QStringLiteral("Ask for a token"));
    const QList<PreflightCheck> missing = checked(reviewed(v2));
    EXPECT_EQ(verdict(missing, "variables-set"), Verdict::Failed);
    platform.variables = {QStringLiteral("TOKEN")};
    EXPECT_EQ(verdict(checked(reviewed(v2)), "variables-set"), Verdict::Ok);
    platform.refuses = Error{ErrorCode::Unreachable, QStringLiteral("dokploy"), {}, 0};
    EXPECT_EQ(verdict(checked(reviewed(v2)), "variables-set"), Verdict::Unknown);
}

TEST_F(ReviewOnRepository, AMigrationIsAWarningInBothDirections)
{
    registry.images[v2].labels.insert(QStringLiteral("envdeck.migration"), QStringLiteral("true"));
    EXPECT_EQ(verdict(checked(reviewed(v2)), "migration"), Verdict::Warning);
    ASSERT_EQ(deployed(v2).state, JobState::Succeeded);
    EXPECT_EQ(verdict(checked(reviewed(v1, Action::Rollback)), "migration"), Verdict::Warning);
    EXPECT_EQ(verdict(checked(reviewed(v3)), "migration"), Verdict::Ok);
}

TEST_F(ReviewOnRepository, AHoldIsWrittenWithTheRollbackShownToTheNextAndReleasedByACommit)
{
    ASSERT_EQ(deployed(v2).state, JobState::Succeeded);
    const Review back = reviewed(v1, Action::Rollback);
    ASSERT_TRUE(back.holdOffer);
    EXPECT_EQ(back.holdOffer->version, v1);
    Decision decision;
    decision.reason = QStringLiteral("errors: \"500\" #1");
    decision.hold = true;
    ASSERT_EQ(run(service->job(back, decision)).state, JobState::Succeeded);
    EXPECT_EQ(commitsAtRemote(), 3); // the hold came with the rollback
    EXPECT_TRUE(newest().held);
    const auto holds = gitops::holdsOf({file, atRemote(file).toUtf8()});
    ASSERT_TRUE(holds && holds.value().size() == 1);
    EXPECT_EQ(holds.value().first().by, QStringLiteral("bo"));
    EXPECT_EQ(holds.value().first().reason, decision.reason);

    const Review next = reviewed(v2);
    ASSERT_TRUE(next.holdInForce);
    EXPECT_EQ(verdict(checked(next), "hold"), Verdict::Warning);

    const JobStatus released = run(service->releaseHoldJob(target, QStringLiteral("mended")));
    EXPECT_EQ(released.state, JobState::Succeeded) << (released.error ? git::said(*released.error) : "");
    EXPECT_FALSE(atRemote(file).contains(QLatin1String("x-envdeck-hold")));
    EXPECT_EQ(gitops::trailersOf(messageAtRemote()).action, Action::Hold);
    EXPECT_FALSE(has(checked(reviewed(v2)), "hold"));
}

TEST_F(ReviewOnRepository, AFreezeIsShownAndTheReasonToOverrideItIsInTheCommit)
{
    const QString today = clock.now().toLocalTime().date().addDays(1).toString(Qt::ISODate);
    workspace.environments.first().policy.freeze = {
        {QStringLiteral("until ") + today, QStringLiteral("holidays")}};
    const Review review = reviewed(v2);
    ASSERT_TRUE(review.freeze);
    EXPECT_EQ(review.freeze->reason, QStringLiteral("holidays"));
    Decision decision;
    decision.reason = QStringLiteral("security fix");
    decision.freezeOverride = QStringLiteral("agreed with anna");
    const JobStatus job = run(service->job(review, decision));
    ASSERT_EQ(job.state, JobState::Succeeded);
    EXPECT_EQ(gitops::trailersOf(messageAtRemote()).reason, QStringLiteral("security fix; agreed with anna"));
    EXPECT_EQ(job.reason, QStringLiteral("security fix; agreed with anna"));
}

TEST_F(ReviewOnRepository, APolicyOfPullRequestsIsNotSupportedAndSaidSo)
{
    workspace.environments.first().policy.deploy = ChangePath::PullRequest;
    const Review review = reviewed(v2);
    EXPECT_EQ(review.path, ChangePath::PullRequest);
    EXPECT_FALSE(review.pathSupported);
    EXPECT_TRUE(reviewed(v2, Action::Rollback).pathSupported);
}

TEST_F(ReviewOnRepository, ALineThatCannotBeEditedIsRefusedWithItsReason)
{
    pushed(file, "services:\n  api:\n    image: ghcr.io/acme/api:${TAG}\n",
           QStringLiteral("Take the tag from outside"));
    EXPECT_EQ(refusal(v2).code, ErrorCode::Conflict);
}

TEST_F(ReviewOnRepository, VersionsAreNamedWhileTheRegistryKnowsThem)
{
    const auto versions = git::await(service->versions(target, {}));
    ASSERT_TRUE(versions);
    ASSERT_EQ(versions.value().size(), 3);
    EXPECT_EQ(versions.value().first().image, image(v3, digest('c')));
    EXPECT_EQ(versions.value().last().runsIn, QList<EnvironmentId>{QStringLiteral("prod")});
    registry.refuses = Error{ErrorCode::Unreachable, QStringLiteral("registry"), {}, 0};
    EXPECT_EQ(git::await(service->versions(target, {})).error().code, ErrorCode::Unreachable);
}

TEST_F(ReviewOnRepository, HistoryIsReadFromTheLastFetchWhileTheRemoteIsAway)
{
    ASSERT_EQ(deployed(v2).state, JobState::Succeeded);
    ASSERT_TRUE(QFile::rename(remotePath(), path(QStringLiteral("away.git"))));
    platform.webhookWorks = false; // it cannot clone either
    const History all = history();
    ASSERT_EQ(all.deployments.size(), 2);
    ASSERT_EQ(all.missing.size(), 1);
    EXPECT_EQ(all.missing.first().source, QStringLiteral("git"));
}

} // namespace
} // namespace envdeck::deployments

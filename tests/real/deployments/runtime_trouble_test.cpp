// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/deployments/deploy_world.h"

namespace envdeck::deployments {
namespace {

using namespace std::chrono_literals;

// What can go wrong once git carries the change.
class RuntimeTrouble : public DeployWorld {
protected:
    void expectGitAhead(const JobStatus &job, ErrorCode code)
    {
        EXPECT_EQ(job.state, JobState::Failed);
        ASSERT_TRUE(job.error);
        EXPECT_EQ(job.error->code, code) << git::said(*job.error);
        EXPECT_EQ(step(job, QStringLiteral("push")).state, StepState::Done);
        EXPECT_EQ(step(job, QStringLiteral("accepted")).state, StepState::Failed);
        EXPECT_EQ(job.commit, remoteHead());
        EXPECT_EQ(platform.runs(), image(v1));
    }
};

TEST_F(RuntimeTrouble, APlatformThatRefusesTheKeyAfterThePushLeavesGitAheadAndIsAskedOnceLater)
{
    platform.deploysOnPush = false;
    asStepBegins(QStringLiteral("accepted"), [&] {
        platform.refuses = Error{ErrorCode::Unauthorized, QStringLiteral("dokploy"), {}, 401};
    });
    expectGitAhead(deployed(v2), ErrorCode::Unauthorized);
    const Truth truth = git::await(service->truth(target, {})).value();
    EXPECT_EQ(truth.git, image(v2));
    EXPECT_FALSE(truth.platform || truth.hosts || truth.agrees());
    EXPECT_EQ(truth.missing.size(), 2);

    platform.refuses.reset(); // the key was replaced
    EXPECT_EQ(newest().state, DeploymentState::Mismatch);
    EXPECT_EQ(run(service->triggerJob(target)).state, JobState::Succeeded);
    EXPECT_EQ(platform.asked, 1);
    EXPECT_EQ(platform.runs(), image(v2));
    EXPECT_EQ(newest().state, DeploymentState::Healthy);
    EXPECT_EQ(commitsAtRemote(), 2);
}

TEST_F(RuntimeTrouble, APlatformThatIsDownAfterThePushLeavesGitAhead)
{
    asStepBegins(QStringLiteral("accepted"), [&] {
        platform.refuses = Error{ErrorCode::Unreachable, QStringLiteral("dokploy"), {}, 0};
    });
    expectGitAhead(deployed(v2), ErrorCode::Unreachable);
}

TEST_F(RuntimeTrouble, APlatformThatNeverActsIsATimeoutAndNotASuccess)
{
    platform.webhookWorks = false;
    platform.acts = false;
    patience.webhook = 50ms;
    patience.accepted = 100ms;
    restart();
    expectGitAhead(deployed(v2), ErrorCode::Timeout);
    EXPECT_EQ(platform.asked, 1);
}

TEST_F(RuntimeTrouble, ATriggerDoesNotTakeAnOldDeploymentForItsOwn)
{
    platform.addRow(platform::PlatformState::Done);
    platform.refusesRows = Error{ErrorCode::Unreachable, QStringLiteral("dokploy"), {}, 0};
    asStepBegins(QStringLiteral("pulled"), [&] { platform.refusesRows.reset(); });
    const JobStatus job = run(service->triggerJob(target));
    EXPECT_EQ(job.state, JobState::Failed);
    EXPECT_EQ(step(job, QStringLiteral("accepted")).state, StepState::Failed);
    EXPECT_EQ(platform.asked, 0);
}

TEST_F(RuntimeTrouble, ATriggerIsNoSuccessWhileTheOldVersionAnswersWell)
{
    giveHealthEndpoint();
    pushed(file, QByteArray(git::composeText).replace("v1", "v2"), QStringLiteral("Deploy api v2"));
    platform.deploysOnPush = false;
    platform.keepsOldContainers = true;
    patience.start = 100ms;
    restart();
    const JobStatus job = run(service->triggerJob(target));
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_TRUE(job.error->detail.startsWith(QLatin1String("never-healthy version v1")))
        << git::said(*job.error);
}

TEST_F(RuntimeTrouble, ADeploymentIsNoSuccessWhileTheOldVersionAnswersWell)
{
    giveHealthEndpoint();
    platform.keepsOldContainers = true;
    patience.start = 100ms;
    restart();
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Failed);
    EXPECT_EQ(step(job, QStringLiteral("observe")).state, StepState::Failed);
    EXPECT_EQ(newest().state, DeploymentState::Mismatch);
}

TEST_F(RuntimeTrouble, WithoutAHealthEndpointOldContainersAreNoSuccessEither)
{
    platform.keepsOldContainers = true;
    patience.start = 100ms;
    restart();
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Failed);
    EXPECT_EQ(step(job, QStringLiteral("observe")).state, StepState::Failed);
}

TEST_F(RuntimeTrouble, AContainerThatDiesAfterFiveSecondsWasNeverHealthyAlthoughThePlatformSaysDone)
{
    platform.crashesAtLook = 7; // the first look sees that it was replaced
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Unhealthy);
    EXPECT_EQ(job.error->status, 137);
    EXPECT_EQ(platform.rows.first().state, platform::PlatformState::Done);
    EXPECT_EQ(newest().state, DeploymentState::Failed);
    EXPECT_EQ(history().safest, 1);
}

TEST_F(RuntimeTrouble, AContainerThatIsRestartedWhileItIsWatchedWasNeverHealthy)
{
    platform.restartsAtLook = 40;
    const JobStatus job = deployed(v2);
    ASSERT_TRUE(job.error);
    EXPECT_TRUE(job.error->detail.startsWith(QLatin1String("crashed restarts"))) << git::said(*job.error);
}

TEST_F(RuntimeTrouble, AnImageThatThePlatformCannotPullFailsNamesItsLastWordsAndWasNeverLive)
{
    platform.imageMissing = true;
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(step(job, QStringLiteral("pulled")).state, StepState::Failed);
    EXPECT_EQ(job.error->detail, QStringLiteral("manifest unknown"));
    EXPECT_TRUE(
        center->log(job.operation).join(QLatin1Char('\n')).contains(QLatin1String("manifest unknown")));
    EXPECT_EQ(newest().state, DeploymentState::Mismatch); // git says v2, v1 still serves

    platform.imageMissing = false;
    ASSERT_EQ(deployed(v1, Action::Rollback).state, JobState::Succeeded);
    const Deployment failed = history().deployments.at(1);
    EXPECT_EQ(failed.image.tag, v2);
    EXPECT_EQ(failed.state, DeploymentState::Failed);
    EXPECT_FALSE(failed.liveFor || failed.errorPercent);
}

TEST_F(RuntimeTrouble, TheSameOfSomebodyElsesCommitWasNeverLiveEither)
{
    ASSERT_TRUE(git::await(platform.deployments(target, {}))); // the platform knows the head
    platform.imageMissing = true;
    pushed(file, QByteArray(git::composeText).replace("v1", "v2"), QStringLiteral("Deploy api v2"));
    clock.advance(1s);
    for (int look = 0; look < 2; ++look)
        ASSERT_TRUE(git::await(platform.deployments(target, {})));
    ASSERT_EQ(platform.rows.first().state, platform::PlatformState::Error);
    platform.imageMissing = false;
    clock.advance(60s);
    ASSERT_EQ(deployed(v1, Action::Rollback).state, JobState::Succeeded);
    const Deployment failed = history().deployments.at(1);
    EXPECT_EQ(failed.image.tag, v2);
    EXPECT_EQ(failed.state, DeploymentState::Failed);
    EXPECT_FALSE(failed.liveFor || failed.errorPercent);
}

TEST_F(RuntimeTrouble, WithoutTelemetryItIsHealthyAndSaysThatNobodyMeasured)
{
    telemetry.refuses = Error{ErrorCode::Unreachable, QStringLiteral("signoz"), {}, 0};
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Succeeded);
    EXPECT_EQ(step(job, QStringLiteral("record")).note, QStringLiteral("healthy, telemetry not checked"));
    EXPECT_FALSE(evidence(job.operation).value(QLatin1String("telemetry")).toBool(true));
    const History all = history();
    EXPECT_EQ(all.deployments.first().state, DeploymentState::Healthy);
    ASSERT_EQ(all.missing.size(), 1);
    EXPECT_EQ(all.missing.first().source, QStringLiteral("signoz"));
}

TEST_F(RuntimeTrouble, ErrorsOverTheLimitAreDegradedAndNotHealthy)
{
    telemetry.behaves = {3.0, 2.4, 610.0};
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->detail, QStringLiteral("error-rate 2.4"));
    EXPECT_EQ(newest().state, DeploymentState::Degraded);
}

// Seventy requests, one of which failed: 1.4 percent, and nothing to judge by.
TEST_F(RuntimeTrouble, OneFailedRequestAmongFewIsLookedAtLongerAndNotCalledDegraded)
{
    int requests = 70;
    telemetry.measures = [&] {
        requests += 10;
        clock.advance(1s);
        return platform::Behaviour{requests / 10.0, 100.0 / requests, 88.0, 10.0};
    };
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Succeeded);
    EXPECT_GE(requests, 100); // until the share was below the limit again
    EXPECT_EQ(newest().state, DeploymentState::Healthy);
}

TEST_F(RuntimeTrouble, ASingleFailedRequestIsNoErrorRateEvenInTheEnd)
{
    telemetry.measures = [this] {
        clock.advance(10s);
        return platform::Behaviour{1.0, 10.0, 88.0, 10.0};
    };
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Succeeded);
    EXPECT_GT(telemetry.questions, 1);
    EXPECT_TRUE(center->log(job.operation).join(QLatin1Char('\n')).contains(QLatin1String("too few")));
}

TEST_F(RuntimeTrouble, TheFirstErrorOfABadVersionIsFollowedByMoreAndIsDegraded)
{
    int errors = 0;
    telemetry.measures = [&] {
        clock.advance(1s);
        return platform::Behaviour{7.0, 100.0 * ++errors / 70, 720.0, 10.0};
    };
    const JobStatus job = deployed(v2);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Unhealthy);
    EXPECT_EQ(newest().state, DeploymentState::Degraded);
}

TEST_F(RuntimeTrouble, ARollbackWorksWhileTelemetryAndRegistryAreDown)
{
    ASSERT_EQ(deployed(v2).state, JobState::Succeeded);
    const Error down{ErrorCode::Unreachable, QStringLiteral("down"), {}, 0};
    telemetry.refuses = registry.refuses = down;
    const Review review = reviewed(v1, Action::Rollback);
    for (const PreflightCheck &check : checked(review))
        EXPECT_NE(check.verdict, Verdict::Failed) << qPrintable(check.id);
    const JobStatus job = run(service->job(review, {}));
    EXPECT_EQ(job.state, JobState::Succeeded) << (job.error ? git::said(*job.error) : "");
    EXPECT_EQ(platform.runs(), image(v1));
    EXPECT_EQ(step(job, QStringLiteral("record")).note, QStringLiteral("healthy, telemetry not checked"));
}

TEST_F(RuntimeTrouble, APinnedLineGoesBackToTheDigestThatRanWhileTheRegistryIsDown)
{
    workspace.environments.first().policy.pin = Pin::Digest;
    ASSERT_EQ(deployed(v2).state, JobState::Succeeded);
    ASSERT_EQ(deployed(v3).state, JobState::Succeeded);
    registry.refuses = Error{ErrorCode::Unreachable, QStringLiteral("registry"), {}, 0};
    EXPECT_EQ(deployed(v2, Action::Rollback).state, JobState::Succeeded);
    EXPECT_TRUE(atRemote(file).contains(image(v2, digest('b')).text())) << qPrintable(atRemote(file));
    EXPECT_EQ(refusal(QStringLiteral("v9")).code,
              ErrorCode::Unreachable); // never a tag alone where a digest stands
}

} // namespace
} // namespace envdeck::deployments

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/trailers.h"
#include "tests/real/deployments/deploy_world.h"

namespace envdeck::deployments {
namespace {

class Deploy : public DeployWorld {};

TEST_F(Deploy, EditsOneLineSignsItPushesItAndIsDoneWhenItWasSeenToRunWell)
{
    giveHealthEndpoint();
    const QString before = git(checkoutPath(), {QStringLiteral("rev-parse"), QStringLiteral("HEAD")});
    write(checkoutPath() + QLatin1Char('/') + file,
          "half written\n"); // the operator's own, and not our business
    const Review review = reviewed(v2);
    EXPECT_EQ(review.diff.size(), 4); // two lines of context, one removed, one added
    Decision decision;
    decision.reason = QStringLiteral("wanted\nEnvdeck-Action: hold");
    const JobStatus job = run(service->job(review, decision));
    ASSERT_EQ(job.state, JobState::Succeeded) << (job.error ? git::said(*job.error) : "");

    EXPECT_EQ(atRemote(file), QStringLiteral("services:\n  api:\n    image: ghcr.io/acme/api:v2 # pinned\n"));
    EXPECT_EQ(commitsAtRemote(), 2);
    EXPECT_EQ(job.commit, remoteHead());
    const gitops::Trailers trailers = gitops::trailersOf(messageAtRemote());
    EXPECT_EQ(trailers.operation, job.operation);
    EXPECT_EQ(trailers.action, Action::Deploy);
    EXPECT_EQ(trailers.target, target);
    EXPECT_EQ(trailers.from + trailers.to, QStringLiteral("v1v2"));
    EXPECT_EQ(trailers.digest, digest('b'));
    EXPECT_EQ(trailers.reason, QStringLiteral("wanted Envdeck-Action: hold"));
    EXPECT_TRUE(messageAtRemote().startsWith(QLatin1String("Deploy api v2 in prod\n\n")));

    EXPECT_EQ(git(checkoutPath(), {QStringLiteral("rev-parse"), QStringLiteral("HEAD")}), before);
    EXPECT_EQ(read(checkoutPath() + QLatin1Char('/') + file), "half written\n");
    EXPECT_EQ(platform.asked, 0); // its webhook was enough
    EXPECT_EQ(step(job, QStringLiteral("record")).note, QStringLiteral("healthy"));
    const QJsonObject found = evidence(job.operation);
    EXPECT_EQ(found.value(QLatin1String("platform")).toString(), QStringLiteral("row-1"));
    EXPECT_TRUE(found.contains(QLatin1String("gapMs")) && found.value(QLatin1String("telemetry")).toBool());
}

TEST_F(Deploy, ItsHistoryShowsWhatWasAndWhatIs)
{
    ASSERT_EQ(deployed(v2).state, JobState::Succeeded);
    const History all = history();
    ASSERT_EQ(all.deployments.size(), 2);
    const Deployment &now = all.deployments.first();
    EXPECT_EQ(now.image, image(v2, digest('b')));
    EXPECT_EQ(now.state, DeploymentState::Healthy);
    EXPECT_TRUE(now.current && all.deployments.last().superseded);
    EXPECT_EQ(now.author, QStringLiteral("Bo Zhang"));
    EXPECT_EQ(now.platform, QStringLiteral("row-1"));
    EXPECT_TRUE(all.missing.isEmpty());
    EXPECT_EQ(git::await(service->truth(target, {})).value().agrees(), true);
}

TEST_F(Deploy, WithoutAWebhookThePlatformIsAskedOnce)
{
    platform.deploysOnPush = false;
    EXPECT_EQ(deployed(v2).state, JobState::Succeeded);
    EXPECT_EQ(platform.asked, 1);
    EXPECT_EQ(platform.rows.size(), 1);
}

TEST_F(Deploy, AWebhookThatDoesNotComeIsStoodInForOnce)
{
    platform.webhookWorks = false;
    patience.webhook = std::chrono::milliseconds(50);
    restart();
    EXPECT_EQ(deployed(v2).state, JobState::Succeeded);
    EXPECT_EQ(platform.asked, 1);
}

TEST_F(Deploy, AnAnswerOfThePlatformThatWasLostIsReadBackAndItIsNotAskedAgain)
{
    platform.deploysOnPush = false;
    platform.deployLost = Error{ErrorCode::OutcomeUnknown, {}, {}, 0};
    EXPECT_EQ(deployed(v2).state, JobState::Succeeded);
    EXPECT_EQ(platform.asked, 1);
    EXPECT_EQ(platform.rows.size(), 1);
}

TEST_F(Deploy, AnAnswerThatWasLostAndShowsInNoListIsUnknownUntilItDoesAndIsNotAskedAgain)
{
    platform.deploysOnPush = false;
    platform.acts = false; // it stands in a queue, and shows no row yet
    platform.deployLost = Error{ErrorCode::OutcomeUnknown, {}, {}, 0};
    patience.accepted = std::chrono::milliseconds(100);
    restart();
    const QString operation = started(service->job(reviewed(v2), {}));
    EXPECT_EQ(ended(operation).state, JobState::Unknown);
    EXPECT_EQ(resumed(operation).state, JobState::Unknown); // nobody learnt more
    platform.addRow(platform::PlatformState::Running);
    EXPECT_EQ(resumed(operation).state, JobState::Succeeded);
    EXPECT_EQ(platform.asked, 1);
}

TEST_F(Deploy, CommitsAreMadeAtTheTimeOfTheGivenClock)
{
    clock.advance(std::chrono::hours(48));
    const QDateTime before = clock.now().addSecs(-1); // git keeps whole seconds
    ASSERT_EQ(deployed(v2).state, JobState::Succeeded);
    EXPECT_GE(newest().at, before);
}

} // namespace
} // namespace envdeck::deployments

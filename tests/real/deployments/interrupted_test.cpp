// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/deployments/deploy_world.h"

namespace envdeck::deployments {
namespace {

// Envdeck is killed at a step, and another one goes on.
class Interrupted : public DeployWorld {};

TEST_F(Interrupted, BeforeThePushNothingWasDoneAndResumingDoesItOnce)
{
    // The remote holds the push for as long as the first process lives, and then refuses it.
    script(remotePath() + QStringLiteral("/hooks/pre-receive"),
           "touch " + QFile::encodeName(path(QStringLiteral("running"))) + "; while [ ! -e " +
               QFile::encodeName(path(QStringLiteral("go"))) + " ]; do sleep 0.05; done; exit 1\n");
    const QString operation = killedIn(service->job(reviewed(v2), {}), QStringLiteral("push"),
                                       [&] { return QFile::exists(path(QStringLiteral("running"))); });
    EXPECT_EQ(commitsAtRemote(), 1);
    write(path(QStringLiteral("go")), {});
    ASSERT_TRUE(QFile::remove(remotePath() + QStringLiteral("/hooks/pre-receive")));
    EXPECT_EQ(resumed(operation).state, JobState::Succeeded);
    EXPECT_EQ(commitsAtRemote(), 2);
}

TEST_F(Interrupted, AfterTheRemoteTookItResumingFindsTheCommitAndMakesNoSecond)
{
    script(remotePath() + QStringLiteral("/hooks/post-receive"),
           "touch " + QFile::encodeName(path(QStringLiteral("running"))) + "; while [ ! -e " +
               QFile::encodeName(path(QStringLiteral("go"))) + " ]; do sleep 0.05; done\n");
    const QString operation = killedIn(service->job(reviewed(v2), {}), QStringLiteral("push"),
                                       [&] { return QFile::exists(path(QStringLiteral("running"))); });
    const QString taken = remoteHead();
    write(path(QStringLiteral("go")), {});
    const JobStatus job = resumed(operation);
    EXPECT_EQ(job.state, JobState::Succeeded) << (job.error ? git::said(*job.error) : "");
    EXPECT_EQ(job.commit, taken);
    EXPECT_EQ(remoteHead(), taken);
    EXPECT_EQ(platform.rows.size(), 1);
}

TEST_F(Interrupted, AfterThePlatformWasAskedResumingWaitsAndDoesNotAskAgain)
{
    platform.deploysOnPush = false;
    platform.acts = false; // it stands in a queue, and shows no row yet
    const QString operation = killedIn(service->job(reviewed(v2), {}), QStringLiteral("accepted"),
                                       [&] { return platform.asked == 1; });
    ASSERT_TRUE(center->resume(operation));
    ASSERT_TRUE(testing::eventually(
        [&] { return step(status(operation), QStringLiteral("accepted")).state == StepState::Running; },
        std::chrono::seconds(60)));
    platform.addRow(platform::PlatformState::Running); // its turn has come
    EXPECT_EQ(ended(operation).state, JobState::Succeeded);
    EXPECT_EQ(platform.asked, 1);
}

TEST_F(Interrupted, ATriggerThatWasSentIsNotSentAgainAndKnowsItsDeploymentAmongTheOldOnes)
{
    pushed(file, QByteArray(git::composeText).replace("v1", "v2"), QStringLiteral("Deploy api v2"));
    platform.deploysOnPush = false;
    platform.addRow(platform::PlatformState::Done); // of an earlier day
    platform.acts = false;
    const QString operation = killedIn(service->triggerJob(target), QStringLiteral("accepted"),
                                       [&] { return platform.asked == 1; });
    platform.addRow(platform::PlatformState::Running); // while nobody looked
    const JobStatus job = resumed(operation);
    EXPECT_EQ(job.state, JobState::Succeeded) << (job.error ? git::said(*job.error) : "");
    EXPECT_EQ(platform.asked, 1);
    EXPECT_EQ(evidence(operation).value(QLatin1String("platform")).toString(), QStringLiteral("row-2"));
    EXPECT_EQ(newest().state, DeploymentState::Healthy);
}

TEST_F(Interrupted, WhatWasAskedBeforeStaysKnownThroughARunThatLearntNothing)
{
    platform.deploysOnPush = false;
    platform.acts = false;
    const QString operation = killedIn(service->triggerJob(target), QStringLiteral("accepted"),
                                       [&] { return platform.asked == 1; });
    ASSERT_TRUE(QFile::rename(remotePath(), path(QStringLiteral("away.git"))));
    EXPECT_EQ(resumed(operation).state, JobState::Unknown);
    ASSERT_TRUE(QFile::rename(path(QStringLiteral("away.git")), remotePath()));
    platform.addRow(platform::PlatformState::Running);
    EXPECT_EQ(resumed(operation).state, JobState::Succeeded);
    EXPECT_EQ(platform.asked, 1);
}

TEST_F(Interrupted, WhileItWasWatchedResumingWatchesFromTheStartAndTellsTheTruth)
{
    const QString operation = killedIn(service->job(reviewed(v2), {}), QStringLiteral("observe"));
    platform.start(image(v2), QStringLiteral("restarting")); // it fell over while nobody looked
    const JobStatus job = resumed(operation);
    EXPECT_EQ(job.state, JobState::Failed);
    EXPECT_EQ(newest().state, DeploymentState::Failed);
    EXPECT_EQ(commitsAtRemote(), 2);
    EXPECT_EQ(platform.asked, 0);
}

TEST_F(Interrupted, AnOpenOneKeepsOthersFromTheSameAppUntilItIsSettled)
{
    const QString operation = killedIn(service->job(reviewed(v2), {}), QStringLiteral("observe"));
    const auto second = center->start(service->job(reviewed(QStringLiteral("v3")), {}));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::Conflict);
    EXPECT_EQ(second.error().detail, operation);
    jobs::Settlement settlement;
    ASSERT_TRUE(git::await(center->settle(operation, settlement)));
    EXPECT_EQ(deployed(QStringLiteral("v3")).state, JobState::Succeeded);
}

} // namespace
} // namespace envdeck::deployments

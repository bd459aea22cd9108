// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/state/state_server.h"
#include "tests/real/state/state_world.h"

namespace envdeck::infrastructure {
namespace {

using namespace std::chrono_literals;

class StateLocked : public StateWorld {
protected:
    void SetUp() override
    {
        StateWorld::SetUp();
        if (IsSkipped())
            return;
        configureAt(server.backend(), oneResource);
        mine->programPath = impatientProgram();
        mine->restart();
    }

    testing::StateServer server;
};

TEST_F(StateLocked, TheLockOfADeadRunIsTakenAwayOnceAndReadBack)
{
    server.lockedBy("dead-1");
    const JobStatus refused = planned(*mine);
    const terraform::StateLock lock = lockOf(refused, "http");
    EXPECT_EQ(lock.id, QStringLiteral("dead-1"));
    EXPECT_FALSE(lock.ofHolder) << "terraform names the one that asked in vain";

    const JobStatus job = unlocked(lock.id);
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_TRUE(server.lock.isEmpty());
    EXPECT_EQ(server.unlocks, 2) << "one forced, one of the question whether it is free";
    EXPECT_EQ(planned(*mine).state, JobState::Succeeded);
    EXPECT_EQ(job.reason, QStringLiteral("anna's laptop died"));
}

TEST_F(StateLocked, ALockThatAnotherTookMeanwhileStaysHis)
{
    server.lockedBy("22222222-2222-3333-4444-555555555555"); // as long as they are: the words break before it
    const JobStatus job = unlocked(QStringLiteral("11111111-2222-3333-4444-555555555555"));
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Conflict) << said(job);
    EXPECT_EQ(job.error->detail, QStringLiteral("lock-of-another"));
    EXPECT_EQ(server.unlocks, 0);
    EXPECT_TRUE(server.lock.contains("22222222-2222"));
}

TEST_F(StateLocked, ALockThatIsFreeByNowIsNotForced)
{
    const JobStatus job = unlocked(QStringLiteral("dead-1"));
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_EQ(step(job, QStringLiteral("unlock")).note, QStringLiteral("was-free"));
    EXPECT_EQ(server.unlocks, 1) << "of the question whether it is free";
}

TEST_F(StateLocked, ALockThatStaysIsAFailureWhateverTerraformSays)
{
    server.lockedBy("dead-1");
    server.keepsItsLock = true;
    const JobStatus job = unlocked(QStringLiteral("dead-1"));
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::Conflict) << said(job);
    EXPECT_EQ(job.error->detail, QStringLiteral("lock-still-held"));
    EXPECT_EQ(server.unlocks, 1);
}

TEST_F(StateLocked, AWaitingPlanGoesOnAsSoonAsTheLockIsFree)
{
    mine->programPath.clear(); // with its own patience
    mine->restart();
    server.lockedBy("busy-1");
    const QString operation = started(*mine, mine->service->patientPlanJob(dev));
    ASSERT_TRUE(testing::eventually(
        [&] { return step(status(*mine, operation), QStringLiteral("plan")).state == StepState::Running; },
        240s));
    ASSERT_TRUE(testing::eventually(
        [&] {
            return mine->center->log(operation)
                .join(QLatin1Char('\n'))
                .contains(QLatin1String("Acquiring state lock"));
        },
        240s));
    server.lock.clear();
    const JobStatus job = ended(*mine, operation);
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_TRUE(mine->service->plan(dev));
}

TEST_F(StateLocked, WhileTerraformWorksForOneOfOurRunsNothingIsUnlocked)
{
    mine->programPath.clear();
    mine->restart();
    configureAt(server.backend(), holding());
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    const QString apply = applyJobStarted(*mine);
    ASSERT_TRUE(testing::eventually([&] { return isHolding(); }, 240s));
    mine->restart(); // whoever began it is gone, terraform is not
    const JobStatus job = unlocked(QStringLiteral("whatever"));
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->detail, QStringLiteral("own-run-alive")) << said(job);
    EXPECT_EQ(server.unlocks, 1) << "of the plan";
    EXPECT_FALSE(server.lock.isEmpty());
    letGo();
    EXPECT_EQ(resumed(*mine, apply).state, JobState::Succeeded);
}

TEST_F(StateLocked, WhatIsNoIdIsNeverHandedToTerraform)
{
    server.lockedBy("dead-1");
    const JobStatus job = unlocked(QStringLiteral("-help"));
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::BadInput);
    EXPECT_EQ(server.unlocks, 0);
}

TEST_F(StateLocked, ALocalLockThatIsNotThereNeedsNothing)
{
    configure(oneResource);
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    ASSERT_EQ(applied(*mine).state, JobState::Succeeded);
    const JobStatus job = unlocked(QStringLiteral("deadbeef"));
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_EQ(step(job, QStringLiteral("unlock")).note, QStringLiteral("was-free"));
}

} // namespace
} // namespace envdeck::infrastructure

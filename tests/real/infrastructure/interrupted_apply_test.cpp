// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/infrastructure/infrastructure_world.h"

#include <QFileInfo>

#include <csignal>

namespace envdeck::infrastructure {
namespace {

using namespace std::chrono_literals;

// Envdeck, or terraform, does not live to see the end of an apply.
class InterruptedApply : public InfrastructureWorld {
protected:
    void SetUp() override
    {
        needTerraform();
        if (!IsSkipped())
            configure(holding());
    }
    // An apply that has made its first resource and holds at its second.
    QString held()
    {
        EXPECT_EQ(planned(*mine).state, JobState::Succeeded);
        m_run = QFileInfo(planFile(*mine)).path() + QStringLiteral("/apply-run");
        const QString operation = applyJobStarted(*mine);
        EXPECT_TRUE(testing::eventually([&] { return isHolding(); }, 240s));
        return operation;
    }
    void expectInterrupted(const QString &operation)
    {
        const JobStatus found = status(*mine, operation);
        EXPECT_EQ(found.state, JobState::Unknown);
        EXPECT_TRUE(found.interrupted && found.blocks && found.resumable);
    }
    bool hasExit() const
    {
        return testing::eventually([&] { return bool(process::readRunExit(m_run)); }, 240s);
    }

    QString m_run; // folder of the apply's runner
};

TEST_F(InterruptedApply, WhileItRunsTheNextEnvdeckFollowsItToItsEnd)
{
    const QString operation = held();
    mine->restart();
    expectInterrupted(operation);
    ASSERT_TRUE(mine->center->resume(operation));
    ASSERT_TRUE(testing::eventually(
        [&] { return step(status(*mine, operation), QStringLiteral("apply")).state == StepState::Running; },
        240s));
    letGo();
    const JobStatus job = ended(*mine, operation);
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_EQ(timesMade(), 1);
    EXPECT_TRUE(stateFile().contains("\"last\""));
    EXPECT_TRUE(
        mine->center->log(operation).join(QLatin1Char('\n')).contains(QLatin1String("terraform_data.slow")));
}

TEST_F(InterruptedApply, WhatEndedWellWhileNobodyLookedIsReadAndNotDoneAgain)
{
    const QString operation = held();
    mine->restart();
    letGo();
    ASSERT_TRUE(hasExit());
    const QByteArray state = stateFile();
    clock.advance(24h); // long after the plan's own time
    const JobStatus job = resumed(*mine, operation);
    EXPECT_EQ(job.state, JobState::Succeeded) << said(job);
    EXPECT_EQ(timesMade(), 1);
    EXPECT_EQ(stateFile(), state);
}

TEST_F(InterruptedApply, ATerraformThatWasKilledIsAnUnknownOutcomeAndStaysOne)
{
    const QString operation = held();
    const auto identity = process::readRunIdentity(m_run);
    ASSERT_TRUE(identity);
    mine->restart();
    ::kill(pid_t(identity.value().program.pid), SIGKILL); // the kernel, out of memory
    letGo();
    ASSERT_TRUE(testing::eventually([&] { return !process::isAlive(identity.value()); }, 240s));
    const JobStatus job = resumed(*mine, operation);
    EXPECT_EQ(job.state, JobState::Unknown);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->code, ErrorCode::OutcomeUnknown) << said(job);
    EXPECT_TRUE(job.blocks);
    EXPECT_EQ(timesMade(), 1);
    ASSERT_TRUE(git::await(mine->center->abandon(operation, QStringLiteral("looked at it by hand"))));
    EXPECT_FALSE(status(*mine, operation).blocks);
}

TEST_F(InterruptedApply, ACancelIsOneInterruptAfterWhichTheStateIsSavedAndTheLockFree)
{
    const QString operation = held();
    ASSERT_TRUE(mine->center->cancel(operation));
    letGo();
    const JobStatus job = ended(*mine, operation);
    EXPECT_EQ(job.state, JobState::Cancelled) << said(job);
    EXPECT_TRUE(stateFile().contains("\"first\""));
    EXPECT_FALSE(stateFile().contains("\"last\""));
    EXPECT_FALSE(
        mine->center->log(operation).join(QLatin1Char('\n')).contains(QLatin1String("Two interrupts")));
    mine->programPath = impatientProgram();
    mine->restart();
    const JobStatus next = planned(*mine);
    EXPECT_EQ(next.state, JobState::Succeeded) << said(next);
    EXPECT_GT(mine->service->plan(dev)->plan.counts.create, 0);
}

TEST_F(InterruptedApply, APlanThatWasCutOffLeavesNothingToApply)
{
    const QString operation = started(*mine, mine->service->planJob(dev));
    ASSERT_TRUE(testing::eventually(
        [&] { return step(status(*mine, operation), QStringLiteral("plan")).state == StepState::Running; },
        240s));
    mine->restart();
    EXPECT_FALSE(mine->service->plan(dev));
    const auto restored = git::await(mine->service->restore(dev, {}));
    ASSERT_TRUE(restored);
    EXPECT_FALSE(restored.value());
    EXPECT_EQ(planned(*mine).state, JobState::Succeeded);
}

} // namespace
} // namespace envdeck::infrastructure

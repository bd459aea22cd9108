// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/state/postgres_server.h"
#include "tests/real/state/state_world.h"

#include <QFileInfo>

#include <csignal>

namespace envdeck::infrastructure {
namespace {

using namespace std::chrono_literals;

// The lock is a session's in PostgreSQL: it is there as long as terraform is, and goes with it.
class PostgresLock : public StateWorld {
protected:
    void SetUp() override
    {
        StateWorld::SetUp();
        if (IsSkipped())
            return;
        if (!server.runs())
            GTEST_SKIP() << qPrintable(server.whyNot());
        // A first apply makes the state, so that its lock is that of a workspace and not of the database.
        configureAt(server.backend("envdeck_dev"), oneResource);
        ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
        ASSERT_EQ(applied(*mine).state, JobState::Succeeded);
        configureAt(server.backend("envdeck_dev"), holding());
        other = desk(QStringLiteral("other"));
        ASSERT_EQ(planned(*other).state, JobState::Succeeded);
        run = QFileInfo(planFile(*other)).path() + QStringLiteral("/apply-run");
        apply = applyJobStarted(*other);
        ASSERT_TRUE(testing::eventually([&] { return isHolding(); }, 240s));
        mine->programPath = impatientProgram();
        mine->restart();
    }
    void TearDown() override
    {
        letGo();
        other.reset();
    }

    testing::PostgresServer server;
    std::unique_ptr<Desk> other;
    QString apply;
    QString run; // folder of the other's runner
};

TEST_F(PostgresLock, ItIsToldWithoutAHolderAndUnlockingALivingSessionDoesNotWork)
{
    const terraform::StateLock lock = lockOf(planned(*mine), "pg");
    EXPECT_FALSE(lock.ofHolder);
    EXPECT_FALSE(lock.id.isEmpty());
    const JobStatus job = unlocked(lock.id);
    EXPECT_EQ(job.state, JobState::Failed);
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->detail, QStringLiteral("lock-still-held")) << said(job);
    letGo();
    EXPECT_EQ(ended(*other, apply).state, JobState::Succeeded) << "nobody was broken by it";
    EXPECT_EQ(planned(*mine).state, JobState::Succeeded);
}

TEST_F(PostgresLock, ItGoesWithTheProgramThatHeldIt)
{
    lockOf(planned(*mine), "pg");
    const auto identity = process::readRunIdentity(run);
    ASSERT_TRUE(identity);
    ::kill(pid_t(identity.value().program.pid), SIGKILL);
    letGo();
    ASSERT_TRUE(testing::eventually([&] { return status(*other, apply).isOver(); }, 240s));
    JobStatus plan;
    ASSERT_TRUE(testing::eventually(
        [&] {
            plan = planned(*mine);
            return plan.state == JobState::Succeeded;
        },
        240s))
        << said(plan);
}

} // namespace
} // namespace envdeck::infrastructure

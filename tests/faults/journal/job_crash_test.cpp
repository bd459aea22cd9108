// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/environment_lock.h"
#include "tests/faults/journal/job_crash.h"

namespace envdeck::jobs {
namespace {

TEST_F(JobCrash, EveryCrashBetweenIntentAndOutcomeIsShownAndBlocksItsTarget)
{
    crashWithinEachOf(5); // thirty in faults_journal_all_points
}

TEST_F(JobCrash, AJobOfALivingProcessIsShownAsItsAndHoldsTheEnvironment)
{
    Child other({QStringLiteral("hold"), folder(), QStringLiteral("prod")});
    ASSERT_TRUE(other.said(QStringLiteral("holding")));
    ASSERT_TRUE(bool(testing::answerOf(m_center->recover())));
    ASSERT_EQ(m_center->jobs().size(), 1);
    EXPECT_EQ(only().state, JobState::Running);
    EXPECT_TRUE(only().elsewhere);
    EXPECT_FALSE(only().interrupted);
    EXPECT_EQ(only().actor, QStringLiteral("anna"));
    EXPECT_EQ(only().current, 0);
    const QString theirs = only().operation;
    EXPECT_EQ(testing::answerOf(m_center->settle(theirs, {})).error().code, ErrorCode::Conflict);
    EXPECT_EQ(m_center->cancel(theirs).error().code, ErrorCode::Conflict);

    const QString ours = m_center->start(change(QStringLiteral("prod/web"))).value();
    ASSERT_TRUE(eventually([&] { return m_center->job(ours)->waitingOperation == theirs; }));
    EXPECT_EQ(m_center->job(ours)->waitingFor, QStringLiteral("anna"));
    EXPECT_TRUE(m_center->job(ours)->waitingSince.isValid());
    const QString impatient =
        m_center->start(change(QStringLiteral("prod/shop")), JobCenter::WhenHeld::Refuse).value();
    EXPECT_EQ(ended(impatient).error->code, ErrorCode::Locked);
    const auto holder = EnvironmentLock::holder(folder() + QStringLiteral("/locks"), QStringLiteral("prod"));
    ASSERT_TRUE(holder && holder.value());
    EXPECT_EQ(holder.value()->machine, QStringLiteral("laptop"));
    EXPECT_EQ(holder.value()->owner.process.pid, other.pid());

    other.kill(); // the environment is free at once, and its job is interrupted
    ASSERT_TRUE(other.ended());
    EXPECT_EQ(ended(ours).state, JobState::Succeeded);
    ASSERT_TRUE(bool(testing::answerOf(m_center->refresh())));
    ASSERT_TRUE(eventually([&] { return m_center->job(theirs)->interrupted; }));
    EXPECT_TRUE(m_center->job(theirs)->blocks);
    EXPECT_EQ(m_center->start(change(QStringLiteral("prod/api"))).error().code, ErrorCode::Conflict);
}

TEST_F(JobCrash, WhatAnotherProcessSettledIsSettledHereToo)
{
    Child crashed({QStringLiteral("job"), folder(), QStringLiteral("2"), QStringLiteral("1")});
    ASSERT_TRUE(crashed.ended());
    ASSERT_TRUE(bool(testing::answerOf(m_center->recover())));
    const QString operation = only().operation;

    journal::Journal other({folder(), {}, {}}, m_clock); // as another process would
    journal::Entry outcome;
    outcome.kind = journal::Kind::Outcome;
    outcome.operation = operation;
    outcome.state = QStringLiteral("failed");
    outcome.closes = true;
    ASSERT_TRUE(bool(testing::answerOf(other.append({outcome}, journal::Require::Orphaned))));
    ASSERT_TRUE(bool(testing::answerOf(m_center->refresh())));
    ASSERT_TRUE(eventually([&] { return m_center->job(operation)->state == JobState::Failed; }));
    EXPECT_FALSE(m_center->job(operation)->blocks);
}

TEST_F(JobCrash, AJobThatALivingProcessRunsCannotBeTakenUp)
{
    Child other({QStringLiteral("hold"), folder(), QStringLiteral("prod")});
    ASSERT_TRUE(other.said(QStringLiteral("holding")));
    const auto open = testing::answerOf(m_journal.unfinished());
    ASSERT_EQ(open.value().size(), 1);
    journal::Entry again = open.value().constFirst().intent;
    EXPECT_EQ(testing::answerOf(m_journal.append({again}, journal::Require::Orphaned)).error().code,
              ErrorCode::Locked);
    other.kill();
    ASSERT_TRUE(other.ended());
    EXPECT_TRUE(bool(testing::answerOf(m_journal.append({again}, journal::Require::Orphaned))));
}

TEST_F(JobCrash, ManyProcessesThatStartTogetherChangeOneAfterTheOther)
{
    std::vector<std::unique_ptr<Child>> children;
    for (int i = 1; i <= 8; ++i)
        children.push_back(std::make_unique<Child>(
            QStringList{QStringLiteral("job"), folder(), QStringLiteral("3"), QString::number(100 + i)}));
    for (const auto &child : children) {
        ASSERT_TRUE(child->ended());
        EXPECT_TRUE(child->lines().constLast().startsWith(QLatin1String("over succeeded")));
    }
    // Their rows do not interleave: from an intent to its outcome nobody else writes.
    journal::Filter all;
    const auto entries = testing::answerOf(m_journal.entries(all)).value();
    ASSERT_EQ(entries.size(), 8);
    for (const journal::AuditEntry &entry : entries) {
        const auto records = testing::answerOf(m_journal.records(entry.operation)).value();
        EXPECT_EQ(records.constLast().sequence - records.constFirst().sequence, records.size() - 1);
    }
    EXPECT_TRUE(testing::answerOf(m_journal.verifyChain()).value().isWhole());
}

} // namespace
} // namespace envdeck::jobs

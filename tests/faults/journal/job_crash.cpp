// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/journal/job_crash.h"

namespace envdeck::jobs {

void JobCrash::crashWithinEachOf(int points)
{
    for (int fatal = 1; fatal <= points; ++fatal) {
        Child child({QStringLiteral("job"), folder(), QString::number(points), QString::number(fatal)});
        ASSERT_TRUE(child.ended());
        ASSERT_EQ(child.lines().constLast(), QStringLiteral("step %1").arg(fatal));
    }
    ASSERT_TRUE(bool(testing::answerOf(m_center->recover())));
    const QList<JobStatus> found = m_center->jobs();
    ASSERT_EQ(found.size(), points);
    for (const JobStatus &job : found) {
        EXPECT_EQ(job.state, JobState::Unknown);
        EXPECT_TRUE(job.interrupted);
        EXPECT_EQ(job.actor, QStringLiteral("anna"));
        const int fatal = job.subject.mid(8).toInt();
        ASSERT_EQ(job.steps.size(), points);
        EXPECT_EQ(job.steps.at(fatal - 1).state, StepState::Unknown);
        EXPECT_EQ(job.steps.at(0).state, fatal > 1 ? StepState::Done : StepState::Unknown);
        EXPECT_EQ(m_center->start(change(job.subject)).error().code, ErrorCode::Conflict);
    }
    EXPECT_TRUE(testing::answerOf(m_journal.verifyChain()).value().isWhole());
    for (const JobStatus &job : found) // read back
        EXPECT_TRUE(bool(testing::answerOf(m_center->settle(job.operation, {}))));
    for (const JobStatus &job : found)
        EXPECT_EQ(ended(m_center->start(change(job.subject)).value()).state, JobState::Succeeded);
}

} // namespace envdeck::jobs

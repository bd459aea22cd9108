// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/job_text.h"

#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

const QDateTime start(QDate(2026, 3, 2), QTime(10, 40), Qt::UTC);

JobStatus job(const char *kind, JobState state, const QStringList &steps = {})
{
    JobStatus status;
    status.operation = QStringLiteral("op-1");
    status.kind = QString::fromLatin1(kind);
    status.environment = QStringLiteral("prod");
    status.subject = QStringLiteral("prod/api");
    status.risk = Risk::R2;
    status.state = state;
    status.started = start;
    for (const QString &id : steps)
        status.steps.append({id, StepState::Waiting, {}, {}, {}, {}});
    return status;
}

JobStatus failedIn(const char *step, ErrorCode code)
{
    JobStatus status = job("deploy", JobState::Failed, {QString::fromLatin1(step)});
    status.steps[0].state = StepState::Failed;
    status.steps[0].error = Error{code, {}, {}, 0};
    return status;
}

TEST(JobText, IsNamedAfterWhatItDoes)
{
    EXPECT_EQ(jobTitle(job("rollback", JobState::Running)), QStringLiteral("Roll back api in prod"));
    EXPECT_EQ(jobTitle(job("plan", JobState::Running)), QStringLiteral("Plan prod"));
    EXPECT_EQ(jobTitle(job("apply", JobState::Running)), QStringLiteral("Apply the plan in prod"));
    EXPECT_EQ(jobTitle(job("novel", JobState::Running)), QStringLiteral("novel prod/api"));
}

TEST(JobText, AJobFoundAfterACrashIsInterruptedAndALiveOneLostContact)
{
    JobStatus unknown = job("deploy", JobState::Unknown);
    EXPECT_EQ(jobStateWord(unknown), QStringLiteral("Lost contact"));
    EXPECT_EQ(jobSeverity(unknown), Severity::Unknown);
    unknown.interrupted = true;
    EXPECT_EQ(jobStateWord(unknown), QStringLiteral("Interrupted"));
    EXPECT_EQ(jobSeverity(unknown), Severity::Warning);
}

TEST(JobText, SaysWhereItIs)
{
    JobStatus running = job("deploy", JobState::Running, {QStringLiteral("push"), QStringLiteral("observe")});
    running.current = 1;
    running.steps[1].note = QStringLiteral("32 of 60 s");
    EXPECT_EQ(jobStepText(running), QStringLiteral("Step 2 of 2: Watch its health (32 of 60 s)"));
    EXPECT_DOUBLE_EQ(jobProgress(running), 0.75);
    JobStatus queued = job("deploy", JobState::Queued);
    queued.waitingFor = QStringLiteral("anna's plan");
    EXPECT_EQ(jobStepText(queued), QStringLiteral("Waits: anna's plan holds the environment"));
    EXPECT_LT(jobProgress(job("plan", JobState::Succeeded, {QStringLiteral("plan")})), 0);
}

TEST(JobText, CancelSaysWhatItDoesNow)
{
    JobStatus running = job("deploy", JobState::Running,
                            {QStringLiteral("commit"), QStringLiteral("push"), QStringLiteral("observe")});
    running.cancelable = true;
    running.current = 0;
    EXPECT_EQ(cancelLabel(running), QStringLiteral("Cancel before anything changes"));
    running.current = 1;
    EXPECT_EQ(cancelLabel(running), QStringLiteral("Interrupt"));
    running.current = 2;
    EXPECT_EQ(cancelLabel(running), QStringLiteral("Stop waiting"));
    running.cancelable = false;
    EXPECT_EQ(cancelLabel(running), QString());
    EXPECT_FALSE(cancelRefusal(running).isEmpty());
    JobStatus plan = job("apply", JobState::Running, {QStringLiteral("review")});
    plan.cancelable = true;
    plan.current = 0;
    EXPECT_EQ(cancelLabel(plan), QStringLiteral("Cancel before apply"));
}

// The table of ux 6.4: where it failed decides what is true and what comes first.
TEST(JobText, WhereItFailedDecidesWhatIsTrue)
{
    struct Row {
        const char *step;
        ErrorCode code;
        NextStep next;
    };
    for (const Row &row : {Row{"recheck", ErrorCode::Conflict, NextStep::ReviewAgain},
                           Row{"push", ErrorCode::Forbidden, NextStep::ReviewAgain},
                           Row{"push", ErrorCode::Timeout, NextStep::RecheckNow},
                           Row{"accepted", ErrorCode::Unreachable, NextStep::RetryTrigger},
                           Row{"pulled", ErrorCode::NotFound, NextStep::RevertCommit},
                           Row{"replaced", ErrorCode::ToolFailed, NextStep::RollBackNow},
                           Row{"observe", ErrorCode::Timeout, NextStep::RollBackNow}})
        EXPECT_EQ(jobFailureText(failedIn(row.step, row.code)).next, row.next) << row.step;
}

TEST(JobText, AStackKeepsServingWhenTheNewContainerExits)
{
    JobStatus stack = failedIn("replaced", ErrorCode::ToolFailed);
    const QString nothing = jobFailureText(stack).now;
    stack.steps[0].note = QStringLiteral("stack");
    EXPECT_NE(jobFailureText(stack).now, nothing);
    EXPECT_EQ(jobFailureText(stack).next, NextStep::RevertCommit);
}

TEST(JobText, AnUnknownOutcomeIsReadBackFirst)
{
    JobStatus interrupted = job("deploy", JobState::Unknown, {QStringLiteral("push")});
    interrupted.interrupted = true;
    EXPECT_EQ(jobFailureText(interrupted).next, NextStep::RecheckNow);
}

TEST(JobText, TheReportHoldsEveryStepAndTheLog)
{
    JobStatus failed = failedIn("push", ErrorCode::Forbidden);
    failed.steps[0].started = start;
    failed.steps[0].ended = start.addSecs(3);
    const QString report = jobReport(failed, QStringLiteral("remote: denied"));
    for (const char *part :
         {"Deploy api in prod", "op-1", "1. Push: failed 3 s", "remote: denied", "Nothing was changed"})
        EXPECT_TRUE(report.contains(QLatin1String(part))) << part << " in " << qPrintable(report);
}

} // namespace
} // namespace envdeck::ui

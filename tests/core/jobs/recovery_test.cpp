// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/jobs/jobs_fixture.h"

#include <QSignalSpy>

namespace envdeck::jobs {
namespace {

using S = StepState;

class Recovery : public JobsTest {
protected:
    // A job whose second step was running when its process ended.
    QString interrupted(const QString &subject = QStringLiteral("prod/api"))
    {
        const HeldStep push;
        const Step commit{QStringLiteral("commit"), false, std::chrono::minutes(1),
                          [](const Context &context) {
                              context.note(QStringLiteral("5be01d2"));
                              context.commit(QStringLiteral("5be01d2"));
                              context.evidence(QStringLiteral("base"), QStringLiteral("77c0"));
                              context.log->write(QStringLiteral("committed"));
                              return ready<void>({});
                          }};
        const QString operation = started(job(
            {commit, push.step(QStringLiteral("push"), true), push.step(QStringLiteral("observe"), false)},
            subject));
        EXPECT_TRUE(eventually([&] { return push.runs() == 1; }));
        restart();
        return operation;
    }
    // A resumed job that ends like that.
    void rebuildWith(const QList<Step> &steps)
    {
        m_center->setRebuild(QStringLiteral("rollback"), [this, steps](const OpenJob &open) -> Result<Job> {
            m_rebuilt = open;
            Job again = job(steps, open.subject, open.risk);
            again.reason = open.reason;
            return again;
        });
    }
    OpenJob m_rebuilt;
};

TEST_F(Recovery, WhatAStepKeptIsKnownAlthoughItsProcessDiedInTheMiddleOfIt)
{
    const HeldStep send;
    const QString operation = started(job({send.step(QStringLiteral("accepted"), true)}));
    ASSERT_TRUE(eventually([&] { return send.runs() == 1; }));
    send.context().evidence(QStringLiteral("seen"), 7);
    ASSERT_TRUE(isDone(send.context().keep(QStringLiteral("asked"), true)));
    restart();
    rebuildWith({instant(QStringLiteral("accepted"), true, Error{ErrorCode::OutcomeUnknown, {}, {}, 0})});
    ASSERT_TRUE(recovered());
    for (int run = 0; run < 2; ++run) { // and still after a run that learnt nothing
        ASSERT_TRUE(m_center->resume(operation));
        ASSERT_EQ(ended(operation).state, JobState::Unknown);
        EXPECT_TRUE(m_rebuilt.evidence.value(QLatin1String("asked")).toBool());
        EXPECT_EQ(m_rebuilt.evidence.value(QLatin1String("seen")).toInt(), 7);
    }
}

TEST_F(Recovery, AStartShowsWhatWasInterruptedAndHowFarItCame)
{
    const QString operation = interrupted();
    rebuildWith({instant(QStringLiteral("push"), true)});
    ASSERT_TRUE(recovered());
    const JobStatus found = status(operation);
    EXPECT_EQ(found.state, JobState::Unknown);
    EXPECT_TRUE(found.interrupted);
    EXPECT_TRUE(found.blocks);
    EXPECT_TRUE(found.resumable);
    EXPECT_FALSE(found.elsewhere);
    EXPECT_EQ(found.kind, QStringLiteral("rollback"));
    EXPECT_EQ(found.subject, QStringLiteral("prod/api"));
    EXPECT_EQ(found.detail, QStringLiteral("v1.3.8 -> v1.3.7"));
    EXPECT_EQ(found.actor, QStringLiteral("bo"));
    EXPECT_EQ(found.reason, QStringLiteral("errors"));
    EXPECT_EQ(found.commit, QStringLiteral("5be01d2"));
    EXPECT_EQ(stepStates(found), (QList<S>{S::Done, S::Unknown, S::Waiting}));
    EXPECT_EQ(found.steps.constFirst().note, QStringLiteral("5be01d2"));
    EXPECT_TRUE(
        eventually([&] { return m_center->log(operation) == QStringList{QStringLiteral("committed")}; }));
}

TEST_F(Recovery, TheTargetIsBlockedAlsoForWhoDidNotLook)
{
    const QString operation = interrupted();
    const JobStatus refused = run(job({instant(QStringLiteral("push"), true)})); // without recover()
    EXPECT_EQ(refused.state, JobState::Failed);
    EXPECT_EQ(refused.error->code, ErrorCode::Conflict);
    EXPECT_EQ(refused.error->detail, operation);
    ASSERT_TRUE(eventually([&] { return status(operation).interrupted; })); // it looked then
    EXPECT_EQ(m_center->start(job({instant(QStringLiteral("push"), true)})).error().code,
              ErrorCode::Conflict);
    EXPECT_EQ(run(job({instant(QStringLiteral("push"), true)}, QStringLiteral("prod/web"))).state,
              JobState::Succeeded);
}

TEST_F(Recovery, ResumeRunsAllStepsAgainUnderTheSameOperation)
{
    const QString operation = interrupted();
    const HeldStep commit;
    rebuildWith({commit.step(QStringLiteral("commit"), false), instant(QStringLiteral("push"), true)});
    ASSERT_TRUE(recovered());
    ASSERT_TRUE(m_center->resume(operation));
    ASSERT_TRUE(eventually([&] { return commit.runs() == 1; }));
    EXPECT_EQ(m_rebuilt.payload.value(QLatin1String("to")).toString(), QStringLiteral("v1.3.7"));
    EXPECT_EQ(m_rebuilt.commit, QStringLiteral("5be01d2"));
    EXPECT_EQ(m_rebuilt.evidence.value(QLatin1String("base")).toString(), QStringLiteral("77c0"));
    EXPECT_EQ(status(operation).state, JobState::Running);
    EXPECT_FALSE(status(operation).interrupted);
    EXPECT_EQ(codeOf(m_center->abandon(operation, {})), ErrorCode::Conflict); // not while it runs
    commit.answer();
    EXPECT_EQ(ended(operation).state, JobState::Succeeded);
    EXPECT_FALSE(audit(operation).open);
    EXPECT_EQ(run(job({instant(QStringLiteral("push"), true)})).state, JobState::Succeeded); // free again
    EXPECT_TRUE(valueOf(m_journal->verifyChain()).isWhole());
}

TEST_F(Recovery, AResumedJobThatCannotLookStaysUnknown)
{
    const QString operation = interrupted();
    const Error unreachable{ErrorCode::Unreachable, {}, {}, 0};
    rebuildWith(
        {instant(QStringLiteral("fetch"), false, unreachable), instant(QStringLiteral("push"), true)});
    ASSERT_TRUE(recovered());
    ASSERT_TRUE(m_center->resume(operation));
    ASSERT_TRUE(eventually([&] { return status(operation).state == JobState::Running; }));
    const JobStatus end = ended(operation);
    EXPECT_EQ(end.state, JobState::Unknown); // the first run may have pushed
    EXPECT_EQ(end.error->code, ErrorCode::Unreachable);
    EXPECT_TRUE(end.blocks);
    EXPECT_TRUE(end.resumable);
    EXPECT_TRUE(audit(operation).open);
}

TEST_F(Recovery, AResumedJobThatLookedAndFailedIsSettled)
{
    const QString operation = interrupted();
    rebuildWith({instant(QStringLiteral("push"), true, Error{ErrorCode::Conflict, {}, {}, 0})});
    ASSERT_TRUE(recovered());
    ASSERT_TRUE(m_center->resume(operation));
    ASSERT_TRUE(eventually([&] { return status(operation).state == JobState::Failed; }));
    EXPECT_FALSE(status(operation).blocks);
    EXPECT_FALSE(audit(operation).open);
}

TEST_F(Recovery, AJobThatSomebodyElseSettledMeanwhileIsNotRunAgain)
{
    for (const Risk risk : {Risk::R2, Risk::R0}) {
        const HeldStep step, again;
        const QString operation =
            started(job({step.step(QStringLiteral("push"), true)}, QStringLiteral("prod/api"), risk));
        ASSERT_TRUE(eventually([&] { return step.runs() == 1; }));
        restart();
        rebuildWith({again.step(QStringLiteral("push"), true)});
        ASSERT_TRUE(recovered());
        journal::Entry outcome;
        outcome.kind = journal::Kind::Outcome;
        outcome.operation = operation;
        outcome.state = jobStateName(JobState::Failed);
        outcome.closes = true;
        valueOf(m_journal->append(outcome));
        ASSERT_TRUE(m_center->resume(operation));
        EXPECT_TRUE(eventually([&] { return status(operation).state == JobState::Failed; }));
        EXPECT_EQ(again.runs(), 0);
    }
}

TEST_F(Recovery, AResumedJobThatIsCancelledInTheQueueIsWhereItWas)
{
    const QString operation = interrupted();
    const HeldStep other;
    rebuildWith({instant(QStringLiteral("push"), true)});
    ASSERT_TRUE(recovered());
    const QString first =
        started(job({other.step(QStringLiteral("push"), true)}, QStringLiteral("prod/web")));
    ASSERT_TRUE(eventually([&] { return other.runs() == 1; }));
    const JobStatus before = status(operation);
    ASSERT_TRUE(m_center->resume(operation));
    ASSERT_TRUE(eventually([&] { return !status(operation).waitingFor.isEmpty(); }));
    ASSERT_TRUE(m_center->cancel(operation));
    EXPECT_EQ(status(operation), before);
    other.answer();
    ended(first);
}

TEST_F(Recovery, WithoutARebuildThereIsSettleAndAbandon)
{
    const QString operation = interrupted();
    ASSERT_TRUE(recovered());
    EXPECT_FALSE(status(operation).resumable);
    EXPECT_EQ(m_center->resume(operation).error().code, ErrorCode::BadInput);
    EXPECT_EQ(codeOf(m_center->settle(operation, {JobState::Unknown, {}, {}, {}})), ErrorCode::BadInput);
    ASSERT_TRUE(isDone(m_center->settle(operation, {JobState::Succeeded,
                                                    {},
                                                    QStringLiteral("a91f"),
                                                    {{QStringLiteral("git"), QStringLiteral("v1.3.7")}}})));
    const JobStatus end = status(operation);
    EXPECT_EQ(end.state, JobState::Succeeded);
    EXPECT_FALSE(end.interrupted);
    EXPECT_FALSE(end.blocks);
    EXPECT_EQ(end.commit, QStringLiteral("a91f"));
    EXPECT_EQ(audit(operation).evidence.value(QLatin1String("git")).toString(), QStringLiteral("v1.3.7"));
    EXPECT_EQ(codeOf(m_center->settle(operation, {})), ErrorCode::Conflict);
    EXPECT_TRUE(m_center->start(job({instant(QStringLiteral("push"), true)})));
}

TEST_F(Recovery, AnAbandonedJobStaysUnknownAndBlocksNoMore)
{
    const QString operation = interrupted();
    ASSERT_TRUE(recovered());
    m_center->setActor(QStringLiteral("anna"));
    ASSERT_TRUE(isDone(m_center->abandon(operation, QStringLiteral("looked by hand"))));
    EXPECT_EQ(status(operation).state, JobState::Unknown);
    EXPECT_EQ(status(operation).reason, QStringLiteral("looked by hand"));
    EXPECT_FALSE(status(operation).blocks);
    EXPECT_EQ(audit(operation).state, QStringLiteral("unknown"));
    EXPECT_FALSE(audit(operation).open);
    EXPECT_EQ(audit(operation).actor, QStringLiteral("bo")); // who began it
    const QList<journal::Record> records = valueOf(m_journal->records(operation));
    EXPECT_EQ(records.constLast().actor, QStringLiteral("anna")); // who decided
    EXPECT_EQ(records.constLast().reason, QStringLiteral("looked by hand"));
    restart();
    ASSERT_TRUE(recovered());
    EXPECT_TRUE(m_center->jobs().isEmpty());
}

TEST_F(Recovery, WhatLostContactIsNotCalledInterruptedAfterARestart)
{
    const HeldStep apply;
    const QString operation =
        run(job({apply.step(QStringLiteral("apply"), true, std::chrono::milliseconds(10))})).operation;
    restart();
    ASSERT_TRUE(recovered());
    EXPECT_EQ(status(operation).state, JobState::Unknown);
    EXPECT_FALSE(status(operation).interrupted);
    EXPECT_TRUE(status(operation).blocks);
    EXPECT_EQ(status(operation).error->code, ErrorCode::Timeout);
    EXPECT_EQ(stepStates(status(operation)), QList<S>{S::Unknown});
}

TEST_F(Recovery, AReadingJobThatWasInterruptedIsShownAndBlocksNothing)
{
    const HeldStep plan;
    const QString operation =
        started(job({plan.step(QStringLiteral("plan"), true)}, QStringLiteral("prod/infra"), Risk::R0));
    ASSERT_TRUE(eventually([&] { return plan.runs() == 1; }));
    restart();
    ASSERT_TRUE(recovered());
    EXPECT_TRUE(status(operation).interrupted);
    EXPECT_FALSE(status(operation).blocks);
    EXPECT_TRUE(m_center->start(job({instant(QStringLiteral("push"), true)}, QStringLiteral("prod/infra"))));
}

TEST_F(Recovery, LookingAgainChangesNothing)
{
    const QString operation = interrupted();
    ASSERT_TRUE(recovered());
    QSignalSpy changes(m_center.get(), &JobCenter::jobChanged);
    ASSERT_TRUE(recovered());
    ASSERT_TRUE(isDone(m_center->refresh()));
    EXPECT_EQ(changes.count(), 0);
    const JobStatus end = run(job({instant(QStringLiteral("push"), true)}, QStringLiteral("prod/web")));
    ASSERT_TRUE(recovered());
    EXPECT_EQ(status(end.operation), end);
}

TEST_F(Recovery, AStepThatChangesNothingOutsideIsStoppedWhenTheCenterGoes)
{
    const HeldStep observe, push;
    started(job({observe.step(QStringLiteral("observe"), false), push.step(QStringLiteral("push"), true)}));
    started(job({push.step(QStringLiteral("push"), true)}, QStringLiteral("dev/api")));
    ASSERT_TRUE(eventually([&] { return observe.runs() == 1 && push.runs() == 1; }));
    restart();
    EXPECT_TRUE(observe.context().stop.stop_requested());
    EXPECT_FALSE(push.context().stop.stop_requested());
}

} // namespace
} // namespace envdeck::jobs

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/run_history.h"
#include "tests/core/jobs/jobs_fixture.h"
#include "tests/core/runs/runs_fixture.h"

namespace envdeck::infrastructure {
namespace {

class RunHistoryTest : public jobs::JobsTest, public RunFolders {
protected:
    void SetUp() override
    {
        JobsTest::SetUp();
        m_clock.set(now);
        open();
    }
    void TearDown() override { m_history.reset(); }

    void open()
    {
        m_history.reset();
        m_history = std::make_unique<RunHistory>(
            RunHistory::Outside{{QStringLiteral("dev"), QStringLiteral("prod")},
                                [this](const EnvironmentId &environment) { return places(environment); },
                                *m_journal,
                                m_clock,
                                std::chrono::minutes(30)});
        m_history->follow(*m_center);
    }
    jobs::Job runJob(const QString &kind, const QList<jobs::Step> &steps, Risk risk = Risk::R0)
    {
        jobs::Job job = JobsTest::job(steps, QStringLiteral("dev/terraform"), risk);
        job.kind = kind;
        return job;
    }
    QList<RunEntry> runs(const EnvironmentId &environment = {})
    {
        return valueOf(m_history->list(environment, 50));
    }

    std::unique_ptr<RunHistory> m_history;
};

TEST_F(RunHistoryTest, ARunIsListedWhileItGoesOnAndWithItsEndAndItsLog)
{
    jobs::HeldStep held;
    const QString operation =
        started(runJob(QStringLiteral("plan"), {held.step(QStringLiteral("plan"), false)}));
    ASSERT_TRUE(eventually([&] { return held.runs() == 1; }));
    m_history->note(
        QStringLiteral("dev"), operation,
        {QString(40, QLatin1Char('b')), QStringLiteral("terraform 1.11.4"), {}, PlanCounts{1, 2, 0, 0}});
    ASSERT_EQ(runs().size(), 1);
    EXPECT_EQ(runs().first().life, RunLife::Followed);
    EXPECT_EQ(runs().first().record.commit, QString(40, QLatin1Char('b')));
    held.context().log->write(QStringLiteral("terraform_data.app: refreshing"));
    m_clock.advance(std::chrono::seconds(7));
    held.answer();
    ended(operation);
    const RunRecord record = runs().first().record;
    EXPECT_EQ(record.state, JobState::Succeeded);
    EXPECT_EQ(record.actor, QStringLiteral("bo"));
    EXPECT_EQ(record.began.secsTo(record.ended), 7);
    EXPECT_EQ(record.counts->update, 2);
    const RunReport report = valueOf(m_history->report(operation));
    EXPECT_TRUE(report.log.contains(QLatin1String("refreshing")));
    ASSERT_TRUE(QFile::remove(m_center->logFile(operation))); // made room for others
    EXPECT_TRUE(valueOf(m_history->report(operation)).log.contains(QLatin1String("refreshing")));
}

TEST_F(RunHistoryTest, AFailureIsKeptWithItsCauseAndNoSecret)
{
    Redactor redactor;
    redactor.learn(Secret("canary-4711"));
    m_history->setRedactor(redactor);
    const Error error{ErrorCode::ToolFailed, QStringLiteral("dev"),
                      QStringLiteral("token canary-4711 was refused"), 1};
    const JobStatus job =
        run(runJob(QStringLiteral("plan"), {instant(QStringLiteral("plan"), false, error)}));
    const auto record = runs().value(0).record;
    EXPECT_EQ(record.state, JobState::Failed);
    ASSERT_TRUE(record.error);
    EXPECT_EQ(record.error->code, ErrorCode::ToolFailed);
    EXPECT_TRUE(record.error->detail.contains(QLatin1String("was refused")));
    QFile file(places().record(job.operation));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_FALSE(file.readAll().contains("canary-4711"));
}

TEST_F(RunHistoryTest, OtherJobsAreNoRuns)
{
    run(job({instant(QStringLiteral("push"), true)}, QStringLiteral("dev/api")));
    run(job({instant(QStringLiteral("unlock"), true)}, QStringLiteral("dev/terraform-state")));
    EXPECT_TRUE(runs().isEmpty());
}

TEST_F(RunHistoryTest, WhatTheJournalKnowsFromBeforeThereWereRecordsIsListedToo)
{
    m_history.reset(); // nobody keeps records
    const JobStatus apply =
        run(runJob(QStringLiteral("apply"), {instant(QStringLiteral("apply"), true)}, Risk::R3));
    const QString plan = newOperationId(m_clock.now().addSecs(-60));
    ReviewRecord review;
    review.commit = QString(40, QLatin1Char('c'));
    review.counts.create = 4;
    ASSERT_TRUE(isDone(m_journal->recordReview(
        {QStringLiteral("dev"), review, QStringLiteral("anna"), plan, m_clock.now().addSecs(-50)})));
    open();
    const auto all = runs(QStringLiteral("dev"));
    ASSERT_EQ(all.size(), 2);
    EXPECT_EQ(all.at(0).record.operation, apply.operation);
    EXPECT_EQ(all.at(0).record.state, JobState::Succeeded);
    EXPECT_EQ(all.at(1).record.operation, plan);
    EXPECT_EQ(all.at(1).record.actor, QStringLiteral("anna"));
    EXPECT_EQ(all.at(1).record.counts->create, 4);
    EXPECT_TRUE(runs(QStringLiteral("prod")).isEmpty());
}

TEST_F(RunHistoryTest, HowAnApplyEndedIsForTheJournalToSay)
{
    RunRecord record = this->record(1, QStringLiteral("apply"), JobState::Running);
    jobs::Job apply = runJob(QStringLiteral("apply"), {instant(QStringLiteral("apply"), true)}, Risk::R3);
    apply.operation = record.operation;
    m_history.reset();
    run(apply);
    record.counts = PlanCounts{3, 0, 0, 0};
    written(record); // the process that kept it died before the end
    open();
    ASSERT_EQ(runs().size(), 1);
    EXPECT_EQ(runs().first().record.state, JobState::Succeeded);
    EXPECT_EQ(runs().first().life, RunLife::Over);
    EXPECT_EQ(runs().first().record.counts->create, 3);
}

TEST_F(RunHistoryTest, TheLastWordsOfAProcessThatLeavesAtOnceAreWritten)
{
    const JobStatus job = run(runJob(QStringLiteral("plan"), {instant(QStringLiteral("plan"), false)}));
    m_history.reset(); // as envdeckctl does
    EXPECT_EQ(readRun(places(), job.operation).value().record.state, JobState::Succeeded);
}

TEST_F(RunHistoryTest, WhatNobodyFollowsIsFoundAndMayBeGivenUp)
{
    const RunRecord record = written(this->record(1, QStringLiteral("plan"), JobState::Running));
    const auto alone = valueOf(m_history->unattended());
    ASSERT_EQ(alone.size(), 1);
    EXPECT_EQ(alone.first().record.operation, record.operation);
    m_history->giveUp(record);
    EXPECT_TRUE(valueOf(m_history->unattended()).isEmpty());
    EXPECT_EQ(runs().first().record.state, JobState::Unknown);
}

TEST_F(RunHistoryTest, ARunThatIsNotKnownIsNotFound)
{
    const auto report = testing::answerOf(m_history->report(newOperationId(now)));
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::NotFound);
}

} // namespace
} // namespace envdeck::infrastructure

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/journal/journal_fixture.h"

#include <QFileInfo>
#include <QSignalSpy>

namespace envdeck::journal {
namespace {

TEST_F(JournalTest, WhatWasAppendedReadsBackAfterReopening)
{
    const QString operation = newOperation();
    Entry failed = outcome(operation, JobState::Failed);
    failed.error = Error{ErrorCode::Conflict, QStringLiteral("prod/api"), QStringLiteral("line changed"), 3};
    {
        const auto journal = opened();
        EXPECT_EQ(valueOf(journal->append(intent(operation))), 1);
        EXPECT_EQ(valueOf(journal->append({failed, failed})), 3);
    }
    const auto journal = opened();
    const QList<Record> records = valueOf(journal->records(operation));
    ASSERT_EQ(records.size(), 3);
    EXPECT_EQ(static_cast<const Entry &>(records.at(0)), intent(operation));
    EXPECT_EQ(static_cast<const Entry &>(records.at(1)), failed);
    EXPECT_EQ(records.at(0).owner, thisOwner());
    EXPECT_EQ(records.at(0).machine, QStringLiteral("desk"));
    EXPECT_EQ(records.at(0).at.timeSpec(), Qt::UTC);
    EXPECT_TRUE(valueOf(journal->verifyChain()).isWhole());
}

TEST_F(JournalTest, DestroyingItFinishesWhatWasAppended)
{
    constexpr int count = 200;
    {
        const auto journal = opened();
        for (int i = 0; i < count; ++i)
            journal->append(intent(newOperation()));
    }
    EXPECT_EQ(valueOf(opened()->verifyChain()).records, count);
}

TEST_F(JournalTest, OnlyItsOwnerReadsItsFiles)
{
    const auto journal = opened();
    ASSERT_TRUE(isDone(journal->open()));
    ASSERT_TRUE(isDone(journal->saveSnapshot(QStringLiteral("overview"), {})));
    const auto owner = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    for (const char *name :
         {"journal.sqlite", "journal.sqlite-wal", "journal.sqlite-shm", "snapshots.sqlite"})
        EXPECT_EQ(QFile::permissions(folder() + QLatin1Char('/') + QLatin1String(name)), owner) << name;
    EXPECT_EQ(QFile::permissions(folder()), owner | QFile::ExeOwner | QFile::ExeUser);
}

TEST_F(JournalTest, AFileThatWasOpenToOthersIsClosedToThem)
{
    (void)opened()->open();
    ASSERT_TRUE(QFile::setPermissions(file(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup |
                                                  QFile::ReadOther));
    const auto journal = opened();
    ASSERT_TRUE(isDone(journal->open()));
    EXPECT_FALSE(QFile::permissions(file()) & (QFile::ReadGroup | QFile::ReadOther));
}

TEST_F(JournalTest, AnOperationIsUnfinishedUntilAnOutcomeClosesIt)
{
    const auto journal = opened();
    const QString operation = newOperation();
    valueOf(journal->append(intent(operation)));
    Entry step = intent(operation);
    step.kind = Kind::Step;
    step.step = QStringLiteral("push");
    step.state = stepStateName(StepState::Running);
    valueOf(journal->append(step));

    QList<OpenOperation> open = valueOf(journal->unfinished());
    ASSERT_EQ(open.size(), 1);
    EXPECT_EQ(open.constFirst().intent.payload.value(QLatin1String("to")).toString(),
              QStringLiteral("v1.3.7"));
    ASSERT_EQ(open.constFirst().steps.size(), 1);
    EXPECT_EQ(open.constFirst().steps.constFirst().step, QStringLiteral("push"));
    EXPECT_FALSE(open.constFirst().outcome);

    valueOf(journal->append(outcome(operation, JobState::Unknown, false)));
    open = valueOf(journal->unfinished());
    ASSERT_EQ(open.size(), 1);
    EXPECT_EQ(open.constFirst().outcome->state, QStringLiteral("unknown"));

    valueOf(journal->append(intent(operation))); // resumed
    open = valueOf(journal->unfinished());
    ASSERT_EQ(open.size(), 1);
    EXPECT_FALSE(open.constFirst().outcome);
    EXPECT_TRUE(open.constFirst().steps.isEmpty());

    valueOf(journal->append(outcome(operation, JobState::Succeeded)));
    EXPECT_TRUE(valueOf(journal->unfinished()).isEmpty());
}

TEST_F(JournalTest, AnOpenOperationBlocksItsTargetAndNoOther)
{
    const auto journal = opened();
    const QString first = newOperation();
    valueOf(journal->append({intent(first)}, Require::TargetFree));

    const auto blocked = testing::answerOf(journal->append({intent(newOperation())}, Require::TargetFree));
    ASSERT_FALSE(blocked);
    EXPECT_EQ(blocked.error().code, ErrorCode::Conflict);
    EXPECT_EQ(blocked.error().subject, QStringLiteral("prod/api"));
    EXPECT_EQ(blocked.error().detail, first);
    const QString other = newOperation();
    EXPECT_GT(valueOf(journal->append({intent(other, QStringLiteral("web"))}, Require::TargetFree)), 0);

    valueOf(journal->append(outcome(first, JobState::Succeeded)));
    EXPECT_GT(valueOf(journal->append({intent(newOperation())}, Require::TargetFree)), 0);
}

TEST_F(JournalTest, ARefusedAppendLeavesNothing)
{
    const auto journal = opened();
    valueOf(journal->append({intent(newOperation())}, Require::TargetFree));
    const QString second = newOperation();
    Entry step = intent(second);
    step.kind = Kind::Step;
    EXPECT_FALSE(testing::answerOf(journal->append({intent(second), step}, Require::TargetFree)));
    EXPECT_TRUE(valueOf(journal->records(second)).isEmpty());
    EXPECT_EQ(valueOf(journal->verifyChain()).records, 1);
}

TEST_F(JournalTest, OnlyAnOpenOperationCanBeTakenUpAgain)
{
    const auto journal = opened();
    const QString operation = newOperation();
    const auto missing = testing::answerOf(journal->append({intent(operation)}, Require::Orphaned));
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    valueOf(journal->append(intent(operation)));
    EXPECT_GT(valueOf(journal->append({intent(operation)}, Require::Orphaned)), 0);
    valueOf(journal->append({outcome(operation, JobState::Failed)}, Require::Orphaned));
    const auto closed =
        testing::answerOf(journal->append({outcome(operation, JobState::Failed)}, Require::Orphaned));
    EXPECT_EQ(closed.error().code, ErrorCode::NotFound);
}

TEST_F(JournalTest, SecretsThatSlipInAreHidden)
{
    Redactor redactor;
    redactor.learn(Secret("hunter2-token"));
    const auto journal = opened(redactor);
    const QString operation = newOperation();
    Entry entry = intent(operation);
    entry.reason = QStringLiteral("because hunter2-token");
    entry.error = Error{ErrorCode::ToolFailed, {}, QStringLiteral("said hunter2-token"), 1};
    entry.payload = {{QStringLiteral("list"), QJsonArray{QStringLiteral("x hunter2-token y")}}};
    valueOf(journal->append(entry));
    ASSERT_TRUE(isDone(journal->saveSnapshot(QStringLiteral("page"),
                                             {{QStringLiteral("a"), QStringLiteral("hunter2-token")}})));
    const Record record = valueOf(journal->records(operation)).constFirst();
    EXPECT_EQ(record.reason, QStringLiteral("because ******"));
    EXPECT_EQ(record.error->detail, QStringLiteral("said ******"));
    for (const char *name : {"journal.sqlite", "journal.sqlite-wal", "snapshots.sqlite-wal"}) {
        QFile raw(folder() + QLatin1Char('/') + QLatin1String(name));
        ASSERT_TRUE(raw.open(QIODevice::ReadOnly)) << name;
        EXPECT_FALSE(raw.readAll().contains("hunter2")) << name;
    }
}

TEST_F(JournalTest, ChangedTellsOfOwnRowsAndPollOfOthers)
{
    const auto journal = opened();
    QSignalSpy changed(journal.get(), &Journal::changed);
    QSignalSpy others(journal.get(), &Journal::othersWrote);
    valueOf(journal->append(intent(newOperation())));
    ASSERT_TRUE(testing::eventually([&] { return changed.count() == 1; }, std::chrono::minutes(1)));
    EXPECT_FALSE(valueOf(journal->poll()));

    const auto other = opened(); // another connection is to SQLite what another process is
    valueOf(other->append(intent(newOperation())));
    EXPECT_TRUE(valueOf(journal->poll()));
    ASSERT_TRUE(testing::eventually([&] { return others.count() == 1; }, std::chrono::minutes(1)));
    EXPECT_EQ(changed.count(), 2);
    EXPECT_FALSE(valueOf(journal->poll()));
}

TEST_F(JournalTest, DeploymentsKeepTheNewestRecordOfEachCommit)
{
    const auto journal = opened();
    DeploymentRecord first;
    first.target = {QStringLiteral("prod"), QStringLiteral("api")};
    first.image =
        *ImageRef::parse(QStringLiteral("ghcr.io/acme/api:v1.3.7@sha256:") + QString(64, QLatin1Char('a')));
    first.commit = QStringLiteral("77c0");
    first.state = DeploymentState::Running;
    first.observedAt = m_clock.now();
    first.operation = newOperation();
    DeploymentRecord healthy = first;
    healthy.state = DeploymentState::Healthy;
    healthy.errorPercent = 0.1;
    healthy.p95Ms = 88;
    healthy.platform = QStringLiteral("dep-1");
    DeploymentRecord second = first;
    second.commit = QStringLiteral("a91f");
    DeploymentRecord elsewhere = first;
    elsewhere.target.environment = QStringLiteral("dev");
    for (const DeploymentRecord &record : {first, second, healthy, elsewhere})
        ASSERT_TRUE(isDone(journal->recordDeployment(record)));
    EXPECT_EQ(valueOf(journal->deploymentRecords(first.target)), (QList<DeploymentRecord>{healthy, second}));
}

TEST_F(JournalTest, ADeploymentSeenAgainUnchangedIsNoNews)
{
    const auto journal = opened();
    DeploymentRecord record;
    record.target = {QStringLiteral("prod"), QStringLiteral("api")};
    record.state = DeploymentState::Healthy;
    record.observedAt = m_clock.now();
    for (int i = 0; i < 3; ++i) {
        record.observedAt = record.observedAt.addSecs(10);
        ASSERT_TRUE(isDone(journal->recordDeployment(record)));
    }
    EXPECT_EQ(valueOf(journal->verifyChain()).records, 1);
    record.state = DeploymentState::Degraded;
    ASSERT_TRUE(isDone(journal->recordDeployment(record)));
    EXPECT_EQ(valueOf(journal->verifyChain()).records, 2);
}

TEST_F(JournalTest, AReviewedPlanReadsBackWhole)
{
    const auto journal = opened();
    PlanReview review;
    review.environment = QStringLiteral("prod");
    review.record = {"aa11",
                     "bb22",
                     "cc33",
                     QStringLiteral("5be01d2"),
                     QStringLiteral("default"),
                     QStringLiteral("pg db.example.com"),
                     42,
                     QStringLiteral("line"),
                     QStringLiteral("terraform 1.11.4"),
                     PlanCounts{1, 2, 3, 4, 5, 6, 7, 8, 9}};
    review.actor = QStringLiteral("bo");
    review.operation = newOperation();
    review.at = m_clock.now();
    review.withheld = true;
    review.destroys = QStringLiteral("test-1");
    review.branch = QStringLiteral("bigger");
    ASSERT_TRUE(isDone(journal->recordReview(review)));
    EXPECT_EQ(valueOf(journal->reviews(QStringLiteral("prod"))), QList<PlanReview>{review});
    EXPECT_TRUE(valueOf(journal->reviews(QStringLiteral("dev"))).isEmpty());
}

TEST_F(JournalTest, SnapshotsAreReplacedAndDated)
{
    const auto journal = opened();
    const QString key = QStringLiteral("overview");
    EXPECT_EQ(testing::answerOf(journal->snapshot(key)).error().code, ErrorCode::NotFound);
    ASSERT_TRUE(isDone(journal->saveSnapshot(key, {{QStringLiteral("a"), 1}})));
    m_clock.advance(std::chrono::hours(1));
    ASSERT_TRUE(isDone(journal->saveSnapshot(key, {{QStringLiteral("a"), 2}})));
    const Snapshot snapshot = valueOf(opened()->snapshot(key));
    EXPECT_EQ(snapshot.value.value(QLatin1String("a")).toInt(), 2);
    EXPECT_EQ(snapshot.at, m_clock.now());
}

} // namespace
} // namespace envdeck::journal

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/runs/runs_fixture.h"

namespace envdeck::infrastructure {
namespace {

class RunFiles : public ::testing::Test, public RunFolders {
protected:
    // A run with everything that terraform and we put there.
    RunRecord full(const RunRecord &record) const
    {
        const terraform::RunPlace place = places().place(record.operation);
        written(record);
        write(places().log(record.operation), "made\n");
        write(place.planFile());
        write(place.planRun() + QStringLiteral("/out"));
        write(places().exported(record.operation) + QStringLiteral("/environments/dev/main.tf"));
        return record;
    }
    void tidy(int runs = 50, const QSet<QString> &open = {}, int plansMinutes = 45) const
    {
        // Files are as old as this test: a plan counts as old when the limit lies ahead of now.
        tidyRuns(places(),
                 {runs, open,
                  QDateTime::currentDateTimeUtc().addSecs(plansMinutes > 0 ? -60 * plansMinutes : 60)});
    }
    static bool has(const QString &path) { return QFileInfo::exists(path); }
};

TEST_F(RunFiles, ARecordComesBackAsItWasAndIsReadByNobodyElse)
{
    RunRecord record = this->record(3, QStringLiteral("apply"), JobState::Failed);
    record.reason = QStringLiteral("wanted");
    record.program = QStringLiteral("terraform 1.11.4");
    record.planOperation = newOperationId(now);
    record.counts = PlanCounts{1, 2, 3, 4};
    record.error =
        Error{ErrorCode::ToolFailed, QStringLiteral("terraform_data.a"), QStringLiteral("no luck"), 1};
    record.owner = journal::thisOwner();
    record.began.setTime(QTime(record.began.time().hour(), 1, 2, 345));
    written(record);
    const auto read = readRun(places(), record.operation);
    ASSERT_TRUE(read);
    EXPECT_EQ(read.value().record, record);
    EXPECT_EQ(read.value().life, RunLife::Over);
    const auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
    EXPECT_FALSE(QFile::permissions(places().record(record.operation)) & others);
    EXPECT_FALSE(QFile::permissions(places().run(record.operation)) & others);
}

TEST_F(RunFiles, WhatIsNoRecordOrOneOfANewerEnvdeckIsLeftOut)
{
    const RunRecord good = written(record(5));
    for (const QByteArray &text : {QByteArray(), QByteArray("{"), QByteArray("[]"),
                                   QByteArray(R"({"envdeckRun":2,"state":"succeeded"})"),
                                   QByteArray(R"({"envdeckRun":1,"state":"odd"})")})
        write(places().record(newOperationId(now)), text);
    const RunRecord moved = record(1);
    write(places().record(newOperationId(now)),
          QJsonDocument(toJson(moved)).toJson()); // under another's name
    write(places().runs() + QStringLiteral("/state/record.json"), QJsonDocument(toJson(moved)).toJson());
    const auto runs = readRuns(places(), 50);
    ASSERT_EQ(runs.size(), 1);
    EXPECT_EQ(runs.first().record, good);
}

TEST_F(RunFiles, TheNewestComeFirstAndNoMoreThanAsked)
{
    const RunRecord old = written(record(30));
    const RunRecord young = written(record(2));
    const RunRecord middle = written(record(10));
    const auto runs = readRuns(places(), 2);
    ASSERT_EQ(runs.size(), 2);
    EXPECT_EQ(runs.at(0).record.operation, young.operation);
    EXPECT_EQ(runs.at(1).record.operation, middle.operation);
    EXPECT_EQ(readRuns(places(), 9).last().record.operation, old.operation);
}

TEST_F(RunFiles, ARunWithoutAnEndIsFollowedAloneOrInterrupted)
{
    RunRecord followed = record(4, QStringLiteral("plan"), JobState::Running);
    followed.owner = journal::thisOwner();
    written(followed);
    EXPECT_EQ(readRun(places(), followed.operation).value().life, RunLife::Followed);

    const RunRecord alone = written(record(3, QStringLiteral("plan"), JobState::Running));
    EXPECT_EQ(readRun(places(), alone.operation).value().life, RunLife::Interrupted); // nothing was started
    runnerWas(places().place(alone.operation).planRun(), true);
    EXPECT_EQ(readRun(places(), alone.operation).value().life, RunLife::Alone);

    const RunRecord ended = written(record(2, QStringLiteral("plan"), JobState::Running));
    runnerWas(places().place(ended.operation).planRun(), false);
    EXPECT_EQ(readRun(places(), ended.operation).value().life, RunLife::Interrupted);
    write(places().place(ended.operation).planRun() + QStringLiteral("/exit.json"),
          R"({"exitCode":0,"signal":0,"interrupted":false,"startError":"","at":"2026-01-01T00:00:00.000Z"})");
    EXPECT_EQ(readRun(places(), ended.operation).value().life, RunLife::Alone);

    RunRecord apply = record(1, QStringLiteral("apply"), JobState::Running);
    apply.planOperation = followed.operation; // the runner of an apply lies with its plan
    written(apply);
    runnerWas(places().place(followed.operation).applyRun(), true);
    EXPECT_EQ(readRun(places(), apply.operation).value().life, RunLife::Alone);
    EXPECT_TRUE(isProgramAlive(places()));
}

TEST_F(RunFiles, APlanThatMayStillBeAppliedKeepsItsFileAndItsCommit)
{
    const RunRecord plan = full(record(10));
    tidy();
    EXPECT_TRUE(has(places().place(plan.operation).planFile()));
    EXPECT_TRUE(has(places().exported(plan.operation)));
    tidy(50, {}, 0);
    EXPECT_FALSE(has(places().place(plan.operation).planFile()));
    EXPECT_FALSE(has(places().exported(plan.operation)));
    EXPECT_FALSE(has(places().place(plan.operation).planRun())) << "terraform's own words are not kept";
    EXPECT_TRUE(has(places().log(plan.operation)));
    EXPECT_TRUE(has(places().record(plan.operation)));
}

TEST_F(RunFiles, WhatAnUnsettledApplyNeedsStaysHoweverOldItIs)
{
    const RunRecord plan = full(record(5000));
    tidy(0, {plan.operation}, 0);
    EXPECT_TRUE(has(places().place(plan.operation).planFile()));
    EXPECT_TRUE(has(places().exported(plan.operation)));

    const RunRecord running = full(record(6000, QStringLiteral("plan"), JobState::Running));
    runnerWas(places().place(running.operation).planRun(), true);
    tidy(0, {plan.operation}, 0);
    EXPECT_TRUE(has(places().exported(running.operation)));
}

TEST_F(RunFiles, OnlyTheLastRunsKeepRecordAndLog)
{
    const RunRecord oldest = full(record(300));
    const RunRecord older = full(record(200));
    const RunRecord newest = full(record(100));
    tidy(2, {}, 0);
    EXPECT_FALSE(has(places().run(oldest.operation)));
    EXPECT_TRUE(has(places().log(older.operation)));
    EXPECT_TRUE(has(places().log(newest.operation)));
}

TEST_F(RunFiles, AnUnsavedStateInAnExportIsBroughtToSafetyAndNeverRemoved)
{
    const RunRecord first = full(record(100));
    const RunRecord second = full(record(90));
    const QString left = QStringLiteral("/environments/dev/errored.tfstate");
    write(places().exported(first.operation) + left, "older");
    write(places().exported(second.operation) + left, "newer");
    tidy(0, {}, 0);
    QFile kept(places().erroredState());
    ASSERT_TRUE(kept.open(QIODevice::ReadOnly));
    EXPECT_EQ(kept.readAll(), "newer"); // the newest run is looked at first
    EXPECT_FALSE(has(places().exported(second.operation)));
    EXPECT_TRUE(has(places().exported(first.operation) + left)) << "there is no second place for it";
    const auto others = QFile::ReadGroup | QFile::ReadOther;
    EXPECT_FALSE(QFile::permissions(places().work()) & others);
}

TEST_F(RunFiles, ACheckForDriftThatNobodyMakesAnyMoreGoesAtOnce)
{
    const auto begun = [&](const char *name, const journal::Owner &owner) {
        RunRecord check = record(1, QStringLiteral("drift"), JobState::Running);
        check.operation = driftRun(QString::fromLatin1(name));
        check.owner = owner;
        write(places().place(check.operation).planFile());
        return written(check).operation;
    };
    const QString mine = driftRun(newOperationId(now));
    ASSERT_TRUE(beginDriftRun(places(), mine));
    const QString dead = begun("dead", {});
    const QString working = begun("working", {});
    runnerWas(places().place(working).planRun(), true);
    const QString killed = begun("killed", {});
    runnerWas(places().place(killed).planRun(), false);
    const QString justMade = places().run(driftRun(QStringLiteral("just-made")));
    QDir().mkpath(justMade);
    tidy();
    EXPECT_FALSE(has(places().run(dead)));
    EXPECT_FALSE(has(places().run(killed)));
    EXPECT_TRUE(has(places().place(working).planFile())) << "terraform still writes it";
    EXPECT_TRUE(has(places().run(mine)));
    EXPECT_TRUE(has(justMade));
    EXPECT_TRUE(readRuns(places(), 9).isEmpty()) << "it is no run of the history";
}

TEST_F(RunFiles, OtherFoldersAreNotRuns)
{
    write(places().runs() + QStringLiteral("/state/commit/main.tf"));
    tidy(0, {}, 0);
    EXPECT_TRUE(has(places().runs() + QStringLiteral("/state/commit/main.tf")));
}

} // namespace
} // namespace envdeck::infrastructure

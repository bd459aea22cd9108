// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/job_model.h"
#include "ui/models/cells.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

JobStatus job(const char *operation, JobState state = JobState::Running)
{
    JobStatus status;
    status.operation = QString::fromLatin1(operation);
    status.kind = QStringLiteral("plan");
    status.environment = QStringLiteral("dev");
    status.state = state;
    status.cancelable = state == JobState::Running;
    return status;
}

class Rows : public ::testing::Test {
protected:
    JobModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    const QDateTime now = QDateTime(QDate(2026, 3, 2), QTime(10, 41), Qt::UTC);
};

TEST_F(Rows, ARefreshKeepsTheSelectionOnTheSameThing)
{
    model.setJobs({job("a"), job("b"), job("c")}, now);
    QItemSelectionModel selection(&model);
    selection.select(model.index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    model.setJobs({job("new"), job("c"), job("b")}, now);
    ASSERT_EQ(selection.selectedRows().size(), 1);
    EXPECT_EQ(model.row(selection.selectedRows().first())->operation, QStringLiteral("b"));
}

TEST_F(Rows, AnUnchangedRefreshSaysNothing)
{
    model.setJobs({job("a"), job("b")}, now);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    model.setJobs({job("a"), job("b")}, now);
    EXPECT_TRUE(changed.isEmpty() && inserted.isEmpty());
}

TEST_F(Rows, AChangedRowIsUpdatedInPlace)
{
    model.setJobs({job("a"), job("b")}, now);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setJobs({job("a"), job("b", JobState::Failed)}, now);
    ASSERT_EQ(changed.size(), 1);
    EXPECT_EQ(changed.first().first().toModelIndex().row(), 1);
}

TEST_F(Rows, TimeGoesOnOnlyForWhatRuns)
{
    model.setJobs({job("a"), job("b", JobState::Succeeded)}, now);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setNow(now.addSecs(1));
    ASSERT_EQ(changed.size(), 1);
    EXPECT_EQ(changed.first().first().toModelIndex().row(), 0);
    EXPECT_EQ(changed.first().first().toModelIndex().column(), int(JobModel::ElapsedColumn));
}

TEST_F(Rows, AnInterruptedJobOffersToResumeAndARunningOneToCancel)
{
    JobStatus interrupted = job("a", JobState::Unknown);
    interrupted.interrupted = true;
    model.setJobs({interrupted, job("b"), job("c", JobState::Succeeded)}, now);
    const auto action = [&](int row) { return model.index(row, JobModel::ActionColumn).data().toString(); };
    EXPECT_EQ(action(0), QStringLiteral("Resume"));
    EXPECT_EQ(action(1), QStringLiteral("Cancel"));
    EXPECT_EQ(action(2), QString());
}

TEST(Cells, AreSpokenWithWhatTheirColourSays)
{
    AppCell cell;
    cell.version = QStringLiteral("v1.3.8");
    cell.severity = Severity::Critical;
    cell.word = QStringLiteral("Degraded");
    cell.values = {{QStringLiteral("err"), QStringLiteral("2.4 %"), Severity::Critical},
                   {QStringLiteral("p95"), QStringLiteral("610 ms"), Severity::Warning}};
    cell.since = QStringLiteral("9 min ago by bo");
    EXPECT_EQ(cell.spoken(),
              QStringLiteral(
                  "version v1.3.8, Degraded, err 2.4 %, critical, p95 610 ms, warning, 9 min ago by bo"));
    EXPECT_EQ((PlanAttribute{QStringLiteral("password"), {}, {}, false, true}).spoken(),
              QStringLiteral("password: sensitive value"));
}

} // namespace
} // namespace envdeck::ui

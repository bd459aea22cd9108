// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/event_loop.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/fake_shell_model.h"
#include "tests/ui/support/look.h"
#include "ui/models/job_model.h"
#include "ui/widgets/activity_panel.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/log_view.h"

#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

class Activity : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        testing::FakeShellModel::fill(model);
        panel.resize(1100, 300);
        panel.setJobs(model.jobs(), model.now());
        panel.show();
        testing::drainEvents();
    }
    QPushButton *button(const char *name)
    {
        return panel.findChild<QPushButton *>(QString::fromLatin1(name));
    }
    DataTable *table() { return panel.findChild<DataTable *>(QStringLiteral("jobs.table")); }
    void press(int row, int column)
    {
        table()->setCurrentIndex(table()->model()->index(row, column));
        QTest::keyClick(table(), Qt::Key_Return);
    }
    testing::FakeShellModel model;
    ActivityPanel panel;
};

TEST_F(Activity, RowsOfferWhatCanBeDone)
{
    QSignalSpy resumed(&panel, &ActivityPanel::resumeAsked);
    QSignalSpy cancelled(&panel, &ActivityPanel::cancelAsked);
    press(0, JobModel::ActionColumn);
    press(1, JobModel::ActionColumn);
    press(2, JobModel::ActionColumn); // over: nothing to do, and nothing happens
    ASSERT_EQ(resumed.size(), 1);
    EXPECT_EQ(resumed.first().first().toString(), QStringLiteral("op-3"));
    ASSERT_EQ(cancelled.size(), 1);
    EXPECT_EQ(cancelled.first().first().toString(), QStringLiteral("op-1"));
    testing::grab(panel, QStringLiteral("activity-list"));
}

TEST_F(Activity, TheDetailHasStepsAndTheLog)
{
    QSignalSpy shown(&panel, &ActivityPanel::jobShown);
    press(1, JobModel::ShowColumn);
    ASSERT_EQ(shown.size(), 1);
    panel.setLog(QStringLiteral("op-1"), model.jobLog(QStringLiteral("op-1")));
    EXPECT_EQ(panel.findChild<DataTable *>(QStringLiteral("jobs.steps"))->model()->rowCount(), 8);
    EXPECT_EQ(panel.findChild<LogView *>(QStringLiteral("jobs.log"))->model()->rowCount(), 3);
    EXPECT_EQ(button("jobs.cancel")->text(), QStringLiteral("Stop waiting"));
    EXPECT_FALSE(button("jobs.resume")->isVisible());
    testing::grab(panel, QStringLiteral("activity-running"));
    EXPECT_EQ(testing::clippedTexts(panel), QStringList());
}

TEST_F(Activity, AnInterruptedJobIsResumedOrGivenUp)
{
    QSignalSpy abandoned(&panel, &ActivityPanel::abandonAsked);
    panel.showJob(QStringLiteral("op-3"));
    EXPECT_TRUE(button("jobs.resume")->isVisible());
    EXPECT_FALSE(button("jobs.cancel")->isVisible());
    QTest::mouseClick(button("jobs.abandon"), Qt::LeftButton);
    EXPECT_EQ(abandoned.size(), 1);
    testing::grab(panel, QStringLiteral("activity-interrupted"));
}

TEST_F(Activity, AFailedJobSaysWhatIsTrueAndWhatIsNext)
{
    JobStatus failed = testing::sampleJob(QStringLiteral("op-9"), QStringLiteral("deploy"), JobState::Failed);
    failed.steps[3].state = StepState::Failed;
    failed.steps[3].error =
        Error{ErrorCode::Forbidden, QStringLiteral("main"), QStringLiteral("protected branch"), 1};
    panel.setJobs({failed}, model.now());
    panel.showJob(QStringLiteral("op-9"));
    QSignalSpy next(&panel, &ActivityPanel::nextStepAsked);
    EXPECT_EQ(button("jobs.nextStep")->text(), QStringLiteral("Trigger again"));
    QTest::mouseClick(button("jobs.nextStep"), Qt::LeftButton);
    ASSERT_EQ(next.size(), 1);
    EXPECT_EQ(next.first().at(1).value<NextStep>(), NextStep::RetryTrigger);
    QTest::mouseClick(button("jobs.copyReport"), Qt::LeftButton);
    EXPECT_TRUE(QApplication::clipboard()->text().contains(QLatin1String("protected branch")));
    testing::grab(panel, QStringLiteral("activity-failed"));
}

TEST_F(Activity, AJobThatWasClearedGoesBackToTheList)
{
    panel.showJob(QStringLiteral("op-2"));
    panel.setJobs({model.jobs().first()}, model.now());
    EXPECT_EQ(panel.shownJob(), QString());
    EXPECT_TRUE(table()->isVisible());
}

TEST_F(Activity, AnotherJobsLogIsNotShown)
{
    panel.showJob(QStringLiteral("op-1"));
    panel.setLog(QStringLiteral("op-2"), QStringLiteral("not mine"));
    EXPECT_EQ(panel.findChild<LogView *>(QStringLiteral("jobs.log"))->model()->rowCount(), 0);
}

TEST_F(Activity, NothingToShowIsSaid)
{
    panel.setJobs({}, model.now());
    EXPECT_FALSE(table()->isVisible());
    EXPECT_FALSE(button("jobs.clear")->isEnabled());
    testing::grab(panel, QStringLiteral("activity-empty"));
}

TEST(Log, GrowsWithoutLosingThePlaceOrTheSelection)
{
    testing::theme();
    LogView view;
    view.resize(300, 100);
    view.show();
    QString text;
    for (int i = 0; i < 50; ++i)
        text += QStringLiteral("line %1\n").arg(i);
    view.setText(text);
    view.scrollToTop();
    view.setCurrentIndex(view.model()->index(2, 0));
    view.setText(text + QStringLiteral("more\n"));
    EXPECT_EQ(view.currentIndex().row(), 2);
    EXPECT_EQ(view.indexAt(QPoint(5, 5)).row(), 0);
    view.scrollToBottom();
    view.setText(text + QStringLiteral("more\nand more\n"));
    EXPECT_TRUE(
        view.visualRect(view.model()->index(51, 0)).intersects(view.viewport()->rect())); // follows the end
    QTest::keySequence(&view, QKeySequence::Copy);
    EXPECT_EQ(QApplication::clipboard()->text(), QStringLiteral("line 2"));
}

} // namespace
} // namespace envdeck::ui

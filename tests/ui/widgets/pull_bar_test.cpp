// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/look.h"
#include "ui/widgets/job_detail.h"
#include "ui/widgets/pull_bar.h"

#include "core/domain/pull_progress.h"
#include "tests/support/event_loop.h"
#include "tests/ui/support/clipping.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

const QUrl page(QStringLiteral("https://github.com/acme/infra/pull/12"));

class PullOfAJob : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        detail.resize(1024, 320);
        job.operation = QStringLiteral("op-1");
        job.kind = QStringLiteral("deploy");
        job.environment = QStringLiteral("prod");
        job.subject = QStringLiteral("prod/api");
        job.detail = QStringLiteral("v1.3.7 -> v1.3.8");
        job.risk = Risk::R2;
        job.state = JobState::Running;
        job.cancelable = true;
        for (const char *id : {"recheck", "commit", "push", "request", "approval", "merge", "accepted"})
            job.steps.append({QString::fromLatin1(id), StepState::Done, {}, {}, {}, {}});
        show(MergeHindrance::Reviews);
    }
    void show(MergeHindrance hindrance)
    {
        job.current = 4;
        job.steps[4].state = StepState::Running;
        job.steps[5].state = StepState::Waiting;
        job.steps[6].state = StepState::Waiting;
        job.steps[4].note = pullNote({12, 1, 2, 3, 4, hindrance, page});
        render();
    }
    void render()
    {
        detail.setJob(job, QDateTime(QDate(2026, 3, 2), QTime(10, 40), Qt::UTC));
        detail.show();
        testing::drainEvents();
    }
    template <typename T>
    T *part(const char *name)
    {
        return detail.findChild<T *>(QString::fromLatin1(name));
    }

    JobStatus job;
    JobDetail detail;
};

TEST_F(PullOfAJob, ShowsHowItIsAndOffersTheMergeOnlyWhenItMayBe)
{
    QSignalSpy merges(&detail, &JobDetail::mergeAsked);
    QSignalSpy pages(&detail, &JobDetail::pullPageAsked);
    EXPECT_EQ(part<QLabel>("jobs.pull.text")->text(),
              QStringLiteral("Pull request #12: waiting for review, 1 of 2 approvals, 3 of 4 checks passed"));
    EXPECT_FALSE(part<QPushButton>("jobs.pull.merge")->isEnabled());
    EXPECT_TRUE(testing::clippedTexts(detail).isEmpty());
    testing::grab(detail, QStringLiteral("pull-waiting"));
    part<QPushButton>("jobs.pull.open")->click();
    EXPECT_EQ(pages.size(), 1);
    part<QPushButton>("jobs.pull.copy")->click();
    EXPECT_EQ(QApplication::clipboard()->text(), page.toString());
    for (const MergeHindrance held : {MergeHindrance::ChecksAwaited, MergeHindrance::ChecksRun,
                                      MergeHindrance::ChecksFailed, MergeHindrance::ChangesAsked}) {
        show(held);
        EXPECT_FALSE(part<QPushButton>("jobs.pull.merge")->isEnabled());
        testing::grab(detail, QStringLiteral("pull-") + hindranceName(held));
    }
    show(MergeHindrance::None);
    part<QPushButton>("jobs.pull.merge")->click();
    EXPECT_EQ(merges.size(), 1);
    testing::grab(detail, QStringLiteral("pull-ready"));
}

TEST_F(PullOfAJob, StaysOpenAfterACancelAndSaysSo)
{
    job.state = JobState::Cancelled;
    job.steps[4].state = StepState::Skipped;
    render();
    EXPECT_TRUE(part<QLabel>("jobs.pull.text")->text().endsWith(QStringLiteral("It stays open.")));
    EXPECT_FALSE(part<QPushButton>("jobs.pull.merge")->isVisible());
    EXPECT_TRUE(part<QPushButton>("jobs.pull.open")->isVisible());
}

TEST_F(PullOfAJob, AJobThatPushesHasNone)
{
    job.steps[4].note.clear();
    render();
    EXPECT_FALSE(part<PullBar>("jobs.pull")->isVisible());
}

} // namespace
} // namespace envdeck::ui

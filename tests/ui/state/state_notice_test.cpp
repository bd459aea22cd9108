// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/state/state_view.h"
#include "tests/ui/support/languages.h"
#include "ui/dialogs/guarded_sheet.h"
#include "ui/pages/infrastructure_page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/label.h"
#include "ui/widgets/overlay_host.h"

#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

namespace envdeck::ui {
namespace {

// What stands above the views when the state cannot be used.
class StateNoticeTest : public StateView {
protected:
    StateNoticeTest() { terraform.answer = sampleState(); }

    void lockedBy(const char *holder, const char *environment = "dev")
    {
        QDir().mkpath(places(environment).work() + QStringLiteral("/data"));
        terraform.planFails = locked(holder);
        planned(environment);
    }
    void leaveUnsaved(const char *environment = "dev")
    {
        QDir().mkpath(places(environment).work());
        QFile file(places(environment).erroredState());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(
            R"({"version":4,"serial":89,"lineage":"5d7f","resources":[{"type":"t","name":"CANARY"}]})");
    }
    bool isShown(const char *name)
    {
        return testing::soon([&] { return part<Banner>(name) && part<Banner>(name)->isVisible(); });
    }
    QPushButton *button(const char *name) const { return part<QPushButton>(name); }
    GuardedSheet *sheet() const { return qobject_cast<GuardedSheet *>(overlay->content()); }
};

TEST_F(StateNoticeTest, NothingIsSaidWhileAllIsWell)
{
    open("state");
    planned();
    testing::drainEvents();
    EXPECT_FALSE(part<Banner>("state.lock")->isVisible());
    EXPECT_FALSE(part<Banner>("state.errored")->isVisible());
}

TEST_F(StateNoticeTest, ALockSaysWhoHoldsItSinceWhenAndWhichItIs)
{
    lockedBy("anna@laptop");
    open("plan");
    ASSERT_TRUE(isShown("state.lock"));
    ASSERT_TRUE(testing::soon([&] { return allWords().contains(QLatin1String("anna@laptop")); }));
    const QString words = allWords();
    EXPECT_TRUE(words.contains(QLatin1String("2026-11-23 08:23")));
    EXPECT_TRUE(words.contains(QLatin1String("b47611d3-8258-dcef-da9c-677d9b22a0fd")));
    EXPECT_FALSE(part<Banner>("infrastructure.job")->isVisible()) << "it is said once";
    look("state-locked");
    window->resize(824, 560);
    look("state-locked-small");
}

TEST_F(StateNoticeTest, RetryingWaitsForTheLockAndASuccessClearsIt)
{
    lockedBy("anna@laptop");
    open("state");
    ASSERT_TRUE(isShown("state.lock"));
    terraform.planFails.reset();
    QTest::mouseClick(button("state.retry"), Qt::LeftButton);
    EXPECT_EQ(terraform.patientPlans, 1);
    EXPECT_TRUE(testing::soon([&] { return !part<Banner>("state.lock")->isVisible(); }));
}

TEST_F(StateNoticeTest, ForcingItTakesItsIdAReasonAndInProdTime)
{
    lockedBy("anna@laptop", "prod");
    open("state", "prod");
    ASSERT_TRUE(isShown("state.lock"));
    ASSERT_TRUE(testing::soon([&] { return button("state.unlock")->isEnabled(); }));
    QTest::mouseClick(button("state.unlock"), Qt::LeftButton);
    ASSERT_TRUE(sheet());
    EXPECT_EQ(sheet()->action().guard.typed, QStringLiteral("b47611d3-8258-dcef-da9c-677d9b22a0fd"));
    EXPECT_GT(sheet()->action().guard.arming.count(), 0);
    EXPECT_TRUE(sheet()->action().destructive);
    EXPECT_FALSE(sheet()->isArmed());
    EXPECT_TRUE(allWords().contains(QLatin1String("two would write the same state")));
    const auto *ask = part<Label>("guard.ask");
    const auto *typed = part<QLineEdit>("review.confirmName");
    EXPECT_GE(ask->width(), ask->sizeHint().width()) << "the id is read whole";
    EXPECT_GT(typed->mapTo(sheet(), QPoint()).x(), ask->mapTo(sheet(), QPoint(ask->width() - 1, 0)).x());
    EXPECT_LT(typed->mapTo(sheet(), QPoint()).y(), button("review.accept")->mapTo(sheet(), QPoint()).y());
    EXPECT_GT(typed->width(), typed->fontMetrics().horizontalAdvance(sheet()->action().guard.typed));
    look("state-unlock-sheet");
    Q_EMIT sheet()->accepted({QStringLiteral("her laptop died"), {}});
    const auto jobs = center->jobs();
    const auto unlock = std::find_if(
        jobs.cbegin(), jobs.cend(), [](const JobStatus &job) { return job.kind == QLatin1String("unlock"); });
    ASSERT_NE(unlock, jobs.cend());
    EXPECT_EQ(unlock->detail, QStringLiteral("b47611d3-8258-dcef-da9c-677d9b22a0fd"));
    EXPECT_EQ(unlock->reason, QStringLiteral("her laptop died"));
    EXPECT_EQ(unlock->environment, QStringLiteral("prod"));
    // There is no repository in this test: it fails, and that is said.
    ASSERT_TRUE(isShown("state.job"));
    ASSERT_TRUE(testing::soon(
        [&] { return allWords().contains(QLatin1String("Could not unlock the state of prod")); }));
    look("state-unlock-failed");
}

TEST_F(StateNoticeTest, AnUnsavedStateIsExplainedAndWrittenBackUnderGuard)
{
    leaveUnsaved("prod");
    open("state", "prod");
    ASSERT_TRUE(isShown("state.errored"));
    EXPECT_TRUE(allWords().contains(QLatin1String("An apply could not save the state of prod")));
    EXPECT_FALSE(allWords().contains(QLatin1String("CANARY")));
    EXPECT_FALSE(QFile::permissions(places("prod").erroredState()) & (QFile::ReadGroup | QFile::ReadOther));
    look("state-errored");
    QTest::mouseClick(button("state.push"), Qt::LeftButton);
    ASSERT_TRUE(sheet());
    EXPECT_EQ(sheet()->action().guard.typed, QStringLiteral("prod"));
    EXPECT_TRUE(allWords().contains(QLatin1String("5d7f")));
    look("state-push-sheet");
    Q_EMIT sheet()->accepted({});
    const auto jobs = center->jobs();
    EXPECT_TRUE(std::any_of(jobs.cbegin(), jobs.cend(), [](const JobStatus &job) {
        return job.kind == QLatin1String("push-state") && job.environment == QLatin1String("prod");
    }));
}

TEST_F(StateNoticeTest, AFileThatIsNoStateIsSaidAndNotOffered)
{
    QDir().mkpath(places().work());
    QFile file(places().erroredState());
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("{");
    file.close();
    open("state");
    ASSERT_TRUE(isShown("state.errored"));
    EXPECT_FALSE(button("state.push")->isVisible());
    EXPECT_TRUE(testing::soon([&] { return button("state.setAside")->isEnabled(); })) << "the way out of it";
    look("state-errored-unreadable");
}

TEST_F(StateNoticeTest, WhatTheBackendRefusesIsSetAsideUnderGuardAndItIsSaidWhereItLies)
{
    leaveUnsaved("prod");
    open("state", "prod");
    ASSERT_TRUE(isShown("state.errored"));
    ASSERT_TRUE(testing::soon([&] { return button("state.setAside")->isEnabled(); }));
    QTest::mouseClick(button("state.setAside"), Qt::LeftButton);
    ASSERT_TRUE(sheet());
    EXPECT_EQ(sheet()->action().guard.typed, QStringLiteral("prod"));
    EXPECT_GT(sheet()->action().guard.arming.count(), 0);
    EXPECT_TRUE(allWords().contains(QLatin1String("it may make it a second time")));
    look("state-set-aside-sheet");
    Q_EMIT sheet()->accepted({QStringLiteral("of another state"), {}});
    ASSERT_TRUE(testing::soon([&] { return !part<Banner>("state.errored")->isVisible(); }));
    ASSERT_TRUE(isShown("state.job"));
    EXPECT_FALSE(QFile::exists(places("prod").erroredState()));
    const QStringList kept = QDir(places("prod").setAside()).entryList(QDir::Files);
    ASSERT_EQ(kept.size(), 1);
    EXPECT_TRUE(allWords().contains(kept.first()));
    look("state-set-aside");
}

TEST_F(StateNoticeTest, AReadingThatALockRefusedShowsItLikeARefusedPlan)
{
    QDir().mkpath(places().work() + QStringLiteral("/data"));
    terraform.answer = Result<infrastructure::State>(locked("anna@laptop"));
    open("state");
    ASSERT_TRUE(isShown("state.lock"));
    EXPECT_TRUE(allWords().contains(QLatin1String("anna@laptop")));
    EXPECT_TRUE(testing::soon([&] { return button("state.unlock")->isEnabled(); }));
    look("state-read-locked");
    terraform.answer = sampleState();
    page->refresh();
    EXPECT_TRUE(testing::soon([&] { return !part<Banner>("state.lock")->isVisible(); }));
}

TEST_F(StateNoticeTest, SmallDarkAndInOtherWordsNoticesAndTheirSheetsStayWhole)
{
    testing::theme().setMode(ColorMode::Dark);
    lockedBy("anna@laptop", "prod");
    leaveUnsaved("prod");
    const auto lookAtAll = [this](const char *notices, const char *unlocking, const char *settingAside) {
        open("plan", "prod", {824, 560});
        ASSERT_TRUE(isShown("state.lock") && isShown("state.errored"));
        ASSERT_TRUE(testing::soon(
            [&] { return button("state.unlock")->isEnabled() && button("state.setAside")->isEnabled(); }));
        look(notices);
        QTest::mouseClick(button("state.unlock"), Qt::LeftButton);
        ASSERT_TRUE(sheet());
        look(unlocking);
        overlay->dismiss();
        QTest::mouseClick(button("state.setAside"), Qt::LeftButton);
        ASSERT_TRUE(sheet());
        look(settingAside);
        close();
    };
    {
        const auto chinese = testing::InLanguage::chinese();
        ASSERT_NO_FATAL_FAILURE(lookAtAll("state-notices-zh", "state-unlock-zh", "state-set-aside-zh"));
    }
    const auto pseudo = testing::InLanguage::pseudo();
    lookAtAll("state-notices-pseudo", "state-unlock-pseudo", "state-set-aside-pseudo");
}

} // namespace
} // namespace envdeck::ui

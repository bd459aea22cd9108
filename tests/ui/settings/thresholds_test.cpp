// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings_thresholds.h"

#include "core/workspace/parse.h"
#include "tests/core/workspace/workspace_text.h"
#include "tests/real/git/git_world.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/settings/settings_window.h"
#include "ui/dialogs/guarded_sheet.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/overlay_host.h"

#include <QDir>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>

namespace envdeck::ui {
namespace {

// The section over a real repository.
class ThresholdsPage : public git::GitWorld {
protected:
    void SetUp() override
    {
        pushed(QStringLiteral("envdeck.yaml"), testing::goodText(), QStringLiteral("Begin"));
        workspace = *workspace::parse(testing::goodText()).workspace;
        repository = mirror();
        service = std::make_unique<configuration::ThresholdService>(workspace, *repository, clock);
        const QString state = path(QStringLiteral("state"));
        journal = std::make_unique<journal::Journal>(journal::Journal::Options{state, {}, {}}, clock);
        center = std::make_unique<jobs::JobCenter>(
            *journal, clock, jobs::JobCenter::Options{state, QStringLiteral("anna"), {}, {}});
    }
    void open(const QSize &size = {1280, 800})
    {
        at.open({[this](Page &page) {
                    auto presenter = std::make_unique<ThresholdsPresenter>(workspace, *service, *center);
                    shown = presenter.get();
                    return new ThresholdsSettings(page, std::move(presenter));
                }},
                size);
        ASSERT_TRUE(testing::soon(
            [this] { return !shown->state().reading && (shown->state().shared || shown->state().error); }));
        testing::drainEvents();
    }
    QDoubleSpinBox *field(const char *key) const
    {
        return at.part<QDoubleSpinBox>((QByteArray("thresholds.") + key).constData());
    }
    bool canReview() const { return at.part<QPushButton>("thresholds.review")->isEnabled(); }
    void askReview()
    {
        at.part<QPushButton>("thresholds.review")->click();
        testing::drainEvents();
    }
    GuardedSheet *sheet() const
    {
        return qobject_cast<GuardedSheet *>(at.window->findChild<OverlayHost *>()->content());
    }
    void confirm(const QString &typed)
    {
        const auto now = std::make_shared<qint64>(0);
        sheet()->setTimeSource([now] { return *now; });
        at.part<QLineEdit>("review.confirmName")->setText(typed);
        *now = 60'000;
        sheet()->tick();
        at.part<QPushButton>("review.accept")->click();
        testing::drainEvents();
    }
    QString atRemote() const
    {
        return git(remotePath(), {QStringLiteral("show"), QStringLiteral("main:envdeck.yaml")});
    }

    testing::LookGuard guard;
    testing::FakeClock clock;
    Workspace workspace;
    std::unique_ptr<git::Mirror> repository;
    std::unique_ptr<configuration::ThresholdService> service;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<jobs::JobCenter> center;
    ThresholdsPresenter *shown = nullptr; // the page's
    testing::SettingsWindow at;
};

TEST_F(ThresholdsPage, SaysWhereEachValueComesFrom)
{
    open();
    EXPECT_DOUBLE_EQ(field("cpu")->value(), 80);
    EXPECT_DOUBLE_EQ(field("p95")->value(), 500);
    EXPECT_FALSE(canReview());
    EXPECT_TRUE(at.allWords().contains(QStringLiteral("Line 27 of envdeck.yaml.")));
    EXPECT_TRUE(at.allWords().contains(QStringLiteral("Built in: envdeck.yaml does not name it.")));
    at.look("settings-thresholds");
    at.window->resize(1024, 680);
    at.look("settings-thresholds-1024");
    at.appearance->setLanguage(QStringLiteral("zh_CN"));
    at.appearance->setColorMode(ColorMode::Dark);
    at.look("settings-thresholds-zh-dark");
}

TEST_F(ThresholdsPage, AChangeIsReviewedTypedAndPushed)
{
    open();
    field("cpu")->setValue(70);
    field("error-rate")->setValue(0.5);
    EXPECT_TRUE(canReview());
    askReview();
    ASSERT_NE(sheet(), nullptr);
    EXPECT_EQ(sheet()->action().guard.typed, QStringLiteral("prod"));
    EXPECT_FALSE(sheet()->isArmed());
    at.look("settings-thresholds-review");
    at.part<QLineEdit>("review.reason")->setText(QStringLiteral("less noise"));
    confirm(QStringLiteral("prod"));
    ASSERT_TRUE(testing::soon(
        [this] { return shown->state().job && shown->state().job->isOver() && !shown->state().reading; }));
    EXPECT_EQ(shown->state().job->state, JobState::Succeeded);
    EXPECT_TRUE(atRemote().contains(QStringLiteral("thresholds: { cpu: 70 %, error-rate: 0.5 % }")));
    testing::drainEvents();
    EXPECT_FALSE(canReview());
    EXPECT_TRUE(at.part<Banner>("thresholds.notice")
                    ->accessibleName()
                    .startsWith(QStringLiteral("Pushed: cpu 80 % -> 70 %")));
    EXPECT_TRUE(at.allWords().contains(QStringLiteral("This window still counts with 80 %.")));
    at.look("settings-thresholds-pushed");
}

TEST_F(ThresholdsPage, WhatSomebodyElsePushedMeanwhileEndsTheChange)
{
    open();
    field("cpu")->setValue(70);
    askReview();
    pushed(QStringLiteral("envdeck.yaml"), testing::edited(testing::goodText(), "cpu: 80 %", "cpu: 75 %"),
           QStringLiteral("Somebody else"));
    confirm(QStringLiteral("prod"));
    ASSERT_TRUE(testing::soon(
        [this] { return shown->state().job && shown->state().job->isOver() && !shown->state().reading; }));
    EXPECT_EQ(shown->state().job->state, JobState::Failed);
    testing::drainEvents();
    EXPECT_DOUBLE_EQ(field("cpu")->value(), 75); // what is true now
    EXPECT_TRUE(atRemote().contains(QStringLiteral("cpu: 75 %")));
}

TEST_F(ThresholdsPage, WhatIsDiscardedIsGone)
{
    open();
    field("cpu")->setValue(70);
    pushed(QStringLiteral("README.md"), "hello\n", QStringLiteral("Something else")); // keeps what was typed
    at.page()->refresh();
    ASSERT_TRUE(testing::soon([this] { return !shown->state().reading; }));
    EXPECT_DOUBLE_EQ(field("cpu")->value(), 70);
    at.part<QPushButton>("thresholds.discard")->click();
    EXPECT_DOUBLE_EQ(field("cpu")->value(), 80);
    EXPECT_FALSE(canReview());
}

TEST_F(ThresholdsPage, WithoutTheRepositoryNothingCanBeChangedAndWhyIsSaid)
{
    QDir(remotePath()).removeRecursively();
    open();
    EXPECT_FALSE(field("cpu")->isEnabled());
    EXPECT_DOUBLE_EQ(field("cpu")->value(), 80); // what this window counts with
    ASSERT_TRUE(at.part<Banner>("thresholds.notice")->isVisible());
    EXPECT_FALSE(canReview());
    at.look("settings-thresholds-unreachable");
}

} // namespace
} // namespace envdeck::ui

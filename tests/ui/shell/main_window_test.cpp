// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"
#include "core/domain/pull_progress.h"
#include "tests/support/event_loop.h"
#include "tests/support/text.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/fake_shell_model.h"
#include "tests/ui/support/languages.h"
#include "tests/ui/support/look.h"
#include "tests/ui/support/sample_page.h"
#include "ui/dialogs/guarded_sheet.h"
#include "ui/presenters/settings_store.h"
#include "ui/widgets/activity_panel.h"
#include "ui/widgets/overlay_host.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using testing::s;

class Window : public ::testing::Test {
protected:
    void SetUp() override
    {
        testing::theme();
        testing::FakeShellModel::fill(model);
        make();
    }
    void make()
    {
        window = std::make_unique<MainWindow>(model, settings);
        window->addPage(testing::SamplePage::spec(s("overview"), s("Overview"), s("overview"), 0, true));
        PageSpec deployments =
            testing::SamplePage::spec(s("deployments"), s("Deployments"), s("deployments"), 0, false);
        deployments.actions = {{s("deployments.rollback"), [] { return s("Roll back\u2026"); },
                                s("Roll back"), s("rollback"), Risk::R2}};
        window->addPage(deployments);
        window->addPage(testing::SamplePage::spec(s("settings"), s("Settings"), s("settings"), 1, true));
        window->resize(1280, 800);
        window->open();
        window->show();
        QApplication::setActiveWindow(window.get());
        testing::drainEvents();
    }
    testing::SamplePage *page() { return static_cast<testing::SamplePage *>(window->page()); }
    void keys(const char *sequence)
    {
        const QKeySequence combination(QString::fromLatin1(sequence));
        QWidget *target = QApplication::focusWidget() ? QApplication::focusWidget() : window.get();
        QTest::keyClick(target, combination[0].key(), combination[0].keyboardModifiers());
        testing::drainEvents();
        testing::drainEvents();
    }
    template <typename W>
    W *part(const char *name)
    {
        return window->findChild<W *>(s(name));
    }

    testing::FakeShellModel model;
    MemorySettings settings;
    std::unique_ptr<MainWindow> window;
};

TEST_F(Window, StartsOnTheFirstPageWithAllEnvironments)
{
    EXPECT_EQ(page()->id(), s("overview"));
    EXPECT_FALSE(window->scope().environment);
    EXPECT_EQ(window->windowTitle(), s("All environments - Overview - acme - Envdeck"));
}

TEST_F(Window, PagesAreMadeOnTheirFirstVisit)
{
    EXPECT_EQ(window->findChildren<testing::SamplePage *>().size(), 1);
    keys("Ctrl+1");
    keys("Alt+2");
    EXPECT_EQ(window->findChildren<testing::SamplePage *>().size(), 2);
    keys("Alt+1");
    keys("Alt+2");
    EXPECT_EQ(window->findChildren<testing::SamplePage *>().size(), 2);
}

TEST_F(Window, APageThatNeedsOneEnvironmentAsksWhichInsteadOfPickingOne)
{
    keys("Alt+2");
    EXPECT_EQ(window->page(), nullptr);
    EXPECT_FALSE(window->scope().environment);
    EXPECT_EQ(window->windowTitle(), s("All environments - Deployments - acme - Envdeck"));
    EXPECT_EQ(testing::clippedTexts(*window), QStringList());
    QTest::mouseClick(part<QPushButton>("environment.choice.prod"), Qt::LeftButton);
    ASSERT_TRUE(testing::eventually([&] { return window->page() != nullptr; }));
    EXPECT_EQ(page()->scope.environment, s("prod"));
    EXPECT_EQ(window->windowTitle(), s("prod - Deployments - acme - Envdeck"));
    keys("Alt+1");
    keys("Ctrl+0");
    keys("Alt+2");
    EXPECT_EQ(window->page(), nullptr);
    keys("F5"); // nothing to refresh, and nothing breaks
    keys("F1");
    keys("Alt+Left");
    EXPECT_EQ(page()->id(), s("overview"));
}

TEST_F(Window, WhatWasWantedOfAPageWaitsForTheChoice)
{
    window->go({s("deployments"), {}, s("api"), s("5be01d2")});
    EXPECT_EQ(window->page(), nullptr);
    QTest::mouseClick(part<QPushButton>("environment.choice.dev"), Qt::LeftButton);
    ASSERT_TRUE(testing::eventually([&] { return window->page() != nullptr; }));
    EXPECT_EQ(page()->scope, (Scope{s("dev"), s("api")}));
    EXPECT_EQ(page()->shownItem, s("5be01d2"));
}

TEST_F(Window, AllEnvironmentsIsShownWhereItCanBe)
{
    keys("Ctrl+1");
    keys("Alt+2");
    keys("Ctrl+0");
    EXPECT_EQ(page()->id(), s("overview"));
}

TEST_F(Window, BackAndForwardRememberPageAndEnvironment)
{
    keys("Ctrl+1");
    keys("Alt+2");
    keys("Ctrl+3");
    keys("Alt+3");
    keys("Alt+Left");
    EXPECT_EQ(page()->id(), s("deployments"));
    EXPECT_EQ(window->scope().environment, s("prod"));
    keys("Alt+Left");
    EXPECT_EQ(window->scope().environment, s("dev"));
    keys("Alt+Right");
    EXPECT_EQ(window->scope().environment, s("prod"));
}

TEST_F(Window, ADestinationLeadsToTheItem)
{
    Q_EMIT page()->navigate({s("deployments"), s("prod"), s("api"), s("5be01d2")});
    EXPECT_EQ(page()->id(), s("deployments"));
    EXPECT_EQ(page()->scope, (Scope{s("prod"), s("api")}));
    EXPECT_EQ(page()->shownItem, s("5be01d2"));
    window->go({s("no such page"), {}, {}, {}});
    EXPECT_EQ(page()->id(), s("deployments"));
}

TEST_F(Window, RefreshKeys)
{
    keys("F5");
    EXPECT_EQ(page()->refreshes, 1);
    keys("Ctrl+Shift+F5");
    EXPECT_EQ(model.asked, QStringList{s("refresh")});
}

TEST_F(Window, ThePaletteRunsACommandAndRemembersIt)
{
    keys("Ctrl+K");
    ASSERT_TRUE(window->overlay()->isOpen());
    QTest::keyClicks(QApplication::focusWidget(), s("go to prod"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    EXPECT_FALSE(window->overlay()->isOpen());
    EXPECT_EQ(window->scope().environment, s("prod"));
    keys("Ctrl+Shift+P");
    EXPECT_EQ(part<QListView>("palette.results")->model()->index(0, 0).data().toString(), s("Go to prod"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    EXPECT_FALSE(window->overlay()->isOpen());
}

TEST_F(Window, ThePageInViewAddsItsCommands)
{
    EXPECT_TRUE(window->commands().find(s("overview.rollback")));
    EXPECT_TRUE(
        window->commands().find(s("deployments.rollback"))->shortcut.isEmpty()); // its key is the page's
    keys("Ctrl+1");
    keys("Alt+2");
    EXPECT_FALSE(window->commands().find(s("overview.rollback")));
    EXPECT_TRUE(window->commands().find(s("deployments.rollback")));
    keys("Ctrl+Shift+B");
    EXPECT_EQ(page()->rollbacks, 1);
}

TEST_F(Window, AnActionOfAnotherPageGoesThereAndActs)
{
    keys("Ctrl+3");
    EXPECT_EQ(page()->id(), s("overview"));
    window->openPalette(s("> roll back\u2026"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    ASSERT_TRUE(testing::eventually(
        [&] { return page() && page()->id() == s("deployments") && page()->rollbacks == 1; }));
    EXPECT_EQ(page()->scope.environment, s("prod"));
}

TEST_F(Window, AnActionOfAnotherPageWaitsForTheEnvironmentToBeChosen)
{
    ASSERT_TRUE(window->commands().trigger(s("deployments.rollback")));
    EXPECT_EQ(window->page(), nullptr);
    QTest::mouseClick(part<QPushButton>("environment.choice.test"), Qt::LeftButton);
    ASSERT_TRUE(testing::eventually([&] { return page() && page()->rollbacks == 1; }));
    EXPECT_EQ(page()->scope.environment, s("test"));
}

TEST_F(Window, WhoGoesElsewhereMeanwhileGetsNoSheetLater)
{
    ASSERT_TRUE(window->commands().trigger(s("deployments.rollback")));
    keys("Alt+1");
    keys("Ctrl+1");
    keys("Alt+2");
    testing::drainEvents();
    EXPECT_EQ(page()->rollbacks, 0);
}

TEST_F(Window, ReadOnlyModeStopsActionsOfOtherPagesToo)
{
    window->setReadOnly(true);
    EXPECT_FALSE(window->commands().find(s("deployments.rollback"))->enabled);
    EXPECT_FALSE(window->commands().trigger(s("deployments.rollback")));
}

TEST_F(Window, DeploymentsAreFoundByTagAndCommit)
{
    model.deploymentList = {{s("prod"), s("api"), s("v1.3.7"), s("77c0b1e4")}};
    Q_EMIT model.environmentsChanged();
    window->openPalette(s("#77c0"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    ASSERT_TRUE(window->page());
    EXPECT_EQ(page()->scope, (Scope{s("prod"), s("api")}));
    EXPECT_EQ(page()->shownItem, s("77c0b1e4"));
}

TEST_F(Window, AWindowThatNobodySeesIsSaidToBeHidden)
{
    EXPECT_FALSE(model.hidden);
    window->hide();
    EXPECT_TRUE(model.hidden);
    EXPECT_TRUE(page()->unwatched);
    window->show();
    EXPECT_FALSE(model.hidden);
    EXPECT_FALSE(page()->unwatched);
}

TEST_F(Window, ReadOnlyModeStopsTheShortcutToo)
{
    keys("Ctrl+1");
    keys("Alt+2");
    keys("Ctrl+Shift+R");
    EXPECT_TRUE(window->isReadOnly());
    EXPECT_TRUE(part<QWidget>("window.readOnly")->isVisible());
    keys("Ctrl+Shift+B");
    EXPECT_EQ(page()->rollbacks, 0);
    keys("Ctrl+Shift+R");
    keys("Ctrl+Shift+B");
    EXPECT_EQ(page()->rollbacks, 1);
}

TEST_F(Window, NoKeyReachesThePageBelowAnOpenSheet)
{
    keys("F1");
    ASSERT_TRUE(window->overlay()->isOpen());
    for (const char *sequence : {"Alt+2", "Ctrl+3", "F5", "Ctrl+K", "Ctrl+J"})
        keys(sequence);
    EXPECT_EQ(page()->id(), s("overview"));
    EXPECT_EQ(page()->refreshes, 0);
    EXPECT_FALSE(window->scope().environment);
    keys("Esc");
    EXPECT_FALSE(window->overlay()->isOpen());
    keys("Ctrl+1");
    keys("Alt+2");
    EXPECT_EQ(page()->id(), s("deployments"));
}

TEST_F(Window, NoTwoCommandsShareAKey)
{
    for (const char *id : {"overview", "deployments", "settings"}) {
        window->go({s(id), s("dev"), {}, {}});
        EXPECT_EQ(window->commands().conflicts(), QStringList());
    }
}

TEST_F(Window, F6WalksThroughThePartsBothWays)
{
    part<QWidget>("env.switcher")->setFocus();
    const auto where = [&]() -> QString {
        for (const char *name :
             {"top.bar", "nav.list", "page.header", "sample.table", "jobs.dock", "status.strip"}) {
            auto *root = window->findChild<QWidget *>(s(name));
            if (root &&
                (root->isAncestorOf(QApplication::focusWidget()) || root == QApplication::focusWidget()))
                return s(name);
        }
        return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString();
    };
    QStringList order;
    for (int i = 0; i < 6; ++i) {
        order.append(where());
        keys("F6");
    }
    EXPECT_EQ(order.mid(0, 3), (QStringList{s("top.bar"), s("nav.list"), s("page.header")}));
    EXPECT_EQ(order.last(), s("status.strip"));
    EXPECT_EQ(where(), s("top.bar"));
    keys("Shift+F6");
    EXPECT_EQ(where(), s("status.strip"));
}

TEST_F(Window, TypingASlashInAFieldIsTyping)
{
    auto *filter = page()->findChild<QLineEdit *>();
    keys("/");
    EXPECT_TRUE(filter->hasFocus());
    QTest::keyClicks(filter, s("a/b?"));
    EXPECT_EQ(filter->text(), s("a/b?"));
    EXPECT_FALSE(window->overlay()->isOpen());
}

TEST_F(Window, TheActivityPanelTogglesAndOpensAtStartWhenAJobWasInterrupted)
{
    EXPECT_TRUE(part<QWidget>("jobs.dock")->isVisible()); // op-3 was
    keys("Ctrl+J");
    EXPECT_FALSE(part<QWidget>("jobs.dock")->isVisible());
    window->showJob(s("op-1"));
    EXPECT_TRUE(part<QWidget>("jobs.dock")->isVisible());
    EXPECT_EQ(part<ActivityPanel>("jobs.dock")->shownJob(), s("op-1"));
}

TEST_F(Window, JobButtonsReachTheModel)
{
    window->showJob(s("op-1"));
    QTest::mouseClick(part<QPushButton>("jobs.cancel"), Qt::LeftButton);
    window->showJob(s("op-3"));
    QTest::mouseClick(part<QPushButton>("jobs.resume"), Qt::LeftButton);
    EXPECT_EQ(model.asked, (QStringList{s("cancel op-1"), s("resume op-3")}));
}

TEST_F(Window, GivingAJobUpTakesAReasonAndTheEnvironmentsName)
{
    window->showJob(s("op-3"));
    QTest::mouseClick(part<QPushButton>("jobs.abandon"), Qt::LeftButton);
    ASSERT_TRUE(window->overlay()->isOpen());
    auto *accept = part<QPushButton>("review.accept");
    EXPECT_FALSE(accept->isEnabled());
    part<QLineEdit>("review.reason")->setText(s("host was rebuilt"));
    part<QLineEdit>("review.confirmName")->setText(s("prod"));
    EXPECT_FALSE(accept->isEnabled()); // five seconds
    EXPECT_TRUE(model.asked.isEmpty());
}

TEST_F(Window, MergingAPullRequestTakesTheEnvironmentsGuard)
{
    JobStatus job = testing::sampleJob(s("op-1"), s("deploy"), JobState::Running);
    job.steps = {
        {s("request"), StepState::Done, {}, {}, {}, {}},
        {s("approval"),
         StepState::Running,
         {},
         {},
         pullNote({12, 1, 1, 2, 2, MergeHindrance::None, QUrl(s("https://github.com/acme/infra/pull/12"))}),
         {}},
        {s("merge"), StepState::Waiting, {}, {}, {}, {}}};
    job.current = 1;
    model.jobList = {job};
    Q_EMIT model.jobsChanged();
    window->showJob(s("op-1"));
    QTest::mouseClick(part<QPushButton>("jobs.pull.open"), Qt::LeftButton);
    EXPECT_EQ(model.asked, QStringList{s("page op-1")});
    model.asked.clear();
    QTest::mouseClick(part<QPushButton>("jobs.pull.merge"), Qt::LeftButton);
    ASSERT_TRUE(window->overlay()->isOpen());
    auto *sheet = qobject_cast<GuardedSheet *>(window->overlay()->content());
    ASSERT_NE(sheet, nullptr);
    const auto now = std::make_shared<qint64>(0);
    sheet->setTimeSource([now] { return *now; });
    EXPECT_FALSE(sheet->isArmed());
    part<QLineEdit>("review.confirmName")->setText(s("prod"));
    *now = 60'000; // it was read
    sheet->tick();
    part<QPushButton>("review.accept")->click();
    EXPECT_EQ(model.asked, QStringList{s("merge op-1")});
}

TEST_F(Window, MergingInAFreezeTakesAReason)
{
    JobStatus job = testing::sampleJob(s("op-1"), s("deploy"), JobState::Running);
    job.steps = {
        {s("request"), StepState::Done, {}, {}, {}, {}},
        {s("approval"),
         StepState::Running,
         {},
         {},
         pullNote({12, 1, 1, 2, 2, MergeHindrance::None, QUrl(s("https://github.com/acme/infra/pull/12"))}),
         {}},
        {s("merge"), StepState::Waiting, {}, {}, {}, {}}};
    job.current = 1;
    model.jobList = {job};
    Q_EMIT model.jobsChanged();
    ShellEnvironment prod = model.environmentList.last();
    prod.freeze = Freeze{s("until 2030-01-01"), s("year's end")};
    model.environmentList = {prod};
    window->showJob(s("op-1"));
    QTest::mouseClick(part<QPushButton>("jobs.pull.merge"), Qt::LeftButton);
    auto *sheet = qobject_cast<GuardedSheet *>(window->overlay()->content());
    ASSERT_NE(sheet, nullptr);
    const auto now = std::make_shared<qint64>(0);
    sheet->setTimeSource([now] { return *now; });
    part<QLineEdit>("review.confirmName")->setText(s("prod"));
    *now = 60'000;
    sheet->tick();
    EXPECT_FALSE(sheet->isArmed()) << "without a reason";
    part<QLineEdit>("review.reason")->setText(s("the site is down"));
    sheet->tick();
    *now = 120'000; // R3 arms after a while
    sheet->tick();
    part<QPushButton>("review.accept")->click();
    EXPECT_EQ(model.asked, QStringList{s("merge op-1 the site is down")});
}

TEST_F(Window, ClosingAsksWhileJobsRun)
{
    QSignalSpy closed(window.get(), &MainWindow::closed);
    keys("Ctrl+Q");
    EXPECT_TRUE(window->isVisible());
    ASSERT_TRUE(window->overlay()->isOpen());
    QTest::keyClick(part<QPushButton>("review.cancel"), Qt::Key_Escape);
    EXPECT_TRUE(window->isVisible());
    EXPECT_TRUE(closed.isEmpty());
    model.jobList.clear();
    keys("Ctrl+Q");
    EXPECT_FALSE(window->isVisible());
    EXPECT_EQ(closed.size(), 1);
}

TEST_F(Window, PageEnvironmentAndActivityComeBackNextTime)
{
    model.jobList.clear();
    keys("Ctrl+1");
    keys("Alt+2");
    keys("Ctrl+3");
    if (part<QWidget>("jobs.dock")->isVisible())
        keys("Ctrl+J");
    window->setReadOnly(true);
    window->close();
    make();
    EXPECT_EQ(page()->id(), s("deployments"));
    EXPECT_EQ(window->scope().environment, s("prod"));
    EXPECT_TRUE(window->isReadOnly());
    EXPECT_FALSE(part<QWidget>("jobs.dock")->isVisible());
}

TEST_F(Window, WhatIsRememberedAndGoneIsNotMissed)
{
    settings.write(s("window/page"), s("hosts"));
    settings.write(s("window/environment"), s("staging"));
    settings.write(s("window/geometry"), QByteArray("nonsense"));
    make();
    EXPECT_EQ(page()->id(), s("overview"));
    EXPECT_FALSE(window->scope().environment);
}

TEST_F(Window, AWorkspaceWithoutEnvironmentsOrPagesOpens)
{
    model.environmentList.clear();
    make();
    keys("Alt+2");
    keys("Ctrl+1");
    EXPECT_EQ(page()->id(), s("deployments"));
    MainWindow bare(model, settings);
    bare.open();
    bare.show();
    EXPECT_EQ(bare.page(), nullptr);
    QTest::keyClick(&bare, Qt::Key_F5);
    QTest::keyClick(&bare, Qt::Key_F1);
    QTest::keyClick(&bare, Qt::Key_Escape);
}

TEST_F(Window, AnEnvironmentThatIsTakenAwayIsLeft)
{
    keys("Ctrl+1");
    keys("Alt+2");
    keys("Ctrl+3");
    model.environmentList.removeLast();
    Q_EMIT model.environmentsChanged();
    EXPECT_FALSE(window->scope().environment);
    window->go({s("deployments"), s("prod"), {}, {}});
    EXPECT_FALSE(window->scope().environment); // asks, and picks none
    EXPECT_EQ(window->page(), nullptr);
}

TEST_F(Window, ALocalWorkspaceSaysSandbox)
{
    model.local = true;
    Q_EMIT model.workspaceChanged();
    EXPECT_TRUE(window->windowTitle().contains(s("acme (Sandbox)")));
}

TEST_F(Window, ALanguageSwitchReachesEverythingInView)
{
    const int before = page()->retranslations;
    const testing::InLanguage chinese = testing::InLanguage::chinese();
    EXPECT_GT(page()->retranslations, before);
    EXPECT_EQ(window->commands().find(s("page.refresh"))->englishTitle, s("Refresh this page"));
    EXPECT_NE(window->commands().find(s("page.refresh"))->title, s("Refresh this page"));
    EXPECT_TRUE(window->windowTitle().startsWith(s("所有环境")));
}

TEST_F(Window, EverythingThatTakesTheFocusHasAName)
{
    window->showJob(s("op-1"));
    testing::drainEvents();
    EXPECT_EQ(testing::namelessWidgets(*window), QStringList());
}

TEST_F(Window, EscGoesBackInsideThePage)
{
    page()->findChild<QLineEdit *>()->setFocus();
    keys("Esc");
    EXPECT_EQ(page()->stepsBack, 1);
}

} // namespace
} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fixtures.h"
#include "tests/ui/metrics/fake_history.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/languages.h"
#include "tests/ui/support/look.h"
#include "ui/models/deployment_history_model.h"
#include "ui/pages/deployments_page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QComboBox>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QVBoxLayout>
#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

using testing::soon;

class DeploymentsInView : public ::testing::Test {
protected:
    DeploymentsInView()
    {
        testing::theme();
        Environment bare;
        bare.name = QStringLiteral("bare");
        workspace.environments.prepend(bare);
        jobs::JobCenter::Options options;
        options.folder = folder.path();
        jobs = std::make_unique<jobs::JobCenter>(journal, clock, options);
    }
    void fill()
    {
        deployments::History history;
        history.target = {QStringLiteral("prod"), QStringLiteral("api")};
        history.fetchedAt = clock.now();
        Deployment bad = testing::deploymentAt(clock.now().addSecs(-600), "v1.3.8", "bo");
        bad.current = true;
        bad.state = DeploymentState::Degraded;
        bad.subject = QStringLiteral("Deploy api v1.3.8 to prod (#214)");
        bad.errorPercent = 2.4;
        bad.p95Ms = 667;
        bad.liveFor = std::chrono::minutes(10);
        Deployment good = testing::deploymentAt(clock.now().addDays(-2), "v1.3.7", "Zhang Wei \u5f20\u4f1f");
        good.state = DeploymentState::Healthy;
        good.subject = QStringLiteral("Deploy api v1.3.7 to prod (#211)");
        good.errorPercent = 0.1;
        good.p95Ms = 88;
        good.liveFor = std::chrono::hours(20) + std::chrono::minutes(30);
        history.deployments = {bad, good};
        history.safest = 1;
        past.answer = history;
    }
    void open(const char *environment, const QSize &size = {1080, 720})
    {
        window = std::make_unique<QWidget>();
        auto *column = new QVBoxLayout(window.get());
        column->setContentsMargins(0, 0, 0, 0);
        page = new DeploymentsPage(std::make_unique<DeploymentsPresenter>(past, *jobs, workspace, clock));
        column->addWidget(page);
        overlay = new OverlayHost(window.get());
        toasts = std::make_unique<ToastHost>(window.get());
        page->setSurroundings(overlay, toasts.get());
        window->resize(size);
        window->show();
        page->setScope({QString::fromLatin1(environment), {}});
        page->entered();
        testing::drainEvents();
    }
    bool shows(FaceStack::Face face)
    {
        return soon([&] { return page->findChild<FaceStack *>()->face() == face; });
    }
    bool says(const QString &words)
    {
        const auto labels = page->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->isVisible() && label->text() == words; });
    }
    QPushButton *button(const QString &text)
    {
        for (QPushButton *candidate : page->findChildren<QPushButton *>()) {
            if (candidate->isVisible() && candidate->text() == text)
                return candidate;
        }
        return nullptr;
    }
    DataTable *table() { return page->findChild<DataTable *>(QStringLiteral("deployments.table")); }

    testing::LookGuard guard;
    QTemporaryDir folder;
    testing::FakeClock clock;
    journal::Journal journal{journal::Journal::Options{folder.path(), QStringLiteral("desk"), {}}, clock};
    std::unique_ptr<jobs::JobCenter> jobs;
    testing::FakeHistory past;
    Workspace workspace = testing::sampleWorkspace();
    std::unique_ptr<QWidget> window;
    std::unique_ptr<ToastHost> toasts;
    DeploymentsPage *page = nullptr;
    OverlayHost *overlay = nullptr;
};

TEST_F(DeploymentsInView, AnEnvironmentWithoutAppsSaysSoAndKeepsNothingOfTheOneBefore)
{
    fill();
    open("prod");
    ASSERT_TRUE(shows(FaceStack::Face::Answer));
    page->setScope({QStringLiteral("bare"), {}});
    ASSERT_TRUE(shows(FaceStack::Face::Empty));
    EXPECT_TRUE(says(QStringLiteral("No app runs in bare")));
    EXPECT_FALSE(page->findChild<QPushButton *>(QStringLiteral("deployments.deploy"))->isEnabled());
    EXPECT_FALSE(page->findChild<QPushButton *>(QStringLiteral("deployments.rollback"))->isEnabled());
    EXPECT_FALSE(page->findChild<QWidget *>(QStringLiteral("deployments.hint"))->isVisible());
    page->setScope({QStringLiteral("prod"), {}});
    EXPECT_TRUE(shows(FaceStack::Face::Answer));
}

TEST_F(DeploymentsInView, ARefusedKeyLeadsToItsPlaceInTheSettings)
{
    fill();
    deployments::History partial = past.answer.value();
    partial.missing = {{QStringLiteral("dokploy"), Error{ErrorCode::Unauthorized, {}, {}, 401}}};
    past.answer = partial;
    workspace.environments.last().dokploy = DokployRef();
    open("prod");
    ASSERT_TRUE(shows(FaceStack::Face::Answer));
    QSignalSpy navigate(page, &Page::navigate);
    QPushButton *replace = button(nextStepLabel(NextStep::ReplaceKey));
    ASSERT_NE(replace, nullptr);
    replace->click();
    ASSERT_EQ(navigate.size(), 1);
    const auto to = navigate.first().first().value<Destination>();
    EXPECT_EQ(to.page, QStringLiteral("settings"));
    EXPECT_EQ(to.item, QStringLiteral("accounts/dokploy/prod"));
}

TEST_F(DeploymentsInView, AReviewThatWasAskedForOutlivesARefresh)
{
    fill();
    open("prod");
    ASSERT_TRUE(shows(FaceStack::Face::Answer));
    page->findChild<QPushButton *>(QStringLiteral("deployments.hintAction"))->click();
    ASSERT_TRUE(past.reviewStop.stop_possible());
    page->refresh();
    EXPECT_FALSE(past.reviewStop.stop_requested());
    page->setScope({QStringLiteral("bare"), {}});
    EXPECT_TRUE(past.reviewStop.stop_requested());
}

TEST_F(DeploymentsInView, ColumnsHaveRoomForTheirWordsInChineseToo)
{
    const testing::InLanguage chinese = testing::InLanguage::chinese();
    fill();
    open("prod");
    ASSERT_TRUE(shows(FaceStack::Face::Answer));
    testing::drainEvents();
    for (const int column : {int(DeploymentHistoryModel::ByColumn), int(DeploymentHistoryModel::LiveColumn),
                             int(DeploymentHistoryModel::WhenColumn)}) {
        for (int row = 0; row < 2; ++row)
            EXPECT_GE(table()->columnWidth(column),
                      table()->sizeHintForIndex(table()->model()->index(row, column)).width())
                << column;
    }
    EXPECT_EQ(
        table()->model()->index(0, DeploymentHistoryModel::ChangeColumn).data(Qt::ToolTipRole).toString(),
        QStringLiteral("Deploy api v1.3.8 to prod (#214)"));
    EXPECT_EQ(table()->horizontalHeader()->sectionResizeMode(DeploymentHistoryModel::ChangeColumn),
              QHeaderView::Stretch);
    testing::grab(*window, QStringLiteral("deployments-chinese"));
}

TEST_F(DeploymentsInView, AVersionOfAnEarlierEnvironmentIsPromotedFromThere)
{
    fill();
    deployments::Version fresh;
    fresh.image = {QStringLiteral("acme/api"), QStringLiteral("v1.4.0"), {}};
    fresh.runsIn = {QStringLiteral("dev"), QStringLiteral("test")};
    deployments::Version other;
    other.image = {QStringLiteral("acme/api"), QStringLiteral("v1.3.9"), {}};
    past.versions_ = {fresh, other};
    open("prod");
    ASSERT_TRUE(shows(FaceStack::Face::Answer));
    const auto choose = [&](int row) {
        page->findChild<QPushButton *>(QStringLiteral("deployments.deploy"))->click();
        auto *sheet = window->findChild<QWidget *>(QStringLiteral("versions.sheet"));
        ASSERT_NE(sheet, nullptr);
        auto *versions = sheet->findChild<DataTable *>();
        ASSERT_TRUE(soon([&] { return versions->model()->rowCount() == 2; }));
        versions->selectRow(row);
        sheet->findChild<QPushButton *>(QStringLiteral("versions.accept"))->click();
        testing::drainEvents();
    };
    choose(0);
    EXPECT_EQ(past.requested.action, Action::Promote);
    EXPECT_EQ(past.requested.promotedFrom, QStringLiteral("test"));
    ASSERT_TRUE(soon([&] { return !overlay->isOpen(); }));
    choose(1);
    EXPECT_EQ(past.requested.action, Action::Deploy);
    EXPECT_EQ(past.requested.promotedFrom, QString());
}

TEST_F(DeploymentsInView, AMismatchSaysWhatDisagrees)
{
    fill();
    deployments::History history = past.answer.value();
    history.deployments.first().state = DeploymentState::Mismatch;
    history.deployments.first().mismatch = QStringLiteral("tag-moved");
    past.answer = history;
    open("prod");
    ASSERT_TRUE(shows(FaceStack::Face::Answer));
    EXPECT_TRUE(
        says(QStringLiteral("The tag v1.3.8 points at another image in the registry than the one that "
                            "was deployed.")));
    testing::grab(*window, QStringLiteral("deployments-mismatch"));
}

TEST_F(DeploymentsInView, AfterAFailureThePageSaysWhereTheThreeWitnessesStandAndWhatCanBeDone)
{
    fill();
    past.truth_.git = ImageRef{QStringLiteral("acme/api"), QStringLiteral("v1.3.8"), {}};
    past.truth_.platform = QStringLiteral("done");
    past.truth_.hostsAsked = true;
    open("prod");
    ASSERT_TRUE(shows(FaceStack::Face::Answer));
    jobs::Job job;
    job.kind = QStringLiteral("deploy");
    job.environment = QStringLiteral("prod");
    job.subject = QStringLiteral("prod/api");
    job.detail = QStringLiteral("v1.3.7 -> v1.3.8");
    job.steps = {{QStringLiteral("observe"), false, std::chrono::minutes(1), [](const jobs::Context &) {
                      return ready<void>(Error{ErrorCode::Unhealthy, QStringLiteral("prod/api"),
                                               QStringLiteral("crashed api exited"), 137});
                  }}};
    ASSERT_TRUE(jobs->start(job));
    auto *watch = page->findChild<QPushButton *>(QStringLiteral("deployments.watch"));
    ASSERT_TRUE(soon([&] { return watch->isVisible(); }));
    EXPECT_EQ(watch->text(), QStringLiteral("Keep and watch 10 min"));
    EXPECT_TRUE(soon([&] {
        const auto labels = page->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text().contains(
                QLatin1String("Git says v1.3.8, Dokploy says done, hosts run nothing."));
        });
    }));
    // The version that failed is the one that runs: one bar has all of it.
    EXPECT_FALSE(page->findChild<QWidget *>(QStringLiteral("deployments.hint"))->isVisible());
    auto *back = page->findChild<QPushButton *>(QStringLiteral("deployments.jobAction"));
    EXPECT_EQ(back->text(), QStringLiteral("Roll back to v1.3.7\u2026"));
    testing::grab(*window, QStringLiteral("deployments-failed"));
    back->click();
    EXPECT_EQ(past.requested.action, Action::Rollback);
    EXPECT_EQ(past.requested.to.tag, QStringLiteral("v1.3.7"));
}

TEST_F(DeploymentsInView, AFailureThatIsNotOfTheVersionThatRunsHidesNothingOfIt)
{
    fill();
    open("prod");
    ASSERT_TRUE(shows(FaceStack::Face::Answer));
    jobs::Job job;
    job.kind = QStringLiteral("deploy");
    job.environment = QStringLiteral("prod");
    job.subject = QStringLiteral("prod/api");
    job.detail = QStringLiteral("v1.3.8 -> v1.4.0");
    job.steps = {{QStringLiteral("observe"), false, std::chrono::minutes(1), [](const jobs::Context &) {
                      return ready<void>(Error{ErrorCode::Unhealthy, QStringLiteral("prod/api"),
                                               QStringLiteral("crashed api exited"), 137});
                  }}};
    ASSERT_TRUE(jobs->start(job));
    ASSERT_TRUE(soon(
        [&] { return page->findChild<QPushButton *>(QStringLiteral("deployments.watch"))->isVisible(); }));
    EXPECT_TRUE(page->findChild<QWidget *>(QStringLiteral("deployments.hint"))->isVisible());
}

TEST_F(DeploymentsInView, ACommitFromThePaletteIsSelectedThoughAFilterHidesIt)
{
    fill();
    open("prod");
    ASSERT_TRUE(shows(FaceStack::Face::Answer));
    page->findChild<QLineEdit *>(QStringLiteral("deployments.filter"))->setText(QStringLiteral("v1.3.8"));
    page->showItem(past.answer.value().deployments.at(1).commit);
    EXPECT_EQ(table()->model()->rowCount(), 2);
    EXPECT_EQ(table()->selectedRow(), 1);
}

} // namespace
} // namespace envdeck::ui

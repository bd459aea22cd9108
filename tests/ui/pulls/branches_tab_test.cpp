// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/github_code_host.h"
#include "tests/real/infrastructure/infrastructure_world.h"
#include "tests/standins/github/github.h"
#include "tests/support/event_loop.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/languages.h"
#include "tests/ui/support/look.h"
#include "ui/dialogs/guarded_sheet.h"
#include "ui/pages/branches_tab.h"
#include "ui/pages/infrastructure_page.h"
#include "ui/text/pull_text.h"
#include "ui/theme/style.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace envdeck::ui {
namespace {

using namespace std::chrono_literals;

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

// The Infrastructure page of dev, whose code is changed by pull request, and a branch of somebody's.
class BranchesView : public infrastructure::InfrastructureWorld {
protected:
    ~BranchesView() override
    {
        window.reset();
        mine->center.reset();
        mine->service.reset();
    }
    void SetUp() override
    {
        testing::theme();
        ASSERT_TRUE(github.start());
        github.access().addClassic("ghp_canary0123456789abcdef", q("bo"), {q("repo")});
        workspace.environments[0].kind = EnvironmentKind::Test;
        workspace.environments[0].policy.apply = ApplyPath::PullRequest;
        workspace.git = {GitHost::GitHubEnterprise, github.url(), q("acme/infra"), q("main")};
        ASSERT_TRUE(
            git::await(vault.write(secrets::githubKey(workspace), Secret("ghp_canary0123456789abcdef"))));
        mine->pulls = &requests;
        mine->restart();
        configure("variable \"hcloud_token\" {\n  type = string\n  sensitive = true\n  default = \"\"\n}\n"
                  "resource \"terraform_data\" \"app\" { input = \"v1\" }\n");
        git(checkoutPath(), {q("checkout"), q("-q"), q("-b"), q("bigger")});
        write(checkoutPath() + q("/terraform/environments/dev/more.tf"),
              "resource \"terraform_data\" \"more\" { input = \"v1\" }\n");
        git(checkoutPath(), {q("add"), q("--all")});
        git(checkoutPath(), {q("commit"), q("-q"), q("-m"), q("Add one more machine")});
        git(checkoutPath(), {q("push"), q("-q"), q("origin"), q("bigger")});
        git(checkoutPath(), {q("checkout"), q("-q"), q("main")});
        open();
    }
    void open()
    {
        window = std::make_unique<QWidget>();
        auto *column = new QVBoxLayout(window.get());
        column->setContentsMargins(0, 0, 0, 0);
        page = new InfrastructurePage(
            std::make_unique<InfrastructurePresenter>(*mine->service, *mine->center, workspace, clock));
        auto made = std::make_unique<BranchesPresenter>(BranchesPresenter::Outside{
            *mine->service, files, mine->mirror(), requests, *mine->center, workspace, clock});
        presenter = made.get();
        page->addTab(new BranchesTab(*page, std::move(made)));
        column->addWidget(page);
        overlay = new OverlayHost(window.get());
        page->setSurroundings(overlay, new ToastHost(window.get()));
        window->resize(1240, 820);
        window->show();
        page->setScope({dev, {}});
        page->showItem(q("branches"));
        page->entered();
        ASSERT_TRUE(testing::eventually([this] { return presenter->state().answered; }, 60s));
    }
    template <typename W>
    W *part(const char *name) const
    {
        return window->findChild<W *>(QString::fromLatin1(name));
    }
    void look(const char *name)
    {
        testing::drainEvents();
        testing::grab(*window, QString::fromLatin1(name));
        EXPECT_EQ(testing::clippedTexts(*window), QStringList()) << name;
        EXPECT_EQ(testing::namelessWidgets(*window), QStringList()) << name;
    }
    GuardedSheet *sheetFor(const QString &branch)
    {
        auto *table = part<DataTable>("branches.table");
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (table->model()->index(row, 0).data().toString() == branch)
                Q_EMIT table->actionTriggered(table->model()->index(row, 0));
        }
        EXPECT_TRUE(testing::eventually([this] { return overlay->isOpen(); }, 60s));
        return qobject_cast<GuardedSheet *>(overlay->content());
    }
    void accept(GuardedSheet *sheet)
    {
        ASSERT_NE(sheet, nullptr);
        const auto now = std::make_shared<qint64>(0);
        sheet->setTimeSource([now] { return *now; });
        if (auto *typed = sheet->findChild<QLineEdit *>(q("review.confirmName")))
            typed->setText(dev);
        for (QCheckBox *tick : sheet->findChildren<QCheckBox *>())
            tick->setChecked(true);
        *now = 60'000;
        sheet->tick();
        *now = 120'000;
        sheet->tick();
        ASSERT_TRUE(sheet->isArmed());
        sheet->findChild<QPushButton *>(q("review.accept"))->click();
        testing::drainEvents();
    }

    standins::Github github{[this] {
        standins::GithubOptions options;
        options.folder = remotePath();
        return options;
    }()};
    http::Client http;
    secrets::Vault vault{std::make_unique<secrets::MemoryStore>()};
    platform::GithubCodeHost host{workspace, http, vault};
    pulls::Desk requests{mine->mirror(), host, {20ms, 20ms}};
    configuration::EnvironmentFiles files{workspace, mine->mirror()};
    std::unique_ptr<QWidget> window;
    InfrastructurePage *page = nullptr;
    BranchesPresenter *presenter = nullptr; // the tab's
    OverlayHost *overlay = nullptr;
};

TEST_F(BranchesView, SaysWhoseCodeRunsWithWhichSecretsBeforeItDoes)
{
    look("branches");
    GuardedSheet *sheet = sheetFor(q("bigger"));
    ASSERT_NE(sheet, nullptr);
    QString words;
    for (const QLabel *label : sheet->findChildren<QLabel *>())
        words += label->text() + QLatin1Char('\n');
    EXPECT_TRUE(words.contains(q("Add one more machine")));
    EXPECT_TRUE(words.contains(q("TF_VAR_hcloud_token"))) << qPrintable(words);
    EXPECT_FALSE(sheet->isArmed()) << "the environment is to be named";
    EXPECT_TRUE(part<QRadioButton>("branch.withSecrets")->isChecked());
    look("branch-sheet");
    EXPECT_TRUE(mine->center->jobs().isEmpty());
    const testing::LookGuard guard;
    testing::theme().setMode(ColorMode::Dark);
    look("branch-sheet-dark");
}

TEST_F(BranchesView, OfManyBranchesTheNewestAreShownAndAllAreCounted)
{
    EXPECT_EQ(part<QLabel>("branches.summary")->text(), q("1 other branch(es)"));
    QStringList push{q("push"), q("-q"), q("origin")};
    for (int i = 0; i < 54; ++i)
        push.append(q("main:refs/heads/old-%1").arg(i));
    git(checkoutPath(), push);
    presenter->refresh();
    ASSERT_TRUE(testing::eventually([this] { return presenter->state().total == 55; }, 60s));
    EXPECT_EQ(presenter->state().branches.size(), 50);
    EXPECT_FALSE(presenter->state().branches.first().head.author.isEmpty());
    EXPECT_EQ(presenter->state().branches.first().head.sha.size(), 40);
    EXPECT_EQ(part<QLabel>("branches.summary")->text(), q("Newest 50 of 55 other branches"));
    look("branches-many");
}

TEST_F(BranchesView, ABranchThatMovedUnderTheSheetIsNotPlanned)
{
    needTerraform();
    if (IsSkipped())
        return;
    GuardedSheet *sheet = sheetFor(q("bigger"));
    git(checkoutPath(), {q("checkout"), q("-q"), q("bigger")});
    branchWith(q("bigger"), "worse.tf", "resource \"terraform_data\" \"worse\" {}\n");
    ASSERT_NO_FATAL_FAILURE(accept(sheet));
    ASSERT_TRUE(testing::eventually(
        [this] { return !mine->center->jobs().isEmpty() && mine->center->jobs().first().isOver(); }, 60s));
    const JobStatus job = mine->center->jobs().first();
    ASSERT_TRUE(job.error);
    EXPECT_EQ(job.error->detail, q("head-moved before-plan")) << said(job);
    EXPECT_FALSE(mine->service->plan(dev));
    look("branch-moved");
}

TEST_F(BranchesView, WhatWasAgreedToForOneEnvironmentIsPlannedThere)
{
    Environment other = workspace.environments.first();
    other.name = q("test");
    workspace.environments.append(other);
    BranchFacts facts;
    facts.environment = dev;
    facts.branch = q("bigger");
    facts.head.sha = remoteHead(q("bigger"));
    presenter->show(q("test"));
    presenter->plan(facts, infrastructure::SecretsFor::Withheld);
    ASSERT_EQ(mine->center->jobs().size(), 1);
    EXPECT_EQ(mine->center->jobs().first().environment, dev);
    EXPECT_TRUE(testing::eventually([this] { return mine->center->jobs().first().isOver(); }, 120s));
}

TEST_F(BranchesView, APlanBecomesAPullRequestThatIsMergedAndApplied)
{
    needTerraform();
    if (IsSkipped())
        return;
    GuardedSheet *sheet = sheetFor(q("bigger"));
    part<QRadioButton>("branch.withoutSecrets")->setChecked(true);
    ASSERT_NO_FATAL_FAILURE(accept(sheet));
    ASSERT_TRUE(testing::eventually([this] { return mine->service->plan(dev).has_value(); }, 120s));
    ASSERT_TRUE(testing::eventually([this] { return !presenter->isBusy(); }, 60s));
    look("branch-plan");
    EXPECT_EQ(part<QPushButton>("plan.apply")->text(), q("Open pull request\u2026"));
    part<QPushButton>("plan.apply")->click();
    look("branches-planned");
    part<QPushButton>("branches.propose")->click();
    ASSERT_TRUE(overlay->isOpen());
    look("proposal-sheet");
    ASSERT_NO_FATAL_FAILURE(accept(qobject_cast<GuardedSheet *>(overlay->content())));
    ASSERT_TRUE(testing::eventually([this] { return !github.pulls().all().isEmpty(); }, 60s));
    EXPECT_TRUE(github.pulls().find(1)->body.contains(q("terraform_data.more")));
    const QString head = remoteHead(q("bigger"));
    github.pulls().setCheck(head, {q("validate"), q("in_progress"), {}});
    const auto hindrance = [this] {
        const auto pull = presenter->state().job ? pullOf(*presenter->state().job) : std::nullopt;
        return pull ? pull->hindrance : MergeHindrance::Computed;
    };
    ASSERT_TRUE(testing::eventually([&] { return hindrance() == MergeHindrance::ChecksRun; }, 60s));
    EXPECT_FALSE(part<QPushButton>("jobs.pull.merge")->isEnabled());
    look("branches-checks");
    github.pulls().setCheck(head, {q("validate"), q("completed"), q("success")});
    ASSERT_TRUE(testing::eventually([&] { return hindrance() == MergeHindrance::None; }, 60s));
    look("branches-ready");
    part<QPushButton>("jobs.pull.merge")->click();
    ASSERT_TRUE(overlay->isOpen());
    look("branches-merge");
    ASSERT_NO_FATAL_FAILURE(accept(qobject_cast<GuardedSheet *>(overlay->content())));
    ASSERT_TRUE(testing::eventually(
        [this] { return presenter->state().job && presenter->state().job->isOver(); }, 120s));
    EXPECT_EQ(presenter->state().job->state, JobState::Succeeded) << said(*presenter->state().job);
    EXPECT_TRUE(stateFile().contains("\"more\""));
    look("branches-applied");
}

TEST_F(BranchesView, APlanOfTheOwnBranchSaysWhyItIsNotApplied)
{
    needTerraform();
    if (IsSkipped())
        return;
    page->showItem(q("plan"));
    ASSERT_EQ(planned(*mine).state, JobState::Succeeded);
    ASSERT_TRUE(testing::eventually(
        [this] { return part<QPushButton>("plan.apply")->toolTip().contains(q("pull request")); }, 60s));
    EXPECT_FALSE(part<QPushButton>("plan.apply")->isEnabled());
    look("plan-not-by-pull-request");
}

} // namespace
} // namespace envdeck::ui

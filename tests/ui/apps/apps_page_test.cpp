// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/parse.h"
#include "tests/core/workspace/workspace_text.h"
#include "tests/real/apps/fake_panel.h"
#include "tests/real/deployments/fake_outside.h"
#include "tests/real/git/git_world.h"
#include "tests/support/text.h"
#include "tests/ui/metrics/fake_history.h"
#include "tests/ui/support/clipping.h"
#include "tests/ui/support/languages.h"
#include "tests/ui/support/look.h"
#include "ui/dialogs/guarded_sheet.h"
#include "ui/models/app_variable_model.h"
#include "ui/models/panel_drift_model.h"
#include "ui/pages/apps_page.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QVBoxLayout>

namespace envdeck::ui {
namespace {

using testing::s;
using testing::soon;

const Target dev{s("dev"), s("api")};
const Target prod{s("prod"), s("api")};

class AppsInView : public git::GitWorld {
protected:
    AppsInView()
    {
        testing::theme();
        workspace = *workspace::parse(testing::goodText()).workspace;
        workspace.environments.last().dokploy = workspace.environments.first().dokploy;
        for (const char *environment : {"dev", "prod"})
            pushed(s("deploy/%1/api.yml").arg(s(environment)),
                   "services:\n  api:\n    image: ghcr.io/acme/api:v1.3.8 # pinned\n    environment:\n"
                   "      - DATABASE_URL=${DATABASE_URL}\n      - LEVEL=${LEVEL:-info}\n  worker:\n"
                   "    image: ghcr.io/acme/api:v1.3.8\n",
                   s("Begin ") + s(environment));
        repository = fetched();
        journal =
            std::make_unique<journal::Journal>(journal::Journal::Options{path(s("journal")), {}, {}}, clock);
        jobs = std::make_unique<jobs::JobCenter>(
            *journal, clock, jobs::JobCenter::Options{path(s("journal")), s("bo"), s("desk"), {}});
        platform = std::make_unique<deployments::FakePlatform>(clock, [] { return deployments::Cloned(); });
        health = std::make_unique<health::Service>(
            health::Outside{workspace, *repository, *platform, telemetry, probe, *journal, clock});
        apps = std::make_unique<apps::Service>(
            apps::Outside{workspace, *repository, panel, certificates, *journal, clock, nullptr}, s("bo"));
        for (const Target &target : {dev, prod})
            fill(target);
        panel.set(dev, s("DATABASE_URL"), s("postgres://dev"));
        panel.set(prod, s("DATABASE_URL"), s("postgres://prod"));
        panel.set(dev, s("LEVEL"), s("info"));
        panel.set(prod, s("LEVEL"), s("info"));
        panel.set(dev, s("NEW_CHECKOUT"), s("canary-checkout-on"));
    }
    ~AppsInView() override
    {
        window.reset();
        jobs.reset();
    }
    void fill(const Target &target)
    {
        platform::AppSetup setup;
        setup.status = platform::AppStatus::Done;
        setup.source = {
            s("git"), s("acme/infra"), s("main"), s("./deploy/%1/api.yml").arg(target.environment), {}, {}};
        platform::AppDomain domain;
        domain.id = s("d1");
        domain.host = s("api.%1.acme.invalid").arg(target.environment); // RFC 2606: resolves nowhere
        domain.https = true;
        domain.port = 8080;
        domain.service = s("api");
        domain.certificate = platform::AppCertificate::LetsEncrypt;
        setup.domains = {domain};
        panel.setups.insert(target.text(), setup);
    }
    void open(const char *environment = "dev", const QSize &size = {1120, 700})
    {
        window = std::make_unique<QWidget>();
        auto *column = new QVBoxLayout(window.get());
        column->setContentsMargins(0, 0, 0, 0);
        page = new AppsPage(std::make_unique<AppsPresenter>(AppsPresenter::Outside{
                                *health, *apps, past, *platform, panel, *jobs, workspace, clock}),
                            std::make_unique<DeploymentsPresenter>(past, *jobs, workspace, clock));
        column->addWidget(page);
        overlay = new OverlayHost(window.get());
        toasts = new ToastHost(window.get());
        page->setSurroundings(overlay, toasts);
        window->resize(size);
        testing::showActive(*window);
        page->setScope({s(environment), {}});
        page->entered();
    }
    bool isRead()
    {
        return soon([&] {
            return page->findChild<FaceStack *>()->face() == FaceStack::Face::Answer &&
                   variables().rowCount() > 0 && variables().environments().size() == 2;
        });
    }
    AppVariableModel &variables()
    {
        return *static_cast<AppVariableModel *>(table("apps.variables")->model());
    }
    DataTable *table(const char *name) { return window->findChild<DataTable *>(s(name)); }
    QString cell(const char *name, int row, int column)
    {
        return table(name)->model()->index(row, column).data().toString();
    }
    QString words()
    {
        QStringList all;
        for (const QLabel *label : window->findChildren<QLabel *>()) {
            if (label->isVisible())
                all.append(label->text());
        }
        return all.join(QLatin1Char('\n'));
    }
    void part(int index) { window->findChild<QTabBar *>(s("apps.parts"))->setCurrentIndex(index); }
    void trigger(const char *id)
    {
        for (const Command &command : page->commands()) {
            if (command.id == s(id))
                command.trigger();
        }
    }
    GuardedSheet *sheet() { return overlay->findChild<GuardedSheet *>(); }
    QAction *menuAction(const char *name, int row, int column, const QString &text)
    {
        Q_EMIT table(name)->menuAsked(table(name)->model()->index(row, column), {});
        auto *menu = window->findChild<QMenu *>(s("apps.variable.menu"));
        for (QAction *action : menu ? menu->actions() : QList<QAction *>()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
    void confirm(const QString &typed = {})
    {
        ASSERT_NE(sheet(), nullptr);
        qint64 now = 10000000000;
        sheet()->setTimeSource([now]() mutable { return now += 60000; });
        if (auto *name = sheet()->findChild<QLineEdit *>(s("review.confirmName")); name && !typed.isEmpty())
            name->setText(typed);
        sheet()->tick();
        ASSERT_TRUE(soon([&] {
            if (sheet())
                sheet()->tick();
            return sheet() && sheet()->isArmed();
        }));
        sheet()->findChild<QPushButton *>(s("review.accept"))->click();
    }
    bool ended(int count)
    {
        return soon([&] {
            const auto all = jobs->jobs();
            return all.size() == count &&
                   std::all_of(all.cbegin(), all.cend(), [](const JobStatus &job) { return job.isOver(); });
        });
    }

    testing::LookGuard guard;
    testing::FakeClock clock;
    Workspace workspace;
    std::unique_ptr<git::Mirror> repository;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<deployments::FakePlatform> platform;
    deployments::FakeTelemetry telemetry;
    http::Probe probe;
    http::CertificateProbe certificates;
    testing::FakePanel panel;
    testing::FakeHistory past;
    std::unique_ptr<health::Service> health;
    std::unique_ptr<apps::Service> apps;
    std::unique_ptr<jobs::JobCenter> jobs;
    std::unique_ptr<QWidget> window;
    OverlayHost *overlay = nullptr;
    ToastHost *toasts = nullptr;
    AppsPage *page = nullptr;
};

TEST_F(AppsInView, VariablesStandSideBySideWithoutTheirValues)
{
    open();
    ASSERT_TRUE(isRead());
    part(1);
    ASSERT_EQ(variables().rowCount(), 3);
    EXPECT_EQ(cell("apps.variables", 0, 0), s("DATABASE_URL"));
    EXPECT_EQ(cell("apps.variables", 0, 1), s("Differs"));
    EXPECT_EQ(cell("apps.variables", 1, 1), s("Same value"));
    EXPECT_EQ(cell("apps.variables", 2, 3), s("Missing here"));
    QString everything = words();
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < variables().columnCount(); ++column)
            everything += cell("apps.variables", row, column);
    }
    EXPECT_FALSE(everything.contains(s("postgres://"))) << qPrintable(everything);
    testing::grab(*window, s("apps-variables"));
}

TEST_F(AppsInView, ARevealedValueIsShownAndAudited)
{
    open();
    ASSERT_TRUE(isRead());
    part(1);
    QAction *reveal = menuAction("apps.variables", 0, 2, s("Reveal for 20 s (audited)"));
    ASSERT_NE(reveal, nullptr);
    reveal->trigger();
    ASSERT_TRUE(soon([&] { return cell("apps.variables", 0, 2) == s("postgres://dev"); }));
    const auto entries = git::await(journal->entries({}));
    ASSERT_FALSE(entries.value().isEmpty());
    EXPECT_EQ(entries.value().first().action, s("reveal-variable"));
    part(2); // looked away
    EXPECT_EQ(cell("apps.variables", 0, 2), s("Set"));
}

TEST_F(AppsInView, AVariableIsSetThroughTheSheetAndTheNeedOfADeploymentIsSaid)
{
    open();
    ASSERT_TRUE(isRead());
    trigger("apps.variable");
    ASSERT_NE(sheet(), nullptr);
    sheet()->findChild<QLineEdit *>(s("apps.variable.name"))->setText(s("1 WRONG"));
    EXPECT_FALSE(sheet()->isArmed());
    sheet()->findChild<QLineEdit *>(s("apps.variable.name"))->setText(s("TIMEOUT"));
    auto *value = sheet()->findChild<QLineEdit *>(s("apps.variable.value"));
    EXPECT_EQ(value->echoMode(), QLineEdit::Password);
    value->setText(s("canary-typed-30s"));
    testing::grab(*window, s("apps-set"));
    confirm();
    ASSERT_TRUE(ended(1));
    EXPECT_EQ(panel.values.value(s("dev/api TIMEOUT")), s("canary-typed-30s"));
    EXPECT_TRUE(soon([&] { return words().contains(s("counts from the next deployment")); }))
        << qPrintable(words());
    EXPECT_FALSE(words().contains(s("canary-typed-30s")));
    EXPECT_TRUE(soon([&] { return variables().rowCount() == 4; }));
}

TEST_F(AppsInView, WhatIsMissingHereIsTakenFromThereAfterItsNameWasTyped)
{
    open("prod");
    ASSERT_TRUE(isRead());
    part(1);
    QAction *copy = menuAction("apps.variables", 2, 3, s("Take the value of dev\u2026"));
    ASSERT_NE(copy, nullptr);
    copy->trigger();
    ASSERT_NE(sheet(), nullptr);
    EXPECT_FALSE(sheet()->isArmed()) << "prod asks for its name";
    confirm(s("prod"));
    ASSERT_TRUE(ended(1));
    EXPECT_EQ(panel.values.value(s("prod/api NEW_CHECKOUT")), s("canary-checkout-on"));
    EXPECT_FALSE(words().contains(s("canary-checkout-on")));
}

TEST_F(AppsInView, ARenameIsOneChange)
{
    open();
    ASSERT_TRUE(isRead());
    part(1);
    menuAction("apps.variables", 2, 2, s("Rename in dev\u2026"))->trigger();
    ASSERT_NE(sheet(), nullptr);
    sheet()->findChild<QLineEdit *>(s("apps.variable.name"))->setText(s("CHECKOUT"));
    confirm();
    ASSERT_TRUE(ended(1));
    EXPECT_EQ(panel.changes, 1);
    EXPECT_EQ(panel.values.value(s("dev/api CHECKOUT")), s("canary-checkout-on"));
    EXPECT_FALSE(panel.values.contains(s("dev/api NEW_CHECKOUT")));
}

TEST_F(AppsInView, StoppingAsksFirst)
{
    open();
    ASSERT_TRUE(isRead());
    trigger("apps.stop");
    ASSERT_NE(sheet(), nullptr);
    EXPECT_EQ(panel.changes, 0);
    testing::grab(*window, s("apps-stop"));
    confirm();
    ASSERT_TRUE(ended(1));
    EXPECT_EQ(panel.setups.value(dev.text()).status, platform::AppStatus::Idle);
}

TEST_F(AppsInView, WhatWasChangedInThePanelIsShownAndRestored)
{
    open();
    ASSERT_TRUE(isRead());
    panel.setups[dev.text()].domains.first().port = 9090;
    panel.set(dev, s("ADDED"), s("x"));
    page->refresh();
    auto *drift = table("apps.drift")->model();
    ASSERT_TRUE(soon([&] { return drift->rowCount() == 2; }));
    EXPECT_TRUE(words().contains(s("Changed in Dokploy's own panel, not by Envdeck:")));
    testing::grab(*window, s("apps-drift"));
    Q_EMIT table("apps.drift")->actionTriggered(drift->index(1, PanelDriftModel::AdoptColumn));
    ASSERT_TRUE(soon([&] { return drift->rowCount() == 1; })) << "a variable is accepted at once";
    Q_EMIT table("apps.drift")->actionTriggered(drift->index(0, PanelDriftModel::RestoreColumn));
    ASSERT_NE(sheet(), nullptr);
    testing::grab(*window, s("apps-restore"));
    confirm();
    ASSERT_TRUE(ended(1));
    EXPECT_EQ(panel.setups.value(dev.text()).domains.first().port, 8080);
    EXPECT_TRUE(soon([&] { return drift->rowCount() == 0; }));
}

TEST_F(AppsInView, AStackThatRollsIsDraftedAsACommitThatIsLookedAtFirst)
{
    open();
    ASSERT_TRUE(isRead());
    auto *draft = window->findChild<QPushButton *>(s("apps.stack"));
    ASSERT_TRUE(soon([&] { return draft->isVisible(); })) << qPrintable(words());
    testing::grab(*window, s("apps-summary"));
    draft->click();
    ASSERT_NE(sheet(), nullptr);
    EXPECT_TRUE(words().contains(s("Docker compose takes no notice"))) << qPrintable(words());
    testing::grab(*window, s("apps-stack"));
    confirm();
    ASSERT_TRUE(ended(1));
    EXPECT_EQ(jobs->jobs().first().state, JobState::Succeeded);
    EXPECT_EQ(git(remotePath(), {s("show"), s("main:deploy/dev/api.yml")}).count(s("order: start-first")), 2);
    EXPECT_EQ(panel.changes, 0) << "Dokploy stays as it is";
}

TEST_F(AppsInView, AKeyThatWasRefusedLeadsToItsPlaceInTheSettings)
{
    open();
    ASSERT_TRUE(isRead());
    panel.refuses = Error{ErrorCode::Unauthorized, s("dokploy"), {}, 401};
    page->refresh();
    QPushButton *replace = nullptr;
    ASSERT_TRUE(soon([&] {
        for (QPushButton *button : window->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == nextStepLabel(NextStep::ReplaceKey))
                replace = button;
        }
        return replace != nullptr;
    }));
    part(1);
    EXPECT_EQ(variables().rowCount(), 3) << "what was last seen stays";
    testing::grab(*window, s("apps-refused"));
    QSignalSpy navigate(page, &Page::navigate);
    replace->click();
    ASSERT_EQ(navigate.size(), 1);
    EXPECT_EQ(navigate.first().first().value<Destination>().item, s("accounts/dokploy/dev"));
}

TEST_F(AppsInView, TheComposeFileMarksItsImageLines)
{
    open();
    ASSERT_TRUE(isRead());
    part(3);
    auto *text = window->findChild<QPlainTextEdit *>(s("apps.compose"));
    ASSERT_TRUE(soon([&] { return text->extraSelections().size() == 2; }));
    EXPECT_TRUE(text->isReadOnly());
    EXPECT_EQ(text->extraSelections().first().cursor.blockNumber(), 2);
    EXPECT_TRUE(words().contains(s("the image stands in line 3, 8"))) << qPrintable(words());
    testing::grab(*window, s("apps-compose"));
}

TEST_F(AppsInView, AnEnvironmentWithoutAppsSaysSo)
{
    Environment bare;
    bare.name = s("bare");
    workspace.environments.append(bare);
    open("bare");
    ASSERT_TRUE(soon([&] { return page->findChild<FaceStack *>()->face() == FaceStack::Face::Empty; }));
    EXPECT_TRUE(words().contains(s("No app runs in bare")));
    for (const Command &command : page->commands())
        EXPECT_FALSE(command.enabled) << qPrintable(command.id);
}

TEST_F(AppsInView, NothingIsClippedOrNamelessInAnyLook)
{
    panel.setups[dev.text()].domains.first().port = 8080;
    open("dev", {824, 560}); // what the smallest window leaves
    ASSERT_TRUE(isRead());
    panel.setups[dev.text()].domains.first().port = 9090;
    page->refresh();
    ASSERT_TRUE(soon([&] { return table("apps.drift")->model()->rowCount() == 1; }));
    for (const bool dark : {false, true}) {
        testing::theme().setMode(dark ? ColorMode::Dark : ColorMode::Light);
        for (int at = 0; at < 5; ++at) {
            part(at);
            testing::drainEvents();
            EXPECT_EQ(testing::clippedTexts(*window), QStringList()) << at;
            EXPECT_EQ(testing::namelessWidgets(*window), QStringList()) << at;
            testing::grab(*window, s("apps-small-%1-%2").arg(dark ? s("dark") : s("light")).arg(at));
        }
    }
}

} // namespace
} // namespace envdeck::ui

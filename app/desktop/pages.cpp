// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pages.h"

#include "app/desktop/settings_sections.h"
#include "ui/pages/apps_page.h"
#include "ui/pages/audit_page.h"
#include "ui/pages/backups_page.h"
#include "ui/pages/branches_tab.h"
#include "ui/pages/deployments_page.h"
#include "ui/pages/drift_tab.h"
#include "ui/pages/history_tab.h"
#include "ui/pages/hosts_page.h"
#include "ui/pages/infrastructure_page.h"
#include "ui/pages/logs_page.h"
#include "ui/pages/metrics_page.h"
#include "ui/pages/overview_page.h"
#include "ui/pages/parity_tab.h"
#include "ui/pages/settings_page.h"
#include "ui/pages/state_tab.h"
#include "ui/pages/trouble_page.h"
#include "ui/presenters/state_presenter.h"
#include "ui/pages/variables_tab.h"

namespace envdeck {

namespace {

using ui::PageAction;

QList<PageAction> appActions()
{
    return {{QStringLiteral("apps.redeploy"), [] { return ui::AppsPage::tr("Redeploy what git says\u2026"); },
             QStringLiteral("Redeploy what git says"), QStringLiteral("refresh"), Risk::R2},
            {QStringLiteral("apps.variable"), [] { return ui::AppsPage::tr("Set a variable\u2026"); },
             QStringLiteral("Set a variable"), QStringLiteral("edit"), Risk::R2},
            {QStringLiteral("apps.stop"), [] { return ui::AppsPage::tr("Stop\u2026"); },
             QStringLiteral("Stop"), QStringLiteral("pause"), Risk::R2}};
}

QList<PageAction> deploymentActions()
{
    return {{QStringLiteral("deployments.deploy"), [] { return ui::DeploymentsPage::tr("Deploy\u2026"); },
             QStringLiteral("Deploy"), QStringLiteral("deployments"), Risk::R2},
            {QStringLiteral("deployments.rollback"),
             [] { return ui::DeploymentsPage::tr("Roll back\u2026"); }, QStringLiteral("Roll back"),
             QStringLiteral("rollback"), Risk::R2}};
}

QList<PageAction> infrastructureActions()
{
    return {
        {QStringLiteral("infrastructure.plan"), [] { return ui::InfrastructurePage::tr("Run plan"); },
         QStringLiteral("Run plan"), QStringLiteral("infrastructure"), Risk::R0},
        {QStringLiteral("infrastructure.apply"),
         [] { return ui::InfrastructurePage::tr("Apply this plan\u2026"); },
         QStringLiteral("Apply this plan"), QStringLiteral("infrastructure"), Risk::R3},
        {QStringLiteral("infrastructure.tab.branches"),
         [] { return ui::BranchesTab::tr("Plan another branch, or open a pull request"); },
         QStringLiteral("Plan another branch, or open a pull request"), QStringLiteral("infrastructure"),
         Risk::R0},
        {QStringLiteral("infrastructure.tab.state"),
         [] { return ui::StateTab::tr("What terraform's state holds"); },
         QStringLiteral("What terraform's state holds"), QStringLiteral("infrastructure"), Risk::R0},
        {QStringLiteral("infrastructure.tab.history"), [] { return ui::HistoryTab::tr("Runs of terraform"); },
         QStringLiteral("Runs of terraform"), QStringLiteral("infrastructure"), Risk::R0},
        {QStringLiteral("infrastructure.tab.drift"),
         [] { return ui::DriftTab::tr("What was changed outside of terraform"); },
         QStringLiteral("What was changed outside of terraform"), QStringLiteral("infrastructure"), Risk::R0},
        {QStringLiteral("infrastructure.tab.parity"),
         [] { return ui::ParityTab::tr("Compare the environments' terraform code"); },
         QStringLiteral("Compare the environments' terraform code"), QStringLiteral("infrastructure"),
         Risk::R0},
        {QStringLiteral("infrastructure.tab.variables"),
         [] { return ui::VariablesTab::tr("Terraform variables of an environment"); },
         QStringLiteral("Terraform variables of an environment"), QStringLiteral("infrastructure"),
         Risk::R0}};
}

std::unique_ptr<ui::HostActionsPresenter> hostActionsOf(Session &session)
{
    return std::make_unique<ui::HostActionsPresenter>(ui::HostActionsPresenter::Outside{
        session.hosts(), session.hostShell(), session.hostKeys(), session.jobs(), session.workspace(),
        session.clock(), session.actor(),
        [&session](const hosts::HostId &host) { return session.hostAccess().histories(host); }});
}

QList<PageAction> hostActions()
{
    return {{QStringLiteral("hosts.key"), [] { return ui::HostsPage::tr("Look at the host's key\u2026"); },
             QStringLiteral("Look at the host's key"), QStringLiteral("key"), Risk::R1},
            {QStringLiteral("hosts.prune"), [] { return ui::HostsPage::tr("Remove unused images\u2026"); },
             QStringLiteral("Remove unused images"), QStringLiteral("delete"), Risk::R2},
            {QStringLiteral("hosts.reboot"), [] { return ui::HostsPage::tr("Restart the host\u2026"); },
             QStringLiteral("Restart the host"), QStringLiteral("refresh"), Risk::R3}};
}

QList<PageAction> logsActions()
{
    return {{QStringLiteral("logs.filter"), [] { return ui::LogsPage::tr("Filter the log lines"); },
             QStringLiteral("Filter the log lines"), QStringLiteral("filter"), Risk::R0},
            {QStringLiteral("logs.follow"),
             [] { return ui::LogsPage::tr("Follow new log lines, or hold still"); },
             QStringLiteral("Follow new log lines, or hold still"), QStringLiteral("play"), Risk::R0},
            {QStringLiteral("logs.containers"), [] { return ui::LogsPage::tr("Choose containers"); },
             QStringLiteral("Choose containers"), QStringLiteral("hosts"), Risk::R0},
            {QStringLiteral("logs.export"), [] { return ui::LogsPage::tr("Export the log lines\u2026"); },
             QStringLiteral("Export the log lines"), QStringLiteral("export"), Risk::R0}};
}

QList<PageAction> metricsActions()
{
    return {
        {QStringLiteral("metrics.export"), [] { return ui::MetricsPage::tr("Export metrics as CSV\u2026"); },
         QStringLiteral("Export metrics as CSV"), QStringLiteral("export"), Risk::R0},
        {QStringLiteral("metrics.custom"), [] { return ui::MetricsPage::tr("Time range from and to\u2026"); },
         QStringLiteral("Time range from and to"), QStringLiteral("clock"), Risk::R0},
        {QStringLiteral("metrics.live"),
         [] { return ui::MetricsPage::tr("Follow now, or hold the charts still"); },
         QStringLiteral("Follow now, or hold the charts still"), QStringLiteral("play"), Risk::R0}};
}

QList<PageAction> troubleActions()
{
    return {{QStringLiteral("trouble.run"), [] { return ui::TroublePage::tr("Look for the cause"); },
             QStringLiteral("Look for the cause"), QStringLiteral("troubleshoot"), Risk::R0}};
}

QList<PageAction> backupActions()
{
    return {{QStringLiteral("backups.run"), [] { return ui::BackupsPage::tr("Back up now"); },
             QStringLiteral("Back up now"), QStringLiteral("backups"), Risk::R1}};
}

QList<PageAction> auditActions()
{
    return {{QStringLiteral("audit.export"), [] { return ui::AuditPage::tr("Export the audit\u2026"); },
             QStringLiteral("Export the audit"), QStringLiteral("export"), Risk::R0},
            {QStringLiteral("audit.check"), [] { return ui::AuditPage::tr("Check that the audit is whole"); },
             QStringLiteral("Check that the audit is whole"), QStringLiteral("verification"), Risk::R0}};
}

} // namespace

QList<ui::PageSpec> pageSpecs(Session &session, ui::Appearance &appearance)
{
    ui::PageSpec overview;
    overview.id = QStringLiteral("overview");
    overview.title = [] { return ui::OverviewPage::tr("Overview"); };
    overview.englishTitle = QStringLiteral("Overview");
    overview.icon = QStringLiteral("overview");
    overview.showsAllEnvironments = true;
    overview.make = [&session](QWidget *parent) -> ui::Page * {
        return new ui::OverviewPage(
            std::make_unique<ui::OverviewPresenter>(session.health(), session.workspace(), session.clock()),
            parent);
    };

    ui::PageSpec apps;
    apps.id = QStringLiteral("apps");
    apps.title = [] { return ui::AppsPage::tr("Apps"); };
    apps.englishTitle = QStringLiteral("Apps");
    apps.icon = QStringLiteral("apps");
    apps.actions = appActions();
    apps.make = [&session](QWidget *parent) -> ui::Page * {
        return new ui::AppsPage(
            std::make_unique<ui::AppsPresenter>(ui::AppsPresenter::Outside{
                session.health(), session.apps(), session.deployments(), session.platform(),
                session.platform(), session.jobs(), session.workspace(), session.clock()}),
            std::make_unique<ui::DeploymentsPresenter>(session.deployments(), session.jobs(),
                                                       session.workspace(), session.clock()),
            parent);
    };

    ui::PageSpec deployments;
    deployments.id = QStringLiteral("deployments");
    deployments.title = [] { return ui::DeploymentsPage::tr("Deployments"); };
    deployments.englishTitle = QStringLiteral("Deployments");
    deployments.icon = QStringLiteral("deployments");
    deployments.actions = deploymentActions();
    deployments.make = [&session](QWidget *parent) -> ui::Page * {
        return new ui::DeploymentsPage(
            std::make_unique<ui::DeploymentsPresenter>(session.deployments(), session.jobs(),
                                                       session.workspace(), session.clock()),
            parent);
    };

    ui::PageSpec infrastructure;
    infrastructure.id = QStringLiteral("infrastructure");
    infrastructure.title = [] { return ui::InfrastructurePage::tr("Infrastructure"); };
    infrastructure.englishTitle = QStringLiteral("Infrastructure");
    infrastructure.icon = QStringLiteral("infrastructure");
    infrastructure.group = 1;
    infrastructure.actions = infrastructureActions();
    infrastructure.make = [&session](QWidget *parent) -> ui::Page * {
        auto presenter = std::make_unique<ui::InfrastructurePresenter>(
            session.infrastructure(), session.jobs(), session.workspace(), session.clock());
        auto &shared = *presenter;
        shared.setFormats(&session.formats());
        auto *page = new ui::InfrastructurePage(std::move(presenter), parent);
        page->setTrouble(new ui::StatePresenter(session.stateKeeper(), session.infrastructure(),
                                                session.jobs(), session.workspace(), page));
        page->addTab(new ui::StateTab(*page, shared));
        page->addTab(new ui::BranchesTab(
            *page, std::make_unique<ui::BranchesPresenter>(ui::BranchesPresenter::Outside{
                       session.infrastructure(), session.variables().files(), session.mirror(),
                       session.pulls(), session.jobs(), session.workspace(), session.clock()})));
        page->addTab(
            new ui::DriftTab(*page,
                             std::make_unique<ui::DriftPresenter>(session.drift(), session.jobs(),
                                                                  session.workspace(), session.clock()),
                             std::make_unique<ui::VariablesPresenter>(session.variables(), session.jobs(),
                                                                      session.workspace(), session.clock())));
        page->addTab(new ui::VariablesTab(
            *page,
            std::make_unique<ui::VariablesPresenter>(session.variables(), session.jobs(), session.workspace(),
                                                     session.clock()),
            std::make_unique<ui::SecretsPresenter>(session.workspace(), session.terraformSecrets(),
                                                   session.keyLedger())));
        page->addTab(
            new ui::ParityTab(*page, std::make_unique<ui::ParityPresenter>(
                                         session.variables().files(), session.workspace(), session.clock())));
        page->addTab(new ui::HistoryTab(
            *page, std::make_unique<ui::RunsPresenter>(session.infrastructure().runs(), session.workspace(),
                                                       session.clock())));
        return page;
    };

    ui::PageSpec hosts;
    hosts.id = QStringLiteral("hosts");
    hosts.title = [] { return ui::HostsPage::tr("Hosts"); };
    hosts.englishTitle = QStringLiteral("Hosts");
    hosts.icon = QStringLiteral("hosts");
    hosts.group = 1;
    hosts.showsAllEnvironments = true;
    hosts.actions = hostActions();
    hosts.make = [&session](QWidget *parent) -> ui::Page * {
        return new ui::HostsPage(
            std::make_unique<ui::HostsPresenter>(session.hosts(), session.workspace(), session.clock()),
            hostActionsOf(session),
            std::make_unique<ui::BootstrapPresenter>(ui::BootstrapPresenter::Outside{
                session.bootstrap(), session.hosts(), session.jobs(), session.workspace()}),
            parent);
    };

    ui::PageSpec logs;
    logs.id = QStringLiteral("logs");
    logs.title = [] { return ui::LogsPage::tr("Logs"); };
    logs.englishTitle = QStringLiteral("Logs");
    logs.icon = QStringLiteral("logs");
    logs.group = 1;
    logs.actions = logsActions();
    logs.make = [&session](QWidget *parent) -> ui::Page * {
        envdeck::logs::Store::Options store;
        store.spillFolder = session.stateFolder();
        return new ui::LogsPage(
            std::make_unique<ui::LogsPresenter>(ui::LogsPresenter::Outside{
                session.hosts(), session.hostShell(), session.workspace(), session.clock(), store,
                [&session](const Target &target, std::stop_token stop) {
                    return session.deployments().history(target, stop);
                },
                [&session] { return session.vault().learnAll(session.keys()); }}),
            parent);
    };

    ui::PageSpec metrics;
    metrics.id = QStringLiteral("metrics");
    metrics.title = [] { return ui::MetricsPage::tr("Metrics"); };
    metrics.englishTitle = QStringLiteral("Metrics");
    metrics.icon = QStringLiteral("metrics");
    metrics.group = 2;
    metrics.actions = metricsActions();
    metrics.make = [&session](QWidget *parent) -> ui::Page * {
        return new ui::MetricsPage(
            std::make_unique<ui::MetricsPresenter>(session.observability(), session.deployments(),
                                                   session.workspace(), session.clock()),
            parent);
    };

    ui::PageSpec backups;
    backups.id = QStringLiteral("backups");
    backups.title = [] { return ui::BackupsPage::tr("Backups"); };
    backups.englishTitle = QStringLiteral("Backups");
    backups.icon = QStringLiteral("backups");
    backups.group = 2;
    backups.actions = backupActions();
    backups.make = [&session](QWidget *parent) -> ui::Page * {
        return new ui::BackupsPage(std::make_unique<ui::BackupsPresenter>(session.backups(), session.jobs(),
                                                                          session.workspace(),
                                                                          session.clock()),
                                   parent);
    };

    ui::PageSpec trouble;
    trouble.id = QStringLiteral("trouble");
    trouble.title = [] { return ui::TroublePage::tr("Troubleshoot"); };
    trouble.englishTitle = QStringLiteral("Troubleshoot");
    trouble.icon = QStringLiteral("troubleshoot");
    trouble.group = 2;
    trouble.actions = troubleActions();
    trouble.make = [&session](QWidget *parent) -> ui::Page * {
        return new ui::TroublePage(std::make_unique<ui::TroublePresenter>(ui::TroublePresenter::Outside{
                                       session.examiners(), session.workspace(), session.clock(),
                                       [&session] { return session.vault().learnAll(session.keys()); }}),
                                   hostActionsOf(session), parent);
    };

    ui::PageSpec audit;
    audit.id = QStringLiteral("audit");
    audit.title = [] { return ui::AuditPage::tr("Audit"); };
    audit.englishTitle = QStringLiteral("Audit");
    audit.icon = QStringLiteral("audit");
    audit.group = 2;
    audit.showsAllEnvironments = true;
    audit.actions = auditActions();
    audit.make = [&session](QWidget *parent) -> ui::Page * {
        auto changes = std::make_unique<deployments::GitChangeLog>(session.mirror(), session.workspace(),
                                                                   session.clock());
        return new ui::AuditPage(std::make_unique<ui::AuditPresenter>(session.journal(), session.jobs(),
                                                                      std::move(changes), session.workspace(),
                                                                      session.clock()),
                                 parent);
    };

    ui::PageSpec settings;
    settings.id = QStringLiteral("settings");
    settings.title = [] { return ui::SettingsPage::tr("Settings"); };
    settings.englishTitle = QStringLiteral("Settings");
    settings.icon = QStringLiteral("settings");
    settings.group = 3;
    settings.showsAllEnvironments = true;
    settings.actions = settingsActions();
    settings.make = [&session, &appearance](QWidget *parent) -> ui::Page * {
        return makeSettingsPage(session, appearance, parent);
    };
    return {overview, apps,    deployments, infrastructure, hosts,   logs,
            metrics,  backups, trouble,     audit,          settings};
}

} // namespace envdeck

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/pages.h"

#include "ui/pages/deployments_page.h"
#include "ui/pages/infrastructure_page.h"
#include "ui/pages/overview_page.h"

namespace envdeck {

QList<ui::PageSpec> pageSpecs(Session &session, ui::Appearance &)
{
    ui::PageSpec overview;
    overview.id = QStringLiteral("overview");
    overview.title = [] { return ui::OverviewPage::tr("Overview"); };
    overview.englishTitle = QStringLiteral("Overview");
    overview.icon = QStringLiteral("overview");
    overview.showsAllEnvironments = true;
    overview.make = [&session](QWidget *parent) -> ui::Page * {
        return new ui::OverviewPage(std::make_unique<ui::OverviewPresenter>(session.health(), session.workspace(), session.clock()), parent);
    };

    ui::PageSpec deployments;
    deployments.id = QStringLiteral("deployments");
    deployments.title = [] { return ui::DeploymentsPage::tr("Deployments"); };
    deployments.englishTitle = QStringLiteral("Deployments");
    deployments.icon = QStringLiteral("deployments");
    deployments.make = [&session](QWidget *parent) -> ui::Page * {
        return new ui::DeploymentsPage(
            std::make_unique<ui::DeploymentsPresenter>(session.deployments(), session.jobs(), session.workspace(), session.clock()), parent);
    };

    ui::PageSpec infrastructure;
    infrastructure.id = QStringLiteral("infrastructure");
    infrastructure.title = [] { return ui::InfrastructurePage::tr("Infrastructure"); };
    infrastructure.englishTitle = QStringLiteral("Infrastructure");
    infrastructure.icon = QStringLiteral("infrastructure");
    infrastructure.group = 1;
    infrastructure.make = [&session](QWidget *parent) -> ui::Page * {
        return new ui::InfrastructurePage(
            std::make_unique<ui::InfrastructurePresenter>(session.infrastructure(), session.jobs(), session.workspace(), session.clock()), parent);
    };
    return {overview, deployments, infrastructure};
}

} // namespace envdeck

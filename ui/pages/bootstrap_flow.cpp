// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/bootstrap_flow.h"

#include "ui/dialogs/confirm_sheet.h"
#include "ui/pages/bootstrap_sheet.h"
#include "ui/widgets/overlay_host.h"
#include "ui/widgets/toast_host.h"

namespace envdeck::ui {

BootstrapFlow::BootstrapFlow(Page &page, std::unique_ptr<BootstrapPresenter> presenter)
    : QObject(&page), m_page(page), m_presenter(std::move(presenter))
{
    connect(m_presenter.get(), &BootstrapPresenter::ready, this, &BootstrapFlow::open);
    connect(m_presenter.get(), &BootstrapPresenter::failed, this,
            [this](const ErrorText &error) { m_page.toasts()->show(error.sentence()); });
    connect(m_presenter.get(), &BootstrapPresenter::askingChanged, this, &BootstrapFlow::askingChanged);
}

BootstrapFlow::~BootstrapFlow() = default;

void BootstrapFlow::ask(const platform::HostId &host)
{
    if (!m_page.overlay()->isOpen() && !m_page.refusesChange())
        m_presenter->ask(host);
}

void BootstrapFlow::open(const bootstrap::Review &review)
{
    if (!m_page.isVisible() || m_page.overlay()->isOpen() || m_page.refusesChange())
        return;
    const Workspace &workspace = m_presenter->workspace();
    const Environment *environment = workspace.environment(review.wishes.host.environment);
    if (!environment)
        return;
    auto *sheet = new BootstrapSheet(review, *environment, workspace.isLocal());
    connect(sheet, &BootstrapSheet::confirmed, this,
            [this](const bootstrap::Review &confirmed, const QString &reason) {
                if (const QString trouble = m_presenter->start(confirmed, reason); !trouble.isEmpty())
                    m_page.toasts()->show(trouble);
            });
    openSheet(m_page.overlay(), sheet);
}

} // namespace envdeck::ui

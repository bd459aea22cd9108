// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/presenters/bootstrap_presenter.h"
#include "ui/shell/page.h"

namespace envdeck::ui {

// From a wish to bootstrap a host to its job: looks, opens the sheet, starts what was confirmed.
class BootstrapFlow final : public QObject {
    Q_OBJECT

public:
    BootstrapFlow(Page &page, std::unique_ptr<BootstrapPresenter> presenter);
    ~BootstrapFlow() override;

    bool isAsking() const { return m_presenter->isAsking(); }
    void ask(const platform::HostId &host);

Q_SIGNALS:
    void askingChanged();

private:
    void open(const bootstrap::Review &review);

    Page &m_page;
    std::unique_ptr<BootstrapPresenter> m_presenter;
};

} // namespace envdeck::ui

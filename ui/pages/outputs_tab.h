// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/infrastructure_tab.h"
#include "ui/presenters/infrastructure_presenter.h"

namespace envdeck::ui {

class DataTable;
class Label;
class OutputModel;

// What the configuration says about what it made. The presenter outlives it.
class OutputsTab final : public InfrastructureTab {
    Q_OBJECT

public:
    OutputsTab(Page &page, InfrastructurePresenter &presenter);

    QString id() const override { return QStringLiteral("outputs"); }
    QString title() const override { return tr("Outputs"); }
    void refresh() override { m_presenter.readState(); }
    void retranslate() override;

private:
    void render();

    InfrastructurePresenter &m_presenter;
    OutputModel *m_outputs;
    DataTable *m_table;
    Label *m_note;
};

} // namespace envdeck::ui

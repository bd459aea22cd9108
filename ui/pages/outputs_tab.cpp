// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/outputs_tab.h"

#include "ui/models/output_model.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/label.h"

#include <QVBoxLayout>

namespace envdeck::ui {

OutputsTab::OutputsTab(Page &page, InfrastructurePresenter &presenter)
    : InfrastructureTab(page), m_presenter(presenter), m_outputs(new OutputModel(this)),
      m_table(new DataTable), m_note(new Label({}, Type::Body, Tone::Muted))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::space3, metrics::space2, metrics::space3, 0);
    m_note->setContentsMargins(metrics::space3, 0, 0, 0);
    m_table->setObjectName(QStringLiteral("outputs.table"));
    m_table->setModel(m_outputs);
    m_table->setColumns({{240, false, 0}, {320, true, 0}, {140, false, 700}});
    column->addWidget(m_note);
    column->addWidget(m_table, 1);
    connect(&presenter, &InfrastructurePresenter::stateChanged, this, &OutputsTab::render);
    retranslate();
}

void OutputsTab::retranslate()
{
    m_table->setAccessibleName(title());
    m_outputs->retranslate();
    render();
}

void OutputsTab::render()
{
    const InfrastructureState &state = m_presenter.state();
    m_outputs->setOutputs(state.state ? state.state->outputs : QList<terraform::Output>());
    m_note->setText(state.stateError               ? state.stateError->sentence()
                    : !state.state                 ? tr("Reading the state\u2026")
                    : !state.state->summary.exists ? tr("This environment has no Terraform state yet.")
                                                   : tr("%n resource(s), serial %1, written by %2", nullptr,
                                                        int(state.state->summary.resources.size()))
                                                         .arg(state.state->summary.serial)
                                                         .arg(state.state->summary.writtenBy));
}

} // namespace envdeck::ui

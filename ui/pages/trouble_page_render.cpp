// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/trouble_page.h"

#include "ui/models/trouble_step_model.h"
#include "ui/pages/trouble_detail.h"
#include "ui/text/trouble_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/page_header.h"

#include <QHeaderView>
#include <QPushButton>

// What the page says of its presenter's state.
namespace envdeck::ui {

void TroublePage::render()
{
    const TroubleState &state = m_presenter->state();
    const bool running = m_presenter->isRunning();
    m_run->setText(running ? tr("Stop looking") : state.report ? tr("Run again") : tr("Look for the cause"));
    m_run->setEnabled(!m_presenter->target().app.isEmpty());
    m_copy->setEnabled(state.report.has_value());
    m_header->setRefreshing(running);
    m_header->setFreshness(state.freshness);
    m_header->setPrimary(state.face == TroubleState::Face::Ready ? nullptr : m_run); // its face has one
    Q_EMIT commandsChanged();
    switch (state.face) {
    case TroubleState::Face::NoApp:
        return m_faces->showEmpty(QStringLiteral("troubleshoot"), tr("No app runs in %1").arg(m_environment),
                                  tr("envdeck.yaml names no app for this environment."));
    case TroubleState::Face::Ready:
        return m_faces->showEmpty(QStringLiteral("troubleshoot"),
                                  tr("What is wrong with %1?").arg(m_presenter->target().text()),
                                  tr("Say above what you see. Containers, logs, traces and network are then "
                                     "looked at together, within "
                                     "ten seconds; nothing is changed."),
                                  tr("Look for the cause"));
    case TroubleState::Face::Answer: break;
    }
    const troubleshooting::Report &report = *state.report;
    m_steps->setRows(report.steps);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() +
                            m_table->rowHeight(0) * m_steps->rowCount() + 2);
    if (m_table->selectedRow() < 0 || m_table->selectedRow() == m_followed) {
        m_followed = int(report.conclusion.step); // until somebody chooses another
        m_table->selectRow(m_followed);
    }
    renderSummary(report);
    renderDetail();
    m_faces->showAnswer();
}

void TroublePage::renderSummary(const troubleshooting::Report &report)
{
    const ConclusionText text = conclusionText(report);
    m_summary->setWords(text.severity, text.title, text.detail);
    for (int i = 0; i < m_offers.size(); ++i) {
        QPushButton *button = m_offers.at(i);
        const bool shown = i < report.conclusion.offers.size() &&
                           TroubleDetail::offered().contains(report.conclusion.offers.at(i).action);
        button->setVisible(shown);
        if (shown)
            button->setText(offerText(report.conclusion.offers.at(i), report));
    }
}

void TroublePage::renderDetail()
{
    const auto &report = m_presenter->state().report;
    const int row = m_table->selectedRow();
    if (report && row >= 0 && row < report->steps.size())
        m_detail->setStep(report->steps.at(row));
}

} // namespace envdeck::ui

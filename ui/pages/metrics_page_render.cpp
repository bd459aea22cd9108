// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/metrics_page.h"

#include "ui/text/time_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chart_panel.h"
#include "ui/widgets/face_stack.h"
#include "ui/widgets/page_header.h"
#include "ui/widgets/segmented.h"

#include <QCheckBox>
#include <QPushButton>

// What the page says of its presenter's state.
namespace envdeck::ui {

void MetricsPage::render()
{
    const MetricsState &state = m_presenter->state();
    if (const bool canExport = state.board.has_value(); canExport != m_canExport) {
        m_canExport = canExport;
        Q_EMIT commandsChanged();
    }
    m_header->setRefreshing(state.loading && state.board.has_value());
    m_header->setFreshness(m_presenter->freshness());
    m_spans->setCurrent(observability::usualSpan(m_presenter->choice()));
    m_live->setChecked(m_presenter->choice().isLive());
    m_back->setVisible(m_presenter->canGoBack());
    const bool custom = m_spans->current() < 0;
    m_custom->setText(custom ? rangeText(state.range, m_presenter->now()) : tr("From\u2026 to\u2026"));
    renderFace();
    if (m_faces->face() == FaceStack::Face::Answer) {
        renderBanners();
        renderCharts();
    }
}

void MetricsPage::renderFace()
{
    const MetricsState &state = m_presenter->state();
    if (m_presenter->target().app.isEmpty()) {
        m_faces->setBanner(Severity::None, {});
        return m_faces->showEmpty(QStringLiteral("metrics"), tr("No app runs in %1").arg(m_environment),
                                  tr("envdeck.yaml names no app for this environment."));
    }
    m_faces->setBanner(
        Severity::Stale, state.error && state.board ? state.error->title() : QString(),
        state.board ? tr("What is shown was read at %1.").arg(momentText(state.readAt, m_presenter->now()))
                    : QString(),
        nextStepLabel(state.error && state.error->next == NextStep::ReplaceKey ? NextStep::ReplaceKey
                                                                               : NextStep::Retry));
    if (state.silence && !state.error) {
        const SilenceText why =
            silenceText(*state.silence, m_presenter->target(), m_presenter->telemetryService());
        m_faces->showEmpty(QStringLiteral("metrics"), why.title, why.text, why.action);
    } else if (state.board && state.board->hasData()) {
        m_faces->showAnswer();
    } else if (state.error) {
        m_faces->setBanner(Severity::None, {});
        m_faces->showError(*state.error);
    } else {
        m_faces->showLoading(QStringLiteral("SigNoz"));
    }
}

void MetricsPage::renderBanners()
{
    const MetricsState &state = m_presenter->state();
    const QString firing = firingText(state.firing, m_presenter->now());
    const bool compared = state.comparison && state.compared;
    const ComparisonText text = compared
                                    ? comparisonText(*state.compared, *state.comparison,
                                                     m_presenter->workspace().thresholds, m_presenter->now())
                                    : ComparisonText();
    // One loud thing: what fires since a version got worse is said with it.
    const bool together = text.severity == Severity::Critical && !firing.isEmpty();
    m_firing->setVisible(!firing.isEmpty() && !together);
    m_firing->setWords(firingSeverity(state.firing), firing, {});
    m_comparison->setVisible(compared);
    m_comparison->setWords(text.severity, text.title,
                           together ? firing + QLatin1Char('\n') + text.detail : text.detail);
    m_rollback->setVisible(text.severity == Severity::Critical && state.compared->current);
}

void MetricsPage::renderCharts()
{
    const MetricsState &state = m_presenter->state();
    const MetricsFacts facts{*state.board, state.range, state.deployments,
                             m_presenter->workspace().thresholds};
    for (const Signal signal : shown)
        m_panels.at(static_cast<int>(signal))->setSpec(chartOf(signal, facts));
}

} // namespace envdeck::ui

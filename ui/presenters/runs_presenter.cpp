// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/runs_presenter.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr qint64 lookAgainAfter = 5; // seconds

} // namespace

RunsPresenter::RunsPresenter(infrastructure::RunHistory &history, const Workspace &workspace,
                             const Clock &clock, QObject *parent)
    : QObject(parent), m_history(history), m_workspace(workspace), m_clock(clock)
{
    connect(&history, &infrastructure::RunHistory::changed, this, [this](const QString &environment) {
        if (environment == m_environment && m_state.answered)
            refresh();
    });
}

void RunsPresenter::show(const EnvironmentId &environment)
{
    if (environment == m_environment)
        return;
    m_environment = environment;
    m_state = RunsState();
    m_again = false;
    Q_EMIT stateChanged();
}

void RunsPresenter::refresh()
{
    if (m_state.loading) {
        m_again = true;
        return;
    }
    m_state.loading = true;
    Q_EMIT stateChanged();
    whenDone(m_history.list(m_environment, shownAtMost), this,
             [this, environment = m_environment](const Result<QList<infrastructure::RunEntry>> &runs) {
                 if (environment != m_environment)
                     return;
                 m_state.loading = false;
                 m_state.error = runs ? std::nullopt
                                      : std::optional<ErrorText>(
                                            errorText(runs.error(), Attempt::ReadRuns, m_environment));
                 if (runs) {
                     m_state.runs = runs.value();
                     m_state.answered = true;
                     m_state.readAt = m_clock.now();
                 }
                 Q_EMIT stateChanged();
                 if (std::exchange(m_again, false))
                     refresh();
             });
}

void RunsPresenter::tick()
{
    const bool goesOn = std::any_of(m_state.runs.cbegin(), m_state.runs.cend(), [](const auto &run) {
        return run.life != infrastructure::RunLife::Over && run.life != infrastructure::RunLife::Interrupted;
    });
    if (goesOn && m_state.readAt.secsTo(m_clock.now()) >= lookAgainAfter)
        refresh();
}

void RunsPresenter::openReport(const QString &operation)
{
    whenDone(m_history.report(operation), this,
             [this, operation](const Result<infrastructure::RunReport> &report) {
                 if (report)
                     Q_EMIT reportReady(report.value());
                 else
                     Q_EMIT reportFailed(errorText(report.error(), Attempt::ReadLog, operation));
             });
}

} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/infrastructure/run_history.h"
#include "ui/text/error_text.h"

#include <QObject>

namespace envdeck::ui {

// The runs of terraform in one environment, as one value.
struct RunsState {
    bool loading = false;
    bool answered = false;
    QList<infrastructure::RunEntry> runs; // newest first; the last ones when a refresh fails
    QDateTime readAt;
    std::optional<ErrorText> error;
};

class RunsPresenter final : public QObject {
    Q_OBJECT

public:
    static constexpr int shownAtMost = 200;

    // All outlive it.
    RunsPresenter(infrastructure::RunHistory &history, const Workspace &workspace, const Clock &clock,
                  QObject *parent = nullptr);

    const RunsState &state() const { return m_state; }
    const EnvironmentId &environment() const { return m_environment; }
    const Workspace &workspace() const { return m_workspace; }
    QDateTime now() const { return m_clock.now(); }

    void show(const EnvironmentId &environment);
    void refresh();
    // Reads again after a while when a run goes on: another process may follow it.
    void tick();
    void openReport(const QString &operation); // answers by reportReady() or reportFailed()

Q_SIGNALS:
    void stateChanged();
    void reportReady(const envdeck::infrastructure::RunReport &report);
    void reportFailed(const envdeck::ui::ErrorText &error);

private:
    infrastructure::RunHistory &m_history;
    const Workspace &m_workspace;
    const Clock &m_clock;
    EnvironmentId m_environment;
    RunsState m_state;
    bool m_again = false; // asked once more while it was being read
};

} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backups/service.h"
#include "core/jobs/job_center.h"
#include "ui/text/error_text.h"
#include "ui/text/freshness_text.h"

#include <QObject>
#include <QTimer>

namespace envdeck::ui {

// What the Backups page shows, as one value.
struct BackupsState {
    bool loading = false;
    bool answered = false;  // there are rows, or none to show
    bool configured = true; // the environment has a platform
    EnvironmentId environment;
    QList<backups::Row> rows; // worst first
    QDateTime now;
    FreshnessText freshness;
    std::optional<ErrorText> error; // of the latest reading; the last good rows stay
    bool keyRefused = false;
};

// Reads the backups of one environment, and starts the ones that a person asks for.
class BackupsPresenter final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    BackupsPresenter(backups::Service &service, jobs::JobCenter &jobs, const Workspace &workspace,
                     const Clock &clock, QObject *parent = nullptr);
    ~BackupsPresenter() override;

    const BackupsState &state() const { return m_state; }
    void show(const EnvironmentId &environment);
    void refresh();
    void watch(bool watching); // reads again every five minutes: the destinations are asked each time
    void update();             // words and ages again
    QString backUp(const backups::Row &row); // empty, or the sentence why it does not start

Q_SIGNALS:
    void stateChanged();

private:
    void compose();

    backups::Service &m_service;
    jobs::JobCenter &m_jobs;
    const Workspace &m_workspace;
    const Clock &m_clock;
    BackupsState m_state;
    Observed<QList<backups::Row>> m_seen;
    QSet<QString> m_started; // operations
    QTimer m_again;
    quint64 m_generation = 0;
    std::stop_source m_stop;
};

} // namespace envdeck::ui

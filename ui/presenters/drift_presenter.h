// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/infrastructure/drift_service.h"
#include "core/jobs/job_center.h"
#include "ui/text/error_text.h"

#include <QObject>

namespace envdeck::ui {

// What the Drift tab shows of one environment, as one value.
struct DriftState {
    bool restoring = false; // what an earlier check found is being looked up
    std::optional<infrastructure::DriftReport> report;
    std::optional<JobStatus> job; // the newest check that runs, or failed since the report
    QString busyWith;             // title of a job of the environment that a check has to wait for
};

// The drift of one environment: the newest report, and a check on demand.
class DriftPresenter final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    DriftPresenter(infrastructure::DriftService &service, jobs::JobCenter &jobs, const Workspace &workspace,
                   const Clock &clock, QObject *parent = nullptr);

    const DriftState &state() const { return m_state; }
    const EnvironmentId &environment() const { return m_environment; }
    const Workspace &workspace() const { return m_workspace; }
    QDateTime now() const { return m_clock.now(); }
    std::chrono::seconds interval() const;
    bool isChecking() const { return m_state.job && !m_state.job->isOver(); }
    bool isStale() const; // older than two intervals
    bool canCheck() const { return !isChecking() && m_state.busyWith.isEmpty(); }

    void show(const EnvironmentId &environment);
    void refresh(); // looks up what others found; asks no provider
    void check();
    void cancel();

Q_SIGNALS:
    void stateChanged();

private:
    void noteJobs();

    infrastructure::DriftService &m_service;
    jobs::JobCenter &m_jobs;
    const Workspace &m_workspace;
    const Clock &m_clock;
    EnvironmentId m_environment;
    DriftState m_state;
};

} // namespace envdeck::ui

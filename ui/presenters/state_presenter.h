// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/infrastructure/state_keeper.h"
#include "core/jobs/job_center.h"
#include "ui/text/error_text.h"

#include <QObject>

namespace envdeck::ui {

// What keeps the state of one environment from being used, and what is done about it.
struct StateTrouble {
    std::optional<terraform::StateLock> lock; // the last plan or apply was refused by it
    bool backendRead = false;                 // before that nobody knows whose words a lock's are
    QString backend;                          // "pg db.example.test/tfstate"; empty when it is not known
    std::optional<infrastructure::ErroredState> errored;
    std::optional<ErrorText> erroredError; // there is one, and it cannot be read
    std::optional<JobStatus> job;          // of unlocking or writing back: runs, or did not end well
};

class StatePresenter final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    StatePresenter(infrastructure::StateKeeper &keeper, infrastructure::Service &service,
                   jobs::JobCenter &jobs, const Workspace &workspace, QObject *parent = nullptr);

    const StateTrouble &state() const { return m_state; }
    const EnvironmentId &environment() const { return m_environment; }
    const Workspace &workspace() const { return m_workspace; }
    bool isBusy() const { return m_state.job && !m_state.job->isOver(); }
    Guard guard() const; // of both ways out

    void show(const EnvironmentId &environment);
    void refresh();
    // Each: empty, or the sentence why it does not start.
    QString retryWhenFree();
    QString unlock(const QString &lockId, const QString &reason);
    QString pushState(const infrastructure::ErroredState &errored, const QString &reason);

Q_SIGNALS:
    void stateChanged();

private:
    void noteJobs();
    QString start(const jobs::Job &job, Attempt attempt);

    infrastructure::StateKeeper &m_keeper;
    infrastructure::Service &m_service;
    jobs::JobCenter &m_jobs;
    const Workspace &m_workspace;
    EnvironmentId m_environment;
    QString m_backendType;
    StateTrouble m_state;
};

} // namespace envdeck::ui

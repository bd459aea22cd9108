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
    // The last plan or apply, writing back or reading of the state was refused by it.
    std::optional<terraform::StateLock> lock;
    bool backendRead = false; // before that nobody knows whose words a lock's are
    QString backend;          // "pg db.example.test/tfstate"; empty when it is not known
    std::optional<infrastructure::ErroredState> errored;
    std::optional<ErrorText> erroredError; // there is one, and it cannot be read
    QByteArray erroredDigest;              // of the file, state or not; empty without one
    std::optional<JobStatus> job; // of unlocking or writing back: runs, or did not end well; of setting aside
                                  // also when it did, until the next run
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
    Guard guard() const; // of all ways out

    void show(const EnvironmentId &environment);
    void refresh();
    // How the state was read the last time: the error when its lock was in the way.
    void noteRead(const std::optional<Error> &locked);
    // Each: empty, or the sentence why it does not start.
    QString retryWhenFree();
    QString unlock(const QString &lockId, const QString &reason);
    QString pushState(const infrastructure::ErroredState &errored, const QString &reason);
    QString setAside(const QByteArray &digest, const QString &reason);

Q_SIGNALS:
    void stateChanged();
    void stateFreed(); // unlocked, or written back: what could not be read may be readable now

private:
    void noteJobs();
    QString start(const jobs::Job &job, Attempt attempt);

    infrastructure::StateKeeper &m_keeper;
    infrastructure::Service &m_service;
    jobs::JobCenter &m_jobs;
    const Workspace &m_workspace;
    EnvironmentId m_environment;
    QString m_backendType;
    std::optional<Error> m_readLocked;
    StateTrouble m_state;
};

} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/errored_state.h"
#include "core/infrastructure/terraform_service.h"

namespace envdeck::infrastructure {

// The ways out when a state is locked, or was not saved.
// Thread: the GUI's. All jobs are R3, have a subject of their own, so that an apply whose outcome is not
// known does not block them, and refuse while terraform works for one of our own runs (Conflict
// "own-run-alive").
class StateKeeper final : public QObject {
    Q_OBJECT

public:
    explicit StateKeeper(TerraformService &service, QObject *parent = nullptr);

    // Nothing when there is none. Errors: BadResponse, Io.
    Async<std::optional<ErroredState>> erroredState(const EnvironmentId &environment);
    // Of the file, state or not; empty when there is none. Errors: Io.
    Async<QByteArray> erroredDigest(const EnvironmentId &environment);
    // As the last init wrote it down. Errors: BadResponse.
    Async<terraform::Backend> backend(const EnvironmentId &environment);

    // kind "unlock". Steps: export init recheck unlock. Asks first who holds the lock now: Conflict
    // "lock-of-another" when the backend names another id, done without forcing (note "was-free") when nobody
    // does. Sent once; whether the state can be locked again is asked afterwards: Conflict "lock-still-held"
    // when it cannot.
    jobs::Job unlockJob(const EnvironmentId &environment, const QString &lockId, const QString &reason);
    // kind "push-state". Steps: export init recheck push-state. Pushes exactly the file with that digest
    // (Conflict "errored-state-changed" otherwise) and deletes it.
    jobs::Job pushStateJob(const EnvironmentId &environment, const ErroredState &errored,
                           const QString &reason);
    // kind "set-aside". Steps: recheck set-aside (note and evidence "file": where it lies now). For a state
    // that the backend will not take: moves exactly the file with that digest out of the way, so that plans
    // are applied again. What it says was made stays unknown to terraform. Errors as setErroredStateAside().
    jobs::Job setAsideJob(const EnvironmentId &environment, const QByteArray &digest, const QString &reason);

    void registerRebuilds(jobs::JobCenter &center);

Q_SIGNALS:
    void changed(const QString &environment); // one of the jobs went well

private:
    jobs::Job builtUnlock(const EnvironmentId &environment, const QString &lockId, const QString &operation,
                          bool sent);
    jobs::Job builtPush(const EnvironmentId &environment, const QByteArray &digest, const QString &detail,
                        const QString &operation, bool resumed);
    jobs::Job builtSetAside(const EnvironmentId &environment, const QByteArray &digest,
                            const QString &operation);

    TerraformService &m_service;
};

} // namespace envdeck::infrastructure

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/errored_state.h"
#include "core/infrastructure/terraform_service.h"

namespace envdeck::infrastructure {

// What both jobs on a state begin with, and how each ends.
class LockSteps : public QObject {
public:
    LockSteps(TerraformService &service, const EnvironmentId &environment, const QString &operation);

    Async<void> exportCommit(const jobs::Context &context);
    Async<void> init(const jobs::Context &context);
    Async<void> noRunOfOurs(const jobs::Context &context); // Conflict "own-run-alive"

protected:
    Async<void> exported(const jobs::Context &context);

    TerraformService &m_service;
    const EnvironmentId m_environment;
    const QString m_operation;
    std::shared_ptr<terraform::Tool> m_tool;
    QString m_backendType; // as in terraform::Backend
};

class UnlockSteps final : public LockSteps {
public:
    // `sent`: an earlier process has asked terraform already; it is only looked at what came of it.
    UnlockSteps(TerraformService &service, const EnvironmentId &environment, const QString &operation,
                const QString &lockId, bool sent);

    Async<void> unlock(const jobs::Context &context);

private:
    Async<void> force(const jobs::Context &context);
    Async<void> readBack(const jobs::Context &context);

    const QString m_lockId;
    const bool m_sent;
};

class PushStateSteps final : public LockSteps {
public:
    PushStateSteps(TerraformService &service, const EnvironmentId &environment, const QString &operation,
                   const QByteArray &digest, bool resumed);

    Async<void> recheck(const jobs::Context &context);
    Async<void> push(const jobs::Context &context);

private:
    Async<void> readBack(const jobs::Context &context, const terraform::StateSummary &before);
    Async<std::optional<ErroredState>> file();

    const QByteArray m_digest;
    const bool m_resumed;
    std::optional<ErroredState> m_errored; // nothing: it was pushed and deleted before
};

// A state that no backend takes is put where it blocks nothing any more.
class SetAsideSteps final : public LockSteps {
public:
    SetAsideSteps(TerraformService &service, const EnvironmentId &environment, const QString &operation,
                  const QByteArray &digest);

    Async<void> setAside(const jobs::Context &context);

private:
    const QByteArray m_digest;
};

} // namespace envdeck::infrastructure

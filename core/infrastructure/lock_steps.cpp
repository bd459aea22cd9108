// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/lock_steps.h"

namespace envdeck::infrastructure {

namespace {

Error conflict(const EnvironmentId &environment, const char *why)
{
    return {ErrorCode::Conflict, environment, QString::fromLatin1(why), 0};
}

} // namespace

LockSteps::LockSteps(TerraformService &service, const EnvironmentId &environment, const QString &operation)
    : m_service(service), m_environment(environment), m_operation(operation)
{
}

// Of the branch's head: which backend it is stands in the code. As it was fetched last, since a remote that
// does not answer must not be in the way; fetched only where it never was.
Async<void> LockSteps::exportCommit(const jobs::Context &context)
{
    return andThen(joined(this, exported(context)), this,
                   [this, context](const std::tuple<Result<void>> &answer) {
                       if (std::get<0>(answer))
                           return ready<void>({});
                       return andThen(m_service.outside().mirror.fetch(context.stop), this,
                                      [this, context](Done) { return exported(context); });
                   });
}

Async<void> LockSteps::exported(const jobs::Context &context)
{
    return andThen(m_service.exportHead(m_environment, m_operation, context.stop), this,
                   [context](const QString &commit) {
                       context.note(commit.first(7));
                       return ready<void>({});
                   });
}

Async<void> LockSteps::init(const jobs::Context &context)
{
    return andThen(m_service.tool(m_environment, m_operation, context.stop), this,
                   [this, context](const std::shared_ptr<terraform::Tool> &tool) {
                       m_tool = tool;
                       return andThen(tool->init(context.stop), this,
                                      [this, context](const terraform::Tool::Initialised &initialised) {
                                          m_backendType = initialised.backend.type;
                                          context.note(initialised.backend.label());
                                          return ready<void>({});
                                      });
                   });
}

Async<void> LockSteps::noRunOfOurs(const jobs::Context &)
{
    return andThen(m_service.runs().isProgramAlive(m_environment), this, [this](bool alive) {
        return ready<void>(alive ? Result<void>(conflict(m_environment, "own-run-alive")) : Result<void>());
    });
}

UnlockSteps::UnlockSteps(TerraformService &service, const EnvironmentId &environment,
                         const QString &operation, const QString &lockId, bool sent)
    : LockSteps(service, environment, operation), m_lockId(lockId), m_sent(sent)
{
}

// The id was read when a run was refused, perhaps hours ago, and a backend may let go of whatever lock there
// is (http is not even told the id): who holds it is asked once more.
Async<void> UnlockSteps::unlock(const jobs::Context &context)
{
    if (m_sent)
        return readBack(context);
    if (!terraform::isLockId(m_lockId))
        return ready<void>(Error{ErrorCode::BadInput, m_lockId, QStringLiteral("lock-id"), 0});
    return andThen(joined(this, m_tool->lockIsFree(context.stop)), this,
                   [this, context](const std::tuple<Result<void>> &answer) {
                       const Result<void> &free = std::get<0>(answer);
                       if (free) {
                           context.note(QStringLiteral("was-free"));
                           return ready<void>({});
                       }
                       const auto lock = terraform::lockOf(free.error(), m_backendType);
                       if (!lock)
                           return ready<void>(free.error());
                       if (!lock->idOfHolder || lock->id == m_lockId)
                           return force(context);
                       context.log->write(free.error().detail);
                       return ready<void>(conflict(m_environment, "lock-of-another"));
                   });
}

Async<void> UnlockSteps::force(const jobs::Context &context)
{
    if (!context.passPointOfNoReturn())
        return ready<void>(Error{ErrorCode::Canceled, m_environment, {}, 0});
    return andThen(context.keep(QStringLiteral("sent"), m_lockId), this, [this, context](Done) {
        return andThen(m_tool->forceUnlock(m_lockId), this,
                       [this, context](Done) { return readBack(context); });
    });
}

Async<void> UnlockSteps::readBack(const jobs::Context &context)
{
    return andThen(joined(this, m_tool->lockIsFree(context.stop)), this,
                   [this, context](const std::tuple<Result<void>> &answer) {
                       const Result<void> &free = std::get<0>(answer);
                       if (free)
                           return ready<void>({});
                       context.log->write(free.error().detail);
                       return ready<void>(terraform::kindOf(free.error()) == terraform::FailureKind::Locked
                                              ? conflict(m_environment, "lock-still-held")
                                              : free.error());
                   });
}

PushStateSteps::PushStateSteps(TerraformService &service, const EnvironmentId &environment,
                               const QString &operation, const QByteArray &digest, bool resumed)
    : LockSteps(service, environment, operation), m_digest(digest), m_resumed(resumed)
{
}

Async<std::optional<ErroredState>> PushStateSteps::file()
{
    return m_service.worker().run(
        [places = m_service.places(m_environment)] { return readErroredState(places); });
}

Async<void> PushStateSteps::recheck(const jobs::Context &context)
{
    return andThen(noRunOfOurs(context), this, [this](Done) {
        return andThen(file(), this, [this](const std::optional<ErroredState> &errored) {
            m_errored = errored;
            if (!errored && !m_resumed)
                return ready<void>(
                    Error{ErrorCode::NotFound, m_environment, QStringLiteral("no-errored-state"), 0});
            const bool another = errored && errored->digest != m_digest;
            return ready<void>(another ? Result<void>(conflict(m_environment, "errored-state-changed"))
                                       : Result<void>());
        });
    });
}

Async<void> PushStateSteps::push(const jobs::Context &context)
{
    if (!m_errored) // an earlier try of this job pushed it
        return ready<void>({});
    if (!context.passPointOfNoReturn())
        return ready<void>(Error{ErrorCode::Canceled, m_environment, {}, 0});
    return andThen(m_tool->fetchState(context.stop), this,
                   [this, context](const terraform::StateSummary &before) {
                       return andThen(m_tool->pushErroredState(), this,
                                      [this, context, before](Done) { return readBack(context, before); });
                   });
}

// Where there was no state, terraform gives the pushed one a lineage of its own (1.11.4, http).
Async<void> PushStateSteps::readBack(const jobs::Context &context, const terraform::StateSummary &before)
{
    return andThen(
        m_tool->fetchState(context.stop), this, [this, context, before](const terraform::StateSummary &now) {
            context.note(QString::number(now.serial));
            const bool isOurs = now.lineage == m_errored->lineage && now.serial >= m_errored->serial;
            const bool isNew = before.resources.isEmpty() && now.resources.size() == m_errored->resources;
            return ready<void>(now.exists && (isOurs || isNew)
                                   ? Result<void>()
                                   : Result<void>(conflict(m_environment, "state-not-there")));
        });
}

SetAsideSteps::SetAsideSteps(TerraformService &service, const EnvironmentId &environment,
                             const QString &operation, const QByteArray &digest)
    : LockSteps(service, environment, operation), m_digest(digest)
{
}

Async<void> SetAsideSteps::setAside(const jobs::Context &context)
{
    if (!context.passPointOfNoReturn())
        return ready<void>(Error{ErrorCode::Canceled, m_environment, {}, 0});
    const auto moved = m_service.worker().run(
        [places = m_service.places(m_environment), digest = m_digest, now = m_service.outside().clock.now()] {
            return setErroredStateAside(places, digest, now);
        });
    return andThen(moved, this, [context](const QString &file) {
        context.evidence(QStringLiteral("file"), file);
        context.note(file);
        return ready<void>({});
    });
}

} // namespace envdeck::infrastructure

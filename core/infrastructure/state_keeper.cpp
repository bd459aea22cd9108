// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/state_keeper.h"

#include "core/base/ids.h"
#include "core/infrastructure/job_step.h"
#include "core/infrastructure/lock_steps.h"

#include <QFileInfo>

namespace envdeck::infrastructure {

namespace {

using namespace std::chrono_literals;

jobs::Job onState(const char *kind, const EnvironmentId &environment, const QString &operation)
{
    jobs::Job job;
    job.operation = operation;
    job.kind = QString::fromLatin1(kind);
    job.environment = environment;
    job.subject = QStringLiteral("%1/terraform-state").arg(environment);
    job.risk = Risk::R3;
    job.payload = {{QStringLiteral("environment"), environment}};
    return job;
}

} // namespace

StateKeeper::StateKeeper(TerraformService &service, QObject *parent) : QObject(parent), m_service(service) {}

Async<std::optional<ErroredState>> StateKeeper::erroredState(const EnvironmentId &environment)
{
    return m_service.worker().run(
        [places = m_service.places(environment)] { return readErroredState(places); });
}

Async<QByteArray> StateKeeper::erroredDigest(const EnvironmentId &environment)
{
    return m_service.worker().run(
        [places = m_service.places(environment)] { return infrastructure::erroredDigest(places); });
}

Async<terraform::Backend> StateKeeper::backend(const EnvironmentId &environment)
{
    return m_service.worker().run([places = m_service.places(environment)] {
        terraform::Target target;
        target.work = places.work();
        if (!QFileInfo::exists(target.dataFolder())) // nothing was planned here yet
            target.work = places.reading();
        return terraform::readBackend(target.dataFolder(), {});
    });
}

jobs::Job StateKeeper::unlockJob(const EnvironmentId &environment, const QString &lockId,
                                 const QString &reason)
{
    jobs::Job job = builtUnlock(environment, lockId, newOperationId(m_service.outside().clock.now()), false);
    job.reason = reason;
    return job;
}

jobs::Job StateKeeper::builtUnlock(const EnvironmentId &environment, const QString &lockId,
                                   const QString &operation, bool sent)
{
    const auto steps = std::make_shared<UnlockSteps>(m_service, environment, operation, lockId, sent);
    jobs::Job job = onState("unlock", environment, operation);
    job.detail = lockId;
    job.payload.insert(QStringLiteral("lockId"), lockId);
    job.steps = {step("export", steps, &LockSteps::exportCommit, 2min),
                 step("init", steps, &LockSteps::init, 10min),
                 step("recheck", steps, &LockSteps::noRunOfOurs, 1min),
                 step("unlock", steps, &UnlockSteps::unlock, 10min, true)};
    return job;
}

jobs::Job StateKeeper::pushStateJob(const EnvironmentId &environment, const ErroredState &errored,
                                    const QString &reason)
{
    jobs::Job job = builtPush(environment, errored.digest, QString::number(errored.serial),
                              newOperationId(m_service.outside().clock.now()), false);
    job.reason = reason;
    return job;
}

jobs::Job StateKeeper::builtPush(const EnvironmentId &environment, const QByteArray &digest,
                                 const QString &detail, const QString &operation, bool resumed)
{
    const auto steps = std::make_shared<PushStateSteps>(m_service, environment, operation, digest, resumed);
    jobs::Job job = onState("push-state", environment, operation);
    job.detail = detail;
    job.payload.insert(QStringLiteral("digest"), QString::fromLatin1(digest));
    job.steps = {step("export", steps, &LockSteps::exportCommit, 2min),
                 step("init", steps, &LockSteps::init, 10min),
                 step("recheck", steps, &PushStateSteps::recheck, 2min),
                 step("push-state", steps, &PushStateSteps::push, 20min, true)};
    return job;
}

jobs::Job StateKeeper::setAsideJob(const EnvironmentId &environment, const QByteArray &digest,
                                   const QString &reason)
{
    jobs::Job job = builtSetAside(environment, digest, newOperationId(m_service.outside().clock.now()));
    job.reason = reason;
    return job;
}

jobs::Job StateKeeper::builtSetAside(const EnvironmentId &environment, const QByteArray &digest,
                                     const QString &operation)
{
    const auto steps = std::make_shared<SetAsideSteps>(m_service, environment, operation, digest);
    jobs::Job job = onState("set-aside", environment, operation);
    job.payload.insert(QStringLiteral("digest"), QString::fromLatin1(digest));
    job.steps = {step("recheck", steps, &LockSteps::noRunOfOurs, 1min),
                 step("set-aside", steps, &SetAsideSteps::setAside, 5min, true)};
    return job;
}

void StateKeeper::registerRebuilds(jobs::JobCenter &center)
{
    center.setRebuild(QStringLiteral("set-aside"), [this](const jobs::OpenJob &open) -> Result<jobs::Job> {
        jobs::Job job =
            builtSetAside(open.environment, open.payload.value(QLatin1String("digest")).toString().toLatin1(),
                          open.operation);
        job.reason = open.reason;
        return job;
    });
    center.setRebuild(QStringLiteral("unlock"), [this](const jobs::OpenJob &open) -> Result<jobs::Job> {
        jobs::Job job = builtUnlock(open.environment, open.payload.value(QLatin1String("lockId")).toString(),
                                    open.operation, open.evidence.contains(QStringLiteral("sent")));
        job.reason = open.reason;
        return job;
    });
    center.setRebuild(QStringLiteral("push-state"), [this](const jobs::OpenJob &open) -> Result<jobs::Job> {
        jobs::Job job =
            builtPush(open.environment, open.payload.value(QLatin1String("digest")).toString().toLatin1(),
                      open.detail, open.operation, true);
        job.reason = open.reason;
        return job;
    });
    connect(&center, &jobs::JobCenter::jobChanged, this, [this](const JobStatus &status) {
        const bool ours = status.kind == QLatin1String("unlock") ||
                          status.kind == QLatin1String("push-state") ||
                          status.kind == QLatin1String("set-aside");
        if (ours && status.state == JobState::Succeeded)
            Q_EMIT changed(status.environment);
    });
}

} // namespace envdeck::infrastructure

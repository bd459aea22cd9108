// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/state_presenter.h"

namespace envdeck::ui {

namespace {

QString runSubject(const EnvironmentId &environment)
{
    return environment + QStringLiteral("/terraform");
}

QString keeperSubject(const EnvironmentId &environment)
{
    return environment + QStringLiteral("/terraform-state");
}

} // namespace

StatePresenter::StatePresenter(infrastructure::StateKeeper &keeper, infrastructure::Service &service,
                               jobs::JobCenter &jobs, const Workspace &workspace, QObject *parent)
    : QObject(parent), m_keeper(keeper), m_service(service), m_jobs(jobs), m_workspace(workspace)
{
    connect(&jobs, &jobs::JobCenter::jobChanged, this, [this](const JobStatus &status) {
        if (status.environment != m_environment || !status.subject.startsWith(runSubject(m_environment)))
            return;
        if (status.subject == keeperSubject(m_environment) && status.state == JobState::Succeeded) {
            m_readLocked.reset();
            Q_EMIT stateFreed();
        }
        if (status.isOver())
            refresh(); // an apply may have left a state behind, or one was written back
        else
            noteJobs();
    });
}

Guard StatePresenter::guard() const
{
    const Environment *environment = m_workspace.environment(m_environment);
    return environment ? guardFor(Risk::R3, *environment) : Guard();
}

void StatePresenter::show(const EnvironmentId &environment)
{
    if (environment == m_environment)
        return;
    m_environment = environment;
    m_backendType.clear();
    m_readLocked.reset();
    m_state = StateTrouble();
    refresh();
}

void StatePresenter::refresh()
{
    noteJobs();
    whenDone(m_keeper.backend(m_environment), this,
             [this, environment = m_environment](const Result<terraform::Backend> &backend) {
                 if (environment != m_environment)
                     return;
                 m_state.backendRead = true;
                 m_backendType = backend ? backend.value().type : QString();
                 m_state.backend = backend ? backend.value().label() : QString();
                 noteJobs();
             });
    whenDone(m_keeper.erroredState(m_environment), this,
             [this, environment =
                        m_environment](const Result<std::optional<infrastructure::ErroredState>> &errored) {
                 if (environment != m_environment)
                     return;
                 m_state.errored = errored ? errored.value() : std::nullopt;
                 m_state.erroredError =
                     errored ? std::nullopt
                             : std::optional<ErrorText>(errorText(errored.error(), Attempt::PushState,
                                                                  TrueNow::StateUnsaved, environment));
                 Q_EMIT stateChanged();
             });
    whenDone(m_keeper.erroredDigest(m_environment), this,
             [this, environment = m_environment](const Result<QByteArray> &digest) {
                 if (environment != m_environment)
                     return;
                 m_state.erroredDigest = digest ? digest.value() : QByteArray();
                 Q_EMIT stateChanged();
             });
}

void StatePresenter::noteRead(const std::optional<Error> &locked)
{
    if (locked == m_readLocked)
        return;
    m_readLocked = locked;
    noteJobs();
}

// A lock is known from the newest run that it refused, until something went well since.
void StatePresenter::noteJobs()
{
    m_state.lock.reset();
    m_state.job.reset();
    const JobStatus *run = nullptr; // the newest of each, with which the list begins
    const JobStatus *kept = nullptr;
    bool wentWell = false; // the keeper's, since that run
    const QList<JobStatus> jobs = m_jobs.jobs();
    for (const JobStatus &status : jobs) {
        if (!run && status.subject == runSubject(m_environment))
            run = &status;
        if (!kept && status.subject == keeperSubject(m_environment)) {
            kept = &status;
            wentWell = !run && kept->state == JobState::Succeeded;
        }
    }
    const bool tellsWhere = kept && kept->kind == QLatin1String("set-aside") && wentWell;
    if (kept && ((kept->state != JobState::Succeeded && kept->state != JobState::Cancelled) || tellsWhere))
        m_state.job = *kept;
    if (run && run->state == JobState::Failed && run->error && !wentWell &&
        terraform::kindOf(*run->error) == terraform::FailureKind::Locked)
        m_state.lock = terraform::lockOf(*run->error, m_backendType);
    else if (kept && kept->state == JobState::Failed && kept->error &&
             terraform::kindOf(*kept->error) == terraform::FailureKind::Locked)
        m_state.lock = terraform::lockOf(*kept->error, m_backendType);
    else if (m_readLocked)
        m_state.lock = terraform::lockOf(*m_readLocked, m_backendType);
    Q_EMIT stateChanged();
}

QString StatePresenter::start(const jobs::Job &job, Attempt attempt)
{
    const auto started = m_jobs.start(job);
    return started ? QString()
                   : errorText(started.error(), attempt, TrueNow::NothingChanged, m_environment).sentence();
}

QString StatePresenter::retryWhenFree()
{
    return start(m_service.patientPlanJob(m_environment), Attempt::Plan);
}

QString StatePresenter::unlock(const QString &lockId, const QString &reason)
{
    return start(m_keeper.unlockJob(m_environment, lockId, reason), Attempt::Unlock);
}

QString StatePresenter::pushState(const infrastructure::ErroredState &errored, const QString &reason)
{
    return start(m_keeper.pushStateJob(m_environment, errored, reason), Attempt::PushState);
}

QString StatePresenter::setAside(const QByteArray &digest, const QString &reason)
{
    return start(m_keeper.setAsideJob(m_environment, digest, reason), Attempt::SetAside);
}

} // namespace envdeck::ui

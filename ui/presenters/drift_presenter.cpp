// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/drift_presenter.h"

#include "core/infrastructure/drift_watch.h"
#include "ui/text/job_text.h"

namespace envdeck::ui {

DriftPresenter::DriftPresenter(infrastructure::DriftService &service, jobs::JobCenter &jobs,
                               const Workspace &workspace, const Clock &clock, QObject *parent)
    : QObject(parent), m_service(service), m_jobs(jobs), m_workspace(workspace), m_clock(clock)
{
    connect(&service, &infrastructure::DriftService::reportChanged, this, [this](const QString &environment) {
        if (environment != m_environment)
            return;
        m_state.report = m_service.report(environment);
        Q_EMIT stateChanged();
    });
    connect(&jobs, &jobs::JobCenter::jobChanged, this, [this](const JobStatus &status) {
        if (status.environment != m_environment)
            return;
        noteJobs();
        Q_EMIT stateChanged();
    });
}

std::chrono::seconds DriftPresenter::interval() const
{
    return infrastructure::driftInterval(m_workspace);
}

bool DriftPresenter::isStale() const
{
    return m_state.report && m_state.report->at.secsTo(now()) > 2 * interval().count();
}

void DriftPresenter::show(const EnvironmentId &environment)
{
    if (environment == m_environment)
        return;
    m_environment = environment;
    m_state = DriftState();
    m_state.report = m_service.report(environment);
    noteJobs();
    Q_EMIT stateChanged();
}

void DriftPresenter::refresh()
{
    m_state.restoring = !m_state.report;
    Q_EMIT stateChanged();
    whenDone(m_service.restore(m_environment), this,
             [this, environment = m_environment](const Result<std::optional<infrastructure::DriftReport>> &) {
                 if (environment != m_environment)
                     return;
                 m_state.restoring = false;
                 m_state.report = m_service.report(environment);
                 Q_EMIT stateChanged();
             });
}

void DriftPresenter::noteJobs()
{
    m_state.job.reset();
    m_state.busyWith.clear();
    bool isNewest = true;
    const auto jobs = m_jobs.jobs();
    for (const JobStatus &status : jobs) {
        if (status.environment != m_environment)
            continue;
        const bool isCheck = status.kind == QLatin1String("drift");
        if (isCheck && isNewest && status.state != JobState::Succeeded && status.state != JobState::Cancelled)
            m_state.job = status;
        if (!isCheck && isAtWork(status) && m_state.busyWith.isEmpty())
            m_state.busyWith = jobTitle(status);
        isNewest = isNewest && !isCheck;
    }
}

void DriftPresenter::check()
{
    if (canCheck())
        static_cast<void>(bool(m_jobs.start(m_service.driftJob(m_environment))));
}

void DriftPresenter::cancel()
{
    if (isChecking())
        static_cast<void>(bool(m_jobs.cancel(m_state.job->operation)));
}

} // namespace envdeck::ui

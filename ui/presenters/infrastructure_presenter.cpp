// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/infrastructure_presenter.h"

#include "core/infrastructure/apply_permission.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr qsizetype logLines = 200;

bool isTold(const JobStatus &job)
{
    const bool isDonePlan = job.state == JobState::Succeeded && job.kind == QLatin1String("plan");
    return job.state != JobState::Cancelled && !isDonePlan;
}

QString subjectOf(const EnvironmentId &environment)
{
    return environment + QStringLiteral("/terraform");
}

} // namespace

InfrastructurePresenter::InfrastructurePresenter(infrastructure::Service &service, jobs::JobCenter &jobs,
                                                 const Workspace &workspace, const Clock &clock,
                                                 QObject *parent)
    : QObject(parent), m_service(service), m_jobs(jobs), m_workspace(workspace), m_clock(clock)
{
    connect(&service, &infrastructure::Service::planChanged, this, [this](const QString &environment) {
        if (environment != m_environment)
            return;
        notePlan(m_service.plan(m_environment));
        Q_EMIT stateChanged();
    });
    connect(&jobs, &jobs::JobCenter::jobChanged, this, [this](const JobStatus &status) {
        if (status.subject != subjectOf(m_environment))
            return;
        noteJobs();
        if (status.kind == QLatin1String("apply") && status.isOver())
            readState();
        Q_EMIT stateChanged();
    });
    connect(&jobs, &jobs::JobCenter::logged, this, [this](const QString &operation, const QString &line) {
        if (!m_state.job || m_state.job->operation != operation)
            return;
        m_state.log.append(line);
        if (m_state.log.size() > logLines)
            m_state.log.removeFirst();
        Q_EMIT stateChanged();
    });
}

InfrastructurePresenter::~InfrastructurePresenter()
{
    m_stop.request_stop();
}

bool InfrastructurePresenter::isBusy() const
{
    return m_state.job && isAtWork(*m_state.job);
}

Guard InfrastructurePresenter::guard() const
{
    const Environment *environment = m_workspace.environment(m_environment);
    if (!environment || !m_state.plan)
        return {};
    return infrastructure::guardOf(*m_state.plan, *environment);
}

void InfrastructurePresenter::show(const EnvironmentId &environment)
{
    if (environment != m_environment) {
        m_stop.request_stop();
        m_stop = std::stop_source();
        m_environment = environment;
        m_state = InfrastructureState();
        m_checking = false;
        m_asked.clear();
        notePlan(m_service.plan(environment));
        noteJobs();
    }
    refresh();
}

void InfrastructurePresenter::refresh()
{
    askPolicy();
    Q_EMIT stateChanged();
    whenDone(
        m_service.program(m_stop.get_token()), this,
        [this, environment = m_environment](const Result<terraform::Program> &program) {
            if (environment != m_environment)
                return;
            m_state.program = program ? program.value().name() : QString();
            m_state.programMissing =
                program ? std::nullopt
                        : std::optional<ErrorText>(errorText(program.error(), Attempt::Plan, environment));
            Q_EMIT stateChanged();
            if (!program)
                return;
            whenDone(m_service.restore(environment, m_stop.get_token()), this,
                     [this, environment](const Result<std::optional<infrastructure::ReviewedPlan>> &plan) {
                         if (environment != m_environment || !plan || !plan.value())
                             return;
                         notePlan(plan.value());
                         Q_EMIT stateChanged();
                     });
            if (!m_state.state)
                readState();
        });
}

void InfrastructurePresenter::readState()
{
    if (m_state.readingState)
        return;
    m_state.readingState = true;
    whenDone(m_service.state(m_environment, m_stop.get_token()), this,
             [this, environment = m_environment](const Result<infrastructure::State> &state) {
                 if (environment != m_environment)
                     return;
                 m_state.readingState = false;
                 m_state.stateError =
                     state
                         ? std::nullopt
                         : std::optional<ErrorText>(errorText(
                               state.error(), Attempt::Read,
                               m_state.state ? TrueNow::LastKnownStays : TrueNow::NothingKnown, environment));
                 m_state.stateLocked.reset();
                 if (!state && state.error().code == ErrorCode::Locked)
                     m_state.stateLocked = state.error();
                 if (state) {
                     m_state.state = state.value();
                     m_state.stateReadAt = m_clock.now();
                 }
                 Q_EMIT stateChanged();
             });
}

// What the policy says to it is asked at once; the job asks once more.
void InfrastructurePresenter::notePlan(const std::optional<infrastructure::ReviewedPlan> &plan)
{
    const bool same = plan && m_state.plan && plan->operation == m_state.plan->operation;
    m_state.plan = plan;
    if (same)
        return;
    m_state.applyRefused.reset();
    askPolicy();
}

void InfrastructurePresenter::askPolicy()
{
    const auto &plan = m_state.plan;
    if (!plan || !plan->branch.isEmpty() || m_asked == plan->operation)
        return;
    m_asked = plan->operation;
    whenDone(m_service.mayApply(m_environment, plan->record.commit, plan->mode, m_stop.get_token()), this,
             [this, operation = plan->operation](const Result<void> &may) {
                 if (m_asked == operation)
                     m_asked.clear();
                 if (!m_state.plan || m_state.plan->operation != operation)
                     return;
                 const bool refused = !may && infrastructure::isPolicyRefusal(may.error());
                 m_state.applyRefused = refused ? std::optional<Error>(may.error()) : std::nullopt;
                 Q_EMIT stateChanged();
             });
}

void InfrastructurePresenter::noteJobs()
{
    QList<JobStatus> ours = m_jobs.jobs(); // the newest first
    ours.removeIf([this](const JobStatus &status) { return status.subject != subjectOf(m_environment); });
    const auto first = [&](bool (*is)(const JobStatus &)) {
        const auto found = std::find_if(ours.cbegin(), ours.cend(), is);
        return found == ours.cend() ? std::nullopt : std::optional(*found);
    };
    // One at work; else the newest, unless it is shown itself; else one that still waits for its pull
    // request.
    m_state.job = first(isAtWork);
    if (!m_state.job && !ours.isEmpty() && isTold(ours.first()))
        m_state.job = ours.first();
    if (!m_state.job)
        m_state.job = first(waitsForPeople);
    m_state.log = m_state.job ? m_jobs.log(m_state.job->operation) : QStringList();
}

void InfrastructurePresenter::planTo(PlanMode mode)
{
    static_cast<void>(bool(m_jobs.start(m_service.planJob(m_environment, mode))));
}

template <typename T>
void InfrastructurePresenter::check(const Async<T> &asked, void (InfrastructurePresenter::*answer)(const T &))
{
    m_checking = true;
    whenDone(asked, this, [this, answer, environment = m_environment](const Result<T> &found) {
        if (environment != m_environment)
            return;
        m_checking = false;
        Q_EMIT stateChanged();
        if (found)
            Q_EMIT(this->*answer)(found.value());
        else if (found.error().code != ErrorCode::Canceled)
            Q_EMIT checkFailed(
                errorText(found.error(), Attempt::ReadCode, TrueNow::NothingChanged, environment));
    });
    Q_EMIT stateChanged();
}

void InfrastructurePresenter::checkFormat()
{
    if (!m_checking)
        check(m_service.checkFormat(m_environment, m_stop.get_token()),
              &InfrastructurePresenter::formatChecked);
}

Result<configuration::FormatReview>
InfrastructurePresenter::formatReview(const infrastructure::FormatCheck &check) const
{
    return m_formats->review(m_environment, check.commit, check.written);
}

QString InfrastructurePresenter::format(const configuration::FormatReview &review, const QString &reason)
{
    const Result<QString> started = m_jobs.start(m_formats->job(review, reason));
    return started
               ? QString()
               : errorText(started.error(), Attempt::FormatCode, TrueNow::NothingChanged, review.environment)
                     .sentence();
}

void InfrastructurePresenter::checkCode()
{
    if (!m_checking)
        check(m_service.checkCode(m_environment, m_stop.get_token()), &InfrastructurePresenter::codeChecked);
}

QString InfrastructurePresenter::apply(const QString &reason)
{
    const auto job = m_service.applyJob(m_environment, reason);
    const Result<QString> started = job ? m_jobs.start(job.value()) : Result<QString>(job.error());
    return started ? QString()
                   : errorText(started.error(), Attempt::Apply, TrueNow::NothingChanged, m_environment)
                         .sentence();
}

void InfrastructurePresenter::cancel()
{
    if (m_state.job)
        static_cast<void>(bool(m_jobs.cancel(m_state.job->operation)));
}

} // namespace envdeck::ui

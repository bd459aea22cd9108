// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/variables_presenter.h"

#include "ui/text/variable_text.h"

#include <algorithm>
#include <utility>

namespace envdeck::ui {

VariablesPresenter::VariablesPresenter(configuration::VariableService &service, jobs::JobCenter &jobs,
                                       const Workspace &workspace, const Clock &clock, QObject *parent)
    : QObject(parent), m_service(service), m_jobs(jobs), m_workspace(workspace), m_clock(clock)
{
    connect(&jobs, &jobs::JobCenter::jobChanged, this, [this](const JobStatus &job) {
        if (job.environment != m_environment)
            return;
        noteJobs();
        Q_EMIT stateChanged();
        if (job.kind == QLatin1String("variable") && job.isOver())
            refresh();
    });
}

VariablesPresenter::~VariablesPresenter()
{
    m_reading.request_stop();
    m_asked.request_stop();
}

const terraform::Variable *VariablesPresenter::variable(const QString &name) const
{
    if (!m_state.side)
        return nullptr;
    const auto &variables = m_state.side->side.variables;
    const auto found = std::find_if(variables.cbegin(), variables.cend(),
                                    [&](const terraform::Variable &v) { return v.name == name; });
    return found == variables.cend() ? nullptr : &*found;
}

QString VariablesPresenter::whyNot(const terraform::Variable &variable) const
{
    const Environment *environment = m_workspace.environment(m_environment);
    if (!environment || !m_state.side)
        return {};
    if (environment->policy.apply == ApplyPath::PullRequest && !m_service.canOpenPullRequests())
        return variableRefusal({ErrorCode::Forbidden, m_environment, QStringLiteral("pull-request"), 0},
                               m_environment);
    if (variable.problem == terraform::VariableProblem::SetTwice)
        return variableProblemText(variable);
    const auto file = terraform::fileForEdit(m_state.side->side.variables, variable.name);
    return file ? QString() : variableRefusal(file.error(), m_environment);
}

QString VariablesPresenter::fileFor(const terraform::Variable &variable) const
{
    if (!m_state.side)
        return {};
    const auto file = terraform::fileForEdit(m_state.side->side.variables, variable.name);
    return file ? m_workspace.terraformFolder(m_environment) + QLatin1Char('/') + file.value() : QString();
}

void VariablesPresenter::show(const EnvironmentId &environment)
{
    if (environment == m_environment)
        return;
    callOff();
    m_reading.request_stop();
    m_reading = std::stop_source();
    ++m_generation;
    m_environment = environment;
    m_typed.reset();
    m_state = VariablesState();
    noteJobs();
    Q_EMIT stateChanged();
}

void VariablesPresenter::refresh()
{
    if (m_state.reading || m_environment.isEmpty())
        return;
    m_state.reading = true;
    Q_EMIT stateChanged();
    whenDone(m_service.files().read({{}, m_environment}, m_reading.get_token()), this,
             [this, generation = m_generation](const Result<QList<configuration::EnvironmentSide>> &sides) {
                 if (generation == m_generation) // a later show() owns the view now
                     take(sides);
             });
}

void VariablesPresenter::take(const Result<QList<configuration::EnvironmentSide>> &sides)
{
    m_state.reading = false;
    m_state.error.reset();
    std::optional<Error> error;
    if (!sides)
        error = sides.error();
    else if (sides.value().isEmpty())
        error = Error{ErrorCode::NotFound, m_environment, QStringLiteral("not-configured"), 0};
    else
        error = sides.value().first().error;
    if (error) {
        const bool isGone = error->code == ErrorCode::NotFound && sides && error->detail.isEmpty();
        if (isGone) // the branch or the folder: mended in the same place
            error->detail = QStringLiteral("no-terraform-folder");
        m_state.error =
            readAgainText(*error, Attempt::ReadCode,
                          m_state.side ? TrueNow::LastKnownStays : TrueNow::NothingKnown, m_environment);
    } else {
        m_state.side = sides.value().first();
        m_state.readAt = m_clock.now();
    }
    Q_EMIT stateChanged();
}

void VariablesPresenter::review(const TypedValue &typed)
{
    callOff();
    m_typed = typed;
    whenDone(m_service.review(m_environment, typed.name, typed.text, m_asked.get_token()), this,
             [this, asked = m_review](const Result<configuration::VariableReview> &review) {
                 if (asked != m_review)
                     return;
                 if (review)
                     return Q_EMIT reviewReady(review.value());
                 const QString refusal = variableRefusal(review.error(), m_environment);
                 Q_EMIT reviewFailed(refusal.isEmpty() ? errorText(review.error(), Attempt::ChangeVariable,
                                                                   TrueNow::NothingChanged, m_environment)
                                                             .sentence()
                                                       : refusal);
             });
}

void VariablesPresenter::callOff()
{
    ++m_review;
    m_asked.request_stop();
    m_asked = std::stop_source();
}

QString VariablesPresenter::apply(const configuration::VariableReview &review, const QString &reason)
{
    const auto started = m_jobs.start(m_service.job(review, reason));
    return started ? QString()
                   : errorText(started.error(), Attempt::ChangeVariable, TrueNow::NothingChanged, review.file)
                         .sentence();
}

void VariablesPresenter::recheck()
{
    if (m_state.job)
        static_cast<void>(bool(m_jobs.resume(m_state.job->operation)));
}

void VariablesPresenter::noteJobs()
{
    std::optional<JobStatus> newest; // ids begin with their time
    const QList<JobStatus> all = m_jobs.jobs();
    for (const JobStatus &job : all) {
        const bool counts = job.kind == QLatin1String("variable") ||
                            (job.kind == QLatin1String("plan") && job.state == JobState::Succeeded);
        if (job.environment == m_environment && counts && (!newest || newest->operation < job.operation))
            newest = job;
    }
    const bool isChange = newest && newest->kind == QLatin1String("variable");
    m_state.job = isChange && newest->state != JobState::Cancelled ? newest : std::nullopt;
}

} // namespace envdeck::ui

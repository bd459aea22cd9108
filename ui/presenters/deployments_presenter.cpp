// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/deployments_presenter.h"

#include "core/secrets/secret_key.h"
#include "ui/text/deployment_text.h"
#include "ui/text/job_text.h"
#include "ui/text/number_text.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr std::chrono::seconds interval{30};

Attempt attemptOf(Action action)
{
    switch (action) {
    case Action::Deploy: return Attempt::Deploy;
    case Action::Promote: return Attempt::Promote;
    case Action::Rollback: return Attempt::Rollback;
    case Action::Hold: return Attempt::Hold;
    }
    Q_UNREACHABLE();
}

} // namespace

DeploymentsPresenter::DeploymentsPresenter(deployments::Service &service, jobs::JobCenter &jobs,
                                           const Workspace &workspace, const Clock &clock, QObject *parent)
    : QObject(parent), m_service(service), m_jobs(jobs), m_workspace(workspace), m_clock(clock)
{
    connect(&jobs, &jobs::JobCenter::jobChanged, this, [this](const JobStatus &status) {
        if (status.subject != m_target.text())
            return;
        noteJobs();
        Q_EMIT stateChanged();
        if (status.isOver())
            refresh();
    });
}

DeploymentsPresenter::~DeploymentsPresenter()
{
    m_reading.request_stop();
    m_asked.request_stop();
}

void DeploymentsPresenter::show(const Target &target)
{
    if (target == m_target)
        return refresh();
    m_target = target;
    m_state = DeploymentsState();
    m_asked.request_stop();
    m_asked = std::stop_source();
    noteJobs();
    if (target.app.isEmpty()) { // an environment without apps
        m_reading.request_stop();
        ++m_generation;
        return Q_EMIT stateChanged();
    }
    refresh();
}

void DeploymentsPresenter::refresh()
{
    if (m_target.app.isEmpty())
        return;
    m_reading.request_stop();
    m_reading = std::stop_source();
    m_state.loading = true;
    Q_EMIT stateChanged();
    whenDone(m_service.history(m_target, m_reading.get_token()), this,
             [this, generation = ++m_generation](const Result<deployments::History> &result) {
                 if (generation != m_generation) // a later one owns the page now
                     return;
                 m_state.loading = false;
                 m_state.error = result ? std::nullopt
                                        : std::optional<ErrorText>(errorText(
                                              result.error(), Attempt::ReadHistory, m_target.text()));
                 if (result)
                     m_state.history = result.value();
                 Q_EMIT stateChanged();
             });
}

void DeploymentsPresenter::noteJobs()
{
    m_state.job.reset();
    m_state.busy.clear();
    for (const JobStatus &status : m_jobs.jobs()) {
        if (status.subject != m_target.text())
            continue;
        const bool newestOfTarget = !m_state.job;
        if (newestOfTarget && status.state != JobState::Succeeded)
            m_state.job = status;
        if (!status.isOver() || status.state == JobState::Unknown)
            m_state.busy = status.isOver() ? tr("unresolved") : tr("in progress");
        if (newestOfTarget)
            break;
    }
}

FreshnessText DeploymentsPresenter::freshness() const
{
    Observed<Done> seen;
    if (m_state.history) {
        seen.value = Done();
        seen.at = m_state.history->fetchedAt;
    }
    if (m_state.error || (m_state.history && !m_state.history->missing.isEmpty()))
        seen.error = Error{ErrorCode::Unreachable, {}, {}, 0};
    seen.source = QStringLiteral("git");
    return freshnessText(seen, now(), 2 * interval);
}

QString DeploymentsPresenter::accountOf(const QString &source) const
{
    const Environment *environment = m_workspace.environment(m_target.environment);
    if (environment && environment->dokploy && source == QLatin1String("dokploy"))
        return secrets::dokployKey(m_workspace, *environment).kind;
    if (environment && environment->signoz && source == QLatin1String("signoz"))
        return secrets::signozKey(m_workspace, *environment).kind;
    return source == QLatin1String("git") ? source : QString();
}

const Deployment *DeploymentsPresenter::safest() const
{
    return m_state.history && m_state.history->safest >= 0
               ? &m_state.history->deployments.at(m_state.history->safest)
               : nullptr;
}

QString DeploymentsPresenter::comparison() const
{
    if (!m_state.history || m_state.history->deployments.size() < 2)
        return {};
    const Deployment &current = m_state.history->deployments.first();
    if (current.state == DeploymentState::Failed)
        return tr("%1 does not run.").arg(current.image.tag);
    if (current.state != DeploymentState::Degraded || !current.errorPercent)
        return {};
    const auto before =
        std::find_if(m_state.history->deployments.cbegin() + 1, m_state.history->deployments.cend(),
                     [](const Deployment &d) { return d.errorPercent.has_value(); });
    if (before == m_state.history->deployments.cend())
        return tr("%1 has %2 errors.").arg(current.image.tag, percentText(current.errorPercent));
    return tr("%1 is worse than what ran before: errors %2 to %3, p95 %4 to %5.")
        .arg(current.image.tag, percentText(before->errorPercent), percentText(current.errorPercent),
             latencyText(before->p95Ms), latencyText(current.p95Ms));
}

void DeploymentsPresenter::review(Action action, const ImageRef &to, const EnvironmentId &from)
{
    whenDone(m_service.review({action, m_target, to, from}, m_asked.get_token()), this,
             [this, action, target = m_target](const Result<deployments::Review> &review) {
                 if (target != m_target)
                     return;
                 if (review)
                     Q_EMIT reviewReady(review.value());
                 else
                     Q_EMIT reviewFailed(errorText(review.error(), attemptOf(action), TrueNow::NothingChanged,
                                                   target.text()));
             });
}

void DeploymentsPresenter::readVersions()
{
    whenDone(m_service.versions(m_target, m_asked.get_token()), this,
             [this, target = m_target](const Result<QList<deployments::Version>> &versions) {
                 if (target != m_target)
                     return;
                 if (versions)
                     Q_EMIT versionsReady(versions.value());
                 else
                     Q_EMIT reviewFailed(errorText(versions.error(), Attempt::Deploy, TrueNow::NothingChanged,
                                                   target.text()));
             });
}

Result<QString> DeploymentsPresenter::start(const deployments::Review &review,
                                            const deployments::Decision &decision)
{
    return m_jobs.start(m_service.job(review, decision));
}

Result<QString> DeploymentsPresenter::triggerAgain()
{
    return m_jobs.start(m_service.triggerJob(m_target));
}

void DeploymentsPresenter::readTruth()
{
    whenDone(m_service.truth(m_target, m_asked.get_token()), this,
             [this, target = m_target](const Result<deployments::Truth> &truth) {
                 if (truth && target == m_target)
                     Q_EMIT truthReady(truth.value());
             });
}

} // namespace envdeck::ui

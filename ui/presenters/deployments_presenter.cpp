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
constexpr std::chrono::seconds watchTime{600};
constexpr int holdDays = 14;

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
        if (status.state == JobState::Failed || status.state == JobState::Unknown)
            readTruth();
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
    const QString before = m_state.job ? m_state.job->operation : QString();
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
    if (!m_state.job || m_state.job->operation != before)
        m_state.truth.reset(); // it was of another one
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
    if (!m_state.history || m_state.history->deployments.isEmpty())
        return {};
    const Deployment &current = m_state.history->deployments.first();
    if (current.state == DeploymentState::Failed)
        return tr("%1 does not run.").arg(current.image.tag);
    if (current.state == DeploymentState::Mismatch)
        return mismatchText(current);
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

void DeploymentsPresenter::readVersion(const deployments::Version &version)
{
    const QString tag = version.image.tag;
    const auto ours = [this, target = m_target] { return target == m_target; };
    whenDone(m_service.readVersion(version, m_asked.get_token()), this,
             [this, tag, ours](const Result<deployments::Version> &read) {
                 if (!ours())
                     return;
                 if (!read)
                     return Q_EMIT versionUnread(tag, read.error());
                 Q_EMIT versionRead(read.value());
                 if (read.value().repository.isEmpty())
                     return;
                 whenDone(m_service.ci(read.value(), m_asked.get_token()), this,
                          [this, tag, ours](const Result<platform::CiFacts> &checks) {
                              if (checks && ours()) // else nobody knows, and the column stays empty
                                  Q_EMIT checksRead(tag, checks.value());
                          });
             });
}

void DeploymentsPresenter::readNews(const deployments::Version &version)
{
    whenDone(
        m_service.news(m_target, version, m_asked.get_token()), this,
        [this, tag = version.image.tag, target = m_target](const Result<deployments::VersionNews> &news) {
            if (target != m_target)
                return;
            if (news)
                Q_EMIT newsRead(tag, news.value());
            else
                Q_EMIT newsUnread(tag, news.error());
        });
}

Result<QString> DeploymentsPresenter::hold(const QString &version, const QString &reason)
{
    const Hold wanted{m_target.app, version, now().date().addDays(holdDays), {}, reason};
    return m_jobs.start(m_service.holdJob(m_target, wanted));
}

Result<QString> DeploymentsPresenter::releaseHold(const QString &reason)
{
    return m_jobs.start(m_service.releaseHoldJob(m_target, reason));
}

Result<QString> DeploymentsPresenter::watchOn()
{
    return m_jobs.start(m_service.watchJob(m_target, watchTime));
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
                 if (!truth || target != m_target)
                     return;
                 m_state.truth = truth.value();
                 Q_EMIT stateChanged();
             });
}

} // namespace envdeck::ui

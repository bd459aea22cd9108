// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/rollout.h"

#include "core/deployments/clearance.h"

#include <algorithm>

namespace envdeck::deployments {

namespace {

// The last step says how it was seen; a version that nobody saw is none to go on with.
bool wasSeenHealthy(const JobStatus &status)
{
    for (const StepStatus &step : status.steps) {
        if (step.id == QLatin1String("record"))
            return step.note.startsWith(QLatin1String("healthy"));
    }
    return false;
}

} // namespace

Rollout::Rollout(Service &service, jobs::JobCenter &center, const QList<Request> &requests,
                 const Decision &decision, QObject *parent)
    : QObject(parent), m_service(service), m_center(center), m_decision(decision)
{
    for (const Request &request : requests) {
        RolloutPart one;
        one.request = request;
        m_parts.append(one);
    }
    connect(&m_center, &jobs::JobCenter::jobChanged, this, &Rollout::follow);
}

Rollout::~Rollout()
{
    m_stop.request_stop();
}

bool Rollout::isHealthy() const
{
    using State = RolloutPart::State;
    return std::all_of(m_parts.cbegin(), m_parts.cend(), [](const RolloutPart &each) {
        return each.state == State::Healthy || each.state == State::AlreadyThere;
    });
}

void Rollout::start()
{
    if (m_at < 0)
        next();
}

void Rollout::stop()
{
    m_stop.request_stop();
    if (m_over || m_at < 0)
        return;
    if (part().state == RolloutPart::State::Running)
        (void)m_center.cancel(part().operation); // past the point of no return it goes on, and is the last
    else
        endWith(Error{ErrorCode::Canceled, part().request.target.text(), {}, 0});
}

void Rollout::set(RolloutPart::State state)
{
    part().state = state;
    Q_EMIT changed(m_at);
}

void Rollout::next()
{
    if (++m_at >= m_parts.size()) {
        m_at = int(m_parts.size()) - 1;
        m_over = true;
        return Q_EMIT finished();
    }
    if (m_stop.stop_requested())
        return endWith(Error{ErrorCode::Canceled, part().request.target.text(), {}, 0});
    set(RolloutPart::State::Reviewing);
    whenDone(m_service.review(part().request, m_stop.get_token()), this,
             [this](const Result<Review> &review) { reviewed(review); });
}

void Rollout::reviewed(const Result<Review> &review)
{
    if (m_over)
        return;
    if (!review && review.error().detail == QLatin1String("already-current")) {
        set(RolloutPart::State::AlreadyThere);
        return next();
    }
    if (!review)
        return endWith(review.error());
    part().from = review.value().from;
    const bool hasReason = !m_decision.reason.trimmed().isEmpty();
    if (review.value().freeze && !hasReason)
        return endWith(
            Error{ErrorCode::Forbidden, part().request.target.environment, QStringLiteral("frozen"), 0});
    if (!review.value().skipped.isEmpty() && !hasReason)
        return endWith(
            Error{ErrorCode::Forbidden, part().request.target.text(), QStringLiteral("reason-required"), 0});
    m_preflight = m_service.preflight(review.value());
    const auto finish = [this, copy = review.value()] { checked(copy, m_preflight->checks()); };
    if (m_preflight->isFinished())
        return finish();
    connect(m_preflight.get(), &Preflight::finished, this, finish, Qt::SingleShotConnection);
}

void Rollout::checked(const Review &review, const QList<PreflightCheck> &checks)
{
    if (m_over)
        return;
    part().checks = checks;
    m_preflight.release()->deleteLater(); // it may be this that is speaking
    switch (clearanceOf(review.request.action, checks)) {
    case Clearance::Clear: return run(review);
    case Clearance::Blocked:
    case Clearance::Unchecked:
        return endWith(
            Error{ErrorCode::Conflict, review.request.target.text(), QStringLiteral("checks-failed"), 0});
    case Clearance::NoKey:
        return endWith(Error{ErrorCode::Unauthorized, review.request.target.environment,
                             checkWithoutKey(checks)->detail, 0});
    }
    Q_UNREACHABLE();
}

void Rollout::run(const Review &review)
{
    Decision decision = m_decision;
    if (review.freeze)
        decision.freezeOverride = m_decision.reason;
    const jobs::Job job = m_service.job(review, decision);
    part().operation = job.operation; // before it starts: it may tell of itself at once
    set(RolloutPart::State::Running);
    if (const auto started = m_center.start(job); !started)
        endWith(started.error());
}

void Rollout::follow(const JobStatus &status)
{
    if (m_over || m_at < 0 || part().state != RolloutPart::State::Running ||
        status.operation != part().operation || !status.isOver())
        return;
    if (status.state != JobState::Succeeded)
        return endWith(status.error.value_or(
            Error{status.state == JobState::Unknown ? ErrorCode::OutcomeUnknown : ErrorCode::Canceled,
                  status.subject,
                  {},
                  0}));
    if (!wasSeenHealthy(status))
        return endWith(Error{ErrorCode::Unhealthy, status.subject, QStringLiteral("version-not-seen"), 0});
    set(RolloutPart::State::Healthy);
    next();
}

void Rollout::endWith(const Error &error)
{
    part().error = error;
    set(RolloutPart::State::Stopped);
    for (int left = m_at + 1; left < m_parts.size(); ++left) {
        m_parts[left].state = RolloutPart::State::LeftOut;
        Q_EMIT changed(left);
    }
    m_over = true;
    Q_EMIT finished();
}

QList<Request> deployRequests(const QStringList &apps, const EnvironmentId &environment, const QString &tag)
{
    QList<Request> requests;
    for (const QString &app : apps)
        requests.append({Action::Deploy, {environment, app}, {{}, tag, {}}, {}});
    return requests;
}

QList<Request> promoteRequests(const Workspace &workspace, const QString &app, const ImageRef &version,
                               const EnvironmentId &from, const EnvironmentId &through)
{
    QList<Request> requests;
    const Environment *first = workspace.environment(from);
    const Environment *last = workspace.environment(through);
    if (!first || !last)
        return requests;
    EnvironmentId before = from;
    for (const Environment &environment : workspace.environments) {
        const bool runsIt = workspace.app(app) && workspace.app(app)->environments.contains(environment.name);
        if (!runsIt || environment.order <= first->order || environment.order > last->order)
            continue;
        requests.append(
            {Action::Promote, {environment.name, app}, {version.repository, version.tag, {}}, before});
        before = environment.name;
    }
    return requests;
}

} // namespace envdeck::deployments

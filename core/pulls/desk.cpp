// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pulls/desk.h"

#include <algorithm>

namespace envdeck::pulls {

namespace {

constexpr int rarest = 16; // times the pace

bool isFollowedNoMore(const JobStatus &job)
{
    const auto state = [&job](const char *id) {
        const auto found = std::find_if(job.steps.cbegin(), job.steps.cend(), [id](const StepStatus &step) {
            return step.id == QLatin1String(id);
        });
        return found == job.steps.cend() ? StepState::Skipped : found->state;
    };
    const bool waits = state("request") == StepState::Done && state("merge") == StepState::Waiting;
    return job.interrupted && job.resumable && !job.elsewhere && waits;
}

} // namespace

bool passes(const Error &error)
{
    return error.code == ErrorCode::Unreachable || error.code == ErrorCode::Timeout ||
           error.code == ErrorCode::RateLimited || error.code == ErrorCode::ToolFailed ||
           error.code == ErrorCode::BadResponse;
}

Desk::Desk(git::Mirror &mirror, platform::CodeHost &host, const Pace &pace, QObject *parent)
    : QObject(parent), m_mirror(mirror), m_host(host), m_pace(pace)
{
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &Desk::tryAgain);
}

void Desk::setWatched(bool watched)
{
    if (std::exchange(m_watched, watched) != watched)
        Q_EMIT watchedChanged();
}

void Desk::allowMerge(const QString &operation, const QString &reason)
{
    m_allowed.insert(operation, reason);
    Q_EMIT mergeAllowed(operation);
}

void Desk::followAgain(jobs::JobCenter &center)
{
    if (m_center != &center)
        connect(&center, &jobs::JobCenter::jobChanged, this, &Desk::noteFollowed);
    m_center = &center;
    for (const JobStatus &job : center.jobs()) {
        if (isFollowedNoMore(job) && center.resume(job.operation))
            m_resumed.insert(job.operation);
    }
}

// A host that did not answer leaves the job where it was: unknown, and to be resumed.
void Desk::noteFollowed(const JobStatus &job)
{
    if (!m_resumed.contains(job.operation))
        return;
    if (waitsForPeople(job)) {
        m_patience = {};
        m_resumed.remove(job.operation);
        return;
    }
    if (!job.isOver())
        return;
    const bool again = job.state == JobState::Unknown && job.resumable && job.error && passes(*job.error);
    if (!again) {
        m_resumed.remove(job.operation);
        return;
    }
    if (m_retry.isActive())
        return;
    m_patience = std::clamp(m_patience * 2, interval(), interval() * rarest);
    m_retry.start(m_patience);
}

void Desk::tryAgain()
{
    const auto operations = m_resumed;
    for (const QString &operation : operations) {
        const auto job = m_center ? m_center->job(operation) : std::nullopt;
        if (job && !job->isOver())
            continue; // its end is told
        if (!job || !m_center->resume(operation))
            m_resumed.remove(operation);
    }
}

} // namespace envdeck::pulls

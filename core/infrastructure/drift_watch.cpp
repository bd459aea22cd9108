// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/drift_watch.h"

#include <algorithm>

namespace envdeck::infrastructure {

namespace {

using namespace std::chrono_literals;

constexpr int latest = 8; // times the interval, after failures

} // namespace

std::chrono::seconds driftInterval(const Workspace &workspace)
{
    return workspace.schedules.value(QStringLiteral("drift"), 6h);
}

DriftWatch::DriftWatch(const Outside &outside, const Rhythm &rhythm, QObject *parent)
    : QObject(parent), m_outside(outside), m_rhythm(rhythm)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DriftWatch::look);
    connect(&outside.jobs, &jobs::JobCenter::jobChanged, this, &DriftWatch::follow);
}

DriftWatch::~DriftWatch()
{
    m_stop.request_stop();
}

void DriftWatch::start()
{
    QList<Async<std::optional<DriftReport>>> restored;
    for (const Environment &environment : m_outside.workspace.environments)
        restored.append(m_outside.drift.restore(environment.name));
    whenDone(joined(this, restored), this, [this](const auto &) { m_timer.start(m_rhythm.first); });
}

QDateTime DriftWatch::dueAt(const EnvironmentId &environment) const
{
    const Attempt attempt = m_attempts.value(environment);
    const auto report = m_outside.drift.report(environment);
    QDateTime last = attempt.at;
    if (report && (!last.isValid() || last < report->at))
        last = report->at;
    const int factor = std::min(latest, 1 << std::min(attempt.failures, 3));
    return last.isValid() ? last.addSecs(driftInterval(m_outside.workspace).count() * factor) : QDateTime();
}

bool DriftWatch::isFree(const EnvironmentId &environment) const
{
    const auto jobs = m_outside.jobs.jobs();
    return std::none_of(jobs.cbegin(), jobs.cend(), [&](const JobStatus &job) {
        return job.environment == environment && isAtWork(job);
    });
}

void DriftWatch::look()
{
    m_timer.start(m_rhythm.look);
    if (!m_running.isEmpty() || !nextDue())
        return; // no program is started to find that nothing is to be done
    whenDone(m_outside.program(m_stop.get_token()), this, [this](const Result<terraform::Program> &program) {
        if (program && m_running.isEmpty())
            startDue();
    });
}

const Environment *DriftWatch::nextDue() const
{
    const QDateTime now = m_outside.clock.now();
    for (const Environment &environment : m_outside.workspace.environments) {
        const QDateTime due = dueAt(environment.name);
        if ((!due.isValid() || due <= now) && isFree(environment.name))
            return &environment;
    }
    return nullptr;
}

void DriftWatch::startDue()
{
    while (const Environment *environment = nextDue()) {
        m_attempts[environment->name].at = m_outside.clock.now(); // not due any more, however this goes
        const jobs::Job job = m_outside.drift.driftJob(environment->name);
        m_running = job.operation;
        if (const auto started = m_outside.jobs.start(job); started)
            return;
        m_running.clear();
    }
}

void DriftWatch::follow(const JobStatus &status)
{
    if (status.kind != QLatin1String("drift") || !status.isOver())
        return;
    Attempt &attempt = m_attempts[status.environment];
    attempt.at = m_outside.clock.now();
    attempt.failures =
        status.state == JobState::Failed || status.state == JobState::Unknown ? attempt.failures + 1 : 0;
    if (status.operation != m_running)
        return;
    m_running.clear();
    m_timer.start(m_rhythm.first); // the next environment
}

} // namespace envdeck::infrastructure

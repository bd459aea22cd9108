// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_runner.h"

#include "core/base/log.h"
#include "core/jobs/job_entries.h"

#include <algorithm>

namespace envdeck::jobs {

JobRunner::JobRunner(Job job, const JobStatus &status, bool resumed, const Surroundings &surroundings,
                     QObject *parent)
    : QObject(parent), m_job(std::move(job)), m_status(status), m_resumed(resumed),
      m_journal(surroundings.journal), m_clock(surroundings.clock), m_log(surroundings.log),
      m_journalled(m_job.reachesOutside())
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &JobRunner::lostContact);
}

JobRunner::~JobRunner()
{
    // A step that changes something outside is left to itself: the next start reads back what came of it.
    if (m_waitingFor >= 0 && !m_job.steps.at(m_waitingFor).outside)
        m_stop.request_stop();
}

void JobRunner::start()
{
    m_status.state = JobState::Running;
    m_status.started = m_clock.now();
    m_status.waitingFor.clear();
    m_status.waitingOperation.clear();
    m_status.waitingSince = {};
    Q_EMIT changed();
    advance(0);
}

bool JobRunner::cancel()
{
    if (m_ending || !m_gate->cancel())
        return false;
    m_status.cancelable = false;
    m_stop.request_stop();
    Q_EMIT changed();
    if (const int parked = std::exchange(m_parked, -1); parked >= 0)
        advance(parked);
    return true;
}

void JobRunner::regain()
{
    if (const int parked = std::exchange(m_parked, -1); parked >= 0) {
        m_left = false;
        advance(parked);
    }
}

void JobRunner::turnAway(const Error &error)
{
    if (std::exchange(m_parked, -1) >= 0)
        end(JobState::Failed, error);
}

void JobRunner::advance(int index)
{
    if (index == m_job.steps.size())
        return end(JobState::Succeeded, {});
    if (isCancelled())
        return end(JobState::Cancelled, Error{ErrorCode::Canceled, m_job.subject, {}, 0});
    if (m_left && !m_job.steps.at(index).waits) {
        m_parked = index;
        Q_EMIT environmentWanted();
        return;
    }
    if (m_job.steps.at(index).waits && !std::exchange(m_left, true))
        Q_EMIT environmentLeft();
    if (!m_journalled)
        return enter(index);

    const bool outside = m_job.steps.at(index).outside;
    QList<journal::Entry> rows = std::exchange(m_rows, {});
    if (!m_begun)
        rows.prepend(intentOf(m_job, m_status.actor));
    if (outside) {
        StepStatus starting = step(index);
        starting.state = StepState::Running;
        rows.append(stepEntry(m_status, starting, {}));
    }
    if (m_begun && !outside) { // what was done may reach the disk while the next step runs
        if (!rows.isEmpty())
            m_journal.append(rows);
        return enter(index);
    }
    using journal::Require;
    const Require require = m_begun              ? Require::Nothing
                            : m_resumed          ? Require::Orphaned
                            : m_job.isChanging() ? Require::TargetFree
                                                 : Require::Nothing;
    whenDone(m_journal.append(rows, require), this,
             [this, index](const Result<qint64> &written) { taken(index, written); });
}

void JobRunner::taken(int index, const Result<qint64> &written)
{
    if (written) {
        m_begun = true;
        return enter(index);
    }
    // What is resumed may be somebody else's by now, also when it only reads.
    if (m_job.isChanging() || m_resumed) {
        m_refused = !m_begun;
        return end(JobState::Failed, written.error());
    }
    qCWarning(lcJobs) << "runs without journal operation=" << m_job.operation;
    m_journalled = false;
    enter(index);
}

void JobRunner::enter(int index)
{
    if (isCancelled()) // while the journal wrote
        return end(JobState::Cancelled, Error{ErrorCode::Canceled, m_job.subject, {}, 0});
    const Step &next = m_job.steps.at(index);
    m_reachedOutside = m_reachedOutside || next.outside;
    m_waitingFor = index;
    m_inFlight = true;
    m_found = {};
    m_status.current = index;
    step(index).state = StepState::Running;
    step(index).started = m_clock.now();
    Q_EMIT changed();
    m_deadline.start(next.deadline);
    whenDone(next.run(Context(m_stop.get_token(), m_log, linkFor(index))), this,
             [this, index](const Result<void> &result) { answered(index, result); });
}

std::shared_ptr<StepLink> JobRunner::linkFor(int index)
{
    auto link = StepLink::make(m_gate);
    const auto whileWaiting = [this, index](auto change) {
        if (m_waitingFor != index)
            return;
        change();
        Q_EMIT changed();
    };
    connect(link.get(), &StepLink::noted, this, [this, index, whileWaiting](const QString &text) {
        whileWaiting([&] { step(index).note = text; });
    });
    connect(link.get(), &StepLink::committed, this,
            [this, whileWaiting](const QString &sha) { whileWaiting([&] { m_status.commit = sha; }); });
    connect(link.get(), &StepLink::pointOfNoReturnPassed, this,
            [this, whileWaiting] { whileWaiting([&] { m_status.cancelable = false; }); });
    connect(link.get(), &StepLink::found, this,
            [this, whileWaiting](const QString &key, const QJsonValue &value) {
                whileWaiting([&] {
                    m_found.insert(key, value);
                    m_evidence.insert(key, value);
                });
            });
    connect(link.get(), &StepLink::kept, this,
            [this, index](const QString &key, const QJsonValue &value,
                          const std::shared_ptr<QPromise<Result<void>>> &answer) {
                whenDone(keep(index, key, value), this, [answer](const Result<void> &written) {
                    answer->addResult(written);
                    answer->finish();
                });
            });
    return link;
}

Async<void> JobRunner::keep(int index, const QString &key, const QJsonValue &value)
{
    if (m_waitingFor != index)
        return ready<void>(Error{ErrorCode::Canceled, m_job.subject, {}, 0});
    m_found.insert(key, value);
    m_evidence.insert(key, value);
    if (!m_journalled)
        return ready<void>({});
    return andThen(m_journal.append(stepEntry(m_status, step(index), m_found)), this,
                   [](qint64) { return ready<void>({}); });
}

void JobRunner::answered(int index, const Result<void> &result)
{
    m_inFlight = false;
    if (m_waitingFor != index) {
        m_log->write(
            QStringLiteral("%1: answered after its deadline: %2")
                .arg(step(index).id, result ? QStringLiteral("ok") : errorCodeName(result.error().code)));
        return Q_EMIT answeredLate();
    }
    m_deadline.stop();
    m_waitingFor = -1;
    step(index).ended = m_clock.now();
    if (result) {
        step(index).state = StepState::Done;
        noteStep(index);
        passLateCancel(index);
        Q_EMIT changed();
        return advance(index + 1);
    }
    Error error = result.error();
    if (error.subject.isEmpty())
        error.subject = m_job.subject;
    const bool unknown = error.code == ErrorCode::OutcomeUnknown;
    const bool cancelled = !unknown && isCancelled();
    m_reachedOutside = m_reachedOutside || unknown;
    step(index).state = unknown ? StepState::Unknown : cancelled ? StepState::Skipped : StepState::Failed;
    step(index).error = error;
    noteStep(index);
    end(unknown ? JobState::Unknown : cancelled ? JobState::Cancelled : JobState::Failed, error);
}

// The last step that changes something was asked to stop and was done all the same: nothing was cancelled,
// and what follows only looks at it.
void JobRunner::passLateCancel(int index)
{
    const auto changes = [](const Step &step) { return step.outside; };
    if (!isCancelled() || !changes(m_job.steps.at(index)) ||
        std::any_of(m_job.steps.cbegin() + index + 1, m_job.steps.cend(), changes))
        return;
    m_cancelWasLate = true;
    m_stop = std::stop_source();
    m_log->write(QStringLiteral("%1: finished before the cancel arrived").arg(step(index).id));
}

void JobRunner::lostContact()
{
    const int index = std::exchange(m_waitingFor, -1);
    const Error error{ErrorCode::Timeout, m_job.subject, {}, 0};
    step(index).state = StepState::Unknown;
    step(index).error = error;
    step(index).ended = m_clock.now();
    noteStep(index);
    end(JobState::Unknown, error);
}

void JobRunner::noteStep(int index)
{
    if (m_journalled)
        m_rows.append(stepEntry(m_status, step(index), m_found));
}

void JobRunner::end(JobState state, const std::optional<Error> &error)
{
    // An earlier run may have reached outside. Until this one has looked, a failure says nothing about that.
    const bool inTheDark = m_resumed && !m_reachedOutside && state != JobState::Succeeded;
    JobStatus ended = m_status;
    ended.state = inTheDark ? JobState::Unknown : state;
    ended.error = error;
    ended.ended = m_clock.now();
    ended.cancelable = false;
    ended.current = -1;
    // Nothing to read back when nothing outside was begun.
    const bool open = ended.state == JobState::Unknown && (m_reachedOutside || m_resumed);
    ended.blocks = open && m_job.isChanging();
    ended.resumable = open;
    for (StepStatus &remaining : ended.steps) {
        if (remaining.state == StepState::Waiting)
            remaining.state = StepState::Skipped;
    }
    m_ending = true;
    m_status.cancelable = false;
    if (!m_journalled || !m_begun) {
        m_rows.clear();
        m_status = ended;
        return over(true);
    }
    m_rows.append(outcomeOf(ended, !open, m_evidence));
    whenDone(m_journal.append(m_rows), this, [this, ended](const Result<qint64> &written) {
        m_status = ended;
        over(bool(written));
    });
}

void JobRunner::over(bool recorded)
{
    m_status.recorded = recorded;
    if (recorded)
        m_rows.clear();
    Q_EMIT changed();
    Q_EMIT finished();
}

} // namespace envdeck::jobs

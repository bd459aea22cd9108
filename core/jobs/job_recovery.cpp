// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/worker.h"
#include "core/jobs/job_center.h"
#include "core/jobs/job_entries.h"
#include "core/jobs/job_list.h"

#include <QSet>
#include <algorithm>
#include <array>

// What JobCenter does about jobs that have no settled end: of earlier and of other processes, and its own
// that lost contact.
namespace envdeck::jobs {

Async<void> JobCenter::recover()
{
    (void)m_journal.poll(); // from here on we hear of others
    return reread();
}

Async<void> JobCenter::refresh()
{
    bringUnrecorded();
    return andThen(m_journal.poll(), this, [this](bool othersWrote) {
        return othersWrote || hasLostOwner() ? reread() : ready<void>({});
    });
}

Async<void> JobCenter::reread()
{
    return andThen(m_journal.unfinished(), this, [this](const QList<journal::OpenOperation> &open) {
        adopt(open);
        return ready<void>({});
    });
}

Result<void> JobCenter::resume(const QString &operation)
{
    const auto open = openSlot(operation);
    if (!open)
        return open.error();
    JobSlot &slot = *open.value();
    const auto rebuild = m_rebuilds.constFind(slot.status.kind);
    if (rebuild == m_rebuilds.constEnd())
        return Error{ErrorCode::BadInput, slot.status.kind, {}, 0};
    auto built = (*rebuild)(slot.open);
    if (!built)
        return built.error();
    Job job = std::move(built).value();
    job.operation = operation;
    if (!job.reachesOutside()) // it did, or it would not stand in the journal
        return Error{ErrorCode::BadInput, operation, {}, 0};

    const JobStatus status = statusOf(job, m_options.actor);
    prepare(slot, std::move(job), status, true);
    QMetaObject::invokeMethod(
        this, [this, operation] { begin(operation, WhenHeld::Wait); }, Qt::QueuedConnection);
    return {};
}

Async<void> JobCenter::settle(const QString &operation, const Settlement &settlement)
{
    static constexpr std::array ends{JobState::Succeeded, JobState::Failed, JobState::Cancelled};
    if (std::find(ends.begin(), ends.end(), settlement.state) == ends.end())
        return ready<void>(Error{ErrorCode::BadInput, operation, {}, 0});
    const auto open = openSlot(operation);
    if (!open)
        return ready<void>(open.error());
    JobStatus end = open.value()->status;
    end.state = settlement.state;
    end.error = settlement.error;
    end.interrupted = false;
    if (!settlement.commit.isEmpty())
        end.commit = settlement.commit;
    return close(end, outcomeOf(end, true, settlement.evidence));
}

Async<void> JobCenter::abandon(const QString &operation, const QString &reason)
{
    const auto open = openSlot(operation);
    if (!open)
        return ready<void>(open.error());
    JobStatus end = open.value()->status;
    end.reason = reason;
    journal::Entry outcome = outcomeOf(end, true, {{QStringLiteral("abandoned"), reason}});
    outcome.reason = reason;
    return close(end, outcome);
}

// A job that a person may decide about here.
Result<JobSlot *> JobCenter::openSlot(const QString &operation) const
{
    JobSlot *slot = m_list->find(operation);
    if (!slot)
        return Error{ErrorCode::NotFound, operation, {}, 0};
    if (!isUnsettled(slot->status))
        return Error{ErrorCode::Conflict, operation, {}, 0};
    return slot;
}

Async<void> JobCenter::close(JobStatus end, journal::Entry outcome)
{
    end.ended = m_clock.now();
    end.blocks = false;
    end.resumable = false;
    end.interrupted = false;
    outcome.actor = m_options.actor; // who decided, not who had started it
    const auto written = m_journal.append(QList<journal::Entry>{outcome}, journal::Require::Orphaned);
    whenDone(written, this, [this](const Result<qint64> &result) {
        if (!result)
            (void)reread(); // somebody was faster
    });
    return andThen(written, this, [this, end](qint64) {
        publish(m_list->slotFor(end.operation), end);
        return ready<void>({});
    });
}

void JobCenter::adopt(const QList<journal::OpenOperation> &open)
{
    QSet<QString> ids;
    for (const journal::OpenOperation &operation : open) {
        ids.insert(operation.intent.operation);
        adopt(operation);
    }
    for (const JobStatus &job : m_list->statuses()) {
        const JobSlot *slot = m_list->find(job.operation);
        if (!slot->runner && (isUnsettled(job) || job.elsewhere) && !ids.contains(job.operation))
            adoptEnd(job.operation);
    }
}

void JobCenter::adopt(const journal::OpenOperation &open)
{
    const QString operation = open.intent.operation;
    if (const JobSlot *known = m_list->find(operation)) {
        // What was read may be older than what we know by now of a job that runs or ran here.
        const bool over = known->status.isOver() && !isUnsettled(known->status);
        const bool ours = open.intent.owner == journal::thisOwner() && !open.outcome;
        if (known->runner || over || ours || m_unrecorded.contains(operation))
            return;
    }
    JobStatus status = statusOf(open);
    status.resumable = status.state == JobState::Unknown && m_rebuilds.contains(status.kind);
    const bool fresh = !m_list->find(operation);
    JobSlot &slot = m_list->slotFor(operation);
    slot.open = openJobOf(open);
    slot.owner = open.intent.owner;
    if (fresh)
        loadLog(operation);
    if (status != slot.status)
        publish(slot, status);
}

void JobCenter::adoptEnd(const QString &operation)
{
    journal::Filter filter;
    filter.operation = operation;
    whenDone(m_journal.entries(filter), this,
             [this, operation](const Result<QList<journal::AuditEntry>> &entries) {
                 JobSlot *slot = m_list->find(operation);
                 if (!slot || slot->runner || !entries || entries.value().isEmpty() ||
                     entries.value().constFirst().open)
                     return;
                 publish(*slot, withEnd(slot->status, entries.value().constFirst()));
             });
}

void JobCenter::loadLog(const QString &operation)
{
    const auto lines = m_files->run(
        [path = logFile(operation)]() -> Result<QStringList> { return readLogTail(path, linesKept); });
    whenDone(lines, this, [this, operation](const Result<QStringList> &result) {
        if (JobSlot *slot = m_list->find(operation); slot && result)
            slot->lines = result.value() + slot->lines;
    });
}

void JobCenter::bringUnrecorded()
{
    const auto waiting = std::exchange(m_unrecorded, {});
    for (auto it = waiting.begin(); it != waiting.end(); ++it) {
        whenDone(m_journal.append(it.value()), this,
                 [this, operation = it.key(), rows = it.value()](const Result<qint64> &written) {
                     if (!written) {
                         m_unrecorded.insert(operation, rows);
                         return;
                     }
                     if (JobSlot *slot = m_list->find(operation)) {
                         JobStatus status = slot->status;
                         status.recorded = true;
                         publish(*slot, status);
                     }
                 });
    }
}

bool JobCenter::hasLostOwner() const
{
    const QList<JobStatus> jobs = m_list->statuses();
    return std::any_of(jobs.begin(), jobs.end(), [this](const JobStatus &job) {
        return job.elsewhere && !journal::isAlive(m_list->find(job.operation)->owner);
    });
}

} // namespace envdeck::jobs

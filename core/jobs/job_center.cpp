// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_center.h"

#include "core/base/ids.h"
#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/base/worker.h"
#include "core/jobs/environment_queue.h"
#include "core/jobs/job_entries.h"
#include "core/jobs/job_list.h"
#include "core/jobs/job_runner.h"

#include <QDir>
#include <QSysInfo>
#include <algorithm>

namespace envdeck::jobs {

namespace {

constexpr qsizetype overKept = 200;  // jobs that are over
constexpr qsizetype filesKept = 500; // log files; their names sort by age

QString logFolder(const QString &folder)
{
    return folder + QStringLiteral("/logs");
}

Result<void> tidyLogs(const QString &folder)
{
    if (const auto made = makePrivateFolder(folder); !made)
        return made;
    QDir logs(folder);
    const QStringList files = logs.entryList({QStringLiteral("*.log")}, QDir::Files, QDir::Name);
    for (qsizetype i = 0; i + filesKept < files.size(); ++i)
        logs.remove(files.at(i));
    return {};
}

} // namespace

JobCenter::JobCenter(journal::Journal &journal, const Clock &clock, Options options, QObject *parent)
    : QObject(parent), m_journal(journal), m_clock(clock), m_options(std::move(options)),
      m_files(std::make_shared<Worker>(QStringLiteral("job files"))), m_list(std::make_unique<JobList>()),
      m_queue(std::make_unique<EnvironmentQueue>(m_options.folder + QStringLiteral("/locks"), m_files,
                                                 m_options.lockPoll))
{
    if (m_options.machine.isEmpty())
        m_options.machine = QSysInfo::machineHostName();
    m_files->run([folder = logFolder(m_options.folder)] { return tidyLogs(folder); });
    connect(m_queue.get(), &EnvironmentQueue::granted, this, &JobCenter::grant);
    connect(m_queue.get(), &EnvironmentQueue::waiting, this, &JobCenter::showHolder);
    connect(m_queue.get(), &EnvironmentQueue::refused, this, &JobCenter::refuse);
    connect(&m_journal, &journal::Journal::othersWrote, this, &JobCenter::reread);
}

JobCenter::~JobCenter() = default;

void JobCenter::setActor(const QString &actor)
{
    m_options.actor = actor;
}

void JobCenter::setRedactor(const Redactor &redactor)
{
    m_options.redactor = redactor;
}

void JobCenter::setRebuild(const QString &kind, Rebuild rebuild)
{
    m_rebuilds.insert(kind, std::move(rebuild));
}

Result<QString> JobCenter::start(Job job, WhenHeld whenHeld)
{
    if (job.operation.isEmpty())
        job.operation = newOperationId(m_clock.now());
    if (job.steps.isEmpty() || !isOperationId(job.operation))
        return Error{ErrorCode::BadInput, job.operation, {}, 0};
    if (m_list->find(job.operation))
        return Error{ErrorCode::Conflict, job.operation, {}, 0};
    if (const auto blocker = blockerOf(job.environment, job.subject); blocker && job.isChanging())
        return Error{ErrorCode::Conflict, job.subject, blocker->operation, 0};

    const QString operation = job.operation;
    const JobStatus status = statusOf(job, m_options.actor);
    if (m_list->forgetOver(overKept))
        Q_EMIT jobsForgotten();
    prepare(m_list->slotFor(operation), std::move(job), status, false);
    QMetaObject::invokeMethod(
        this, [this, operation, whenHeld] { begin(operation, whenHeld); }, Qt::QueuedConnection);
    return operation;
}

Result<void> JobCenter::cancel(const QString &operation)
{
    JobSlot *slot = m_list->find(operation);
    if (!slot)
        return Error{ErrorCode::NotFound, operation, {}, 0};
    if (!slot->runner)
        return Error{ErrorCode::Conflict, operation, {}, 0};
    if (slot->status.state != JobState::Queued)
        return slot->runner->cancel() ? Result<void>() : Error{ErrorCode::Conflict, operation, {}, 0};
    m_queue->leave(slot->status.environment, operation);
    refuse(operation, Error{ErrorCode::Canceled, slot->status.subject, {}, 0});
    return {};
}

QList<JobStatus> JobCenter::jobs() const
{
    return m_list->statuses();
}

std::optional<JobStatus> JobCenter::job(const QString &operation) const
{
    const JobSlot *slot = m_list->find(operation);
    return slot ? std::optional(slot->status) : std::nullopt;
}

std::optional<JobStatus> JobCenter::blockerOf(const EnvironmentId &environment, const QString &subject) const
{
    return m_list->blockerOf(environment, subject);
}

void JobCenter::forgetOver()
{
    if (m_list->forgetOver(0))
        Q_EMIT jobsForgotten();
}

QStringList JobCenter::log(const QString &operation) const
{
    const JobSlot *slot = m_list->find(operation);
    return slot ? slot->lines : QStringList();
}

QString JobCenter::logFile(const QString &operation) const
{
    return logFolder(m_options.folder) + QLatin1Char('/') + operation + QStringLiteral(".log");
}

void JobCenter::publish(JobSlot &slot, const JobStatus &status)
{
    slot.status = status;
    Q_EMIT jobChanged(status);
}

// Everything that the job needs to run, but the right to.
void JobCenter::prepare(JobSlot &slot, Job job, const JobStatus &status, bool resumed)
{
    const QString operation = job.operation;
    slot.before = resumed ? std::optional(slot.status) : std::nullopt;
    slot.status = status;
    slot.changing = job.isChanging();
    slot.open = OpenJob{operation, job.kind,   job.environment,  job.subject, job.detail,
                        job.risk,  job.reason, slot.open.commit, job.payload, slot.open.evidence};
    slot.log = JobLog::make(logFile(operation), m_options.redactor, m_files);
    connect(slot.log.get(), &JobLog::written, this,
            [this, operation](const QString &line) { keepLine(operation, line); });
    auto *runner = new JobRunner(std::move(job), slot.status, resumed, {m_journal, m_clock, slot.log}, this);
    slot.runner = runner;
    connect(runner, &JobRunner::changed, this, [this, operation] { follow(operation); });
    connect(runner, &JobRunner::finished, this, [this, operation] { finish(operation); });
    if (!slot.changing)
        return;
    connect(runner, &JobRunner::environmentLeft, this,
            [this, operation] { m_queue->leave(m_list->find(operation)->status.environment, operation); });
    connect(runner, &JobRunner::environmentWanted, this, [this, operation] {
        m_queue->enter(m_list->find(operation)->status.environment, holderOf(operation), true);
    });
}

void JobCenter::begin(const QString &operation, WhenHeld whenHeld)
{
    JobSlot *slot = m_list->find(operation);
    if (!slot || slot->status.state != JobState::Queued) // cancelled meanwhile
        return;
    if (!slot->changing)
        return slot->runner->start();
    bringUnrecorded();
    Q_EMIT jobChanged(slot->status);
    m_queue->enter(slot->status.environment, holderOf(operation), whenHeld == WhenHeld::Wait);
}

LockHolder JobCenter::holderOf(const QString &operation) const
{
    return {m_options.actor, m_options.machine, operation, m_clock.now(), journal::thisOwner()};
}

void JobCenter::grant(const QString &operation)
{
    JobSlot *slot = m_list->find(operation);
    if (!slot || !slot->runner)
        return;
    if (slot->status.state == JobState::Queued)
        slot->runner->start();
    else
        slot->runner->regain();
}

void JobCenter::showHolder(const QString &operation, const LockHolder &holder)
{
    JobSlot *slot = m_list->find(operation);
    if (!slot || slot->status.state != JobState::Queued)
        return;
    JobStatus status = slot->status;
    status.waitingFor = holder.actor;
    status.waitingOperation = holder.operation;
    status.waitingSince = holder.since;
    if (status != slot->status)
        publish(*slot, status);
}

// A job that never ran.
void JobCenter::refuse(const QString &operation, const Error &error)
{
    JobSlot *slot = m_list->find(operation);
    if (slot && slot->runner && slot->status.state == JobState::Running) // it wanted the environment back
        return slot->runner->turnAway(error);
    if (!slot || slot->status.state != JobState::Queued)
        return;
    slot->runner->deleteLater();
    slot->runner = nullptr;
    if (slot->before)
        return putBack(*slot, error);
    JobStatus status = slot->status;
    status.state = error.code == ErrorCode::Canceled ? JobState::Cancelled : JobState::Failed;
    status.error = error;
    status.ended = m_clock.now();
    status.cancelable = false;
    publish(*slot, status);
}

// A job that was to be resumed and was not: it is where it was.
void JobCenter::putBack(JobSlot &slot, const Error &error)
{
    JobStatus status = *std::exchange(slot.before, std::nullopt);
    if (error.code != ErrorCode::Canceled)
        status.error = error;
    publish(slot, status);
}

void JobCenter::keepLine(const QString &operation, const QString &line)
{
    if (JobSlot *slot = m_list->find(operation)) {
        slot->lines.append(line);
        if (slot->lines.size() > linesKept)
            slot->lines.removeFirst();
    }
    Q_EMIT logged(operation, line);
}

void JobCenter::follow(const QString &operation)
{
    JobSlot *slot = m_list->find(operation);
    if (slot && slot->runner && !slot->runner->status().isOver()) // finish() tells of the end
        publish(*slot, slot->runner->status());
}

void JobCenter::finish(const QString &operation)
{
    JobSlot &slot = m_list->slotFor(operation);
    JobRunner *runner = std::exchange(slot.runner, nullptr);
    // What belongs to a step that we stopped waiting for lives until it answers: its program is not ours to
    // end.
    if (runner->isStepInFlight())
        connect(runner, &JobRunner::answeredLate, runner, &QObject::deleteLater);
    else
        runner->deleteLater();
    if (slot.changing)
        m_queue->leave(slot.status.environment, operation);
    if (!runner->unrecorded().isEmpty())
        m_unrecorded.insert(operation, runner->unrecorded());

    JobStatus status = runner->status();
    if (runner->wasRefused()) {
        (void)reread(); // somebody else has the operation, or blocks the subject
        if (slot.before)
            return putBack(slot, status.error.value_or(Error{}));
    }
    slot.before.reset();
    if (!status.commit.isEmpty())
        slot.open.commit = status.commit;
    // Added to what earlier runs found: that something was sent stays true when this run did not come that
    // far.
    for (auto it = runner->evidence().begin(); it != runner->evidence().end(); ++it)
        slot.open.evidence.insert(it.key(), it.value());
    status.resumable = status.resumable && m_rebuilds.contains(status.kind);
    publish(slot, status);
}

} // namespace envdeck::jobs

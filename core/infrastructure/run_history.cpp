// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/run_history.h"

#include "core/base/ids.h"
#include "core/jobs/job_log.h"

#include <QFileInfo>
#include <QSemaphore>

#include <algorithm>

namespace envdeck::infrastructure {

namespace {

using namespace std::chrono_literals;

constexpr qsizetype linesShown = 20'000;
constexpr auto grace = 15min; // a plan is as old as its end, its file a little older; a recheck takes time

bool isRun(const JobStatus &status)
{
    return status.subject == status.environment + QStringLiteral("/terraform");
}

Error redactedError(Error error, const Redactor &redactor)
{
    error.subject = redactor.redacted(error.subject);
    error.detail = redactor.redacted(error.detail);
    return error;
}

void takeStatus(RunRecord &record, const JobStatus &status, const Redactor &redactor)
{
    record.operation = status.operation;
    record.kind = status.kind;
    record.environment = status.environment;
    record.actor = status.actor;
    record.reason = redactor.redacted(status.reason);
    if (!record.began.isValid())
        record.began = status.started;
    if (!status.commit.isEmpty())
        record.commit = status.commit;
    record.state = status.isOver() ? status.state : JobState::Running;
    record.ended = status.isOver() ? status.ended : QDateTime();
    record.error = status.error ? std::optional(redactedError(*status.error, redactor)) : std::nullopt;
    if (!status.isOver())
        record.owner = journal::thisOwner();
}

// The journal decides how an apply ended: it may have been settled by another process.
void takeEntry(RunEntry &run, const journal::AuditEntry &entry)
{
    RunRecord &record = run.record;
    record.operation = entry.operation;
    record.kind = entry.action;
    record.environment = entry.environment;
    record.actor = entry.actor;
    record.reason = entry.reason;
    if (!record.began.isValid())
        record.began = entry.at;
    if (entry.open)
        return;
    record.state = jobStateFromName(entry.state).value_or(JobState::Unknown);
    record.ended = entry.ended;
    record.error = entry.error;
    run.life = RunLife::Over;
}

RunEntry fromReview(const journal::PlanReview &review)
{
    RunEntry run;
    run.record.operation = review.operation;
    run.record.kind = QStringLiteral("plan");
    run.record.environment = review.environment;
    run.record.actor = review.actor;
    run.record.ended = review.at;
    run.record.commit = review.record.commit;
    run.record.program = review.record.program;
    run.record.counts = review.record.counts;
    run.record.mode = planModeOption(review.mode);
    run.record.state = JobState::Succeeded;
    return run;
}

// Records, with what the journal knows better or alone.
QList<RunEntry> merged(const QList<RunEntry> &recorded, const QList<journal::AuditEntry> &applies,
                       const QList<journal::PlanReview> &reviews, int limit)
{
    QHash<QString, RunEntry> runs;
    for (const RunEntry &run : recorded)
        runs.insert(run.record.operation, run);
    for (const journal::AuditEntry &entry : applies) {
        RunEntry run = runs.value(entry.operation);
        if (run.record.operation.isEmpty() && entry.open)
            run.life = RunLife::Interrupted;
        takeEntry(run, entry);
        runs.insert(entry.operation, run);
    }
    for (const journal::PlanReview &review : reviews) {
        if (!runs.contains(review.operation))
            runs.insert(review.operation, fromReview(review));
    }
    QList<RunEntry> all = runs.values();
    std::sort(all.begin(), all.end(), [](const RunEntry &a, const RunEntry &b) {
        return a.record.operation > b.record.operation; // ids sort by time
    });
    return all.first(std::min<qsizetype>(limit, all.size()));
}

} // namespace

RunHistory::RunHistory(Outside outside, QObject *parent)
    : QObject(parent), m_outside(std::move(outside)),
      m_files(std::make_unique<Worker>(QStringLiteral("terraform runs")))
{
}

RunHistory::~RunHistory()
{
    QSemaphore written; // envdeckctl leaves as soon as its job has ended
    m_files->run([&written]() -> Result<void> {
        written.release();
        return {};
    });
    written.acquire();
}

void RunHistory::setRedactor(const Redactor &redactor)
{
    m_redactor = redactor;
}

void RunHistory::follow(jobs::JobCenter &center)
{
    m_center = &center;
    connect(&center, &jobs::JobCenter::jobChanged, this, &RunHistory::take);
    tidy();
}

void RunHistory::take(const JobStatus &status)
{
    const bool ours = !status.elsewhere && !status.interrupted && status.started.isValid();
    if (!isRun(status) || !ours || status.state == JobState::Queued)
        return;
    const auto written = m_states.constFind(status.operation);
    if (written != m_states.constEnd() && *written == status.state)
        return; // a step went on
    m_states.insert(status.operation, status.state);
    const QStringList log = status.isOver() ? m_center->log(status.operation) : QStringList();
    update(
        status.environment, status.operation,
        [status, redactor = m_redactor](RunRecord &record) { takeStatus(record, status, redactor); }, log);
    if (status.isOver())
        tidy();
}

void RunHistory::note(const EnvironmentId &environment, const QString &operation, const RunFacts &facts)
{
    update(environment, operation, [facts](RunRecord &record) {
        for (const auto &[member, value] :
             {std::pair(&RunRecord::commit, facts.commit), std::pair(&RunRecord::program, facts.program),
              std::pair(&RunRecord::planOperation, facts.planOperation),
              std::pair(&RunRecord::branch, facts.branch), std::pair(&RunRecord::mode, facts.mode)}) {
            if (!value.isEmpty())
                record.*member = value;
        }
        if (facts.counts)
            record.counts = facts.counts;
    });
}

// Read, changed and written in one go of the worker, so that facts and ends never lose each other.
void RunHistory::update(const EnvironmentId &environment, const QString &operation,
                        std::function<void(RunRecord &)> change, const QStringList &log)
{
    const auto written = m_files->run([places = m_outside.places(environment), operation,
                                       change = std::move(change), log]() -> Result<void> {
        const auto run = readRun(places, operation);
        RunRecord record = run ? run.value().record : RunRecord();
        change(record);
        if (record.operation.isEmpty())
            return {}; // its job does not run (any more)
        if (!log.isEmpty())
            static_cast<void>(bool(writeLog(places, operation, log)));
        return writeRecord(places, record);
    });
    whenDone(written, this, [this, environment](const Result<void> &) { Q_EMIT changed(environment); });
}

void RunHistory::tidy()
{
    whenDone(m_outside.journal.unfinished(), this,
             [this](const Result<QList<journal::OpenOperation>> &unfinished) {
                 if (!unfinished) // nobody knows what is still needed
                     return;
                 Keep keep;
                 keep.plansBefore =
                     m_outside.clock.now().addSecs(-std::chrono::seconds(m_outside.planLife + grace).count());
                 for (const journal::OpenOperation &open : unfinished.value()) {
                     keep.open.insert(open.intent.operation);
                     keep.open.insert(open.intent.payload.value(QLatin1String("planOperation")).toString());
                 }
                 for (const QString &environment : std::as_const(m_outside.environments))
                     m_files->run([places = m_outside.places(environment), keep]() -> Result<void> {
                         tidyRuns(places, keep);
                         return {};
                     });
             });
}

Async<QList<RunEntry>> RunHistory::recorded(const EnvironmentId &environment, int limit)
{
    QList<Places> all;
    for (const QString &name : std::as_const(m_outside.environments)) {
        if (environment.isEmpty() || name == environment)
            all.append(m_outside.places(name));
    }
    return m_files->run([all, limit]() -> Result<QList<RunEntry>> {
        QList<RunEntry> runs;
        for (const Places &places : all)
            runs += readRuns(places, limit);
        return runs;
    });
}

Async<QList<RunEntry>> RunHistory::list(const EnvironmentId &environment, int limit)
{
    journal::Filter applies;
    applies.environment = environment;
    applies.action = QStringLiteral("apply");
    applies.limit = limit;
    QList<Async<QList<journal::PlanReview>>> reviews;
    for (const QString &name : std::as_const(m_outside.environments)) {
        if (environment.isEmpty() || name == environment)
            reviews.append(m_outside.journal.reviews(name, limit));
    }
    const auto asked =
        joined(this, recorded(environment, limit), m_outside.journal.entries(applies), joined(this, reviews));
    return andThen(asked, this, [limit](const auto &answers) {
        const auto &[runs, entries, reviewed] = answers;
        if (!runs)
            return ready<QList<RunEntry>>(runs.error());
        QList<journal::PlanReview> plans;
        for (const auto &ofOne : reviewed.value())
            plans += ofOne ? ofOne.value() : QList<journal::PlanReview>();
        return ready<QList<RunEntry>>( // the records alone when the journal cannot be read
            merged(runs.value(), entries ? entries.value() : QList<journal::AuditEntry>(), plans, limit));
    });
}

Async<RunReport> RunHistory::report(const QString &operation)
{
    constexpr int all = 1000;
    const QString shared = m_center ? m_center->logFile(operation) : QString();
    return andThen(list({}, all), this, [this, operation, shared](const QList<RunEntry> &runs) {
        const auto found = std::find_if(runs.cbegin(), runs.cend(), [&](const RunEntry &run) {
            return run.record.operation == operation;
        });
        if (found == runs.cend())
            return ready<RunReport>(Error{ErrorCode::NotFound, operation, {}, 0});
        return m_files->run([run = *found, own = m_outside.places(found->record.environment).log(operation),
                             shared]() -> Result<RunReport> {
            const QString file = QFileInfo::exists(shared) ? shared : own; // that one is whole
            return RunReport{run, jobs::readLogTail(file, linesShown).join(QLatin1Char('\n'))};
        });
    });
}

Async<QList<RunEntry>> RunHistory::unattended()
{
    constexpr int newest = 50;
    QHash<EnvironmentId, Places> places;
    for (const QString &name : std::as_const(m_outside.environments))
        places.insert(name, m_outside.places(name));
    return andThen(recorded({}, newest), this, [this, places](const QList<RunEntry> &runs) {
        return m_files->run([runs, places, ours = m_states]() -> Result<QList<RunEntry>> {
            QList<RunEntry> left;
            for (RunEntry run : runs) {
                // This process followed it for a session that is gone: the workspace was opened anew.
                const bool isLeft = run.life == RunLife::Followed &&
                                    run.record.owner == journal::thisOwner() &&
                                    !ours.contains(run.record.operation);
                if (isLeft)
                    run.life = lifeUnfollowed(places.value(run.record.environment), run.record);
                if (run.life == RunLife::Alone || run.life == RunLife::Interrupted)
                    left.append(run);
            }
            return left;
        });
    });
}

void RunHistory::giveUp(const RunRecord &record)
{
    update(record.environment, record.operation, [now = m_outside.clock.now()](RunRecord &stored) {
        stored.state = JobState::Unknown;
        stored.ended = now;
        stored.error = Error{ErrorCode::OutcomeUnknown, stored.environment, {}, 0};
    });
}

Async<bool> RunHistory::isProgramAlive(const EnvironmentId &environment)
{
    return m_files->run([places = m_outside.places(environment)]() -> Result<bool> {
        return infrastructure::isProgramAlive(places);
    });
}

} // namespace envdeck::infrastructure

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/redactor.h"
#include "core/jobs/job.h"
#include "core/journal/journal.h"

#include <QHash>
#include <QObject>
#include <memory>

namespace envdeck::jobs {

class EnvironmentQueue;
class JobList;
class JobRunner;
struct JobSlot;
struct LockHolder;

// An operation of an earlier process, or one that lost contact, for a Rebuild.
struct OpenJob {
    QString operation;
    QString kind;
    EnvironmentId environment;
    QString subject;
    QString detail;
    Risk risk = Risk::R0;
    QString reason;
    QString commit;       // when a step had made one
    QJsonObject payload;  // Job::payload
    QJsonObject evidence; // of its steps so far, by key
    friend bool operator==(const OpenJob &, const OpenJob &) = default;
};

// Builds the same job again. All of its steps run again, and look at the world first.
using Rebuild = std::function<Result<Job>(const OpenJob &)>;

// What reading the world back has shown of a job that ended Unknown.
struct Settlement {
    JobState state = JobState::Succeeded; // Succeeded, Failed or Cancelled
    std::optional<Error> error;
    QString commit;
    QJsonObject evidence; // where it was read: {"git": "v1.3.7", "platform": "done"}
};

// All jobs of one workspace in this process. Changing jobs (Job::isChanging) run one at a time in each
// environment, across all processes of this user: further ones queue. A job with an outside step has its
// intent in the journal before its first step, and the start of each outside step before that step. A
// changing job that the journal does not take ends Failed with the journal's error, before anything was done;
// others run without. Jobs without an outside step are not journalled.
//
// Thread: the one that made it. Destroying it asks steps that change nothing outside to stop and leaves the
// others alone; the next start finds their jobs interrupted. It goes before what the steps of its jobs work
// with: with it the steps are gone, and whatever they still waited for is answered to nobody.
class JobCenter final : public QObject {
    Q_OBJECT

public:
    struct Options {
        QString
            folder; // of the workspace, under Paths::state: locks/ and logs/ are made in it. Not under the
                    // runtime folder: a timer without a session has another one and would not see our locks
        QString actor;   // who works here
        QString machine; // empty for this machine's name
        Redactor redactor;
        std::chrono::milliseconds lockPoll =
            std::chrono::seconds(1); // only while a job waits for another process
    };
    enum class WhenHeld {
        Wait,
        Refuse, // ends Failed with Locked, subject = the environment, detail = who holds it
    };

    JobCenter(journal::Journal &journal, const Clock &clock, Options options, QObject *parent = nullptr);
    ~JobCenter() override;

    void setActor(const QString &actor);
    // For secrets that became known later; counts for jobs started from now on.
    void setRedactor(const Redactor &redactor);
    void setRebuild(const QString &kind, Rebuild rebuild);

    // Answers the operation id; what becomes of the job is told from the event loop. Errors: BadInput for a
    // job without steps or with an id that is none, Conflict when that operation is known already, and
    // Conflict with detail = the open operation when its subject is blocked.
    Result<QString> start(Job job, WhenHeld whenHeld = WhenHeld::Wait);
    // Errors: NotFound; Conflict when it is over or past the point of no return.
    Result<void> cancel(const QString &operation);

    // Reads what earlier and other processes left open. Call it at start, before anything else is shown.
    Async<void> recover();
    // The same again when others wrote or a process died; else it costs microseconds. Also brings ends to the
    // journal that it could not take earlier.
    Async<void> refresh();

    // Runs an Unknown job again under its operation id. Errors: NotFound; Conflict when it is not Unknown or
    // runs elsewhere; BadInput when nobody can rebuild its kind; the Rebuild's own.
    Result<void> resume(const QString &operation);
    // Ends an Unknown job by what the world says, or by a person's word; its subject is free afterwards.
    // Errors as resume(), and the journal's.
    Async<void> settle(const QString &operation, const Settlement &settlement);
    Async<void> abandon(const QString &operation, const QString &reason);

    // Unsettled ones first, then newest first. Of those that are over the newest 200 are kept.
    QList<JobStatus> jobs() const;
    std::optional<JobStatus> job(const QString &operation) const;
    // The job that blocks a change of the subject, as far as this process knows.
    std::optional<JobStatus> blockerOf(const EnvironmentId &environment, const QString &subject) const;
    void forgetOver(); // all that are over and block nothing

    QStringList log(const QString &operation) const; // the last 2,000 lines, redacted
    QString logFile(const QString &operation) const; // its path, whether it is there or not

Q_SIGNALS:
    void jobChanged(const envdeck::JobStatus &status);
    void jobsForgotten();
    void logged(const QString &operation, const QString &line);

private:
    // running
    void prepare(JobSlot &slot, Job job, const JobStatus &status, bool resumed);
    void begin(const QString &operation, WhenHeld whenHeld);
    LockHolder holderOf(const QString &operation) const; // we, at it
    void grant(const QString &operation);
    void showHolder(const QString &operation, const LockHolder &holder);
    void refuse(const QString &operation, const Error &error);
    void putBack(JobSlot &slot, const Error &error);
    void keepLine(const QString &operation, const QString &line);
    void follow(const QString &operation);
    void finish(const QString &operation);
    void publish(JobSlot &slot, const JobStatus &status);

    // without a settled end
    Async<void> reread();
    Result<JobSlot *> openSlot(const QString &operation) const;
    Async<void> close(JobStatus end, journal::Entry outcome);
    void adopt(const QList<journal::OpenOperation> &open);
    void adopt(const journal::OpenOperation &open);
    void adoptEnd(const QString &operation);
    void loadLog(const QString &operation);
    void bringUnrecorded();
    bool hasLostOwner() const;

    journal::Journal &m_journal;
    const Clock &m_clock;
    Options m_options;
    std::shared_ptr<Worker> m_files; // locks and log files
    std::unique_ptr<JobList> m_list;
    std::unique_ptr<EnvironmentQueue> m_queue;
    QHash<QString, Rebuild> m_rebuilds;
    QHash<QString, QList<journal::Entry>>
        m_unrecorded; // by operation: rows that the journal did not take yet
};

} // namespace envdeck::jobs

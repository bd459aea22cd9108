// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/redactor.h"
#include "core/base/worker.h"
#include "core/infrastructure/run_files.h"
#include "core/jobs/job_center.h"
#include "core/journal/journal.h"

#include <QObject>
#include <functional>

namespace envdeck::infrastructure {

// What a run found out on its way; an empty member says nothing new.
struct RunFacts {
    QString commit;
    QString program;
    QString planOperation;
    std::optional<PlanCounts> counts;
    QString branch = {};
    QString mode = {};
};

// One run with its log. `log` is redacted.
struct RunReport {
    RunEntry run;
    QString log; // empty when none was kept
};

// Every run of terraform in the environments of one workspace: a record in the run's folder for each, and
// what the journal knows of applies and reviewed plans from before there were records.
// Thread: the one that made it; the disk is read in a worker. Destroying it finishes what is being written.
class RunHistory final : public QObject {
    Q_OBJECT

public:
    struct Outside {
        QStringList environments;
        std::function<Places(const EnvironmentId &)> places;
        journal::Journal &journal;
        const Clock &clock;
        std::chrono::seconds planLife; // how long a plan may be applied
    };

    explicit RunHistory(Outside outside, QObject *parent = nullptr);
    ~RunHistory() override;

    // Keeps a record of every job of `center` whose subject is an environment's terraform from now on, and
    // clears away what old runs left. `center` outlives it or dies with it.
    void follow(jobs::JobCenter &center);
    void setRedactor(const Redactor &redactor);
    // For the steps of a run. Before its job is running it says nothing.
    void note(const EnvironmentId &environment, const QString &operation, const RunFacts &facts);

    // Newest first; an empty environment is all of them.
    Async<QList<RunEntry>> list(const EnvironmentId &environment, int limit);
    // Errors: NotFound.
    Async<RunReport> report(const QString &operation);
    // Those that have no end and that nobody follows: Alone may be followed by the next process, Interrupted
    // were cut off before their program was there.
    Async<QList<RunEntry>> unattended();
    // Nobody will ever know how it ended.
    void giveUp(const RunRecord &record);
    // Whether terraform works for one of our runs there.
    Async<bool> isProgramAlive(const EnvironmentId &environment);

Q_SIGNALS:
    void changed(const QString &environment);

private:
    void take(const JobStatus &status);
    void update(const EnvironmentId &environment, const QString &operation,
                std::function<void(RunRecord &)> change, const QStringList &log = {});
    void tidy();
    Async<QList<RunEntry>> recorded(const EnvironmentId &environment, int limit);

    Outside m_outside;
    jobs::JobCenter *m_center = nullptr; // borrowed
    Redactor m_redactor;
    QHash<QString, JobState> m_states; // of the jobs that are followed, as they were written last
    std::unique_ptr<Worker> m_files;
};

} // namespace envdeck::infrastructure

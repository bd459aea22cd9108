// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker.h"
#include "core/domain/plan.h"
#include "core/process/supervised_run.h"
#include "core/terraform/commands.h"
#include "core/terraform/failure.h"
#include "core/terraform/message_reader.h"
#include "core/terraform/target.h"

#include <QObject>
#include <QPromise>
#include <stop_token>

namespace envdeck::terraform {

// The files of one operation: the plan and the runner's folders. Ours alone, 0700.
struct RunPlace {
    QString folder; // one per operation; its path goes to the journal

    QString planFile() const; // folder/plan: holds every secret in clear
    QString planRun() const;  // folder/plan-run
    QString applyRun() const; // folder/apply-run
};

// How a plan or apply ended well.
struct RunEnd {
    bool changes = false;     // of a plan: there is something to apply
    bool interrupted = false; // it ended well although it was asked to stop
    QList<Diagnostic> warnings;
    std::optional<ChangeSummary> summary; // for progress texts; count from the Plan instead
};

// One plan or apply under envdeck-runner. It outlives this object and this process: a later Run attaches.
// Thread: the one that made it.
class Run : public QObject {
    Q_OBJECT
public:
    Run(Target target, RunPlace place, QString runner, QObject *parent = nullptr);
    ~Run() override;

    // Refuses with BadConfig before terraform is asked, see checkVariables(); afterwards with its detail
    // "remote-execution" when the plan was made and stays on a server. The plan file is
    // removed again when the plan fails or was interrupted: terraform writes one even then.
    void plan(PlanMode mode = PlanMode::Changes, StateLocking locking = StateLocking::Wait);
    // Applies exactly place.planFile() when its digest is still reviewed.planDigest (Conflict otherwise).
    // Recompute and compare the rest of the record first: Tool::fetchReview, firstDifference. Refuses with
    // StateNotSaved while Target::erroredState() is there. The plan file is removed once it has ended.
    void apply(const ReviewRecord &reviewed);
    // Follow what an earlier process started. All messages come again from the first.
    void attachPlan();
    void attachApply();

    // One interrupt; terraform then finishes what it cannot stop, saves its state and frees the lock. Before
    // terraform was started it is not started any more.
    Result<void> interrupt();

    process::SupervisedRun::State state() const;
    QStringList unfinished() const { return m_reader.unfinished(); } // still at work, by address

    // Answers once with the end, or: the failure (kindOf() tells which), Canceled, ToolMissing,
    // OutcomeUnknown when the program is gone without an exit.
    // A plan that was interrupted is Canceled however it ended.
    Async<RunEnd> done() const { return m_promise.future(); }

Q_SIGNALS:
    void message(const envdeck::terraform::Message &message);
    void started(); // the program runs, and would go on without us

private:
    enum class Command { Plan, Apply };

    void follow(Command command, const QString &folder);
    void readOutput(const QByteArray &line);
    void readError(const QByteArray &line);
    void finish();
    Result<RunEnd> planResult(const process::RunExit &exit);
    Result<RunEnd> applyResult(const process::RunExit &exit);
    RunEnd end(const process::RunExit &exit) const;
    void dropPlan();
    void keepErroredState();
    void answer(const Result<RunEnd> &result);

    Target m_target;
    RunPlace m_place;
    QString m_runner;
    Command m_command = Command::Plan;
    MessageReader m_reader;
    QString m_rest; // the end of stderr
    std::unique_ptr<process::SupervisedRun> m_run;
    QPromise<Result<RunEnd>> m_promise;
    bool m_interrupted = false;
    std::stop_source m_leaving;
    Worker m_disk; // a plan file may have hundreds of megabytes
};

// Removes the plan file of an operation that was discarded or is over. Fine when there is none.
Result<void> discardPlan(const RunPlace &place);
// The same for every operation below `folder` whose plan is older than that.
Result<void> discardPlansBefore(const QString &folder, const QDateTime &time);

} // namespace envdeck::terraform

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/domain/guard.h"
#include "core/domain/job_status.h"
#include "core/jobs/job_log.h"

#include <QJsonObject>
#include <QList>
#include <functional>
#include <stop_token>

namespace envdeck::jobs {

class StepLink;

// What a running step is given. Copy it freely; use it from any thread.
class Context {
public:
    Context(std::stop_token stopToken, std::shared_ptr<JobLog> jobLog, std::shared_ptr<StepLink> link)
        : stop(std::move(stopToken)), log(std::move(jobLog)), m_link(std::move(link))
    {
    }

    std::stop_token stop; // asked when a person cancels; a deadline does not ask
    std::shared_ptr<JobLog> log;

    // StepStatus::note: a number, a name, a sha; never a sentence. The latest one stays.
    void note(const QString &text) const;
    // Kept with the journal's rows of the job, and given back by OpenJob when it is built again.
    void evidence(const QString &key, const QJsonValue &value) const;
    // The same, and in the journal before it answers: for what a next process must know when this one dies
    // while something is being sent that must not be sent twice. The journal's error when it did not take it.
    Async<void> keep(const QString &key, const QJsonValue &value) const;
    void commit(const QString &sha) const;
    // From here on the job cannot be cancelled. False when somebody cancelled before: then change nothing
    // and answer Canceled.
    [[nodiscard]] bool passPointOfNoReturn() const;

private:
    std::shared_ptr<StepLink> m_link;
};

// One step of a job. Safe to repeat: it looks at the world before it changes it.
struct Step {
    QString id; // worded by ui/text: "push", "observe"
    bool outside =
        false; // changes something outside this program: that it starts is in the journal before it does
    // When it passes we stop waiting and the job ends Unknown. Nothing is stopped: the step's program goes
    // on.
    std::chrono::milliseconds deadline = std::chrono::minutes(5);
    // Called in the thread of the JobCenter. ErrorCode::OutcomeUnknown ends the job Unknown, every other
    // error Failed; an error after a cancel Cancelled. A last outside step that ends well after a cancel was
    // not cancelled: the job goes on and ends as it went.
    std::function<Async<void>(const Context &)> run;
    // Waits for people, perhaps for days: meanwhile others may change the environment, and the steps behind
    // it wait for their turn like a job that is new.
    bool waits = false;
};

// An operation, before it runs. Payload and texts go to the journal: never a secret.
struct Job {
    QString operation; // operation id; made by start() when empty
    QString kind;      // "deploy", "promote", "rollback", "plan", "apply"
    EnvironmentId environment;
    QString
        subject; // what it changes: "prod/api". An unsettled job blocks the next change of the same subject
    QString detail; // "v1.3.8 -> v1.3.7"
    Risk risk = Risk::R0;
    QString reason;
    QJsonObject payload; // what its Rebuild needs to build it again
    QList<Step> steps;

    // Runs alone in its environment and needs a working journal: R2 and above, and every apply.
    bool isChanging() const { return risk >= Risk::R2 || kind == QLatin1String("apply"); }
    bool reachesOutside() const;
};

} // namespace envdeck::jobs

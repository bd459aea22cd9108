// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_entries.h"

#include <QJsonArray>
#include <algorithm>

namespace envdeck::jobs {

namespace {

const QString stepsKey = QStringLiteral("steps");
const QString noteKey = QStringLiteral("note");
const QString foundKey = QStringLiteral("found");

journal::Entry entryOf(const JobStatus &job, journal::Kind kind)
{
    journal::Entry entry;
    entry.kind = kind;
    entry.operation = job.operation;
    entry.action = job.kind;
    entry.environment = job.environment;
    entry.subject = job.subject;
    entry.actor = job.actor;
    entry.risk = job.risk;
    entry.commit = job.commit;
    return entry;
}

void apply(const journal::Record &record, StepStatus &step)
{
    step.state = stepStateFromName(record.state).value_or(StepState::Unknown);
    step.error = record.error;
    step.note = record.evidence.value(noteKey).toString();
    (step.state == StepState::Running ? step.started : step.ended) = record.at;
}

} // namespace

JobStatus statusOf(const Job &job, const QString &actor)
{
    JobStatus status;
    status.operation = job.operation;
    status.kind = job.kind;
    status.environment = job.environment;
    status.subject = job.subject;
    status.detail = job.detail;
    status.actor = actor;
    status.reason = job.reason;
    status.risk = job.risk;
    status.cancelable = true;
    for (const Step &step : job.steps) {
        StepStatus waiting;
        waiting.id = step.id;
        status.steps.append(waiting);
    }
    return status;
}

journal::Entry intentOf(const Job &job, const QString &actor)
{
    const JobStatus status = statusOf(job, actor);
    journal::Entry entry = entryOf(status, journal::Kind::Intent);
    entry.detail = job.detail;
    entry.reason = job.reason;
    entry.blocks = job.isChanging();
    entry.payload = job.payload;
    QJsonArray steps;
    for (const Step &step : job.steps)
        steps.append(step.id);
    entry.evidence = {{stepsKey, steps}};
    return entry;
}

journal::Entry stepEntry(const JobStatus &job, const StepStatus &step, const QJsonObject &found)
{
    journal::Entry entry = entryOf(job, journal::Kind::Step);
    entry.step = step.id;
    entry.state = stepStateName(step.state);
    entry.error = step.error;
    entry.evidence = {{noteKey, step.note}, {foundKey, found}};
    return entry;
}

journal::Entry outcomeOf(const JobStatus &job, bool closes, const QJsonObject &evidence)
{
    journal::Entry entry = entryOf(job, journal::Kind::Outcome);
    entry.state = jobStateName(job.state);
    entry.error = job.error;
    entry.closes = closes;
    entry.evidence = evidence;
    return entry;
}

JobStatus statusOf(const journal::OpenOperation &operation)
{
    const journal::Record &intent = operation.intent;
    JobStatus status;
    status.operation = intent.operation;
    status.kind = intent.action;
    status.environment = intent.environment;
    status.subject = intent.subject;
    status.detail = intent.detail;
    status.actor = intent.actor;
    status.reason = intent.reason;
    status.risk = intent.risk;
    status.started = intent.at;
    for (const QJsonValue &id : intent.evidence.value(stepsKey).toArray()) {
        StepStatus step;
        step.id = id.toString();
        status.steps.append(step);
    }
    for (const journal::Record &record : operation.steps) {
        const auto step =
            std::find_if(status.steps.begin(), status.steps.end(),
                         [&](const StepStatus &candidate) { return candidate.id == record.step; });
        if (step == status.steps.end())
            continue;
        apply(record, *step);
        if (!record.commit.isEmpty())
            status.commit = record.commit;
        if (step->state == StepState::Running)
            status.current = int(step - status.steps.begin());
    }
    if (runsElsewhere(operation)) {
        status.state = JobState::Running;
        status.elsewhere = true;
        return status;
    }
    status.state = JobState::Unknown;
    status.interrupted = !operation.outcome;
    status.blocks = intent.blocks;
    status.current = -1;
    for (StepStatus &step : status.steps) {
        if (step.state == StepState::Running)
            step.state = StepState::Unknown;
    }
    if (operation.outcome) {
        status.ended = operation.outcome->at;
        status.error = operation.outcome->error;
    }
    return status;
}

OpenJob openJobOf(const journal::OpenOperation &operation)
{
    const journal::Record &intent = operation.intent;
    OpenJob job;
    job.operation = intent.operation;
    job.kind = intent.action;
    job.environment = intent.environment;
    job.subject = intent.subject;
    job.detail = intent.detail;
    job.risk = intent.risk;
    job.reason = intent.reason;
    job.payload = intent.payload;
    for (const journal::Record &step : operation.steps) {
        if (!step.commit.isEmpty())
            job.commit = step.commit;
        const QJsonObject found = step.evidence.value(foundKey).toObject();
        for (auto it = found.begin(); it != found.end(); ++it)
            job.evidence.insert(it.key(), it.value());
    }
    return job;
}

bool runsElsewhere(const journal::OpenOperation &operation)
{
    const journal::Owner &owner = operation.intent.owner;
    return !operation.outcome && owner != journal::thisOwner() && journal::isAlive(owner);
}

JobStatus withEnd(JobStatus job, const journal::AuditEntry &entry)
{
    job.state = jobStateFromName(entry.state).value_or(JobState::Unknown);
    job.ended = entry.ended;
    job.error = entry.error;
    if (!entry.commit.isEmpty())
        job.commit = entry.commit;
    job.interrupted = false;
    job.blocks = false;
    job.resumable = false;
    job.elsewhere = false;
    job.cancelable = false;
    job.current = -1;
    return job;
}

} // namespace envdeck::jobs

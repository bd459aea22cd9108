// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/job_status.h"
#include "core/domain/plan.h"
#include "core/journal/owner.h"

#include <QJsonObject>

namespace envdeck::infrastructure {

// One plan, apply or other run of terraform, as its record.json in the run's folder tells of it: no secret.
struct RunRecord {
    QString operation;
    QString kind; // of the job: "plan", "apply"
    EnvironmentId environment;
    QString actor;
    QString reason;
    QDateTime began; // UTC
    QDateTime ended; // null while it runs
    QString commit;
    QString program;                  // "terraform 1.11.4"; empty when it did not come that far
    QString planOperation;            // of an apply: whose plan it applies
    QString branch;                   // of a plan of another branch than the environment's own
    QString mode;                     // planModeOption() of the plan; empty for the usual one
    std::optional<PlanCounts> counts; // of the plan that was made or applied
    JobState state = JobState::Running;
    std::optional<Error> error;
    journal::Owner owner; // who followed it last
    friend bool operator==(const RunRecord &, const RunRecord &) = default;
};

QJsonObject toJson(const RunRecord &record);
// Errors: BadResponse for what is no record, or is one of a newer Envdeck.
Result<RunRecord> runRecordFrom(const QByteArray &json);

// How a run that has no end stands with its process.
enum class RunLife {
    Over,
    Followed,    // an Envdeck that lives follows it
    Alone,       // its program goes on, or has ended, and nobody looks: it can be followed again
    Interrupted, // it was cut off: no program and no exit
};

struct RunEntry {
    RunRecord record;
    RunLife life = RunLife::Over;
    friend bool operator==(const RunEntry &, const RunEntry &) = default;
};

} // namespace envdeck::infrastructure

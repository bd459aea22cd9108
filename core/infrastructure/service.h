// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/domain/plan.h"
#include "core/jobs/job.h"
#include "core/terraform/program.h"
#include "core/terraform/backend.h"
#include "core/terraform/state_attributes.h"

#include <QObject>

namespace envdeck::infrastructure {

// A plan that may be shown, and applied while everything it binds stays as it is.
struct ReviewedPlan {
    EnvironmentId environment;
    QString operation; // of the plan job
    Plan plan;
    ReviewRecord record;
    QDateTime madeAt;     // UTC
    QDateTime validUntil; // after it a new plan is asked for, however little changed
    QString branch = {};  // that was planned; empty for the environment's own
    friend bool operator==(const ReviewedPlan &, const ReviewedPlan &) = default;
};

struct State {
    terraform::StateSummary summary;
    QList<terraform::Output> outputs;                          // sensitive ones without their value
    QHash<QString, QList<terraform::StateInstance>> instances; // by address of their resource
    terraform::Backend backend;
};

// Terraform or OpenTofu for the environments of one workspace: plan the head of the environment's own branch,
// apply exactly that plan, read what is there.
// Thread: the GUI's; answers come through its event loop.
class Service : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // Errors: ToolMissing, or BadConfig when it is too old (detail: its version).
    virtual Async<terraform::Program> program(std::stop_token stop) = 0;

    // The plan at hand, of this process; restore() looks for one of the environment's own branch that an
    // earlier or another process made.
    virtual std::optional<ReviewedPlan> plan(const EnvironmentId &environment) const = 0;
    virtual Async<std::optional<ReviewedPlan>> restore(const EnvironmentId &environment,
                                                       std::stop_token stop) = 0;
    virtual void discard(const EnvironmentId &environment) = 0;

    // kind "plan", risk R0. Steps: fetch export init validate plan show. Its success makes plan() hold the
    // plan.
    virtual jobs::Job planJob(const EnvironmentId &environment) = 0;
    // The same, waiting as long as an hour while another holds the state's lock.
    virtual jobs::Job patientPlanJob(const EnvironmentId &environment) = 0;
    // kind "apply", risk R3, or R4 when the plan destroys. Steps: recheck apply outputs. recheck ends
    // Conflict with the detail "plan-moved FIELD" when anything that the review bound is not as it was;
    // "plan-expired" when it is too old. NotFound when there is no plan. Outputs that cannot be read do not
    // make it fail: the plan is applied.
    virtual Result<jobs::Job> applyJob(const EnvironmentId &environment, const QString &reason) = 0;

    // What the state holds and the outputs say, as of now. Initialises the data folder when that was never
    // done.
    virtual Async<State> state(const EnvironmentId &environment, std::stop_token stop) = 0;

Q_SIGNALS:
    void planChanged(const QString &environment);
};

// What an R4 guard asks to be typed: the first resource that the plan destroys, "test-1" of
// terraform_data.vps["test-1"], else its name. Empty when it destroys nothing.
QString destroyedObject(const Plan &plan);

} // namespace envdeck::infrastructure

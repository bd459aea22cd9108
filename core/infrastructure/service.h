// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/infrastructure/code_checks.h"
#include "core/infrastructure/reviewed_plan.h"
#include "core/jobs/job.h"
#include "core/terraform/program.h"
#include "core/terraform/backend.h"
#include "core/terraform/state_attributes.h"

#include <QObject>

namespace envdeck::infrastructure {

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
    // plan. Of another mode than Changes its detail is planModeOption().
    virtual jobs::Job planJob(const EnvironmentId &environment, PlanMode mode = PlanMode::Changes) = 0;
    // The same, waiting as long as an hour while another holds the state's lock.
    virtual jobs::Job patientPlanJob(const EnvironmentId &environment) = 0;
    // kind "apply", risk R3, or R4 when the plan destroys. Steps: recheck apply outputs. recheck ends
    // Conflict with the detail "plan-moved FIELD" when anything that the review bound is not as it was;
    // "plan-expired" when it is too old. NotFound when there is no plan. Outputs that cannot be read do not
    // make it fail: the plan is applied.
    virtual Result<jobs::Job> applyJob(const EnvironmentId &environment, const QString &reason) = 0;

    // What the state holds and the outputs say, as of now; also while a plan or an apply is at work.
    virtual Async<State> state(const EnvironmentId &environment, std::stop_token stop) = 0;
    // Of the head of the environment's branch. Errors are those of the way there (fetching modules and
    // providers included), and for checkFormat() code that cannot be read at all; what is wrong with the code
    // is the answer.
    virtual Async<FormatCheck> checkFormat(const EnvironmentId &environment, std::stop_token stop) = 0;
    virtual Async<CodeCheck> checkCode(const EnvironmentId &environment, std::stop_token stop) = 0;

    // Whether the environment's policy lets a plan of that commit be applied by itself: with pull-request
    // only when each of its changes since the last apply was merged through one. Where no apply is known
    // here, since envdeck.yaml, and with it the policy, was changed last; the newest change in any case.
    // Errors: Forbidden "not-by-pull-request SHA", "destroy-by-policy" for a plan to destroy everything,
    // "pull-request" where none can be opened (isPolicyRefusal() of all three); and those of the code host.
    virtual Async<void> mayApply(const EnvironmentId &environment, const QString &commit, PlanMode mode,
                                 std::stop_token stop) = 0;

Q_SIGNALS:
    void planChanged(const QString &environment);
};

} // namespace envdeck::infrastructure

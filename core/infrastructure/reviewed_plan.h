// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/guard.h"
#include "core/domain/plan.h"
#include "core/domain/plan_mode.h"
#include "core/journal/observations.h"

namespace envdeck::infrastructure {

// A plan that may be shown, and applied while everything it binds stays as it is.
struct ReviewedPlan {
    EnvironmentId environment;
    QString operation; // of the plan job
    Plan plan;         // with PlanMode::RefreshOnly: see acceptedPlan()
    ReviewRecord record;
    QDateTime madeAt;     // UTC
    QDateTime validUntil; // after it a new plan is asked for, however little changed
    QString branch = {};  // that was planned; empty for the environment's own
    PlanMode mode = PlanMode::Changes;
    bool withheld = false; // its code was given no secret, and is given none when it is applied
    friend bool operator==(const ReviewedPlan &, const ReviewedPlan &) = default;
};

// A plan with -refresh-only has its changes among the drift. As what its apply does to the state: an object
// that is gone is forgotten, one that differs is changed. Nothing outside is.
Plan acceptedPlan(Plan plan);

// The same for button, menu, palette and envdeckctl. R4 when it destroys, R3 otherwise.
Risk riskOf(const ReviewedPlan &plan);
Guard guardOf(const ReviewedPlan &plan, const Environment &environment);
// The same, of a plan that was not read yet.
Guard guardOf(const journal::PlanReview &review, const Environment &environment);

// What an R4 guard asks to be typed: the first resource that the plan destroys, "test-1" of
// terraform_data.vps["test-1"], else its name. Empty when it destroys nothing.
QString destroyedObject(const Plan &plan);
// What journal::PlanReview keeps of it: the environment where the whole of it goes.
QString destroyedBy(const ReviewedPlan &plan);

} // namespace envdeck::infrastructure

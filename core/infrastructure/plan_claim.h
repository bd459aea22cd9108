// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/places.h"

namespace envdeck::infrastructure {

// Which apply a plan belongs to, among all processes: another one would follow its program and take its end
// for its own. All of it blocks.

enum class Claim { None, Ours, Others, Unknown }; // Unknown: one stands there and cannot be read
Claim claimOf(const Places &places, const QString &plan, const QString &operation);
inline bool isClaimed(const Places &places, const QString &plan)
{
    return claimOf(places, plan, {}) != Claim::None;
}

// Makes `operation` the one apply of that plan; it is on the disk before this returns. Errors: those of
// claimRefusal(), Io.
Result<void> claimPlan(const Places &places, const QString &plan, const QString &operation);
// Why an apply with that claim must not go on: Conflict "plan-applied", OutcomeUnknown "plan-claim".
Result<void> claimRefusal(Claim claim);

// Takes back the claim of `operation` when its terraform never ran, so that the plan can be applied after
// all, and clears away what a runner that could not start it left. Else nothing.
void dropUnusedClaim(const Places &places, const QString &plan, const QString &operation);

} // namespace envdeck::infrastructure

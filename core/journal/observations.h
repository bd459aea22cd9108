// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"
#include "core/domain/plan.h"
#include "core/domain/plan_mode.h"
#include "core/journal/record.h"

namespace envdeck::journal {

// What was seen of one version of an app in one environment. The newest record of a commit counts.
struct DeploymentRecord {
    Target target;
    ImageRef image; // with the digest that was running, when it is known
    QString commit;
    DeploymentState state = DeploymentState::Unknown;
    std::optional<double> errorPercent; // median while it was watched
    std::optional<double> p95Ms;
    QDateTime observedAt; // UTC
    QString operation;    // of ours that made it; empty for others'
    QString platform;     // id of the deployment in Dokploy; empty when it has none
    friend bool operator==(const DeploymentRecord &, const DeploymentRecord &) = default;
};

// A plan that a person reviewed; what an apply is held against.
struct PlanReview {
    EnvironmentId environment;
    ReviewRecord record;
    QString actor;
    QString operation;   // of the plan job
    QDateTime at;        // UTC
    QString branch = {}; // that was planned; empty for the environment's own
    PlanMode mode = PlanMode::Changes;
    bool withheld = false; // its code was given no secret
    QString destroys = {}; // what an R4 guard asks to be typed; empty when it destroys nothing
    friend bool operator==(const PlanReview &, const PlanReview &) = default;
};

Entry entryOf(const DeploymentRecord &deployment);
DeploymentRecord deploymentOf(const Record &record);
Entry entryOf(const PlanReview &review);
PlanReview reviewOf(const Record &record);

} // namespace envdeck::journal

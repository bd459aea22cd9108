// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/reviewed_plan.h"

#include <QRegularExpression>

namespace envdeck::infrastructure {

Plan acceptedPlan(Plan plan)
{
    plan.resources = plan.drift;
    plan.drift.clear();
    for (ResourceChange &resource : plan.resources) {
        if (!isDestructive(resource.action))
            continue;
        resource.action = ChangeAction::Forget;
        resource.reason = QLatin1String(reasonGone);
    }
    plan.counts = countsOf(plan.resources);
    return plan;
}

Risk riskOf(const ReviewedPlan &plan)
{
    return plan.plan.destroys() ? Risk::R4 : Risk::R3;
}

Guard guardOf(const ReviewedPlan &plan, const Environment &environment)
{
    // Of a whole environment no single resource is what goes.
    const bool isWhole = plan.mode == PlanMode::Destroy;
    return guardFor(riskOf(plan), environment, isWhole ? environment.name : destroyedObject(plan.plan));
}

Guard guardOf(const journal::PlanReview &review, const Environment &environment)
{
    return guardFor(review.destroys.isEmpty() ? Risk::R3 : Risk::R4, environment, review.destroys);
}

QString destroyedBy(const ReviewedPlan &plan)
{
    const bool isWhole = plan.mode == PlanMode::Destroy;
    return isWhole && plan.plan.destroys() ? plan.environment : destroyedObject(plan.plan);
}

QString destroyedObject(const Plan &plan)
{
    static const QRegularExpression key(QStringLiteral("\\[\"([^\"]+)\"\\]\\z"));
    for (const ResourceChange &resource : plan.resources) {
        if (!isDestructive(resource.action))
            continue;
        const auto match = key.match(resource.address);
        return match.hasMatch() ? match.captured(1) : resource.name;
    }
    return {};
}

} // namespace envdeck::infrastructure

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/reviewed_plan.h"

#include <gtest/gtest.h>

namespace envdeck::infrastructure {
namespace {

ResourceChange change(const char *name, ChangeAction action)
{
    ResourceChange resource;
    resource.address = QStringLiteral("terraform_data.") + QLatin1String(name);
    resource.name = QLatin1String(name);
    resource.action = action;
    return resource;
}

Environment environment(EnvironmentKind kind, const char *name)
{
    Environment found;
    found.kind = kind;
    found.name = QLatin1String(name);
    return found;
}

const Environment dev = environment(EnvironmentKind::Dev, "dev");
const Environment prod = environment(EnvironmentKind::Prod, "prod");

TEST(AcceptedPlan, ForgetsWhatIsGoneAndDestroysNothing)
{
    Plan plan;
    plan.resources = {change("same", ChangeAction::NoOp)};
    plan.drift = {change("gone", ChangeAction::Delete), change("other", ChangeAction::Update)};
    const Plan accepted = acceptedPlan(plan);
    ASSERT_EQ(accepted.resources.size(), 2);
    EXPECT_EQ(accepted.resources.at(0).action, ChangeAction::Forget);
    EXPECT_EQ(accepted.resources.at(0).reason, QLatin1String(reasonGone)); // it does not go on existing
    EXPECT_EQ(accepted.resources.at(1).action, ChangeAction::Update);
    EXPECT_EQ(accepted.resources.at(1).reason, QString());
    EXPECT_EQ(accepted.counts.forgotten, 1);
    EXPECT_EQ(accepted.counts.update, 1);
    EXPECT_TRUE(accepted.hasChanges());
    EXPECT_FALSE(accepted.destroys());
    EXPECT_TRUE(accepted.drift.isEmpty());
    EXPECT_FALSE(acceptedPlan(Plan()).hasChanges());
}

TEST(GuardOfPlan, AskedForIsTheResourceOrTheWholeEnvironment)
{
    ReviewedPlan plan;
    plan.plan.resources = {change("server", ChangeAction::Delete), change("disk", ChangeAction::Delete)};
    EXPECT_EQ(guardOf(plan, dev), guardFor(Risk::R4, dev, QStringLiteral("server")));
    EXPECT_EQ(guardOf(plan, prod).typed, QStringLiteral("prod/server"));
    plan.mode = PlanMode::Destroy;
    EXPECT_EQ(guardOf(plan, dev).typed, QStringLiteral("dev"));
    EXPECT_EQ(guardOf(plan, prod).typed, QStringLiteral("prod/prod")); // more than a usual apply asks for
    EXPECT_TRUE(guardOf(plan, prod).freshBackup);
}

TEST(GuardOfPlan, IsTheSameBeforeThePlanIsRead)
{
    ReviewedPlan plan;
    plan.environment = prod.name;
    const auto expectSame = [&plan] {
        journal::PlanReview review;
        review.destroys = destroyedBy(plan);
        EXPECT_EQ(guardOf(review, prod), guardOf(plan, prod));
    };
    expectSame();
    plan.plan.resources = {change("server", ChangeAction::Delete)};
    expectSame();
    plan.mode = PlanMode::Destroy;
    expectSame();
    plan.plan.resources.clear();
    expectSame();
}

TEST(GuardOfPlan, AcceptingIsAsHardToReverseAsAnApply)
{
    ReviewedPlan plan;
    plan.mode = PlanMode::RefreshOnly;
    plan.plan = acceptedPlan([] {
        Plan read;
        read.drift = {change("gone", ChangeAction::Delete)};
        return read;
    }());
    EXPECT_EQ(riskOf(plan), Risk::R3);
    EXPECT_EQ(guardOf(plan, prod), guardFor(Risk::R3, prod));
}

} // namespace
} // namespace envdeck::infrastructure

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/plan.h"

#include <gtest/gtest.h>

namespace envdeck {
namespace {

ResourceChange change(ChangeAction action)
{
    ResourceChange made;
    made.address = QStringLiteral("terraform_data.x");
    made.action = action;
    return made;
}

TEST(Plan, CountsEachActionOnce)
{
    const PlanCounts counts = countsOf(
        {change(ChangeAction::Create), change(ChangeAction::Update), change(ChangeAction::ReplaceDeleteFirst),
         change(ChangeAction::ReplaceCreateFirst), change(ChangeAction::Delete), change(ChangeAction::NoOp),
         change(ChangeAction::Read), change(ChangeAction::Move), change(ChangeAction::Import),
         change(ChangeAction::Forget), change(ChangeAction::Other)});
    const PlanCounts expected{1, 1, 2, 1, 1, 1, 1, 1, 1};
    EXPECT_EQ(counts, expected);
}

TEST(Plan, DestroysOnlyByDeleteAndReplace)
{
    for (const auto action :
         {ChangeAction::Delete, ChangeAction::ReplaceDeleteFirst, ChangeAction::ReplaceCreateFirst}) {
        Plan plan;
        plan.resources = {change(ChangeAction::Create), change(action)};
        EXPECT_TRUE(plan.destroys());
    }
    Plan harmless;
    harmless.resources = {change(ChangeAction::Update), change(ChangeAction::Forget),
                          change(ChangeAction::Move)};
    EXPECT_FALSE(harmless.destroys());
}

TEST(Plan, WithoutChangesHasNothingToApply)
{
    Plan plan;
    plan.resources = {change(ChangeAction::NoOp), change(ChangeAction::Read)};
    plan.counts = countsOf(plan.resources);
    EXPECT_FALSE(plan.hasChanges());
    plan.hasOutputChanges = true;
    EXPECT_TRUE(plan.hasChanges());
}

TEST(Plan, AnActionThatNobodyKnowsIsAChange)
{
    Plan plan;
    plan.resources = {change(ChangeAction::Other)};
    plan.counts = countsOf(plan.resources);
    EXPECT_TRUE(plan.hasChanges());
}

} // namespace
} // namespace envdeck

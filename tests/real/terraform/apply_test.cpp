// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/real/terraform/terraform_place.h"

#include <QFile>
#include <QFileInfo>

namespace envdeck::terraform {
namespace {

TEST_F(TerraformPlace, ExactlyTheReviewedPlanIsAppliedOnceAndThenNothingIsLeftToDo)
{
    init();
    const RunPlace place = operation(QStringLiteral("one"));
    ASSERT_TRUE(plan(place).ok());
    const ReviewRecord reviewed = review(place);
    EXPECT_EQ(firstDifference(reviewed, review(place)), std::nullopt);
    const Seen seen = apply(place, reviewed);
    ASSERT_TRUE(seen.ok()) << qPrintable(seen.error().detail);
    EXPECT_FALSE(QFileInfo::exists(place.planFile()));
    const StateSummary after = state();
    EXPECT_TRUE(after.exists);
    EXPECT_EQ(after.resources.size(), 1);

    const RunPlace again = operation(QStringLiteral("two"));
    const Seen noop = plan(again);
    ASSERT_TRUE(noop.ok());
    EXPECT_FALSE(noop.end->value().changes);
    EXPECT_FALSE(planOf(again).hasChanges());
}

TEST_F(TerraformPlace, APlanWithOneByteChangedIsNotApplied)
{
    init();
    const RunPlace place = operation(QStringLiteral("one"));
    ASSERT_TRUE(plan(place).ok());
    const ReviewRecord reviewed = review(place);
    QFile file(place.planFile());
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    // A time in the zip's first header: terraform itself does not notice this one.
    ASSERT_TRUE(file.seek(10));
    char byte = 0;
    ASSERT_TRUE(file.getChar(&byte) && file.seek(10) && file.putChar(char(byte ^ 1)));
    file.close();
    const Seen seen = apply(place, reviewed);
    EXPECT_EQ(seen.error().code, ErrorCode::Conflict);
    EXPECT_FALSE(QFileInfo::exists(place.applyRun()));
    EXPECT_FALSE(state().exists);
}

TEST_F(TerraformPlace, AStalePlanIsAConflictAndTheReviewSeesItComing)
{
    init();
    const RunPlace first = operation(QStringLiteral("one"));
    const RunPlace second = operation(QStringLiteral("two"));
    ASSERT_TRUE(plan(first).ok());
    ASSERT_TRUE(plan(second).ok());
    const ReviewRecord reviewed = review(second);
    ASSERT_TRUE(apply(first, review(first)).ok());
    EXPECT_EQ(firstDifference(reviewed, review(second)), ReviewField::Lineage); // there was no state before
    const Seen stale = apply(second, reviewed);
    EXPECT_EQ(stale.error().code, ErrorCode::Conflict);
    EXPECT_EQ(kindOf(stale.error()), FailureKind::StalePlan);
}

TEST_F(TerraformPlace, AnotherWorkspaceOrVariableIsADifference)
{
    init();
    const RunPlace place = operation(QStringLiteral("one"));
    ASSERT_TRUE(plan(place).ok());
    const ReviewRecord reviewed = review(place);
    target.variables.insert(QStringLiteral("image"), QStringLiteral("v2"));
    EXPECT_EQ(firstDifference(reviewed, review(place)), ReviewField::Variables);
    target.variables.clear();
    target.workspace = QStringLiteral("other");
    const auto other = answer(tool().fetchReview(place.planFile(), reviewed.commit, reviewed.counts));
    if (other) {
        EXPECT_EQ(firstDifference(reviewed, other.value()), ReviewField::Workspace);
    }
}

TEST_F(TerraformPlace, AFailingApplyNamesTheErrorAndKeepsWhatWasMade)
{
    configure(R"(resource "terraform_data" "good" {}
resource "terraform_data" "bad" {
  depends_on = [terraform_data.good]
  provisioner "local-exec" { command = "echo about to fail; exit 3" }
})");
    init();
    const RunPlace place = operation(QStringLiteral("one"));
    ASSERT_TRUE(plan(place).ok());
    const Seen seen = apply(place, review(place));
    EXPECT_EQ(seen.error().code, ErrorCode::ToolFailed);
    EXPECT_TRUE(seen.error().detail.startsWith(QLatin1String("local-exec provisioner error")))
        << qPrintable(seen.error().detail);
    EXPECT_FALSE(QFileInfo::exists(place.planFile()));
    const StateSummary after = state();
    ASSERT_EQ(after.resources.size(), 2);
    EXPECT_EQ(after.resources.at(0).tainted + after.resources.at(1).tainted, 1);
    EXPECT_TRUE(std::any_of(seen.messages.cbegin(), seen.messages.cend(), [](const Message &message) {
        return message.kind == MessageKind::ProvisionProgress &&
               message.output == QLatin1String("about to fail");
    }));
}

TEST_F(TerraformPlace, AReplacementIsToldAndCounted)
{
    configure("resource \"terraform_data\" \"app\" { triggers_replace = { image = var.image } }\n");
    init();
    ASSERT_TRUE(planAndApply(QStringLiteral("one")));
    target.variables.insert(QStringLiteral("image"), QStringLiteral("v2"));
    const RunPlace place = operation(QStringLiteral("two"));
    ASSERT_TRUE(plan(place).ok());
    const Plan read = planOf(place);
    EXPECT_EQ(read.counts.replace, 1);
    EXPECT_TRUE(read.destroys());
    const auto attributes = read.resources.at(0).attributes.list();
    const auto image = std::find_if(attributes.cbegin(), attributes.cend(), [](const AttributeChange &a) {
        return a.path == QLatin1String("triggers_replace.image");
    });
    ASSERT_TRUE(image != attributes.cend());
    EXPECT_EQ(image->before + image->after, QStringLiteral("\"v1\"\"v2\""));
    EXPECT_TRUE(image->forcesReplacement);
}

TEST_F(TerraformPlace, ADestroyPlanDestroys)
{
    init();
    ASSERT_TRUE(planAndApply(QStringLiteral("one")));
    const RunPlace place = operation(QStringLiteral("two"));
    ASSERT_TRUE(plan(place, PlanMode::Destroy).ok());
    EXPECT_EQ(planOf(place).counts.destroy, 1);
    ASSERT_TRUE(apply(place, review(place)).ok());
    EXPECT_TRUE(state().resources.isEmpty());
}

TEST_F(TerraformPlace, AnErroredStateBlocksAppliesUntilItWasPushed)
{
    init();
    ASSERT_TRUE(planAndApply(QStringLiteral("one")));
    QFile saved(path(QStringLiteral("state/dev.tfstate")));
    ASSERT_TRUE(saved.open(QIODevice::ReadOnly));
    QByteArray text = saved.readAll();
    const StateSummary before = state();
    text.replace("\"serial\": " + QByteArray::number(before.serial),
                 "\"serial\": " + QByteArray::number(before.serial + 7));
    write(QStringLiteral("work/errored.tfstate"), text);

    target.variables.insert(QStringLiteral("image"), QStringLiteral("v2"));
    const RunPlace place = operation(QStringLiteral("two"));
    ASSERT_TRUE(plan(place).ok());
    const Seen blocked = apply(place, review(place));
    EXPECT_EQ(kindOf(blocked.error()), FailureKind::StateNotSaved);
    EXPECT_TRUE(QFileInfo::exists(place.planFile()));

    const Result<void> pushed = answer(tool().pushErroredState());
    ASSERT_TRUE(pushed) << qPrintable(pushed.error().detail);
    EXPECT_FALSE(QFileInfo::exists(target.erroredState()));
    EXPECT_EQ(state().serial, before.serial + 7);
}

TEST_F(TerraformPlace, OldPlansAreRemovedAndYoungOnesKept)
{
    init();
    const RunPlace place = operation(QStringLiteral("one"));
    ASSERT_TRUE(plan(place).ok());
    const QDateTime now = QDateTime::currentDateTimeUtc();
    EXPECT_TRUE(discardPlansBefore(path(QStringLiteral("operations")), now.addDays(-1)));
    EXPECT_TRUE(QFileInfo::exists(place.planFile()));
    EXPECT_TRUE(discardPlansBefore(path(QStringLiteral("operations")), now.addDays(1)));
    EXPECT_FALSE(QFileInfo::exists(place.planFile()));
    EXPECT_TRUE(discardPlan(place));
}

} // namespace
} // namespace envdeck::terraform

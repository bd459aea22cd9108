// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/plan.h"

#include <functional>
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

// A change of the first attribute of the first resource.
std::function<void(Plan &)> changed(void (*mutation)(AttributeChange &))
{
    return [mutation](Plan &plan) {
        QList<AttributeChange> attributes = plan.resources[0].attributes.list();
        mutation(attributes[0]);
        plan.resources[0].attributes = attributes;
    };
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

TEST(ChangeSet, IsTheSameWhateverTheOrderAndWhateverIsLeftAlone)
{
    AttributeChange size;
    size.path = QStringLiteral("size");
    size.before = QStringLiteral("\"s\"");
    size.after = QStringLiteral("\"m\"");
    ResourceChange one = change(ChangeAction::Update);
    one.address = QStringLiteral("vps.a");
    one.attributes = {size};
    ResourceChange other = change(ChangeAction::Create);
    other.address = QStringLiteral("vps.b");
    Plan plan;
    plan.resources = {one, other};
    Plan again;
    again.at = QDateTime::currentDateTimeUtc();
    again.resources = {other, change(ChangeAction::NoOp), one};
    EXPECT_EQ(changeSetDigest(plan), changeSetDigest(again));
    EXPECT_EQ(changeSetDigest(plan).size(), 64);
}

TEST(ChangeSet, EveryPartOfWhatWouldBeDoneCounts)
{
    AttributeChange size;
    size.path = QStringLiteral("size");
    ResourceChange resource = change(ChangeAction::Update);
    resource.address = QStringLiteral("vps.a");
    resource.attributes = {size};
    OutputChange output;
    output.name = QStringLiteral("ip");
    output.action = ChangeAction::Update;
    output.attributes = {size};
    Plan plan;
    plan.resources = {resource};
    plan.outputs = {output};
    const QByteArray before = changeSetDigest(plan);
    const QList<std::function<void(Plan &)>> mutations{
        [](Plan &p) { p.resources[0].address += QLatin1Char('x'); },
        [](Plan &p) { p.resources[0].action = ChangeAction::ReplaceDeleteFirst; },
        [](Plan &p) { p.resources[0].previousAddress = QStringLiteral("vps.z"); },
        [](Plan &p) { p.resources[0].importId = QStringLiteral("1"); },
        [](Plan &p) { p.resources[0].deposed = QStringLiteral("00"); },
        [](Plan &p) { p.resources[0].provider = QStringLiteral("other"); },
        changed([](AttributeChange &a) { a.path = QStringLiteral("image"); }),
        changed([](AttributeChange &a) { a.before = QStringLiteral("1"); }),
        changed([](AttributeChange &a) { a.after = QStringLiteral("1"); }),
        changed([](AttributeChange &a) { a.hadBefore = true; }),
        changed([](AttributeChange &a) { a.hasAfter = true; }),
        changed([](AttributeChange &a) { a.unknownAfter = true; }),
        changed([](AttributeChange &a) { a.sensitive = true; }),
        changed([](AttributeChange &a) { a.forcesReplacement = true; }),
        [](Plan &p) { p.resources[0].attributes = {}; },
        [](Plan &p) { p.resources.clear(); },
        [](Plan &p) { p.resources.append(p.resources[0]); },
        [](Plan &p) { p.outputs[0].name = QStringLiteral("name"); },
        [](Plan &p) { p.outputs[0].action = ChangeAction::Delete; },
        [](Plan &p) { p.outputs[0].attributes[0].after = QStringLiteral("1"); },
        [](Plan &p) { p.outputs.clear(); }};
    for (qsizetype i = 0; i < mutations.size(); ++i) {
        Plan other = plan;
        mutations.at(i)(other);
        EXPECT_NE(changeSetDigest(other), before) << i;
    }
}

TEST(ChangeSet, AHiddenValueThatChangesIsToldApartFromOneThatStays)
{
    AttributeChange secret;
    secret.path = QStringLiteral("password");
    secret.sensitive = true;
    secret.changed = false;
    ResourceChange resource = change(ChangeAction::Update);
    resource.attributes = {secret};
    Plan plan;
    plan.resources = {resource};
    EXPECT_FALSE(changesHiddenValues(plan));
    changed([](AttributeChange &a) { a.changed = true; })(plan);
    EXPECT_TRUE(changesHiddenValues(plan));
    plan.resources[0].action = ChangeAction::NoOp;
    EXPECT_FALSE(changesHiddenValues(plan));
}

} // namespace
} // namespace envdeck

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/plan_reader.h"
#include "tests/contract/terraform/recordings.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

using testing::Recording;

QList<Recording> recordedPlans()
{
    QList<Recording> plans;
    for (const Recording &recording : testing::recordings(QStringLiteral(".json"))) {
        if (recording.text.contains("\"resource_changes\"") ||
            recording.file.startsWith(QLatin1String("show-plan")))
            plans.append(recording);
    }
    EXPECT_GE(plans.size(), 8);
    return plans;
}

Plan planOf(const QString &file)
{
    const Result<Plan> plan = readPlan(testing::recording(file).text);
    EXPECT_TRUE(plan) << qPrintable(file);
    return plan ? plan.value() : Plan();
}

ResourceChange resourceOf(const Plan &plan, const QString &address)
{
    const auto found =
        std::find_if(plan.resources.cbegin(), plan.resources.cend(),
                     [&](const ResourceChange &resource) { return resource.address == address; });
    EXPECT_TRUE(found != plan.resources.cend()) << qPrintable(address);
    return found == plan.resources.cend() ? ResourceChange() : *found;
}

const AttributeChange *attributeOf(const QList<AttributeChange> &attributes, const QString &path)
{
    const auto found = std::find_if(attributes.cbegin(), attributes.cend(),
                                    [&](const AttributeChange &attribute) { return attribute.path == path; });
    return found == attributes.cend() ? nullptr : &*found;
}

QList<QList<AttributeChange>> allAttributes(const Plan &plan)
{
    QList<QList<AttributeChange>> lists;
    for (const ResourceChange &resource : plan.resources + plan.drift)
        lists.append(resource.attributes.list());
    for (const OutputChange &output : plan.outputs)
        lists.append(output.attributes);
    return lists;
}

// A second reading, by another parser and straight from the description of the format.
QMap<QString, int> countedByHand(const QByteArray &json)
{
    QMap<QString, int> counts;
    for (const QJsonValue &entry :
         QJsonDocument::fromJson(json).object()[QStringLiteral("resource_changes")].toArray()) {
        const QJsonObject change = entry[QStringLiteral("change")].toObject();
        QStringList actions;
        for (const QJsonValue &action : change[QStringLiteral("actions")].toArray())
            actions.append(action.toString());
        actions.sort();
        const bool imported = change.contains(QStringLiteral("importing"));
        const bool moved = entry.toObject().contains(QStringLiteral("previous_address"));
        counts[QStringLiteral("imported")] += imported;
        counts[QStringLiteral("moved")] += moved;
        if (!(actions.contains(QStringLiteral("no-op")) && (imported || moved)))
            ++counts[actions.join(u'+')];
    }
    return counts;
}

TEST(RecordedPlans, AllAreReadAndCountedAsTheirResourceChangesSay)
{
    for (const Recording &recording : recordedPlans()) {
        const Result<Plan> plan = readPlan(recording.text);
        ASSERT_TRUE(plan) << qPrintable(recording.file);
        QMap<QString, int> hand = countedByHand(recording.text);
        const PlanCounts &counts = plan.value().counts;
        EXPECT_EQ(counts.create, hand[QStringLiteral("create")]) << qPrintable(recording.file);
        EXPECT_EQ(counts.update, hand[QStringLiteral("update")]) << qPrintable(recording.file);
        EXPECT_EQ(counts.replace, hand[QStringLiteral("create+delete")]) << qPrintable(recording.file);
        EXPECT_EQ(counts.destroy, hand[QStringLiteral("delete")]) << qPrintable(recording.file);
        EXPECT_EQ(counts.unchanged, hand[QStringLiteral("no-op")]) << qPrintable(recording.file);
        EXPECT_EQ(counts.forgotten, hand[QStringLiteral("forget")]) << qPrintable(recording.file);
        EXPECT_EQ(counts.read, hand[QStringLiteral("read")]) << qPrintable(recording.file);
        EXPECT_EQ(counts.moved, hand[QStringLiteral("moved")]) << qPrintable(recording.file);
        EXPECT_EQ(counts.imported, hand[QStringLiteral("imported")]) << qPrintable(recording.file);
        EXPECT_EQ(plan.value().terraformVersion, QStringLiteral("1.11.4"));
        EXPECT_TRUE(plan.value().at.isValid());
    }
}

TEST(RecordedPlans, NoSecretLeavesTheReader)
{
    int sensitive = 0;
    for (const Recording &recording : recordedPlans()) {
        const Result<Plan> plan = readPlan(recording.text);
        ASSERT_TRUE(plan);
        for (const QList<AttributeChange> &list : allAttributes(plan.value())) {
            for (const AttributeChange &attribute : list) {
                EXPECT_FALSE(testing::holdsCanary(attribute.before + attribute.after))
                    << qPrintable(recording.file) << ' ' << qPrintable(attribute.path);
                EXPECT_TRUE(!attribute.sensitive ||
                            (attribute.before.isEmpty() && attribute.after.isEmpty()));
                sensitive += attribute.sensitive;
            }
        }
    }
    EXPECT_GT(sensitive, 10);
}

TEST(RecordedPlans, EveryKindOfChangeIsTold)
{
    const Plan plan = planOf(QStringLiteral("show-plan-every-kind.json"));
    const auto actionOf = [&](const char *address) {
        return resourceOf(plan, QString::fromLatin1(address)).action;
    };
    EXPECT_EQ(actionOf("lab_dns.deleted"), ChangeAction::Create);
    EXPECT_EQ(actionOf("lab_dns.drifted"), ChangeAction::Update);
    EXPECT_EQ(actionOf("lab_server.cbd"), ChangeAction::ReplaceCreateFirst);
    EXPECT_EQ(actionOf("lab_server.repl"), ChangeAction::ReplaceDeleteFirst);
    EXPECT_EQ(actionOf("lab_server.gone"), ChangeAction::Delete);
    EXPECT_EQ(actionOf("lab_server.forget"), ChangeAction::Forget);
    EXPECT_EQ(actionOf("lab_server.moved"), ChangeAction::Move);
    EXPECT_EQ(actionOf("lab_server.imported"), ChangeAction::Update);
    EXPECT_EQ(actionOf("lab_server.counted[0]"), ChangeAction::NoOp);
    EXPECT_EQ(actionOf("data.lab_image.later"), ChangeAction::Read);
    EXPECT_EQ(resourceOf(plan, QStringLiteral("lab_server.imported")).importId, QStringLiteral("import-77"));
    EXPECT_EQ(resourceOf(plan, QStringLiteral("lab_server.moved")).previousAddress,
              QStringLiteral("lab_server.moveme"));
    EXPECT_EQ(resourceOf(plan, QStringLiteral("lab_server.tainted")).reason,
              QStringLiteral("replace_because_tainted"));
    EXPECT_EQ(plan.drift.size(), 2);
    EXPECT_TRUE(plan.hasChanges());
    EXPECT_TRUE(plan.destroys());
    EXPECT_FALSE(plan.errored);
}

TEST(RecordedPlans, AReplacementNamesTheAttributeThatForcesIt)
{
    const Plan plan = planOf(QStringLiteral("show-plan-every-kind.json"));
    const ResourceChange replaced = resourceOf(plan, QStringLiteral("lab_server.repl"));
    const AttributeChange *region = attributeOf(replaced.attributes.list(), QStringLiteral("region"));
    ASSERT_TRUE(region);
    EXPECT_TRUE(region->forcesReplacement);
    EXPECT_NE(region->before, region->after);
    const AttributeChange *id = attributeOf(replaced.attributes.list(), QStringLiteral("id"));
    ASSERT_TRUE(id);
    EXPECT_TRUE(id->unknownAfter);
    EXPECT_FALSE(id->forcesReplacement);
    EXPECT_FALSE(attributeOf(replaced.attributes.list(), QStringLiteral("name"))); // it stays as it is
}

TEST(RecordedPlans, NestedAndSensitivePartsOfOneValueAreToldApart)
{
    const Plan plan = planOf(QStringLiteral("sens-show-plan.json"));
    const ResourceChange data = resourceOf(plan, QStringLiteral("terraform_data.s"));
    const AttributeChange *user = attributeOf(data.attributes.list(), QStringLiteral("input.user"));
    const AttributeChange *password = attributeOf(data.attributes.list(), QStringLiteral("input.password"));
    ASSERT_TRUE(user && password);
    EXPECT_EQ(user->after, QStringLiteral("\"app\""));
    EXPECT_FALSE(user->sensitive);
    EXPECT_TRUE(password->sensitive);
    EXPECT_TRUE(password->hasAfter);
    const AttributeChange *output = attributeOf(data.attributes.list(), QStringLiteral("output"));
    ASSERT_TRUE(output);
    EXPECT_TRUE(output->unknownAfter);
}

TEST(RecordedPlans, ACopyThatNonsensitiveLetThroughIsHidden)
{
    const Plan plan = planOf(QStringLiteral("sens-show-plan.json"));
    const auto leak =
        std::find_if(plan.outputs.cbegin(), plan.outputs.cend(),
                     [](const OutputChange &output) { return output.name == QLatin1String("leak"); });
    ASSERT_TRUE(leak != plan.outputs.cend());
    ASSERT_EQ(leak->attributes.size(), 1);
    EXPECT_TRUE(leak->attributes.at(0).sensitive);
    EXPECT_EQ(leak->attributes.at(0).after, QString());
}

TEST(RecordedPlans, OutputsSayWhatBecomesOfThem)
{
    const Plan plan = planOf(QStringLiteral("show-plan-every-kind.json"));
    EXPECT_TRUE(plan.hasOutputChanges);
    const auto old = std::find_if(plan.outputs.cbegin(), plan.outputs.cend(), [](const OutputChange &output) {
        return output.name == QLatin1String("old");
    });
    ASSERT_TRUE(old != plan.outputs.cend());
    EXPECT_EQ(old->action, ChangeAction::Delete);
    EXPECT_EQ(old->attributes.at(0).before, QStringLiteral("\"x\""));
    EXPECT_EQ(old->attributes.at(0).path, QStringLiteral("old"));
}

TEST(RecordedPlans, AFailedPlanSaysSoAndANoOpPlanHasNothingToDo)
{
    EXPECT_TRUE(planOf(QStringLiteral("show-plan-errored.json")).errored);
    const Plan noop = planOf(QStringLiteral("show-plan-noop.json"));
    EXPECT_FALSE(noop.hasChanges());
    EXPECT_GT(noop.counts.unchanged, 0);
    EXPECT_TRUE(
        std::all_of(noop.resources.cbegin(), noop.resources.cend(),
                    [](const ResourceChange &resource) { return resource.attributes.list().isEmpty(); }));
}

TEST(RecordedPlans, DriftIsWhatARefreshOnlyPlanConsistsOf)
{
    const Plan plan = planOf(QStringLiteral("show-plan-drift-refresh-only.json"));
    ASSERT_FALSE(plan.drift.isEmpty());
    EXPECT_FALSE(plan.drift.at(0).attributes.list().isEmpty());
}

TEST(RecordedPlans, ATruncatedPlanIsAnErrorWhereverItIsCut)
{
    const QByteArray whole = testing::recording(QStringLiteral("show-plan-every-kind.json")).text.trimmed();
    for (qsizetype size = 0; size < whole.size(); size += 29) {
        const Result<Plan> plan = readPlan(whole.first(size));
        ASSERT_FALSE(plan) << size;
        EXPECT_EQ(plan.error().code, ErrorCode::BadResponse);
    }
}

} // namespace
} // namespace envdeck::terraform

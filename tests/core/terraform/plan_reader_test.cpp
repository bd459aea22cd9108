// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/plan_reader.h"

#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

QByteArray planWith(const QByteArray &change, const QByteArray &more = {})
{
    return R"({"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[{"address":"a.b","mode":"managed","type":"a",)"
           R"("name":"b","provider_name":"p",)" +
           more + R"("change":)" + change + "}]}";
}

QList<AttributeChange> attributesOf(const QByteArray &change, const Redactor &redactor = {})
{
    const Result<Plan> plan = readPlan(planWith(change), redactor);
    EXPECT_TRUE(plan) << change.constData();
    return plan ? plan.value().resources.value(0).attributes.list() : QList<AttributeChange>();
}

QStringList pathsOf(const QList<AttributeChange> &attributes)
{
    QStringList paths;
    for (const AttributeChange &attribute : attributes)
        paths.append(attribute.path);
    return paths;
}

TEST(PlanReader, OnlyLeavesThatDifferAreListed)
{
    const auto found = attributesOf(
        R"({"actions":["update"],"before":{"a":1,"b":{"c":[1,2],"d":"x"},"e":null},)"
        R"("after":{"a":1,"b":{"c":[1,3,4],"d":"x"},"e":null,"f":{"odd key":true}},"after_unknown":{}})");
    EXPECT_EQ(pathsOf(found), (QStringList{QStringLiteral("b.c[1]"), QStringLiteral("b.c[2]"),
                                           QStringLiteral("f[\"odd key\"]")}));
    EXPECT_EQ(found.at(0).before, QStringLiteral("2"));
    EXPECT_EQ(found.at(0).after, QStringLiteral("3"));
    EXPECT_FALSE(found.at(1).hadBefore);
    EXPECT_TRUE(found.at(1).hasAfter);
}

TEST(PlanReader, UnknownLeavesAreMissingFromAfterAndStillListed)
{
    const auto found = attributesOf(
        R"({"actions":["update"],"before":{"id":"i","tags":["a"],"o":{"x":"1","y":"2"}},"after":{"tags":[null]},)"
        R"("after_unknown":{"id":true,"tags":[true],"o":true,"new":true}})");
    EXPECT_EQ(pathsOf(found),
              (QStringList{QStringLiteral("id"), QStringLiteral("tags[0]"), QStringLiteral("o.x"),
                           QStringLiteral("o.y"), QStringLiteral("new")}));
    for (const AttributeChange &attribute : found)
        EXPECT_TRUE(attribute.unknownAfter) << qPrintable(attribute.path);
    EXPECT_EQ(found.at(0).before, QStringLiteral("\"i\""));
}

TEST(PlanReader, ASensitivePartIsOneLeafThatSaysOnlyThatItChanged)
{
    const auto found = attributesOf(
        R"({"actions":["update"],"before":{"s":{"deep":["v1"]},"t":"same","u":"x1-plain"},)"
        R"("after":{"s":{"deep":["v2"]},"t":"same","u":"x2-plain"},"after_unknown":{},)"
        R"("before_sensitive":{"s":true,"t":true},"after_sensitive":{"s":true,"t":true,"u":false}})");
    ASSERT_EQ(pathsOf(found), (QStringList{QStringLiteral("s"), QStringLiteral("u")}));
    EXPECT_TRUE(found.at(0).sensitive);
    EXPECT_EQ(found.at(0).before + found.at(0).after, QString());
    EXPECT_FALSE(found.at(1).sensitive);
}

TEST(PlanReader, AValueThatWasSensitiveBeforeStaysHiddenAfter)
{
    const auto found =
        attributesOf(R"({"actions":["update"],"before":{"s":"old"},"after":{"s":"new"},"after_unknown":{},)"
                     R"("before_sensitive":{"s":true},"after_sensitive":{}})");
    ASSERT_EQ(found.size(), 1);
    EXPECT_TRUE(found.at(0).sensitive);
}

TEST(PlanReader, ANestedSecretSurvivesAChangeOfShape)
{
    // A map with a secret in it becomes a text, a list, or unknown as a whole.
    for (const QByteArray &after : {QByteArray(R"("text")"), QByteArray("[1]"), QByteArray("null")}) {
        const auto found =
            attributesOf(R"({"actions":["update"],"before":{"m":{"pin":"CANARY-1","n":"2"}},"after":{"m":)" +
                         after + R"(},"after_unknown":{"m":)" + (after == "null" ? "true" : "false") +
                         R"(},"before_sensitive":{"m":{"pin":true}},"after_sensitive":{}})");
        EXPECT_FALSE(found.isEmpty());
        for (const AttributeChange &attribute : found)
            EXPECT_FALSE((attribute.before + attribute.after).contains(QStringLiteral("CANARY")))
                << after.constData();
    }
}

TEST(PlanReader, WhatIsNamedLikeASecretIsHiddenThoughNobodyMarkedIt)
{
    const auto found = attributesOf(
        R"({"actions":["create"],"before":null,"after":{"admin_password":"CANARY-1","labels":{"apiToken":"CANARY-2"},)"
        R"("user_data":"CANARY-3","private_keys":["CANARY-4"],"public_key":"shown","monkey":"shown"},"after_unknown":{}})");
    ASSERT_EQ(found.size(), 6);
    for (const AttributeChange &attribute : found) {
        EXPECT_FALSE(attribute.after.contains(QStringLiteral("CANARY"))) << qPrintable(attribute.path);
        EXPECT_EQ(attribute.sensitive, !attribute.after.contains(QStringLiteral("shown")))
            << qPrintable(attribute.path);
    }
}

TEST(PlanReader, KnownSecretsTokensAndCopiesAreHiddenUnderAnyName)
{
    Redactor redactor;
    redactor.learn(Secret("from-the-keychain"));
    const QByteArray change =
        R"({"actions":["create"],"before":null,"after":{"a":"x from-the-keychain y","b":"ghp_0123456789abcdef0123","c":"copied-value",)"
        R"("d":"https://u:pw@host/x","e":"copied-value","f":"plain enough to be shown"},"after_unknown":{},"after_sensitive":{"e":true}})";
    for (const AttributeChange &attribute : attributesOf(change, redactor))
        EXPECT_EQ(attribute.sensitive, attribute.path != QLatin1String("f")) << qPrintable(attribute.path);
}

TEST(PlanReader, AnAddressOrADocumentThatQuotesASecretIsHiddenToo)
{
    const QByteArray change =
        R"({"actions":["create"],"before":null,"after":{"a":"s3cr-value-9","dsn":"db://u@h/?k=s3cr-value-9&x","b":"secret of",)"
        R"("doc":"{\"k\":\"s3cr-value-9\"}","s":"prod"},"after_unknown":{},"after_sensitive":{"a":true,"s":true}})";
    for (const AttributeChange &attribute : attributesOf(change))
        EXPECT_EQ(attribute.sensitive, attribute.path != QLatin1String("b")) << qPrintable(attribute.path);
}

TEST(PlanReader, EveryPrefixOfAReplacePathForcesReplacement)
{
    const auto found =
        attributesOf(R"({"actions":["delete","create"],"before":{"r":"1","t":{"image":"a","x":1},"l":[1,2]},)"
                     R"("after":{"r":"2","t":{"image":"b","x":2},"l":[1,3]},"after_unknown":{},)"
                     R"("replace_paths":[["t","image"],["l",1]]})");
    QStringList forcing;
    for (const AttributeChange &attribute : found) {
        if (attribute.forcesReplacement)
            forcing.append(attribute.path);
    }
    EXPECT_EQ(forcing, (QStringList{QStringLiteral("t.image"), QStringLiteral("l[1]")}));
}

TEST(PlanReader, UnknownActionsAreKeptAndCountNowhere)
{
    const Result<Plan> plan =
        readPlan(planWith(R"({"actions":["create","forget"],"before":null,"after":null,"after_unknown":{}})",
                          R"("deposed":"ab12",)"));
    ASSERT_TRUE(plan);
    const ResourceChange &resource = plan.value().resources.at(0);
    EXPECT_EQ(resource.action, ChangeAction::Other);
    EXPECT_EQ(resource.rawAction, QStringLiteral("create,forget"));
    EXPECT_EQ(resource.deposed, QStringLiteral("ab12"));
    EXPECT_EQ(plan.value().counts, PlanCounts());
}

TEST(PlanReader, ImportAndMoveHideBehindNoOpAndCountBesideAnUpdate)
{
    const auto read = [](const char *actions, const char *importing, const char *more) {
        return readPlan(planWith(QByteArray(R"({"actions":[")") + actions +
                                     R"("],"before":{},"after":{},"after_unknown":{})" + importing + "}",
                                 more))
            .value();
    };
    EXPECT_EQ(read("no-op", R"(,"importing":{"id":"7"})", "").resources.at(0).action, ChangeAction::Import);
    EXPECT_EQ(read("no-op", "", R"("previous_address":"a.old",)").resources.at(0).action, ChangeAction::Move);
    const Plan both = read("update", R"(,"importing":{"id":"7"})", R"("previous_address":"a.old",)");
    EXPECT_EQ(both.counts.update, 1);
    EXPECT_EQ(both.counts.imported, 1);
    EXPECT_EQ(both.counts.moved, 1);
    EXPECT_EQ(both.counts.unchanged, 0);
    EXPECT_TRUE(read("no-op", "", R"("previous_address":"a.old",)").hasChanges());
}

// The eager reading of every value and the one that passes over what plainly stays say the same.
TEST(PlanReader, ASecretOfWhatStaysIsHiddenInWhatChangesHoweverTheTextArrives)
{
    const QByteArray text =
        R"({"format_version":"1.2","planned_values":{"x":["resource_changes"]},"resource_changes":[)"
        R"({"address":"a.changes","type":"a","name":"c","change":{"actions":["update"],)"
        R"("before":{"url":"x"},"after":{"url":"http://u:hidden-in-b@h"},"after_unknown":{}}},)"
        R"({"address":"a.stays","type":"a","name":"s","change":{"actions":["no-op"],)"
        R"("before":{"s":"hidden-in-b"},"after":{"s":"hidden-in-b"},"after_unknown":{},)"
        R"("before_sensitive":{"s":true},"after_sensitive":{"s":true}}},)"
        R"({"address":"a.same","type":"a","name":"t","change":{"actions":["no-op"],)"
        R"("before":{"a":[1]},"after":{"a":[1]},"after_unknown":{},"before_sensitive":false}}]})";
    const Result<Plan> whole = readPlan(text);
    ASSERT_TRUE(whole);
    ASSERT_EQ(whole.value().resources.size(), 3);
    const auto changed = whole.value().resources.at(0).attributes.list();
    ASSERT_EQ(changed.size(), 1);
    EXPECT_TRUE(changed.at(0).sensitive);
    EXPECT_EQ(changed.at(0).after, QString());
    for (const qsizetype piece : {1, 7, 100}) {
        PlanReader reader;
        for (qsizetype at = 0; at < text.size(); at += piece)
            reader.feed(text.mid(at, piece));
        const Result<Plan> plan = reader.finish();
        ASSERT_TRUE(plan) << piece;
        EXPECT_EQ(plan.value(), whole.value()) << piece;
    }
}

TEST(PlanReader, WhatIsNoPlanIsAnError)
{
    for (
        const QByteArray &text :
        {QByteArray(), QByteArray("{}"), QByteArray("[]"), QByteArray("null"), QByteArray("Error: x"),
         QByteArray(R"({"format_version":"2.0"})"), QByteArray(R"({"format_version":1})"),
         QByteArray(R"({"format_version":"1.2","errored":"yes"})"),
         QByteArray(R"({"format_version":"1.2","resource_changes":{}})"),
         QByteArray(R"({"format_version":"1.2","resource_changes":[7]})"),
         QByteArray(R"({"format_version":"1.2","resource_changes":[{"address":"a"}]})"),
         QByteArray(
             R"({"format_version":"1.2","resource_changes":[{"address":"","change":{"actions":["create"]}}]})"),
         QByteArray(
             R"({"format_version":"1.2","resource_changes":[{"address":"a","change":{"actions":"create"}}]})"),
         QByteArray(R"({"format_version":"1.2","output_changes":[]})"),
         QByteArray(R"({"format_version":"1.2","output_changes":{"x":1}})"),
         planWith(R"({"actions":["create"],"before":null,"after":)" + QByteArray(5000, '[') +
                  QByteArray(5000, ']') + "}")}) {
        const Result<Plan> plan = readPlan(text);
        ASSERT_FALSE(plan) << text.left(80).constData();
        EXPECT_EQ(plan.error().code, ErrorCode::BadResponse);
    }
}

TEST(PlanReader, SecretNamesAreToldByTheirWords)
{
    for (const char *name : {"password", "db_passwords", "apiToken", "API_KEY", "client-secret", "user_data",
                             "userData", "user_data_base64", "private_key_pem", "ssh_private_key",
                             "secretKeyRef", "pw", "key", "credentials"})
        EXPECT_TRUE(isSecretName(QString::fromLatin1(name))) << name;
    for (const char *name : {"", "name", "monkey", "keyboard", "public_key", "ssh_public_key", "user", "data",
                             "tokenizer", "region", "user_name", "passage"})
        EXPECT_FALSE(isSecretName(QString::fromLatin1(name))) << name;
}

} // namespace
} // namespace envdeck::terraform

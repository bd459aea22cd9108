// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/attribute_tree.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <functional>
#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

using Kind = AttributeNode::Kind;

AttributeChange change(const char *path, const QString &before = QStringLiteral("1"),
                       const QString &after = QStringLiteral("2"))
{
    AttributeChange made;
    made.path = QString::fromUtf8(path);
    made.before = before;
    made.after = after;
    made.hadBefore = !before.isEmpty();
    made.hasAfter = !after.isEmpty();
    return made;
}

QString quoted(const QByteArray &text)
{
    const QByteArray list = QJsonDocument(QJsonArray{QString::fromUtf8(text)}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

// "a{b,c}" for a with b and c below it.
QString shapeOf(const QList<AttributeNode> &nodes)
{
    QStringList parts;
    for (const AttributeNode &node : nodes)
        parts.append(node.children.isEmpty() ? node.name : node.name + u'{' + shapeOf(node.children) + u'}');
    return parts.join(u',');
}

TEST(AttributeTree, NestedPartsStandBelowTheirObjectAndALoneOneBesideIt)
{
    EXPECT_EQ(
        shapeOf(attributeTree({change("name"), change("rule[0].port"), change("rule[0].proto"),
                               change("rule[1].port"), change("labels.role"), change("m[\"odd key\"]"),
                               change("m[\"other.key\"].x")})),
        QStringLiteral("name,rule{[0]{port,proto},[1].port},labels.role,m{[\"odd key\"],[\"other.key\"].x}"));
}

TEST(AttributeTree, AsDeepAsAllShareIsOneRow)
{
    EXPECT_EQ(shapeOf(attributeTree({change("a.b.c.x"), change("a.b.c.y")})), QStringLiteral("a.b.c{x,y}"));
}

TEST(AttributeTree, APlaceThatChangesItsKindKeepsBothSides)
{
    const auto nodes =
        attributeTree({change("v.a", QStringLiteral("1"), {}), change("v", {}, QStringLiteral("2"))});
    QStringList values;
    const std::function<void(const QList<AttributeNode> &)> collect = [&](const QList<AttributeNode> &list) {
        for (const AttributeNode &node : list) {
            values.append(node.change.before + node.change.after);
            collect(node.children);
        }
    };
    collect(nodes);
    EXPECT_TRUE(values.contains(QStringLiteral("1")) && values.contains(QStringLiteral("2")));
    const auto twice =
        attributeTree({change("v", QStringLiteral("1"), {}), change("v", {}, QStringLiteral("[]"))});
    ASSERT_EQ(twice.size(), 1);
    EXPECT_EQ(twice.at(0).children.size(), 2);
}

TEST(AttributeTree, AJsonTextIsComparedAsADocument)
{
    const auto nodes = attributeTree({change(
        "policy", quoted(R"({"Version":"1","Statement":[{"Action":"get","Effect":"Allow"}]})"),
        quoted(R"({"Statement":[{"Effect":"Allow","Action":"put"},{"Action":"list"}],"Version":"1"})"))});
    ASSERT_EQ(nodes.size(), 1);
    EXPECT_EQ(nodes.at(0).kind, Kind::Json);
    EXPECT_EQ(shapeOf(nodes), QStringLiteral("policy{Statement{[0].Action,[1].Action}}"));
    const AttributeNode &statement = nodes.at(0).children.at(0);
    EXPECT_EQ(statement.children.at(0).change.before, QStringLiteral("\"get\""));
    EXPECT_EQ(statement.children.at(0).change.after, QStringLiteral("\"put\""));
    EXPECT_FALSE(statement.children.at(1).change.hadBefore);
}

TEST(AttributeTree, JsonThatOnlyLooksDifferentHasNothingBelow)
{
    const auto nodes = attributeTree({change("p", quoted(R"({"a": 1})"), quoted("{\n\"a\":1}"))});
    ASSERT_EQ(nodes.size(), 1);
    EXPECT_EQ(nodes.at(0).kind, Kind::Json);
    EXPECT_TRUE(nodes.at(0).children.isEmpty());
}

TEST(AttributeTree, WhatADocumentNamesLikeASecretIsHiddenWhereverItStands)
{
    const auto nodes = attributeTree({change(
        "config",
        quoted(R"({"db":{"password":"CANARY-1","host":"a"},"keys":[{"apiToken":{"x":"CANARY-2"}}]})"),
        quoted(
            R"({"db":{"password":"CANARY-3","host":"b"},"keys":[{"apiToken":{"x":"CANARY-4"}}],"t":"ghp_0123456789abcdef0123"})"))});
    int hidden = 0;
    const std::function<void(const QList<AttributeNode> &)> check = [&](const QList<AttributeNode> &list) {
        for (const AttributeNode &node : list) {
            if (node.kind == Kind::Value) {
                EXPECT_FALSE((node.change.before + node.change.after).contains(QStringLiteral("CANARY")));
                EXPECT_FALSE(node.change.after.contains(QStringLiteral("ghp_")));
                hidden += node.change.sensitive;
            }
            check(node.children);
        }
    };
    check(nodes);
    EXPECT_EQ(hidden, 3);
}

TEST(AttributeTree, ATextOfSeveralLinesIsToldFromAValue)
{
    EXPECT_EQ(attributeTree({change("motd", quoted("a\nb"), quoted("a\nc"))}).at(0).kind, Kind::Text);
    EXPECT_EQ(attributeTree({change("name", quoted("a"), quoted("b"))}).at(0).kind, Kind::Value);
    EXPECT_EQ(attributeTree({change("n", quoted("{not json"), quoted("{}"))}).at(0).kind, Kind::Value);
    EXPECT_EQ(textOfJson(quoted("a\n\"b\"")), QStringLiteral("a\n\"b\""));
    EXPECT_EQ(textOfJson(QStringLiteral("7")), QString());
}

TEST(AttributeTree, ASensitiveTextIsNeverOpened)
{
    AttributeChange secret = change("user_data", {}, {});
    secret.sensitive = true;
    const auto nodes = attributeTree({secret});
    EXPECT_EQ(nodes.at(0).kind, Kind::Value);
    EXPECT_TRUE(nodes.at(0).children.isEmpty());
}

} // namespace
} // namespace envdeck::terraform

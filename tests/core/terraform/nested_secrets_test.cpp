// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/attribute_tree.h"
#include "core/terraform/json_readings.h"
#include "core/terraform/plan_reader.h"

#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

// As Go's encoder and with it jsonencode() and `show -json` write a text.
QString encoded(const QString &text)
{
    QString json;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            json += QStringLiteral("\\") + c;
        else if (c == u'\n')
            json += QStringLiteral("\\n");
        else if (c == u'&' || c == u'<' || c == u'>')
            json += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            json += c;
    }
    return u'"' + json + u'"';
}

QString document(const QString &value, int depth)
{
    const QString inner = QStringLiteral("{\"kind\":\"x\",\"options\":[%1]}").arg(encoded(value));
    return depth == 1 ? inner : document(inner, depth - 1);
}

// A plan whose one resource has this text, with a sensitive one beside it where one is given.
QByteArray planWith(const QString &text, const QString &sensitive = {})
{
    QString after = QStringLiteral("\"text\":") + encoded(text);
    if (!sensitive.isEmpty())
        after += QStringLiteral(",\"pin\":") + encoded(sensitive);
    return QStringLiteral(
               R"({"format_version":"1.2","resource_changes":[{"address":"a.b","type":"a","name":"b",)"
               R"("change":{"actions":["update"],"before":{"pin":"old"},"after":{%1},)"
               R"("after_unknown":{},"before_sensitive":{"pin":true},"after_sensitive":{"pin":true}}}]})")
        .arg(after)
        .toUtf8();
}

void collect(const QList<AttributeNode> &nodes, QStringList &texts)
{
    for (const AttributeNode &node : nodes) {
        for (const QString &json : {node.change.before, node.change.after})
            texts += {json, textOfJson(json)};
        texts.append(node.name);
        collect(node.children, texts);
    }
}

// Everything that a view, a clipboard or a pull request can be made of.
QString shown(const QByteArray &json, const Redactor &redactor = {})
{
    const Result<Plan> plan = readPlan(json, redactor);
    EXPECT_TRUE(plan) << json.constData();
    QStringList texts;
    if (plan)
        collect(attributeTree(plan.value().resources.value(0).attributes.list()), texts);
    return texts.join(u'\n');
}

QStringList hostileSecrets()
{
    return {QStringLiteral("p&ss<word1"),      QStringLiteral("quo\"ted-one"),
            QStringLiteral("back\\slash"),     QStringLiteral("two\nlines-of-it"),
            QStringLiteral("\\n<&>\"\\\\end"), QStringLiteral("plain-secret")};
}

TEST(NestedSecrets, TheVaultsAreFoundHoweverDeepADocumentQuotesThem)
{
    for (const QString &secret : hostileSecrets()) {
        Redactor redactor;
        redactor.learn(Secret(secret.toUtf8()));
        for (int depth = 1; depth <= 4; ++depth) {
            const QString text = shown(planWith(document(QStringLiteral("x ") + secret, depth)), redactor);
            EXPECT_FALSE(text.contains(secret)) << qPrintable(secret) << ' ' << depth;
            EXPECT_FALSE(text.contains(encoded(secret).chopped(1).mid(1))) << qPrintable(secret) << depth;
            EXPECT_TRUE(text.contains(QStringLiteral("text")));
        }
    }
}

TEST(NestedSecrets, SoAreThoseThatThePlanMarks)
{
    for (const QString &secret : hostileSecrets()) {
        for (int depth = 1; depth <= 4; ++depth)
            EXPECT_FALSE(
                shown(planWith(document(QStringLiteral("x ") + secret, depth), secret)).contains(secret))
                << qPrintable(secret) << ' ' << depth;
    }
}

TEST(NestedSecrets, AShortOneCountsAsAValueOfADocumentAndNotInsideOfAWord)
{
    const QString secret = QStringLiteral("s3<&t!");
    EXPECT_FALSE(shown(planWith(document(secret, 2), secret)).contains(secret));
    EXPECT_TRUE(shown(planWith(document(QStringLiteral("no ") + secret, 2), secret)).contains(secret));
}

TEST(NestedSecrets, ALongLineOfOneIsHiddenWhereATextIndentsIt)
{
    const QString line = QStringLiteral("MIIEvQIBADANBgkq&hkiG9w0BAQEFAASC");
    const QString key = QStringLiteral("-----BEGIN-----\n%1\n-----END-----").arg(line);
    const QString script = QStringLiteral("key:\n    %1\nend").arg(line);
    EXPECT_FALSE(shown(planWith(script, key)).contains(line));
    EXPECT_TRUE(shown(planWith(script, QStringLiteral("-----BEGIN-----\nelse"))).contains(line));
}

TEST(NestedSecrets, AHeaderInsideOfADocumentLooksLikeOneToo)
{
    const QString headers = QStringLiteral("{\"authorization\":\"Bearer abc&def\"}");
    EXPECT_FALSE(shown(planWith(document(headers, 1))).contains(QStringLiteral("abc&def")));
}

TEST(NestedSecrets, WhatIsNoSecretStaysReadable)
{
    Redactor redactor;
    redactor.learn(Secret(QByteArrayLiteral("p&ss<word1")));
    const QString text = shown(planWith(document(QStringLiteral("a & b < \"c\""), 2)), redactor);
    EXPECT_TRUE(text.contains(QStringLiteral("a & b < \"c\""))) << qPrintable(text);
}

// A view must not unfold what nobody looked through.
TEST(NestedSecrets, DocumentsAreUnfoldedOnlyAsDeepAsTheyWereLookedThrough)
{
    const QString secret = QStringLiteral("p<ss&word1");
    Redactor redactor;
    redactor.learn(Secret(secret.toUtf8()));
    for (int depth = 5; depth <= 11; ++depth)
        EXPECT_FALSE(shown(planWith(document(secret, depth)), redactor).contains(secret)) << depth;
}

TEST(NestedSecrets, EscapesAreUndoneOnceAndWhatIsNoneStays)
{
    EXPECT_EQ(withoutEscapes(QStringLiteral(R"(a\u0026\"b\\n\/)")), QStringLiteral(R"(a&"b\n/)"));
    EXPECT_EQ(withoutEscapes(QStringLiteral(R"(\d \u00zz \u12 \)")), QStringLiteral(R"(\d \u00zz \u12 \)"));
    EXPECT_EQ(withoutEscapes(QStringLiteral(R"(\ud83d\ude00)")), QStringLiteral("\U0001F600"));
}

} // namespace
} // namespace envdeck::terraform

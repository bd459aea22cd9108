// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/json.h"

#include <gtest/gtest.h>

namespace envdeck::http {
namespace {

JsonReader reader(const QByteArray &text)
{
    const auto json = parseJson(text);
    EXPECT_TRUE(json) << text.constData();
    return JsonReader(json ? json.value() : QJsonValue(), QStringLiteral("test"));
}

QString problemOf(const JsonReader &json)
{
    const auto result = json.done(0);
    return result ? QString() : result.error().detail;
}

TEST(Json, BareValuesAndAnEmptyBodyAreJson)
{
    EXPECT_EQ(parseJson("\"v0.30.2\"").value(), QJsonValue(QStringLiteral("v0.30.2")));
    EXPECT_EQ(parseJson("true\n").value(), QJsonValue(true));
    EXPECT_EQ(parseJson(" 7 ").value(), QJsonValue(7));
    EXPECT_TRUE(parseJson("").value().isNull());
    EXPECT_TRUE(parseJson(" \r\n").value().isNull());
}

TEST(Json, WhatIsNoJsonIsATypedError)
{
    const QList<QByteArray> bad{"{",
                                "[1,]",
                                "{\"a\":1",
                                "1,2",
                                "1] [2",
                                "nonsense",
                                "{\"a\":\"\xff\xfe\"}",
                                "\"\xc3\x28\"",
                                "{\"a\" 1}",
                                "<html>",
                                "Invalid JSON",
                                QByteArray(5000, '[') + QByteArray(5000, ']'),
                                "{\"a\":1e999}"};
    for (const QByteArray &text : bad) {
        const auto json = parseJson(text);
        ASSERT_FALSE(json) << text.left(40).constData();
        EXPECT_EQ(json.error().code, ErrorCode::BadResponse);
        EXPECT_FALSE(json.error().detail.isEmpty());
    }
}

TEST(Json, AMissingFieldNamesItsPath)
{
    const JsonReader json = reader("[{\"environments\":[{\"id\":\"a\"},{\"id\":\"b\",\"name\":null}]}]");
    for (const JsonReader &project : json.asArray()) {
        for (const JsonReader &environment : project.array(u"environments").mid(1))
            environment.string(u"name");
    }
    EXPECT_EQ(problemOf(json), QStringLiteral("[0].environments[1].name: expected string, got null"));
    EXPECT_EQ(json.done(0).error().subject, QStringLiteral("test"));
}

TEST(Json, EveryWrongTypeIsAnError)
{
    const QByteArray text = "{\"s\":1,\"b\":\"true\",\"n\":\"1\",\"i\":1.5,\"t\":\"yesterday\",\"o\":[],"
                            "\"a\":{},\"l\":[\"x\",1]}";
    const auto problem = [&](auto read) {
        const JsonReader json = reader(text);
        read(json);
        return problemOf(json);
    };
    EXPECT_EQ(problem([](const JsonReader &json) { json.string(u"s"); }),
              QStringLiteral("s: expected string, got number"));
    EXPECT_EQ(problem([](const JsonReader &json) { json.boolean(u"b"); }),
              QStringLiteral("b: expected boolean, got string"));
    EXPECT_EQ(problem([](const JsonReader &json) { json.number(u"n"); }),
              QStringLiteral("n: expected number, got string"));
    EXPECT_EQ(problem([](const JsonReader &json) { json.integer(u"i"); }),
              QStringLiteral("i: expected a whole number"));
    EXPECT_EQ(problem([](const JsonReader &json) { json.time(u"t"); }), QStringLiteral("t: expected a time"));
    EXPECT_EQ(problem([](const JsonReader &json) { json.object(u"o"); }),
              QStringLiteral("o: expected object, got array"));
    EXPECT_EQ(problem([](const JsonReader &json) { json.array(u"a"); }),
              QStringLiteral("a: expected array, got object"));
    EXPECT_EQ(problem([](const JsonReader &json) { json.strings(u"l"); }),
              QStringLiteral("l[1]: expected string, got number"));
    EXPECT_EQ(problem([](const JsonReader &json) { json.optionalString(u"s"); }),
              QStringLiteral("s: expected string, got number"));
    EXPECT_EQ(problem([](const JsonReader &json) { json.asArray(); }),
              QStringLiteral("answer: expected array, got object"));
    EXPECT_EQ(problem([](const JsonReader &json) { json.object(u"gone").object(u"deeper").string(u"x"); }),
              QStringLiteral("gone: expected object, got nothing"));
    EXPECT_EQ(problem([](const JsonReader &json) { json.optionalString(u"gone"); }), QString());
}

TEST(Json, FieldsOfSomethingThatIsNoObjectAreAnError)
{
    for (const QByteArray text : {"null", "[]", "\"text\"", "3"}) {
        const JsonReader json = reader(text);
        json.optionalString(u"name");
        EXPECT_TRUE(problemOf(json).startsWith(QStringLiteral("answer: expected object")))
            << text.constData();
    }
}

TEST(Json, TheFirstProblemStays)
{
    const JsonReader json = reader("{\"a\":1,\"b\":2}");
    json.string(u"b");
    json.string(u"a");
    EXPECT_EQ(problemOf(json), QStringLiteral("b: expected string, got number"));
}

TEST(Json, GoodValuesArriveWhole)
{
    const JsonReader json = reader("{\"s\":\"x\",\"i\":9007199254740993,\"t\":\"2026-11-23T08:26:38.063Z\","
                                   "\"nano\":\"2026-11-23T08:26:38.063123456Z\",\"l\":[\"a\"],\"no\":null}");
    EXPECT_EQ(json.string(u"s"), QStringLiteral("x"));
    EXPECT_EQ(json.integer(u"i"), 9007199254740993);
    const QDateTime at(QDate(2026, 11, 23), QTime(8, 26, 38, 63), Qt::UTC);
    EXPECT_EQ(json.time(u"t"), at);
    EXPECT_EQ(json.time(u"nano"), at);
    EXPECT_EQ(json.strings(u"l"), QStringList{QStringLiteral("a")});
    EXPECT_EQ(json.optionalString(u"no"), std::nullopt);
    EXPECT_TRUE(json.ok()) << qPrintable(problemOf(json));
}

} // namespace
} // namespace envdeck::http

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/json_blocks.h"
#include "core/terraform/json_cursor.h"

#include <QByteArray>
#include <QByteArrayList>
#include <gtest/gtest.h>

#include <random>

namespace envdeck::terraform {
namespace {

// One byte after the other: what passOver() does for 64 at a time.
qsizetype slowly(const QByteArray &text, qsizetype at, int depth, JsonPlace &place)
{
    for (; at < text.size(); ++at) {
        const char c = text.at(at);
        if (place.isEscaped)
            place.isEscaped = false;
        else if (c == '\\')
            place.isEscaped = true;
        else if (c == '"')
            place.inString = !place.inString;
        else if (!place.inString && (c == '{' || c == '['))
            ++place.depth;
        else if (!place.inString && (c == '}' || c == ']') && --place.depth == depth)
            return at + 1;
    }
    return at;
}

// Brackets, quotes and runs of backslashes within strings, at every place of a block.
QByteArray anyText(std::mt19937 &random)
{
    QByteArray text;
    int depth = 1;
    while (text.size() < 400) {
        switch (random() % 6) {
        case 0:
            text += random() % 2 ? '{' : '[';
            ++depth;
            break;
        case 1: {
            if (depth > 1) {
                text += random() % 2 ? '}' : ']';
                --depth;
            }
            break;
        }
        case 2:
        case 3: {
            text += '"';
            for (int left = int(random() % 80); left > 0; --left) {
                const int kind = int(random() % 6);
                text += kind == 0 ? "\\\\" : kind == 1 ? "\\\"" : kind == 2 ? "]" : kind == 3 ? "{" : "x";
            }
            text += '"';
            break;
        }
        default: text += QByteArray(int(random() % 9), ','); break;
        }
    }
    return text + QByteArray(depth, '}') + "tail";
}

TEST(JsonBlocks, EndWhereTheBracketDoesWhateverStandsInTheStringsAndWhereverTheTextIsCut)
{
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        const QByteArray text = anyText(random);
        JsonPlace wanted{1};
        const qsizetype end = slowly(text, 0, 0, wanted);
        ASSERT_EQ(wanted.depth, 0);
        const qsizetype cut = qsizetype(random() % quint32(end));
        JsonPlace place{1};
        const qsizetype stop = passOver(QByteArrayView(text).first(cut), 0, 0, place);
        JsonPlace half{1};
        ASSERT_EQ(stop, slowly(text.first(cut), 0, 0, half));
        ASSERT_EQ(place.depth, half.depth) << text.constData();
        ASSERT_EQ(place.inString, half.inString) << text.constData();
        ASSERT_EQ(place.isEscaped, half.isEscaped) << text.constData();
        ASSERT_EQ(passOver(text, cut, 0, place), end) << cut << ' ' << text.constData();
    }
}

TEST(JsonBlocks, WhatIsTooDeepIsRefused)
{
    JsonPlace place{1};
    EXPECT_EQ(passOver(QByteArray(5000, '['), 0, 0, place), -1);
    place = {1};
    EXPECT_EQ(passOver(QByteArray(500, '[') + QByteArray(501, ']'), 0, 0, place), 1001);
}

// "key=value" of every member, of "in" also those within; nothing when it is no object.
std::optional<QByteArrayList> membersOf(const QByteArray &text)
{
    QByteArrayList found;
    JsonCursor cursor(text);
    QByteArrayView key;
    cursor.enter();
    while (cursor.next(key)) {
        if (key == "in") {
            cursor.enter();
            while (cursor.next(key))
                found.append("in." + key.toByteArray() + '=' + cursor.value().toByteArray());
            continue;
        }
        const QByteArray name = key.toByteArray();
        found.append(name + '=' + cursor.value().toByteArray());
    }
    return cursor.isGood() ? std::optional(found) : std::nullopt;
}

TEST(JsonCursor, HandsOutMembersAsTheyStand)
{
    EXPECT_EQ(
        membersOf(
            R"( {"a" : "x\"}\\" ,"b":[{"c":"]"}, 1] , "in": {"n":-1.5e3,"o":{}} ,"t":true , "z":null})"),
        (QByteArrayList{R"(a="x\"}\\")", R"(b=[{"c":"]"}, 1])", "in.n=-1.5e3", "in.o={}", "t=true",
                        "z=null"}));
    EXPECT_EQ(membersOf("{ }"), QByteArrayList());
    EXPECT_EQ(membersOf(R"({"in":{}})"), QByteArrayList());
}

TEST(JsonCursor, EveryCutTextAndWhatIsNoObjectIsBroken)
{
    const QByteArray text = R"({"a":"b\"","in":{"n":[1,{}]},"t":12})";
    ASSERT_TRUE(membersOf(text));
    for (qsizetype size = 0; size < text.size(); ++size)
        EXPECT_FALSE(membersOf(text.first(size))) << size;
    for (const char *other : {"", "[]", "7", R"({"a"})", R"({"a":})", R"({"a":,"b":1})", R"({"a":1 "b":2})",
                              R"({a:1})", R"({"in":7})"})
        EXPECT_FALSE(membersOf(other)) << other;
}

} // namespace
} // namespace envdeck::terraform

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/json_entries.h"

#include <QByteArrayList>
#include <gtest/gtest.h>

namespace envdeck::terraform {
namespace {

// "member|key|text" of every entry; nothing when the text is no such object.
std::optional<QByteArrayList> entriesOf(const QByteArray &text, qsizetype piece)
{
    QByteArrayList found;
    JsonEntries entries({{"version"}, {"list"}, {"map"}}, [&](const JsonEntries::Entry &entry) {
        found.append(entry.member.toByteArray() + '|' + entry.key.toByteArray() + '|' +
                     entry.text.toByteArray().trimmed());
        return true;
    });
    for (qsizetype at = 0; at < text.size(); at += piece)
        entries.feed(QByteArrayView(text).sliced(at, qMin(piece, text.size() - at)));
    return entries.isComplete() ? std::optional(found) : std::nullopt;
}

TEST(JsonEntries, AreTheSameWhateverPiecesTheTextArrivesIn)
{
    const QByteArray text =
        R"({"version":"1.2" , "skipped":{"list":[1,{"version":"no"}],"s":"\\\"]}"},"list":[{"a":"]\"\\"},)"
        R"([ 1,[2] ], "te\\xt\\\\",-4.5e3 ],"flag":true,"map":{"x\"y":{"v":[{}]}, "z" : null},"list2":[9]})"
        "\n";
    const QByteArrayList wanted{
        R"(version||"1.2")", R"(list||{"a":"]\"\\"})", "list||[ 1,[2] ]", R"(list||"te\\xt\\\\")",
        "list||-4.5e3",      R"(map|x\"y|{"v":[{}]})", "map|z|null"};
    for (qsizetype piece = 1; piece <= text.size(); ++piece) {
        const auto found = entriesOf(text, piece);
        ASSERT_TRUE(found) << piece;
        EXPECT_EQ(*found, wanted) << piece << '\n' << found->join('\n').constData();
    }
}

TEST(JsonEntries, EmptyListsAndObjectsHaveNone)
{
    EXPECT_EQ(entriesOf(R"({"list":[],"map":{ }})", 3), QByteArrayList());
    EXPECT_EQ(entriesOf("{}", 1), QByteArrayList());
}

TEST(JsonEntries, EveryCutTextAndWhatIsNoObjectIsIncomplete)
{
    const QByteArray text = R"({"version":"1","list":[{"a":"b"}],"map":{"k":[1]}})";
    for (qsizetype size = 0; size < text.size(); ++size)
        EXPECT_FALSE(entriesOf(text.first(size), 5)) << size;
    for (const char *other : {"[]", "null", "Error: x", R"({"list":{}})", R"({"list":7})", R"({"map":[]})",
                              R"({"map":"x"})", "{}{}", "{} x", "}", R"({7:1})"})
        EXPECT_FALSE(entriesOf(other, 2)) << other;
}

TEST(JsonEntries, AReaderThatRefusesEndsIt)
{
    int read = 0;
    JsonEntries entries({{}, {"list"}, {}}, [&](const JsonEntries::Entry &) { return ++read < 2; });
    EXPECT_FALSE(entries.feed(R"({"list":[1,2,3)"));
    EXPECT_FALSE(entries.feed("]}"));
    EXPECT_FALSE(entries.isComplete());
    EXPECT_EQ(read, 2);
}

} // namespace
} // namespace envdeck::terraform

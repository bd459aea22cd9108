// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Files that are made to hurt: each must be refused, soon, without growing.
#include "core/gitops/compose_facts.h"
#include "core/gitops/compose_image.h"
#include "core/gitops/hold.h"

#include <gtest/gtest.h>

namespace envdeck::gitops {
namespace {

const QByteArray good("services:\n  api:\n    image: a/b:v1\n");

std::optional<Refusal> editRefusalFor(const QByteArray &content)
{
    const ComposeFile file{QStringLiteral("f"), content};
    const auto edited = withImage(file, {QStringLiteral("api")}, *ImageRef::parse(QStringLiteral("a/b:v2")));
    return edited ? std::nullopt : refusalOf(edited.error());
}

std::optional<Refusal> refusalFor(const QByteArray &content)
{
    const ComposeFile file{QStringLiteral("f"), content};
    // Nothing that reads a file may fall over what an edit refuses.
    (void)imageOf(file, QStringLiteral("api"));
    (void)factsOf(file);
    (void)holdsOf(file);
    (void)withHold(file, {QStringLiteral("api"), QStringLiteral("v1"), {}, {}, {}});
    return editRefusalFor(content);
}

TEST(Limits, AMebibyteAndNotAByteMore)
{
    QByteArray exactly = good + "# ";
    exactly += QByteArray(1024 * 1024 - exactly.size(), 'x');
    EXPECT_EQ(editRefusalFor(exactly), std::nullopt);
    EXPECT_EQ(editRefusalFor(exactly + 'x'), Refusal::TooLarge);
    EXPECT_EQ(editRefusalFor(QByteArray(50 * 1024 * 1024, 'a')), Refusal::TooLarge);
}

TEST(Limits, AliasesThatMultiply)
{
    QByteArray bomb("x0: &x0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 9; ++i) {
        const QByteArray last = "*x" + QByteArray::number(i - 1);
        bomb += "x" + QByteArray::number(i) + ": &x" + QByteArray::number(i) + " [" +
                QByteArrayList(9, last).join(", ") + "]\n";
    }
    EXPECT_EQ(refusalFor(bomb + good), Refusal::TooManyNodes);
}

TEST(Limits, MergesThatMultiply)
{
    QByteArray bomb("x0: &x0 {a: 1, b: 2}\n");
    for (int i = 1; i < 30; ++i) {
        const QByteArray last = "*x" + QByteArray::number(i - 1);
        bomb += "x" + QByteArray::number(i) + ": &x" + QByteArray::number(i) + " {<<: [" +
                QByteArrayList(9, last).join(", ") + "]}\n";
    }
    const auto refused = refusalFor(bomb + good);
    EXPECT_TRUE(refused == Refusal::TooManyNodes || refused == Refusal::TooDeep);
}

TEST(Limits, AMergeBombInTheServiceItself)
{
    QByteArray bomb("x0: &x0 {a: 1, b: 2}\n");
    for (int i = 1; i < 30; ++i) {
        const QByteArray last = "*x" + QByteArray::number(i - 1);
        bomb += "x" + QByteArray::number(i) + ": &x" + QByteArray::number(i) + " {<<: [" +
                QByteArrayList(9, last).join(", ") + "]}\n";
    }
    EXPECT_TRUE(refusalFor(bomb + "services:\n  api:\n    <<: *x29\n"));
    EXPECT_TRUE(refusalFor(bomb + "services:\n  <<: *x29\n"));
    EXPECT_TRUE(refusalFor(bomb + "<<: *x29\n"));
}

TEST(Limits, Depth)
{
    const auto nested = [](int levels) {
        return "x: " + QByteArray(levels, '[') + QByteArray(levels, ']') + "\n" + good;
    };
    EXPECT_EQ(refusalFor(nested(60)), std::nullopt);
    EXPECT_EQ(refusalFor(nested(65)), Refusal::TooDeep);
    EXPECT_EQ(refusalFor(nested(100'000)), Refusal::TooDeep);
    EXPECT_EQ(refusalFor(QByteArray(500'000, '{')), Refusal::TooDeep);
    EXPECT_EQ(refusalFor(QByteArray("- ").repeated(200'000)), Refusal::TooDeep);
}

TEST(Limits, DepthThatOnlyAliasesReach)
{
    QByteArray text("x: &x " + QByteArray(40, '[') + QByteArray(40, ']') + "\n");
    text += "y: " + QByteArray(40, '[') + "*x" + QByteArray(40, ']') + "\n" + good;
    EXPECT_EQ(refusalFor(text), Refusal::TooDeep);
}

TEST(Limits, Nodes)
{
    EXPECT_EQ(editRefusalFor(good + "x: [" + QByteArray("1,").repeated(90'000) + "1]\n"), std::nullopt);
    EXPECT_EQ(editRefusalFor(good + "x: [" + QByteArray("1,").repeated(110'000) + "1]\n"),
              Refusal::TooManyNodes);
}

TEST(Limits, ManyServicesThatExtendEachOther)
{
    QByteArray text("services:\n  api:\n    image: a/b:v1\n");
    for (int i = 0; i < 5'000; ++i)
        text += "  s" + QByteArray::number(i) + ": {extends: s" + QByteArray::number((i + 1) % 5'000) + "}\n";
    EXPECT_EQ(refusalFor(text), std::nullopt); // a circle of services without an image
}

TEST(Limits, AServiceThatExtendsItselfHasNoImage)
{
    const auto image =
        imageOf({QStringLiteral("f"), "services:\n  api: {extends: api}\n"}, QStringLiteral("api"));
    ASSERT_FALSE(image);
    EXPECT_EQ(refusalOf(image.error()), Refusal::NoImage);
}

TEST(Limits, BytesThatAreNoText)
{
    EXPECT_EQ(refusalFor("services:\n  api:\n    image: a/b:v1" + QByteArray(1, '\0') + "x\n"),
              Refusal::NotYaml);
    EXPECT_EQ(refusalFor(QByteArray("\xFF\xFEs")), Refusal::NotYaml);
    EXPECT_EQ(refusalFor("\xFE\xFF\x53"), Refusal::NotYaml);
    EXPECT_TRUE(refusalFor("\x01\x02\x03"));
    EXPECT_TRUE(refusalFor("\xC3"));
    EXPECT_TRUE(refusalFor("a: \"\\xZZ\""));
    EXPECT_TRUE(refusalFor("a: 'never closed"));
    EXPECT_TRUE(refusalFor("? ? ? ?"));
    EXPECT_TRUE(refusalFor("%YAML 9.9\n---\n"));
    EXPECT_TRUE(refusalFor("&a"));
    EXPECT_TRUE(refusalFor("!<"));
}

TEST(Limits, EveryPrefixOfAFileIsAnsweredSomehow)
{
    const QByteArray text("%YAML 1.2\n---\nx: &x {a: 'b', \"c\": [1, *x]}\nservices:\n  api:\n    <<: *x\n   "
                          " image: \"a/b:v1\" # c\n"
                          "    command: >-\n      x\n      y\nx-envdeck-hold: {api: {version: v1}}\n");
    for (qsizetype i = 0; i <= text.size(); ++i) {
        (void)refusalFor(text.first(i));
        (void)refusalFor(text.first(i) + "\n" + good);
        (void)refusalFor(text.sliced(i));
    }
}

} // namespace
} // namespace envdeck::gitops

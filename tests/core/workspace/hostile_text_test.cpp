// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/parse.h"
#include "core/workspace/yaml_tree.h"
#include "tests/core/workspace/workspace_text.h"

#include <QFile>
#include <gtest/gtest.h>
#include <random>

namespace envdeck::workspace {
namespace {

using testing::goodText;
using testing::told;

ProblemCode codeOf(const QByteArray &text)
{
    const Parsed parsed = parse(text);
    return parsed.problems.isEmpty() ? ProblemCode::FileMissing : parsed.problems.first().code;
}

// Peak of resident memory of this process, in MiB.
qint64 peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmHWM:") + 6;
    return text.mid(at, text.indexOf("kB", at) - at).trimmed().toLongLong() / 1024;
}

TEST(HostileText, OverOneMebibyteIsNotLookedAt)
{
    EXPECT_EQ(codeOf(QByteArray(maxTextSize + 1, 'a')), ProblemCode::TooLarge);
    EXPECT_EQ(codeOf(QByteArray(50 * 1024 * 1024, 'a')), ProblemCode::TooLarge);
}

TEST(HostileText, NulAndBrokenUtf8AreToldWhereTheyStand)
{
    EXPECT_EQ(told(parse(QByteArray("a: 1\nb: \0x\n", 10))), QStringList(QStringLiteral("2:4 not-utf8")));
    EXPECT_EQ(told(parse("a: \xc3\xa4\xff\n")), QStringList(QStringLiteral("1:5 not-utf8")));
    EXPECT_EQ(told(parse("a: \xe2\x82")),
              QStringList(QStringLiteral("1:4 not-utf8"))); // cut within a character
    EXPECT_EQ(told(parse("a: \xc0\xaf")), QStringList(QStringLiteral("1:4 not-utf8"))); // overlong
    EXPECT_EQ(told(parse("a: \xed\xa0\x80")),
              QStringList(QStringLiteral("1:4 not-utf8"))); // half of a surrogate pair
    EXPECT_EQ(told(parse(QByteArray("\xff\xfe"
                                    "a\0:\0",
                                    6))),
              QStringList(QStringLiteral("1:1 not-utf8"))); // UTF-16
}

TEST(HostileText, DepthIsBoundedInEveryStyle)
{
    const auto nested = [](const QByteArray &open, int levels) {
        return "a: " + open.repeated(levels) + "1";
    };
    EXPECT_EQ(codeOf(nested("[", 70)), ProblemCode::TooDeep);
    EXPECT_EQ(codeOf(nested("[", 100'000)), ProblemCode::TooDeep);
    EXPECT_EQ(codeOf(nested("{a: ", 100'000)), ProblemCode::TooDeep);
    EXPECT_EQ(codeOf(QByteArray("- ").repeated(100'000)), ProblemCode::TooDeep);
    EXPECT_EQ(codeOf(QByteArray("? ").repeated(100'000)), ProblemCode::TooDeep);
    QByteArray indented;
    for (int i = 0; i < 400; ++i)
        indented += QByteArray(i, ' ') + "a:\n";
    EXPECT_EQ(codeOf(indented), ProblemCode::TooDeep);
}

TEST(HostileText, AliasBombsEndAtTheLimit)
{
    QByteArray bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
    for (int i = 1; i < 10; ++i) {
        const QByteArray before = "*a" + QByteArray::number(i - 1);
        bomb += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" +
                (before + ",").repeated(9) + before + "]\n";
    }
    EXPECT_EQ(codeOf(bomb), ProblemCode::TooManyNodes);
}

TEST(HostileText, AliasesCannotBuildDepth)
{
    QByteArray chain = "a0: &a0 [x]\n";
    for (int i = 1; i < 5000; ++i)
        chain += QStringLiteral("a%1: &a%1 [*a%2]\n").arg(i).arg(i - 1).toUtf8();
    EXPECT_EQ(codeOf(chain), ProblemCode::TooDeep);
}

TEST(HostileText, SelfReferenceIsToldNotFollowed)
{
    EXPECT_EQ(codeOf("a: &x [1, *x]\n"), ProblemCode::SelfReference);
    EXPECT_EQ(codeOf("a: &x { b: { c: *x } }\n"), ProblemCode::SelfReference);
    EXPECT_EQ(codeOf("&x a: *x\n"), ProblemCode::UnknownKey); // the key's text, not the mapping
}

TEST(HostileText, ManyNodesEndAtTheLimit)
{
    EXPECT_EQ(codeOf("a: [" + QByteArray("1,").repeated(400'000) + "1]"), ProblemCode::TooManyNodes);
    EXPECT_EQ(codeOf(QByteArray("a: 1\n").repeated(150'000)), ProblemCode::TooManyNodes);
}

TEST(HostileText, LargeScalarsAreOnlyText)
{
    const Parsed longName =
        parse(testing::edited(goodText(), "name: acme", "name: " + QByteArray(200'000, 'a')));
    EXPECT_EQ(told(longName), QStringList(QStringLiteral("2:7 bad-name name")));
    EXPECT_EQ(longName.problems.value(0).value.size(), 120);
    for (const QByteArray &text : {"name: \"" + QByteArray(1'000'000, 'a'), QByteArray(500'000, 'k') + ": 1",
                                   QByteArray(1'000'000, '#'), QByteArray(1'000'000, '\n'),
                                   QByteArray(1'000'000, '\t'), QByteArray(1'000'000, ' ')})
        EXPECT_EQ(parse(text).problems.size(), 1) << text.first(10).toStdString();
}

TEST(HostileText, NothingIsAWorkspace)
{
    for (const char *text : {"", "\n\n", "# only words\n", "%YAML 1.2\n", "---\n", "...\n", "~", "null", "[]",
                             "text", "- a\n"}) {
        const Parsed parsed = parse(text);
        EXPECT_FALSE(parsed.workspace.has_value()) << text;
        EXPECT_FALSE(parsed.problems.isEmpty()) << text;
    }
}

TEST(HostileText, TagsDoNotChangeWhatAValueIs)
{
    EXPECT_EQ(told(parse(testing::edited(goodText(), "name: acme", "name: !!binary acme"))), QStringList());
    EXPECT_EQ(told(parse(testing::edited(goodText(), "name: acme", "name: !<tag:example.com,2026:x> acme"))),
              QStringList());
    EXPECT_EQ(
        told(parse(testing::edited(goodText(), "    kind: prod", "    kind: prod\n    order: !!str 2"))),
        QStringList(QStringLiteral("16:12 wrong-type environments.prod.order")));
}

TEST(HostileText, EveryPrefixOfAGoodFileIsReadOrRefused)
{
    const QByteArray text = goodText();
    for (qsizetype length = 0; length < text.size(); ++length) {
        const Parsed parsed = parse(text.first(length));
        EXPECT_NE(parsed.workspace.has_value(), !parsed.problems.isEmpty()) << length;
    }
}

// Bytes are changed, dropped, doubled and swapped; the same seed makes the same texts.
TEST(HostileText, SeededMutationsNeverCrashAndProblemsStandInTheFile)
{
    const QByteArray alphabet("{}[]:,&*!|>'\"%@`#-? \t\r\n\\az09~<=.\xc3\xff");
    std::mt19937 random(20261124);
    const auto below = [&](qsizetype limit) {
        return static_cast<qsizetype>(random() % static_cast<unsigned long>(limit));
    };
    for (int round = 0; round < 1000; ++round) {
        QByteArray text = goodText();
        for (qsizetype changes = 1 + below(6); changes > 0; --changes) {
            const qsizetype at = below(text.size());
            switch (below(4)) {
            case 0: text[at] = alphabet.at(below(alphabet.size())); break;
            case 1: text.remove(at, 1 + below(20)); break;
            case 2: text.insert(at, text.mid(below(text.size()), below(60))); break;
            case 3: text.insert(at, alphabet.at(below(alphabet.size()))); break;
            }
        }
        const Parsed parsed = parse(text);
        ASSERT_NE(parsed.workspace.has_value(), !parsed.problems.isEmpty()) << text.toStdString();
        for (const Problem &problem : parsed.problems) {
            ASSERT_GE(problem.line, 1);
            ASSERT_LE(problem.line, text.count('\n') + 1) << text.toStdString();
            ASSERT_GE(problem.column, 1);
        }
    }
}

// The sanitizer keeps freed memory for a while, so only growth that no quarantine explains fails.
TEST(HostileText, TheLargestTextsStayWithinTheirMemory)
{
    const qint64 before = peakMemory();
    codeOf("a: [" + QByteArray("1,").repeated(49'000) + "1]");
    codeOf("a: {" + QByteArray("k: 1,").repeated(49'000) + "z: 1}");
    codeOf("name: " + QByteArray(1'000'000, 'a'));
    EXPECT_LT(peakMemory() - before, 64 + 256);
}

} // namespace
} // namespace envdeck::workspace

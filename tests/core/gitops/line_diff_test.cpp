// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/gitops/line_diff.h"

#include <gtest/gtest.h>

namespace envdeck::gitops {
namespace {

// " 2 b", "-3 c", "+3 C": one line each.
QString printed(const QList<DiffLine> &lines)
{
    QStringList out;
    for (const DiffLine &line : lines)
        out.append(QStringLiteral("%1%2 %3")
                       .arg(QLatin1String(line.kind == DiffLine::Kind::Context ? " "
                                          : line.kind == DiffLine::Kind::Added ? "+"
                                                                               : "-"))
                       .arg(line.number)
                       .arg(line.text));
    return out.join(u'|');
}

TEST(LineDiff, ShowsTheLineWithItsSurroundings)
{
    EXPECT_EQ(printed(lineDiff("a\nb\nc\nd\ne\n", "a\nb\nC\nd\ne\n", 1)),
              QStringLiteral(" 2 b|-3 c|+3 C| 4 d"));
    EXPECT_EQ(printed(lineDiff("a\nb\nc\n", "a\nb\nc\n")), QString());
    EXPECT_EQ(printed(lineDiff("", "a\n")), QStringLiteral("+1 a"));
    EXPECT_EQ(printed(lineDiff("a\n", "")), QStringLiteral("-1 a"));
}

TEST(LineDiff, NumbersContextByTheFileAfter)
{
    EXPECT_EQ(printed(lineDiff("a\nb\nc\nd\n", "x\ny\na\nb\nd\n", 1)),
              QStringLiteral("+1 x|+2 y| 3 a| 4 b|-3 c| 5 d"));
}

TEST(LineDiff, LeavesOutWhatIsFarAway)
{
    const auto lines = lineDiff("1\n2\n3\n4\n5\n6\n7\n8\n", "one\n2\n3\n4\n5\n6\n7\neight\n", 1);
    EXPECT_EQ(printed(lines), QStringLiteral("-1 1|+1 one| 2 2| 7 7|-8 8|+8 eight"));
}

TEST(LineDiff, ALineEndIsPartOfTheLine)
{
    EXPECT_EQ(printed(lineDiff("a\nb", "a\nb\nc\n", 0)), QStringLiteral("-2 b|+2 b|+3 c"));
    EXPECT_EQ(printed(lineDiff("a\r\n", "a\n", 0)), QStringLiteral("-1 a|+1 a"));
    EXPECT_EQ(printed(lineDiff("a\r\nb\r\n", "a\r\nB\r\n", 0)), QStringLiteral("-2 b|+2 B"));
}

TEST(LineDiff, TooLargeForATableReadsAsAllOutAllIn)
{
    QByteArray before;
    QByteArray after;
    for (int i = 0; i < 3000; ++i) {
        before += "a" + QByteArray::number(i) + '\n';
        after += "b" + QByteArray::number(i) + '\n';
    }
    const auto lines = lineDiff("same\n" + before, "same\n" + after, 1);
    EXPECT_EQ(lines.size(), 6001);
    EXPECT_EQ(lines.at(1).kind, DiffLine::Kind::Removed);
    EXPECT_EQ(lines.last().number, 3001);
}

} // namespace
} // namespace envdeck::gitops

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/line_buffer.h"

#include <QList>
#include <gtest/gtest.h>

namespace envdeck::process {
namespace {

QList<QByteArray> linesOf(LineBuffer &buffer)
{
    QList<QByteArray> lines;
    while (const auto line = buffer.nextLine())
        lines.append(*line);
    return lines;
}

TEST(LineBuffer, LinesAreTheSameWhateverThePieces)
{
    const QByteArray text = "one\n\ntwo\r\nthree and\rmore\n last";
    const QList<QByteArray> expected{"one", "", "two", "three and\rmore"};
    for (qsizetype piece = 1; piece <= text.size(); ++piece) {
        LineBuffer buffer(1000);
        QList<QByteArray> lines;
        for (qsizetype at = 0; at < text.size(); at += piece) {
            buffer.append(text.mid(at, piece));
            lines += linesOf(buffer);
        }
        EXPECT_EQ(lines, expected) << piece;
        EXPECT_EQ(buffer.rest(), QByteArray(" last")) << piece;
        EXPECT_FALSE(buffer.rest());
    }
}

TEST(LineBuffer, AnEndlessLineArrivesInPieces)
{
    LineBuffer buffer(4);
    buffer.append("abcdefghij\nk\n");
    EXPECT_EQ(linesOf(buffer), (QList<QByteArray>{"abcd", "efgh", "ij", "k"}));
    EXPECT_FALSE(buffer.rest());
}

TEST(LineBuffer, NulAndBrokenUtf8PassThrough)
{
    LineBuffer buffer(100);
    buffer.append(QByteArray("a\0b\xff\n", 5));
    EXPECT_EQ(buffer.nextLine(), QByteArray("a\0b\xff", 4));
}

} // namespace
} // namespace envdeck::process

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace envdeck::logs {

// A run of text in one colour, as the SGR sequences of a terminal ask for it.
struct AnsiSpan {
    enum class Color : qint8 { Default, Black, Red, Green, Yellow, Blue, Magenta, Cyan, White };

    qsizetype from = 0; // byte in the text without sequences
    qsizetype size = 0;
    Color color = Color::Default; // 256 and 24-bit colours read as the nearest of these
    bool bold = false;

    friend bool operator==(const AnsiSpan &, const AnsiSpan &) = default;
};

struct AnsiText {
    QByteArray text;       // without any sequence
    QList<AnsiSpan> spans; // in order, gapless; empty when nothing is coloured
};

// Takes CSI, OSC, DCS and two-byte sequences out. One that does not end takes the rest of the line with it,
// up to 256 bytes; a lone ESC stays, to be shown as a symbol.
AnsiText parseAnsi(QByteArrayView bytes);
QByteArray withoutAnsi(QByteArrayView bytes);

} // namespace envdeck::logs

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <optional>

namespace envdeck::workspace {

// The lines of a text, to turn the byte positions of a parser into the columns of an editor.
// Lines and bytes are counted from 0 going in, lines and columns from 1 coming out.
class SourceText {
public:
    struct Position {
        int line = 1;
        int column = 1;
    };

    explicit SourceText(const QByteArray &text);

    int column(int line, int byte) const;
    // The first NUL byte or byte that is no UTF-8.
    std::optional<Position> firstUnreadable() const;
    // The first tab that indents a line with content, down to and including `line`.
    std::optional<Position> indentingTab(int line) const;
    // True when a quote stands there and no closing one follows.
    bool quoteStaysOpen(int line, int byte) const;

private:
    Position position(qsizetype byte) const;

    QByteArray m_text;            // without a byte order mark
    QList<qsizetype> m_starts{0}; // of each line
};

} // namespace envdeck::workspace

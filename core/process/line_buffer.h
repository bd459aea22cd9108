// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

namespace envdeck::process {

// Cuts a stream of bytes into lines, whatever pieces it arrives in.
class LineBuffer {
public:
    // A line longer than that is handed out in pieces.
    explicit LineBuffer(qsizetype longestLine) : m_longestLine(longestLine) {}

    void append(QByteArrayView bytes) { m_bytes.append(bytes); }
    std::optional<QByteArray> nextLine(); // without its line end; nothing until a whole one is there
    std::optional<QByteArray> rest();     // what stands after the last line end, once the stream is over

private:
    QByteArray take(qsizetype size, qsizetype lineEnd);

    QByteArray m_bytes;
    qsizetype m_start = 0;    // of the line being gathered
    qsizetype m_searched = 0; // no line end before this
    qsizetype m_longestLine;
};

} // namespace envdeck::process

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtGlobal>

#include <array>
#include <limits>

namespace envdeck::logs {

// How loud a line is. Unknown is a line that does not say; it is never taken for Info.
enum class Level : quint8 { Unknown, Trace, Debug, Info, Warning, Error, Fatal };
inline constexpr std::size_t levelCount = 7;
using LevelCounts = std::array<quint32, levelCount>;

using SourceId = quint16; // as Store::addSource() gave it

// A line as it came, without its end: any bytes but '\n'. A view: it lives as long as the snapshot that gave
// it.
struct Line {
    qint64 time = 0; // milliseconds since the epoch, UTC
    SourceId source = 0;
    Level level = Level::Unknown;
    QByteArrayView text;
};

// A line is shown up to here unless all of it was asked for, and cut into several above `longestLine`.
inline constexpr qsizetype shownLine = 16 * 1024;
inline constexpr qsizetype longestLine = 256 * 1024;

inline constexpr qint64 noTime = std::numeric_limits<qint64>::min();

} // namespace envdeck::logs

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/chunk.h"

#include <QStringList>

namespace envdeck::logs {

// The newest lines, whose order may still change while late ones come in. A reader sees the entries that its
// snapshot counts; the bytes behind them are only ever added to.
struct Recent {
    struct Entry {
        quint32 at = 0; // in text
        quint32 size = 0;
        qint64 time = 0;
        SourceId source = 0;
        Level level = Level::Unknown;
    };
    std::shared_ptr<char[]> text;
    std::unique_ptr<Entry[]> entries;
};

// What the store held at one moment. Cheap to copy, safe to read from any thread, however the store grows.
// Rows are numbers for good: they count every line that ever came in, so dropping old lines changes no
// number; only late lines push those behind them (see Insert).
class Snapshot {
public:
    // A late line took this row, and whatever stood from there on moved down by one. Numbered from 1 on.
    struct Insert {
        quint64 number = 0;
        qint64 row = 0;
    };

    qint64 firstRow() const { return m_firstRow; }
    qint64 endRow() const { return m_recentRow + m_recentLines; }
    qint64 size() const { return endRow() - firstRow(); }
    bool holds(qint64 row) const { return row >= firstRow() && row < endRow(); }
    // Rows from here on may still move.
    qint64 recentRow() const { return m_recentRow; }

    Line line(qint64 row) const; // row must be held
    qint64 time(qint64 row) const;
    Level level(qint64 row) const;
    // The first row at or after the time, endRow() without one. Lines older than the window of lateness stand
    // where they came in, so among them this is a good guess.
    qint64 rowAt(qint64 time) const;

    const std::vector<Chunk> &chunks() const { return *m_chunks; }
    qint64 recentLines() const { return m_recentLines; }
    Line recentLine(qint64 at) const; // counted from recentRow()
    const QStringList &sources() const { return *m_sources; }
    const std::vector<Insert> &inserts() const { return *m_inserts; } // the newest few thousand
    quint64 lastInsert() const { return m_inserts->empty() ? 0 : m_inserts->back().number; }

private:
    friend class Store;

    std::shared_ptr<const std::vector<Chunk>> m_chunks = std::make_shared<std::vector<Chunk>>();
    std::shared_ptr<const Recent> m_recent;
    std::shared_ptr<const QStringList> m_sources = std::make_shared<QStringList>();
    std::shared_ptr<const std::vector<Insert>> m_inserts = std::make_shared<std::vector<Insert>>();
    qint64 m_firstRow = 0;
    qint64 m_recentRow = 0;
    qint64 m_recentLines = 0;
};

} // namespace envdeck::logs

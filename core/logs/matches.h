// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/filter.h"

namespace envdeck::logs {

// The lines of a snapshot that a query lets through, in order. A value: cheap to copy, safe from any thread.
// While a filter still runs, chunks that it has not come to yet show no line (isComplete() is false).
class Matches {
public:
    Matches() = default;
    explicit Matches(Snapshot snapshot); // all lines
    Matches(Snapshot snapshot, std::vector<std::shared_ptr<const Hits>> chunks, std::vector<quint32> recent);

    const Snapshot &snapshot() const { return m_snapshot; }
    bool isAll() const { return m_all; }
    bool isComplete() const { return m_complete; }
    qint64 size() const { return m_all ? m_snapshot.size() : m_size; }
    qint64 row(qint64 at) const;      // of the at-th of them
    qint64 indexOf(qint64 row) const; // of the first at or after the row; size() without one
    bool contains(qint64 row) const;
    const std::vector<std::shared_ptr<const Hits>> &chunkHits() const { return m_chunks; } // null: not yet

private:
    Snapshot m_snapshot;
    bool m_all = true;
    bool m_complete = true;
    qint64 m_size = 0;
    std::vector<std::shared_ptr<const Hits>> m_chunks; // beside those of the snapshot; empty when m_all
    std::vector<qint64> m_starts; // how many stand before each chunk, and before the recent
    std::vector<quint32> m_recent;
};

// Lines per bucket of time by level, oldest first. Stops early, with what it has, when asked to.
struct Histogram {
    qint64 from = 0; // milliseconds
    qint64 step = 1; // of one bucket
    std::vector<LevelCounts> buckets;

    friend bool operator==(const Histogram &, const Histogram &) = default;
};
Histogram histogramOf(const Matches &matches, qint64 from, qint64 to, int buckets,
                      const std::stop_token &stop = {});
// The times of the first and the last line, found by the chunks; both noTime when there is none.
std::pair<qint64, qint64> timesOf(const Matches &matches);

} // namespace envdeck::logs

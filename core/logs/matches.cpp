// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/matches.h"

#include <algorithm>

namespace envdeck::logs {

Matches::Matches(Snapshot snapshot) : m_snapshot(std::move(snapshot)) {}

Matches::Matches(Snapshot snapshot, std::vector<std::shared_ptr<const Hits>> chunks,
                 std::vector<quint32> recent)
    : m_snapshot(std::move(snapshot)), m_all(false), m_chunks(std::move(chunks)), m_recent(std::move(recent))
{
    m_starts.reserve(m_chunks.size() + 1);
    for (const auto &hits : m_chunks) {
        m_starts.push_back(m_size);
        m_size += hits ? hits->count : 0;
        m_complete = m_complete && hits;
    }
    m_starts.push_back(m_size);
    m_size += qint64(m_recent.size());
}

qint64 Matches::row(qint64 at) const
{
    if (m_all)
        return m_snapshot.firstRow() + at;
    if (at >= m_starts.back())
        return m_snapshot.recentRow() + m_recent[std::size_t(at - m_starts.back())];
    const auto place = static_cast<std::size_t>(std::upper_bound(m_starts.begin(), m_starts.end(), at) -
                                                m_starts.begin() - 1);
    const qint64 within = at - m_starts[place];
    const Hits &hits = *m_chunks[place];
    return m_snapshot.chunks()[place].firstRow + (hits.all ? within : hits.lines[std::size_t(within)]);
}

qint64 Matches::indexOf(qint64 row) const
{
    if (m_all)
        return std::clamp(row, m_snapshot.firstRow(), m_snapshot.endRow()) - m_snapshot.firstRow();
    if (row >= m_snapshot.recentRow()) {
        const auto at = std::lower_bound(m_recent.begin(), m_recent.end(), row - m_snapshot.recentRow());
        return m_starts.back() + (at - m_recent.begin());
    }
    const auto &chunks = m_snapshot.chunks();
    const auto after = std::upper_bound(chunks.begin(), chunks.end(), row,
                                        [](qint64 r, const Chunk &chunk) { return r < chunk.firstRow; });
    if (after == chunks.begin())
        return 0;
    const auto place = static_cast<std::size_t>(after - chunks.begin() - 1);
    const qint64 within = row - chunks[place].firstRow;
    const auto &hits = m_chunks[place];
    if (!hits)
        return m_starts[place];
    if (hits->all)
        return m_starts[place] + within;
    return m_starts[place] +
           (std::lower_bound(hits->lines.begin(), hits->lines.end(), within) - hits->lines.begin());
}

bool Matches::contains(qint64 wanted) const
{
    if (!m_snapshot.holds(wanted))
        return false;
    const qint64 at = indexOf(wanted);
    return at < size() && row(at) == wanted;
}

Histogram histogramOf(const Matches &matches, qint64 from, qint64 to, int buckets,
                      const std::stop_token &stop)
{
    Histogram histogram;
    buckets = std::max(buckets, 1);
    histogram.from = from;
    histogram.step = std::max<qint64>(1, (to - from + buckets - 1) / buckets);
    histogram.buckets.resize(std::size_t(buckets));
    const auto placeOf = [&](qint64 time) { return (time - from) / histogram.step; };
    const auto count = [&](qint64 time, Level level) {
        if (time >= from && time < to)
            ++histogram.buckets[std::size_t(placeOf(time))][std::size_t(level)];
    };
    const Snapshot &snapshot = matches.snapshot();
    const auto &chunks = snapshot.chunks();
    for (std::size_t i = 0; i < chunks.size() && !stop.stop_requested(); ++i) {
        const ChunkIndex &index = *chunks[i].index;
        const Hits *hits = matches.isAll() ? nullptr : matches.chunkHits()[i].get();
        if ((!matches.isAll() && (!hits || hits->count == 0)) || index.latest < from || index.earliest >= to)
            continue;
        if (hits && !hits->all) {
            for (const quint16 line : hits->lines)
                count(index.time(line), index.level(line));
        } else if (index.earliest >= from && index.latest < to &&
                   placeOf(index.earliest) == placeOf(index.latest)) {
            LevelCounts &bucket = histogram.buckets[std::size_t(placeOf(index.earliest))];
            for (std::size_t level = 0; level < levelCount; ++level)
                bucket[level] += index.levels[level];
        } else {
            for (quint32 line = 0; line < index.lines(); ++line)
                count(index.time(line), index.level(line));
        }
    }
    for (qint64 at = matches.indexOf(snapshot.recentRow()); at < matches.size(); ++at) {
        const qint64 row = matches.row(at);
        count(snapshot.time(row), snapshot.level(row));
    }
    return histogram;
}

std::pair<qint64, qint64> timesOf(const Matches &matches)
{
    if (matches.size() == 0)
        return {noTime, noTime};
    const Snapshot &snapshot = matches.snapshot();
    qint64 low = snapshot.time(matches.row(0));
    qint64 high = snapshot.time(matches.row(matches.size() - 1));
    if (low > high) // among late lines
        std::swap(low, high);
    return {low, high};
}

} // namespace envdeck::logs

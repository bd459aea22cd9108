// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/snapshot.h"

#include <algorithm>

namespace envdeck::logs {

namespace {

const Chunk &chunkOf(const std::vector<Chunk> &chunks, qint64 row)
{
    return *(std::upper_bound(chunks.begin(), chunks.end(), row,
                              [](qint64 at, const Chunk &chunk) { return at < chunk.firstRow; }) -
             1);
}

} // namespace

Line Snapshot::recentLine(qint64 at) const
{
    const Recent::Entry &entry = m_recent->entries[std::size_t(at)];
    return {entry.time, entry.source, entry.level,
            QByteArrayView(m_recent->text.get() + entry.at, qsizetype(entry.size))};
}

Line Snapshot::line(qint64 row) const
{
    if (row >= m_recentRow)
        return recentLine(row - m_recentRow);
    const Chunk &chunk = chunkOf(*m_chunks, row);
    return chunk.line(static_cast<quint32>(row - chunk.firstRow));
}

qint64 Snapshot::time(qint64 row) const
{
    if (row >= m_recentRow)
        return m_recent->entries[std::size_t(row - m_recentRow)].time;
    const Chunk &chunk = chunkOf(*m_chunks, row);
    return chunk.index->time(static_cast<quint32>(row - chunk.firstRow));
}

Level Snapshot::level(qint64 row) const
{
    if (row >= m_recentRow)
        return m_recent->entries[std::size_t(row - m_recentRow)].level;
    const Chunk &chunk = chunkOf(*m_chunks, row);
    return chunk.index->level(static_cast<quint32>(row - chunk.firstRow));
}

qint64 Snapshot::rowAt(qint64 time_) const
{
    qint64 low = firstRow();
    qint64 high = endRow();
    while (low < high) {
        const qint64 middle = low + (high - low) / 2;
        if (time(middle) < time_)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

} // namespace envdeck::logs

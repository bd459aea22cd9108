// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/store.h"

#include <algorithm>
#include <atomic>
#include <cstring>

namespace envdeck::logs {

namespace {

constexpr qint64 recentBytes = 2 << 20;
constexpr qint64 recentLines = 64 * 1024;
constexpr std::size_t insertsKept = 4096;

} // namespace

Store::Store(Options options, QObject *parent) : QObject(parent), m_options(std::move(options))
{
    openRecent({});
}

Store::~Store() = default;

SourceId Store::addSource(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    const qsizetype known = m_now.m_sources->indexOf(name);
    if (known >= 0)
        return static_cast<SourceId>(known);
    QStringList names = *m_now.m_sources;
    if (names.size() > std::numeric_limits<SourceId>::max())
        return std::numeric_limits<SourceId>::max();
    names.append(name);
    m_now.m_sources = std::make_shared<const QStringList>(std::move(names));
    return static_cast<SourceId>(m_now.m_sources->size() - 1);
}

Snapshot Store::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    m_told = false;
    return m_now;
}

Store::Use Store::use() const
{
    const std::lock_guard lock(m_mutex);
    Use use = m_use;
    use.lines = m_now.size();
    use.memory = m_resident + qint64(sizeof(Recent::Entry)) * m_now.m_recentLines + m_recentBytes;
    for (const Chunk &chunk : m_now.chunks())
        use.memory += qint64(chunk.index->held() + sizeof(Chunk));
    return use;
}

void Store::clear()
{
    const std::lock_guard lock(m_mutex);
    m_now.m_firstRow = m_now.m_recentRow = m_now.endRow();
    m_now.m_chunks = std::make_shared<std::vector<Chunk>>();
    m_resident = 0;
    m_use = {};
    openRecent({});
}

// `keep` may lie in the text that this replaces.
void Store::openRecent(std::vector<Line> keep)
{
    const std::shared_ptr<Recent> old = m_recent;
    m_recent = std::make_shared<Recent>();
    m_recent->text = std::shared_ptr<char[]>(new char[recentBytes]);
    m_recent->entries.reset(new Recent::Entry[recentLines]);
    m_recentBytes = 0;
    m_now.m_recentLines = 0;
    m_now.m_recent = m_recent;
    for (const Line &line : keep) {
        std::memcpy(m_recent->text.get() + m_recentBytes, line.text.data(), std::size_t(line.text.size()));
        m_recent->entries[std::size_t(m_now.m_recentLines++)] = {static_cast<quint32>(m_recentBytes),
                                                                 static_cast<quint32>(line.text.size()),
                                                                 line.time, line.source, line.level};
        m_recentBytes += line.text.size();
    }
}

void Store::append(std::span<const Line> lines)
{
    if (lines.empty())
        return;
    bool tell = false;
    bool full = false;
    {
        const std::lock_guard lock(m_mutex);
        for (const Line &line : lines)
            insert(line);
        trim();
        tell = !std::exchange(m_told, true);
        full = m_resident > m_options.memory && !m_options.spillFolder.isEmpty() && !m_use.spillFailed;
    }
    if (full)
        spill();
    if (tell)
        Q_EMIT grown();
}

void Store::insert(const Line &line)
{
    const qsizetype size = std::min(line.text.size(), longestLine);
    while (m_recentBytes + size > recentBytes || m_now.m_recentLines >= recentLines)
        seal(); // again when its half was the shorter lines
    if (size > 0)
        std::memcpy(m_recent->text.get() + m_recentBytes, line.text.data(), std::size_t(size));
    const Recent::Entry entry{static_cast<quint32>(m_recentBytes), static_cast<quint32>(size), line.time,
                              line.source, line.level};
    m_recentBytes += size;
    m_use.text += size + 1;
    const auto count = static_cast<std::size_t>(m_now.m_recentLines);
    Recent::Entry *entries = m_recent->entries.get();
    if (count == 0 || entries[count - 1].time <= line.time) {
        entries[count] = entry;
    } else {
        const auto *place =
            std::upper_bound(entries, entries + count, line.time,
                             [](qint64 time, const Recent::Entry &e) { return time < e.time; });
        const auto at = static_cast<std::size_t>(place - entries);
        // Readers hold the old order, so a new one is made unless nobody does.
        const bool seen = m_recent.use_count() > 2;
        std::atomic_thread_fence(std::memory_order_acquire); // after the last look of a reader that let go
        if (seen) {
            auto next = std::make_shared<Recent>();
            next->text = m_recent->text;
            next->entries.reset(new Recent::Entry[recentLines]);
            std::copy(entries, entries + count, next->entries.get());
            m_recent = next;
            m_now.m_recent = next;
            entries = next->entries.get();
        }
        std::move_backward(entries + at, entries + count, entries + count + 1);
        entries[at] = entry;
        auto inserts = m_now.m_inserts.use_count() > 2 || !m_inserts
                           ? std::make_shared<std::vector<Snapshot::Insert>>(*m_now.m_inserts)
                           : m_inserts;
        if (inserts->size() >= 2 * insertsKept)
            inserts->erase(inserts->begin(), inserts->end() - insertsKept);
        inserts->push_back({m_now.lastInsert() + 1, m_now.m_recentRow + qint64(at)});
        m_inserts = inserts;
        m_now.m_inserts = inserts;
    }
    ++m_now.m_recentLines;
}

// Packs the older half, of the lines or of their bytes; the rest stays where late lines may still come in.
void Store::seal()
{
    auto chunks = std::make_shared<std::vector<Chunk>>();
    chunks->reserve(m_now.chunks().size() + 1);
    *chunks = m_now.chunks();
    std::vector<Line> lines;
    std::vector<SourceId> sources;
    const auto pack = [&] {
        chunks->push_back(packed(m_now.m_recentRow, lines));
        m_resident += chunks->back().index->bytes;
        m_now.m_recentRow += qint64(lines.size());
        lines.clear();
        sources.clear();
    };
    const qint64 half = (m_now.m_recentLines + 1) / 2;
    qint64 at = 0;
    for (qint64 bytes = 0; at < half && bytes <= m_recentBytes / 2; ++at) {
        const Line line = m_now.recentLine(at);
        if (std::find(sources.begin(), sources.end(), line.source) == sources.end()) {
            if (sources.size() == chunkSources)
                pack();
            sources.push_back(line.source);
        }
        bytes += line.text.size();
        lines.push_back(line);
    }
    pack();
    m_now.m_chunks = chunks;
    for (; at < m_now.m_recentLines; ++at)
        lines.push_back(m_now.recentLine(at));
    openRecent(std::move(lines));
}

// Drops what is beyond the total.
void Store::trim()
{
    const bool spills = !m_options.spillFolder.isEmpty() && !m_use.spillFailed;
    const auto over = [&] {
        return m_use.text > m_options.total || (!spills && m_resident > m_options.memory);
    };
    if (!over() || m_now.chunks().empty())
        return;
    auto chunks = std::make_shared<std::vector<Chunk>>(m_now.chunks());
    auto last = chunks->begin();
    for (; last != chunks->end() && over(); ++last) {
        m_use.text -= last->index->bytes;
        m_use.dropped += last->lines();
        (last->text->isSpilled() ? m_use.spilled : m_resident) -= last->index->bytes;
        m_now.m_firstRow = last->endRow();
    }
    chunks->erase(chunks->begin(), last);
    m_now.m_chunks = chunks;
}

void Store::spill()
{
    const std::unique_lock one(m_spilling, std::try_to_lock);
    if (!one.owns_lock())
        return; // another feed is at it
    if (!m_file)
        m_file = SpillFile::inFolder(m_options.spillFolder);
    for (;;) {
        Chunk cold;
        {
            const std::lock_guard lock(m_mutex);
            if (m_resident <= m_options.memory)
                return;
            const auto &chunks = m_now.chunks();
            const auto found = std::find_if(chunks.begin(), chunks.end(),
                                            [](const Chunk &chunk) { return !chunk.text->isSpilled(); });
            if (found == chunks.end())
                return;
            cold = *found;
        }
        const auto text = m_file ? m_file->moved(cold.bytes()) : nullptr;
        const std::lock_guard lock(m_mutex);
        if (!text) {
            m_use.spillFailed = true;
            return;
        }
        auto chunks = std::make_shared<std::vector<Chunk>>(m_now.chunks());
        const auto place = std::find_if(chunks->begin(), chunks->end(),
                                        [&](const Chunk &chunk) { return chunk.index == cold.index; });
        if (place == chunks->end())
            continue; // dropped meanwhile
        place->text = text;
        m_resident -= cold.index->bytes;
        m_use.spilled += cold.index->bytes;
        m_now.m_chunks = chunks;
    }
}

} // namespace envdeck::logs

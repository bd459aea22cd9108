// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/ingest.h"

#include "core/logs/level.h"
#include "core/logs/timestamp.h"

#include <algorithm>
#include <cstring>

namespace envdeck::logs {

void Ingest::take(QByteArrayView line, qint64 now)
{
    if (line.endsWith('\r'))
        line.chop(1);
    qint64 time = m_stamps == Stamps::None ? now : m_last;
    if (m_stamps == Stamps::Docker) {
        if (const auto stamp = stampOf(line)) {
            time = stamp->milliseconds;
            line = line.sliced(stamp->size);
        }
    }
    if (time == noTime)
        time = now;
    m_last = time;
    const Level level = levelOf(line);
    do {
        const qsizetype size = std::min(line.size(), longestLine);
        m_batch.push_back({time, m_source, level, line.first(size)});
        line = line.sliced(size);
    } while (!line.isEmpty());
}

void Ingest::feed(QByteArrayView bytes, qint64 now)
{
    const char *at = bytes.data();
    const char *const end = at + bytes.size();
    QByteArray carried; // outlives the batch
    while (at < end) {
        const auto *stop = static_cast<const char *>(std::memchr(at, '\n', std::size_t(end - at)));
        if (!stop)
            break;
        if (m_rest.isEmpty()) {
            take({at, stop - at}, now);
        } else {
            m_rest.append(at, stop - at);
            carried = std::exchange(m_rest, {});
            take(carried, now);
        }
        at = stop + 1;
    }
    m_rest.append(at, end - at);
    // The longest line and the longest stamp: without a line end in sight it is cut here already.
    if (m_rest.size() > longestLine + 64) {
        const QByteArray all = std::exchange(m_rest, {});
        const qsizetype whole = all.size() - all.size() % longestLine;
        take(QByteArrayView(all).first(whole), now);
        m_rest = all.sliced(whole);
        m_store.append(m_batch);
        m_batch.clear();
        return;
    }
    m_store.append(m_batch);
    m_batch.clear();
}

void Ingest::finish(qint64 now)
{
    if (m_rest.isEmpty())
        return;
    const QByteArray rest = std::exchange(m_rest, {});
    take(rest, now);
    m_store.append(m_batch);
    m_batch.clear();
}

} // namespace envdeck::logs

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/store.h"

namespace envdeck::logs {

// Turns the bytes of one stream into lines of a store: one for each output of each container. Splits at '\n',
// takes a '\r' before it away, keeps every other byte, takes the time from the front where there is one (else
// the line before it counts, else `now`), finds the level. A line above `longestLine` goes on as the next
// one. Thread: one owner.
class Ingest {
public:
    enum class Stamps { Docker, None };

    Ingest(Store &store, SourceId source, Stamps stamps) : m_store(store), m_source(source), m_stamps(stamps)
    {
    }

    // now: milliseconds since the epoch, for lines that say no time.
    void feed(QByteArrayView bytes, qint64 now);
    void finish(qint64 now);                   // the stream ended: what has no end yet is a line
    qint64 lastTime() const { return m_last; } // noTime before the first line; where to ask on after a break

private:
    void take(QByteArrayView line, qint64 now);

    Store &m_store;
    SourceId m_source;
    Stamps m_stamps;
    QByteArray m_rest; // an unfinished line
    qint64 m_last = noTime;
    std::vector<Line> m_batch; // views of `bytes` of feed()
};

} // namespace envdeck::logs

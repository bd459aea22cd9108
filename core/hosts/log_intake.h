// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/ingest.h"

#include <QHash>
#include <QList>
#include <deque>

namespace envdeck::hosts {

// Takes what dockerLogScript() prints of one container into a store, over as many breaks as there are. Docker
// is asked again from a little before the last line, since lines of one moment may stand out of order; what
// came already is known by its time and text and let go. Thread: one at a time.
class LogIntake {
public:
    LogIntake(logs::Store &store, const QString &name)
        : m_source(store.addSource(name)), m_ingest(store, m_source, logs::Ingest::Stamps::Docker)
    {
    }

    logs::SourceId source() const { return m_source; }
    void begin(); // a stream starts, the first or another one
    // Whole lines without their end; now: milliseconds since the epoch.
    void take(const QList<QByteArray> &lines, qint64 now);
    // Where to ask on; empty before the first line.
    QByteArray since() const { return m_recent.empty() ? QByteArray() : m_recent.front().first; }
    QByteArray words() const { return m_words; } // docker's own of this stream, not the container's
    qint64 lines() const { return m_lines; }     // taken in, of all streams

private:
    using Seen = std::pair<QByteArray, size_t>; // its time as docker wrote it, and a hash of all of it

    bool isKnown(const Seen &line);
    void remember(const Seen &line);

    logs::SourceId m_source;
    logs::Ingest m_ingest;
    std::deque<Seen> m_recent;    // of the last moments, in the order in which they came
    QHash<Seen, int> m_returning; // of these, how often each may come again in this stream
    QByteArray m_newest;          // time
    QByteArray m_words;
    qint64 m_lines = 0;
    bool m_stamped = false; // a line of the container came in this stream
    bool m_known = false;   // the last of them was known: what belongs to it is too
};

} // namespace envdeck::hosts

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/needle.h"
#include "core/logs/pattern.h"
#include "core/logs/snapshot.h"

#include <QSet>
#include <optional>
#include <stop_token>

namespace envdeck::logs {

// What of the lines is wanted. All parts must hold; the empty query lets every line through.
struct Query {
    QString text; // in the line without its colour sequences
    bool regex = false;
    bool caseSensitive = false;
    quint8 levels = 0x7f;   // a bit for each Level
    QSet<SourceId> sources; // empty: all
    qint64 from = noTime;   // milliseconds; [from, to)
    qint64 to = std::numeric_limits<qint64>::max();

    bool isEmpty() const { return *this == Query(); }
    bool wants(Level level) const { return levels & (1u << static_cast<unsigned>(level)); }

    friend bool operator==(const Query &, const Query &) = default;
};

// "/timeout.*ms/" is a regular expression, anything else a literal; "/etc/hosts" too.
Query queryOf(const QString &typed);

// The lines of one chunk that are wanted, as numbers within it.
struct Hits {
    bool all = false; // every line of the chunk; `lines` is empty then
    std::vector<quint16> lines;
    quint32 count = 0;
};

// A query made ready. Thread: one user; clones for others.
class Filter {
public:
    // Errors: those of Pattern::compiled().
    static Result<Filter> of(const Query &query);
    Filter clone() const;

    const Query &query() const { return m_query; }
    bool matches(const Line &line) const;
    Hits hitsIn(const Chunk &chunk) const;
    // Of the newest lines of a snapshot, counted from recentRow().
    std::vector<quint32> recentHits(const Snapshot &snapshot) const;
    // Where the text is found in a line without colour sequences, in order, at most `limit`. Empty without a
    // text.
    std::vector<Pattern::Span> spansIn(QByteArrayView plain, int limit = 100) const;

private:
    bool textMatches(QByteArrayView text) const;
    bool rest(const Line &line) const;

    Query m_query;
    Needle m_needle;
    std::optional<Pattern> m_pattern;
};

} // namespace envdeck::logs

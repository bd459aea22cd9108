// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/filter.h"

#include "core/logs/ansi.h"

#include <algorithm>
#include <cstring>

namespace envdeck::logs {

Query queryOf(const QString &typed)
{
    Query query;
    query.text = typed;
    if (typed.size() > 2 && typed.startsWith(QLatin1Char('/')) && typed.endsWith(QLatin1Char('/'))) {
        query.regex = true;
        query.text = typed.mid(1, typed.size() - 2);
    }
    return query;
}

Result<Filter> Filter::of(const Query &query)
{
    Filter filter;
    filter.m_query = query;
    if (query.text.isEmpty())
        return filter;
    if (!query.regex) {
        filter.m_needle = Needle(query.text.toUtf8(), query.caseSensitive);
        return filter;
    }
    auto pattern = Pattern::compiled(query.text.toUtf8(), query.caseSensitive);
    if (!pattern)
        return pattern.error();
    filter.m_pattern = std::move(pattern).value();
    return filter;
}

Filter Filter::clone() const
{
    Filter other = *this;
    if (m_pattern)
        other.m_pattern = m_pattern->clone();
    return other;
}

bool Filter::textMatches(QByteArrayView text) const
{
    if (m_needle.isEmpty() && !m_pattern)
        return true;
    if (text.contains('\x1b')) {
        const QByteArray plain = withoutAnsi(text);
        return m_pattern ? m_pattern->firstIn(plain).at >= 0 : m_needle.indexIn(plain) >= 0;
    }
    return m_pattern ? m_pattern->firstIn(text).at >= 0 : m_needle.indexIn(text) >= 0;
}

bool Filter::rest(const Line &line) const
{
    return m_query.wants(line.level) && line.time >= m_query.from && line.time < m_query.to &&
           (m_query.sources.isEmpty() || m_query.sources.contains(line.source));
}

bool Filter::matches(const Line &line) const
{
    return rest(line) && textMatches(line.text);
}

Hits Filter::hitsIn(const Chunk &chunk) const
{
    Hits hits;
    const ChunkIndex &index = *chunk.index;
    if (index.latest < m_query.from || index.earliest >= m_query.to)
        return hits;
    const bool inTime = index.earliest >= m_query.from && index.latest < m_query.to;
    quint8 seen = 0;
    for (std::size_t i = 0; i < levelCount; ++i)
        seen = static_cast<quint8>(seen | (index.levels[i] ? 1u << i : 0u));
    const bool inLevels = (seen & m_query.levels) == seen;
    const auto wanted = [&](SourceId source) {
        return m_query.sources.isEmpty() || m_query.sources.contains(source);
    };
    quint32 places = 0; // a bit for each of the chunk's sources
    for (std::size_t i = 0; i < index.sources.size(); ++i)
        places |= wanted(index.sources[i]) ? 1u << i : 0u;
    const bool inSources = places == (index.sources.size() >= 32 ? ~0u : (1u << index.sources.size()) - 1);
    const bool easy = inTime && inLevels && inSources;
    if (!(seen & m_query.levels) || places == 0)
        return hits;
    const auto passes = [&](quint32 line) {
        const quint8 meta = index.metas[line];
        if (!(m_query.levels & (1u << (meta & 7))) || !(places & (1u << (meta >> 3))))
            return false;
        if (inTime)
            return true;
        const qint64 time = index.time(line);
        return time >= m_query.from && time < m_query.to;
    };
    if (m_needle.isEmpty() && !m_pattern) {
        if (easy) {
            hits.all = true;
            hits.count = index.lines();
            return hits;
        }
        for (quint32 line = 0; line < index.lines(); ++line) {
            if (passes(line))
                hits.lines.push_back(static_cast<quint16>(line));
        }
    } else if (!m_needle.isEmpty() && !index.hasEscapes) {
        const QByteArrayView bytes = chunk.bytes();
        for (qsizetype at = m_needle.indexIn(bytes); at >= 0;) {
            quint32 start = 0;
            quint32 end = 0;
            const quint32 line = chunk.lineAt(static_cast<quint32>(at), &start, &end);
            // A needle holds no '\n', or it would be found across lines.
            if (at + m_needle.size() <= qsizetype(end) && (easy || passes(line)))
                hits.lines.push_back(static_cast<quint16>(line));
            at = m_needle.indexIn(bytes, end);
        }
    } else {
        const char *at = chunk.text->data();
        const char *limit = at + index.bytes;
        for (quint32 line = 0; line < index.lines(); ++line) {
            const auto *stop = static_cast<const char *>(std::memchr(at, '\n', std::size_t(limit - at)));
            if ((easy || passes(line)) && textMatches({at, stop - at}))
                hits.lines.push_back(static_cast<quint16>(line));
            at = stop + 1;
        }
    }
    hits.count = static_cast<quint32>(hits.lines.size());
    hits.lines.shrink_to_fit();
    return hits;
}

std::vector<quint32> Filter::recentHits(const Snapshot &snapshot) const
{
    std::vector<quint32> hits;
    for (qint64 at = 0; at < snapshot.recentLines(); ++at) {
        if (matches(snapshot.recentLine(at)))
            hits.push_back(static_cast<quint32>(at));
    }
    return hits;
}

std::vector<Pattern::Span> Filter::spansIn(QByteArrayView plain, int limit) const
{
    std::vector<Pattern::Span> spans;
    if (m_needle.isEmpty() && !m_pattern)
        return spans;
    qsizetype at = 0;
    while (at <= plain.size() && int(spans.size()) < limit) {
        const Pattern::Span span = m_pattern ? m_pattern->firstIn(plain, at)
                                             : Pattern::Span{m_needle.indexIn(plain, at), m_needle.size()};
        if (span.at < 0)
            break;
        if (span.size > 0)
            spans.push_back(span);
        at = span.at + std::max<qsizetype>(span.size, 1);
    }
    return spans;
}

} // namespace envdeck::logs

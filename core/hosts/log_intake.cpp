// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/log_intake.h"

#include "core/hosts/log_script.h"
#include "core/logs/timestamp.h"

namespace envdeck::hosts {

namespace {

constexpr qint64 overlap = 2000; // ms that are asked for again
constexpr std::size_t mostRemembered = 20'000;

qint64 millisecondsOf(const QByteArray &stamp)
{
    const auto read = logs::stampOf(stamp);
    return read ? read->milliseconds : 0;
}

bool isDockersOwn(const QByteArray &line)
{
    return line.startsWith("Error response from daemon") || line.startsWith("error from daemon in stream") ||
           line.startsWith("Error grabbing logs");
}

} // namespace

void LogIntake::begin()
{
    m_returning.clear();
    for (const Seen &seen : m_recent)
        ++m_returning[seen];
    m_words.clear();
    m_stamped = m_known = false;
}

bool LogIntake::isKnown(const Seen &line)
{
    if (m_returning.isEmpty())
        return false;
    if (line.first > m_newest) // beyond all that is known; what came late before it was known by its hash
        return false;
    const auto found = m_returning.find(line);
    if (found == m_returning.end())
        return false;
    if (--*found == 0)
        m_returning.erase(found);
    return true;
}

void LogIntake::remember(const Seen &line)
{
    m_recent.push_back(line);
    if (line.first <= m_newest && m_recent.size() <= mostRemembered)
        return;
    m_newest = std::max(m_newest, line.first);
    const qint64 from = millisecondsOf(m_newest) - overlap;
    while (m_recent.size() > 1 &&
           (m_recent.size() > mostRemembered || millisecondsOf(m_recent.front().first) < from)) {
        // All of one time go together: docker is asked from the time of the first that is left.
        const QByteArray gone = m_recent.front().first;
        m_recent.pop_front();
        while (m_recent.size() > 1 && m_recent.front().first == gone)
            m_recent.pop_front();
    }
}

void LogIntake::take(const QList<QByteArray> &lines, qint64 now)
{
    QByteArray fresh;
    for (const QByteArray &line : lines) {
        const auto stamp = logs::stampOf(line);
        const QByteArray time = stamp ? line.left(stamp->size).trimmed() : QByteArray();
        if (!stamp || !isLogSince(time)) {
            // Docker's own words, or the rest of a message of several lines.
            if (!m_stamped || isDockersOwn(line)) {
                if (line != logsOpen)
                    m_words = line.left(2000);
                continue;
            }
            if (m_known)
                continue;
        } else {
            m_stamped = true;
            const Seen seen{time, qHash(line)};
            m_known = isKnown(seen);
            if (m_known)
                continue;
            remember(seen);
        }
        fresh += line;
        fresh += '\n';
        ++m_lines;
    }
    m_ingest.feed(fresh, now);
}

} // namespace envdeck::hosts

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/process/line_buffer.h"

namespace envdeck::process {

std::optional<QByteArray> LineBuffer::nextLine()
{
    const qsizetype end = m_bytes.indexOf('\n', m_searched);
    const qsizetype size = (end < 0 ? m_bytes.size() : end) - m_start;
    if (size > m_longestLine)
        return take(m_longestLine, 0);
    if (end >= 0)
        return take(size, 1);
    // Everything before m_start was handed out: drop it once per batch, not once per line.
    m_bytes.remove(0, m_start);
    m_start = 0;
    m_searched = m_bytes.size();
    return {};
}

std::optional<QByteArray> LineBuffer::rest()
{
    if (m_start == m_bytes.size())
        return {};
    return take(m_bytes.size() - m_start, 0);
}

QByteArray LineBuffer::take(qsizetype size, qsizetype lineEnd)
{
    QByteArray line = m_bytes.mid(m_start, size);
    m_start += size + lineEnd;
    m_searched = m_start;
    if (lineEnd && line.endsWith('\r'))
        line.chop(1);
    return line;
}

} // namespace envdeck::process

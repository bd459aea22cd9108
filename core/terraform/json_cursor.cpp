// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/json_cursor.h"

#include "core/terraform/json_blocks.h"

namespace envdeck::terraform {

namespace {

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

void JsonCursor::skipSpace()
{
    while (m_at < m_text.size() && isSpace(m_text[m_at]))
        ++m_at;
}

bool JsonCursor::takes(char c)
{
    skipSpace();
    if (m_at >= m_text.size() || m_text[m_at] != c)
        return false;
    ++m_at;
    return true;
}

bool JsonCursor::breaks()
{
    m_isGood = false;
    return false;
}

bool JsonCursor::enter()
{
    m_isFirst = true;
    return takes('{') || breaks();
}

bool JsonCursor::next(QByteArrayView &key)
{
    if (!m_isGood)
        return false;
    const bool isFirst = m_isFirst;
    m_isFirst = false;
    if (takes('}'))
        return false;
    if ((!isFirst && !takes(',')) || !takes('"'))
        return breaks();
    const qsizetype end = stringEnd(m_text, m_at);
    if (end < 0)
        return breaks();
    key = m_text.sliced(m_at, end - 1 - m_at);
    m_at = end;
    if (!takes(':'))
        return breaks();
    skipSpace();
    return true;
}

QByteArrayView JsonCursor::value()
{
    const qsizetype start = m_at;
    const qsizetype end = valueEnd();
    if (end <= start) {
        breaks();
        return {};
    }
    m_at = end;
    return since(start);
}

// -1 for none.
qsizetype JsonCursor::valueEnd() const
{
    if (m_at >= m_text.size())
        return -1;
    const char first = m_text[m_at];
    if (first == '"')
        return stringEnd(m_text, m_at + 1);
    if (first == '{' || first == '[') {
        JsonPlace place;
        place.depth = 1;
        const qsizetype end = passOver(m_text, m_at + 1, 0, place);
        return place.depth == 0 ? end : -1;
    }
    qsizetype end = m_at;
    while (end < m_text.size() && m_text[end] != ',' && m_text[end] != '}' && !isSpace(m_text[end]))
        ++end;
    return end;
}

} // namespace envdeck::terraform

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/json_entries.h"

#include "core/terraform/json_blocks.h"

#include <cstring>
#include <utility>

namespace envdeck::terraform {

namespace {

void overwriteAll(QByteArray &text)
{
    ::explicit_bzero(text.data(), size_t(text.capacity()));
}

bool isJsonSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

JsonEntries::JsonEntries(Wanted wanted, Reader reader)
    : m_wanted(std::move(wanted)), m_reader(std::move(reader))
{
}

JsonEntries::~JsonEntries()
{
    overwriteAll(m_text);
}

bool JsonEntries::feed(QByteArrayView bytes)
{
    if (!m_isGood)
        return false;
    append(bytes);
    m_isGood = scan();
    dropRead();
    return m_isGood;
}

void JsonEntries::append(QByteArrayView bytes)
{
    const qsizetype size = m_text.size() + bytes.size() + padding;
    if (m_text.capacity() < size) {
        QByteArray larger;
        larger.reserve(size + size / 2);
        larger.append(m_text);
        overwriteAll(m_text);
        m_text = std::move(larger);
    }
    m_text.append(bytes);
}

void JsonEntries::dropRead()
{
    const bool isKept = m_start >= 0 && m_use != Use::Skip;
    const qsizetype first = m_keyStart >= 0 ? m_keyStart : isKept ? m_start : m_at;
    const qsizetype left = m_text.size() - first;
    char *text = m_text.data();
    std::memmove(text, text + first, size_t(left));
    ::explicit_bzero(text + left, size_t(first));
    m_text.resize(left);
    m_at -= first;
    if (m_keyStart >= 0)
        m_keyStart = 0;
    else if (m_start >= 0)
        m_start = 0;
}

bool JsonEntries::scan()
{
    while (m_at < m_text.size()) {
        if (m_depth > m_watched) {
            if (!scanDeep())
                return false;
        } else if (m_inString) {
            if (!scanString())
                return true;
            if (m_keyStart >= 0) {
                (m_depth == 1 ? m_member : m_key) = m_text.mid(m_keyStart, m_at - 1 - m_keyStart);
                m_keyStart = -1;
            }
        } else {
            if (!step(m_text.at(m_at)))
                return false;
            ++m_at;
        }
    }
    return true;
}

// Below the depth that is cut only brackets and strings count.
bool JsonEntries::scanDeep()
{
    JsonPlace place{m_depth, m_inString, m_isEscaped};
    const qsizetype end = passOver(m_text, m_at, m_watched, place);
    if (end < 0)
        return false;
    m_at = end;
    m_depth = place.depth;
    m_inString = place.inString;
    m_isEscaped = place.isEscaped;
    return true;
}

// To behind the end of the string; false when it is not there yet.
bool JsonEntries::scanString()
{
    const char *text = m_text.constData();
    const qsizetype size = m_text.size();
    while (m_at < size) {
        if (m_isEscaped) {
            m_isEscaped = false;
            ++m_at;
            continue;
        }
        const void *quote = std::memchr(text + m_at, '"', size_t(size - m_at));
        const qsizetype end = quote ? static_cast<const char *>(quote) - text : size;
        qsizetype slashes = 0;
        while (end - slashes > m_at && text[end - slashes - 1] == '\\')
            ++slashes;
        m_at = end;
        m_isEscaped = slashes % 2 == 1;
        if (quote && !m_isEscaped) {
            ++m_at;
            m_inString = false;
            return true;
        }
    }
    return false;
}

// One character outside of strings, at a depth whose values are cut.
bool JsonEntries::step(char c)
{
    if (isJsonSpace(c))
        return true;
    if (m_depth == 0) {
        if (c != '{' || m_isOver)
            return false;
        open(true);
        return true;
    }
    switch (c) {
    case '"':
        m_inString = true;
        if (m_expectsKey)
            m_keyStart = m_at + 1;
        else if (m_start < 0)
            m_start = m_at;
        return true;
    case ':':
        if (!m_expectsKey)
            return false;
        m_expectsKey = false;
        if (m_depth == 1)
            m_use = m_wanted.whole.contains(m_member)     ? Use::Whole
                    : m_wanted.lists.contains(m_member)   ? Use::List
                    : m_wanted.objects.contains(m_member) ? Use::Object
                                                          : Use::Skip;
        return true;
    case '{':
    case '[':
        if (m_expectsKey)
            return false;
        if (m_depth == 1 && (m_use == Use::List || m_use == Use::Object)) {
            m_watched = 2;
            open(c == '{');
            return m_isObject[2] == (m_use == Use::Object);
        }
        if (m_start < 0)
            m_start = m_at;
        ++m_depth;
        return true;
    case ',':
        if (!hand(m_at))
            return false;
        m_expectsKey = m_isObject[m_depth];
        return true;
    case '}':
    case ']': return close();
    default:
        if (m_expectsKey)
            return false;
        if (m_start < 0)
            m_start = m_at;
        return true;
    }
}

void JsonEntries::open(bool isObject)
{
    m_isObject[++m_depth] = isObject;
    m_expectsKey = isObject;
    m_start = -1;
    m_key.clear();
}

bool JsonEntries::close()
{
    if (!hand(m_at))
        return false;
    m_expectsKey = false;
    m_watched = 1;
    m_isOver = --m_depth == 0;
    return true;
}

bool JsonEntries::hand(qsizetype end)
{
    const qsizetype start = std::exchange(m_start, -1);
    if (start < 0 || m_use == Use::Skip)
        return true;
    if (m_use != Use::Whole && m_depth == 1) // neither a list nor an object
        return false;
    return m_reader({m_member, m_depth == 2 ? QByteArrayView(m_key) : QByteArrayView(),
                     QByteArrayView(m_text).sliced(start, end - start)});
}

} // namespace envdeck::terraform

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/hcl_scanner.h"

#include <cctype>

namespace envdeck::terraform {

namespace {

constexpr int deepest = 100; // garbage must not use up the stack

bool startsIdentifier(char c)
{
    return c == '_' || std::isalpha(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
}

bool continuesIdentifier(char c)
{
    return startsIdentifier(c) || c == '-' || std::isdigit(static_cast<unsigned char>(c));
}

bool opens(char c)
{
    return c == '(' || c == '[' || c == '{';
}
bool closes(char c)
{
    return c == ')' || c == ']' || c == '}';
}

} // namespace

void HclScanner::step()
{
    if (m_text.at(m_at++) == '\n') {
        ++m_line;
        m_lineStart = m_at;
    }
}

void HclScanner::skipLine()
{
    while (!atEnd() && m_text.at(m_at) != '\n')
        step();
}

bool HclScanner::skipComment()
{
    if (sees("#") || sees("//")) {
        skipLine();
        return true;
    }
    if (!sees("/*"))
        return false;
    while (!atEnd() && !sees("*/"))
        step();
    m_at = std::min(m_at + 2, m_text.size());
    return true;
}

bool HclScanner::skipBlanks()
{
    while (!atEnd()) {
        if (std::isspace(static_cast<unsigned char>(m_text.at(m_at))))
            step();
        else if (!skipComment())
            return true;
    }
    return false;
}

void HclScanner::skipWithinLine()
{
    while (!atEnd() && m_text.at(m_at) != '\n') {
        if (std::isspace(static_cast<unsigned char>(m_text.at(m_at))))
            step();
        else if (!skipComment())
            return;
    }
}

QString HclScanner::readIdentifier()
{
    const qsizetype start = m_at;
    if (!atEnd() && startsIdentifier(m_text.at(m_at))) {
        while (!atEnd() && continuesIdentifier(m_text.at(m_at)))
            step();
    }
    return QString::fromUtf8(m_text.sliced(start, m_at - start));
}

void HclScanner::skipSpaces()
{
    while (!atEnd() && (m_text.at(m_at) == ' ' || m_text.at(m_at) == '\t'))
        step();
}

bool HclScanner::skip(char c)
{
    if (atEnd() || m_text.at(m_at) != c)
        return false;
    step();
    return true;
}

bool HclScanner::skipEquals()
{
    skipSpaces();
    return !sees("==") && skip('=');
}

bool HclScanner::skipQuoted()
{
    return sees("\"") && skipString();
}

bool HclScanner::skipExpression(Within within)
{
    int depth = 0;
    m_expressionEnd = m_at;
    while (!atEnd()) {
        const char c = m_text.at(m_at);
        const bool ends =
            c == '\n' || (c == '}' && within == Within::Block) || (c == ',' && within == Within::Object);
        if (ends && depth == 0)
            return true;
        if (std::isspace(static_cast<unsigned char>(c))) {
            step();
            continue;
        }
        if (skipComment())
            continue;
        if (c == '"' || sees("<<")) {
            if (!(c == '"' ? skipString() : skipHeredoc()))
                return false;
        } else {
            depth += opens(c) ? 1 : closes(c) ? -1 : 0;
            if (depth < 0)
                return false;
            step();
        }
        m_expressionEnd = m_at;
    }
    return depth == 0;
}

bool HclScanner::skipString()
{
    step();
    while (!atEnd() && m_text.at(m_at) != '\n') {
        if (sees("$${") || sees("%%{")) {
            m_at += 3; // an escaped template is text
        } else if (sees("${") || sees("%{")) {
            if (!skipTemplate())
                return false;
        } else if (sees("\\") && m_at + 1 < m_text.size()) {
            step();
            if (m_text.at(m_at) != '\n')
                step();
        } else {
            const bool closed = m_text.at(m_at) == '"';
            step();
            if (closed)
                return true;
        }
    }
    return false;
}

bool HclScanner::skipTemplate()
{
    if (++m_nesting > deepest)
        return false;
    m_at += 2;
    int depth = 1;
    while (depth > 0 && !atEnd()) {
        const char c = m_text.at(m_at);
        if (c == '"') {
            if (!skipString())
                return false;
            continue;
        }
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        step();
    }
    --m_nesting;
    return depth == 0;
}

bool HclScanner::skipHeredoc()
{
    m_at += sees("<<-") ? 3 : 2;
    const QByteArray marker = readIdentifier().toUtf8();
    if (marker.isEmpty())
        return true; // no heredoc after all
    skipLine();
    while (!atEnd()) {
        step();
        const qsizetype start = m_at;
        skipLine();
        if (m_text.sliced(start, m_at - start).trimmed() == marker)
            return true;
    }
    return false;
}

} // namespace envdeck::terraform

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/hcl_literal.h"

#include "core/terraform/hcl_document.h"
#include "core/terraform/hcl_scanner.h"

namespace envdeck::terraform {

namespace {

constexpr int deepestValue = 64;

class LiteralReader {
public:
    explicit LiteralReader(const QByteArray &text) : m_text(text), m_scanner(text) {}

    std::optional<LiteralShape> readWhole()
    {
        const auto shape = readValue(0);
        return isAtEnd() ? shape : std::nullopt;
    }

private:
    bool isAtEnd() const { return m_scanner.position() == m_text.size(); }
    char next() const { return isAtEnd() ? '\0' : m_text.at(m_scanner.position()); }

    std::optional<LiteralShape> readValue(int depth)
    {
        const auto when = [](bool read, LiteralShape shape) {
            return read ? std::optional(shape) : std::nullopt;
        };
        if (depth > deepestValue)
            return std::nullopt;
        if (next() == '"')
            return when(readText(), LiteralShape::Text);
        if (m_scanner.skip('['))
            return when(readList(depth), LiteralShape::List);
        if (m_scanner.skip('{'))
            return when(readObject(depth), LiteralShape::Object);
        const QString word = m_scanner.readIdentifier();
        if (word.isEmpty())
            return when(readNumber(), LiteralShape::Number);
        if (word == QLatin1String("null"))
            return LiteralShape::Null;
        return when(word == QLatin1String("true") || word == QLatin1String("false"), LiteralShape::Bool);
    }

    bool readText()
    {
        const qsizetype begin = m_scanner.position();
        return m_scanner.skipQuoted() && literalText(m_text.mid(begin, m_scanner.position() - begin));
    }

    bool readNumber()
    {
        (void)m_scanner.skip('-');
        if (!readDigits())
            return false;
        if (m_scanner.skip('.') && !readDigits())
            return false;
        if (!m_scanner.skip('e') && !m_scanner.skip('E'))
            return true;
        (void)(m_scanner.skip('+') || m_scanner.skip('-'));
        return readDigits();
    }

    bool readDigits()
    {
        const qsizetype begin = m_scanner.position();
        while (next() >= '0' && next() <= '9')
            (void)m_scanner.skip(next());
        return m_scanner.position() > begin;
    }

    // Behind the [. Line ends count for nothing in it.
    bool readList(int depth)
    {
        m_scanner.skipBlanks();
        while (!m_scanner.skip(']')) {
            if (!readValue(depth + 1))
                return false;
            m_scanner.skipBlanks();
            if (next() != ']' && !m_scanner.skip(','))
                return false;
            m_scanner.skipBlanks();
        }
        return true;
    }

    // Behind the {. A line end separates, as a comma does, and nothing goes over one.
    bool readObject(int depth)
    {
        m_scanner.skipBlanks();
        while (!m_scanner.skip('}')) {
            if (!readKey())
                return false;
            m_scanner.skipWithinLine();
            if (!m_scanner.skip('=') && !m_scanner.skip(':'))
                return false;
            m_scanner.skipWithinLine();
            if (!readValue(depth + 1))
                return false;
            m_scanner.skipWithinLine();
            if (next() != '}' && !m_scanner.skip(',') && !m_scanner.skip('\n'))
                return false;
            m_scanner.skipBlanks();
        }
        return true;
    }

    bool readKey()
    {
        if (next() == '"')
            return readText();
        return !m_scanner.readIdentifier().isEmpty() || readNumber();
    }

    const QByteArray &m_text;
    HclScanner m_scanner;
};

} // namespace

std::optional<LiteralShape> literalShape(const QByteArray &expression)
{
    if (expression.startsWith("<<")) {
        HclScanner scanner(expression);
        const bool isOne = scanner.skipExpression() && scanner.expressionEnd() == expression.size();
        return isOne && literalText(expression) ? std::optional(LiteralShape::Text) : std::nullopt;
    }
    return LiteralReader(expression).readWhole();
}

} // namespace envdeck::terraform

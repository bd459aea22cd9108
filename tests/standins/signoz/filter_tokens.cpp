// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/filter_tokens.h"

#include "tests/standins/signoz/refusal.h"

namespace envdeck::standins::signoz {

namespace {

bool isWordStart(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('@') || c == QLatin1Char('-');
}

bool isWordPart(QChar c)
{
    return isWordStart(c) || c == QLatin1Char('.') || c == QLatin1Char(':') || c == QLatin1Char('/');
}

class Lexer {
public:
    explicit Lexer(const QString &expression) : m_text(expression) {}

    std::vector<FilterToken> all()
    {
        std::vector<FilterToken> tokens;
        while (skipBlanks())
            tokens.push_back(next());
        tokens.push_back({FilterToken::End, {}, int(m_text.size())});
        return tokens;
    }

private:
    bool skipBlanks()
    {
        while (m_at < m_text.size() && m_text.at(m_at).isSpace())
            ++m_at;
        return m_at < m_text.size();
    }

    FilterToken next()
    {
        const int start = int(m_at);
        const QChar c = m_text.at(m_at);
        if (c == QLatin1Char('\'') || c == QLatin1Char('"'))
            return {FilterToken::Text, quoted(), start};
        if (c == QLatin1Char('$')) {
            ++m_at;
            return {FilterToken::Variable, word(), start};
        }
        if (isWordStart(c)) {
            const QString text = word();
            bool number = false;
            text.toDouble(&number);
            return {number ? FilterToken::Number : FilterToken::Word, text, start};
        }
        return punctuation(start);
    }

    QString word()
    {
        const auto start = m_at;
        while (m_at < m_text.size() && isWordPart(m_text.at(m_at)))
            ++m_at;
        return m_text.mid(start, m_at - start);
    }

    QString quoted()
    {
        const int start = int(m_at);
        const QChar quote = m_text.at(m_at++);
        QString content;
        while (m_at < m_text.size()) {
            QChar c = m_text.at(m_at++);
            if (c == quote)
                return content;
            if (c == QLatin1Char('\\') && m_at < m_text.size())
                c = m_text.at(m_at++);
            content += c;
        }
        throw filterSyntaxError({FilterToken::End, {}, start}, QStringLiteral("closing quote"));
    }

    FilterToken punctuation(int start)
    {
        for (const auto &two : {QLatin1String("=="), QLatin1String("!="), QLatin1String("<>"),
                                QLatin1String("<="), QLatin1String(">=")}) {
            if (QStringView(m_text).mid(m_at).startsWith(two)) {
                m_at += 2;
                return {FilterToken::Operator, QString(two), start};
            }
        }
        const QChar c = m_text.at(m_at++);
        switch (c.unicode()) {
        case '=':
        case '<':
        case '>': return {FilterToken::Operator, QString(c), start};
        case '(':
        case '[': return {FilterToken::Open, QString(c), start};
        case ')':
        case ']': return {FilterToken::Close, QString(c), start};
        case ',': return {FilterToken::Comma, QString(c), start};
        }
        throw filterSyntaxError({FilterToken::Word, QString(c), start}, QStringLiteral("key, value, (, NOT"));
    }

    const QString m_text;
    qsizetype m_at = 0;
};

} // namespace

std::vector<FilterToken> filterTokens(const QString &expression)
{
    return Lexer(expression).all();
}

Refusal filterSyntaxError(const FilterToken &at, const QString &expected)
{
    const QString got =
        at.kind == FilterToken::End ? QStringLiteral("EOF") : QStringLiteral("'%1'").arg(at.text);
    return invalidInput(
        QStringLiteral("Found 1 syntax errors while parsing the search expression."),
        {QStringLiteral("line 1:%1 expecting one of {%2}; got %3").arg(at.column).arg(expected, got)});
}

} // namespace envdeck::standins::signoz

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace envdeck::terraform {

// Walks over HCL text far enough to tell names from the expressions behind them; reads no value.
class HclScanner {
public:
    explicit HclScanner(QByteArrayView text) : m_text(text) {}

    // To the next thing that is neither space, line end nor comment; false at the end of the text.
    bool skipBlanks();
    QString readIdentifier(); // empty when none stands here
    bool skipEquals();        // an = with spaces around it
    // Over an expression to the line end behind it, through strings, templates, heredocs and brackets; inside
    // of a block also to the } that ends it on the same line, and of an object to the comma. False when one
    // of them never ends, or they stand too deep in each other.
    enum class Within { File, Block, Object };
    bool skipExpression(Within within = Within::File);
    bool skip(char c);     // over this one, when it stands here
    void skipSpaces();     // within the line
    void skipWithinLine(); // spaces and comments, to the line's end at most
    bool skipQuoted();     // over a text in quotes, when one stands here

    qsizetype position() const { return m_at; }
    qsizetype expressionEnd() const { return m_expressionEnd; } // of the last one, without comment and space
    int line() const { return m_line; }
    int column() const { return int(m_at - m_lineStart) + 1; }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    bool sees(QByteArrayView word) const { return m_text.sliced(m_at).startsWith(word); }
    void step();
    void skipLine();
    bool skipComment(); // true when one stood here
    bool skipString();
    bool skipTemplate();
    bool skipHeredoc();

    QByteArrayView m_text;
    qsizetype m_at = 0;
    qsizetype m_expressionEnd = 0;
    int m_nesting = 0; // of texts and the templates in them
    qsizetype m_lineStart = 0;
    int m_line = 1;
};

} // namespace envdeck::terraform

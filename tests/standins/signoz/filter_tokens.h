// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <vector>

namespace envdeck::standins::signoz {

struct FilterToken {
    enum Kind { Word, Text, Number, Variable, Operator, Open, Close, Comma, End };
    Kind kind = End;
    QString text;   // unquoted; a variable without its $
    int column = 0; // of its first character, counted from 0 as the server does

    bool isWord(QLatin1String keyword) const
    {
        return kind == Word && text.compare(keyword, Qt::CaseInsensitive) == 0;
    }
};

// Always ends with one End token. Throws a Refusal for a quote that is never closed and for a character that
// begins nothing.
std::vector<FilterToken> filterTokens(const QString &expression);

// The refusal of every syntax error: "line 1:16 expecting one of {value}; got EOF".
struct Refusal;
Refusal filterSyntaxError(const FilterToken &at, const QString &expected);

} // namespace envdeck::standins::signoz

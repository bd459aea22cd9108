// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/markdown.h"

#include "core/base/hidden.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr qsizetype longest = 120;

} // namespace

QString markdownCode(const QString &text)
{
    QString words;
    for (const QChar c : text.left(longest)) {
        if (c.isSpace())
            words += u' ';
        else if (isHidden(c))
            words += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            words += c;
    }
    if (text.size() > longest)
        words += QStringLiteral("\u2026");
    qsizetype run = 0;
    qsizetype longestRun = 0;
    for (const QChar c : std::as_const(words)) {
        run = c == u'`' ? run + 1 : 0;
        longestRun = qMax(longestRun, run);
    }
    const QString fence(longestRun + 1, u'`');
    // Without words the fence would be one of two characters that another one ends.
    const QString gap = longestRun > 0 || words.isEmpty() ? QStringLiteral(" ") : QString();
    return fence + gap + words + gap + fence;
}

QString markdownName(const QString &text)
{
    const bool isPlain = std::all_of(text.cbegin(), text.cend(),
                                     [](QChar c) { return c.isLetterOrNumber() || c == u'-' || c == u'_'; });
    return isPlain && !text.startsWith(u'_') && !text.endsWith(u'_') ? text : markdownCode(text);
}

} // namespace envdeck::ui

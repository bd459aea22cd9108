// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/terraform/formatting.h"

namespace envdeck::terraform {

Formatting formattingFrom(const QString &output)
{
    QStringList lines = output.split(QLatin1Char('\n'));
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    const bool hasDiff = output.contains(QLatin1String("--- old/"));
    Formatting found;
    QStringList diff;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const bool isName = lines.value(i + 1) == QStringLiteral("--- old/") + lines.at(i);
        if (isName || (!hasDiff && !lines.at(i).isEmpty()))
            found.files.append(lines.at(i));
        else
            diff.append(lines.at(i));
    }
    found.diff = diff.join(QLatin1Char('\n'));
    return found;
}

} // namespace envdeck::terraform

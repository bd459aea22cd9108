// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hosts/parse_parts.h"
#include "core/hosts/row.h"

namespace envdeck::hosts {

constexpr qsizetype mostProblems = 50;

// The rows of a section that are JSON objects, each given to `take`, which answers whether it keeps the row.
template <typename Take>
void eachRow(const Section &section, Problems *problems, Take take)
{
    int index = 0;
    for (const QByteArray &line : section.lines()) {
        if (!line.startsWith('{'))
            continue; // warnings of the client
        Row row(line, QStringLiteral("%1[%2]").arg(QString::fromLatin1(section.name)).arg(index++));
        if (!row.problem())
            take(row);
        if (row.problem() && problems->size() < mostProblems)
            problems->append(*row.problem());
    }
}

} // namespace envdeck::hosts

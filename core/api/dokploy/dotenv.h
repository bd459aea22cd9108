// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace envdeck::dokploy {

// One assignment of a dotenv text, as the dotenv package that Dokploy uses reads it.
struct DotenvEntry {
    QString name;
    QString value;         // without its quotes; \n and \r within double quotes are line ends
    qsizetype from = 0;    // of its first line
    qsizetype to = 0;      // behind the end of its last line, the line break included
    qsizetype valueAt = 0; // where the value stands, quotes included
    qsizetype valueEnd = 0;
};

// In their order; a name that stands twice counts by its last.
QList<DotenvEntry> dotenvEntries(const QString &text);
QStringList dotenvNames(const QString &text);

// The text with that one assignment changed, or added at its end; comments, order and line ends stay. Errors:
// BadInput "name", "line-break" (Dokploy writes a file of lines from it), "quotes" (no way of quoting holds
// it).
Result<QString> withAssignment(const QString &text, const QString &name, const QString &value);
QString withoutAssignment(const QString &text, const QString &name); // every assignment of it

bool isVariableName(const QString &name);

} // namespace envdeck::dokploy

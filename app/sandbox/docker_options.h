// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStringList>

namespace envdeck::sandbox {

// The options of one docker command as its client takes them: "--tail 5", "--tail=5", "-n 5", "-aq".
struct DockerOptions {
    QHash<QString, QString> values; // by long name; "true" of a flag
    QStringList words;
    QString unknown; // the first that is not known; empty for none

    bool has(const char *name) const { return values.contains(QLatin1String(name)); }
    QString value(const char *name) const { return values.value(QLatin1String(name)); }
};

// `known` are names as "all|a" for a flag and "tail|n=" for one with a value.
DockerOptions dockerOptions(const QStringList &arguments, const QStringList &known);

} // namespace envdeck::sandbox

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/domain/finding.h"

#include <QDateTime>
#include <QList>

namespace envdeck::hosts {

struct LogLine {
    QDateTime at; // UTC; null when none was written
    QString container;
    QByteArray text; // as the program wrote it, at most 16 KiB
    friend bool operator==(const LogLine &, const LogLine &) = default;
};

// The output of `docker logs --timestamps` (or `docker service logs --timestamps`), both streams. A line
// without a time takes that of the line before it.
QList<LogLine> dockerLogLines(const QByteArray &output, const QString &container);

enum class LogLevel { Error, Warning, Other };

// Lines that differ in numbers, ids, times and addresses only.
struct LogPattern {
    QString pattern; // "payment timeout after # ms", made visible, redacted
    LogLevel level = LogLevel::Other;
    int count = 0;
    QDateTime first; // UTC; null when no line of it has a time
    QDateTime last;
    QString example; // the newest line, made visible, redacted
    QStringList containers;
    friend bool operator==(const LogPattern &, const LogPattern &) = default;
};

// The patterns of some lines: errors before warnings before the rest, the most frequent first; at most
// `most`. Lines that continue another (of a stack trace) count with it. Linear in the bytes: for more than
// some thousand lines call it from a worker.
QList<LogPattern> groupLines(const QList<LogLine> &lines, const Redactor &redactor = {}, qsizetype most = 50);

// What the patterns tell: the errors as findings about `subject`, with `deployedAt` of the version that runs
// (null: not known). One that began with that version, or whose words name a reason, is a likely cause.
// NoProblem when there is no error among the lines, CouldNotCheck when there is no line.
QList<Finding> lookAtLogs(const QList<LogPattern> &patterns, const QString &host, const QString &subject,
                          const QDateTime &deployedAt);

} // namespace envdeck::hosts

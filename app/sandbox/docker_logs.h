// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <functional>
#include <optional>

namespace envdeck::sandbox {

struct LogsRequest {
    QString file;            // the container's output
    QDateTime started;       // for lines that stand before the first with a time
    bool timestamps = false; // in front of every line, as Docker writes them
    qint64 tail = -1;        // this many of the end; -1: all
    std::optional<QDateTime> since;
    bool follow = false;
    std::function<bool()> isRunning; // asked while following: its end ends the answer
};

// `--since` of docker: RFC 3339, seconds since 1970 with decimals, or a duration back from now ("10m",
// "1h30m").
std::optional<QDateTime> sinceFrom(const QString &text, const QDateTime &now);
// A line as the apps write it begins with the time at which they wrote it; nothing for another one.
std::optional<QDateTime> timeOfLine(const QByteArray &line);

// Writes it to standard output until it ends, or nobody reads any more. Answers the exit code.
int printLogs(const LogsRequest &request);

} // namespace envdeck::sandbox

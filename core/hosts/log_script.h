// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace envdeck::hosts {

// What is wanted of a container's output.
struct LogWish {
    int tail = 1000;    // lines of what is there already; < 0: all of them
    QByteArray since;   // "10m", or a time in RFC 3339; empty: from the beginning
    bool follow = true; // and what comes from now on
};

// Hours, minutes and seconds ("90s", "1h30m"), or a time in UTC. Only such may stand in a command.
bool isLogSince(const QByteArray &text);

// It ended although its container runs: the daemon was restarted, or the log turned away under it.
inline constexpr int logsBroke = 75;

// The first line of the script: the host answers, whether or not the container ever says something.
inline constexpr auto logsOpen = "envdeck: logs follow";

// A script for Shell::follow() that prints the container's output, both streams as one in the order in which
// docker has them, each line with its time. Empty for an id or a `since` that is none.
QByteArray dockerLogScript(const QString &id, const LogWish &wish);

} // namespace envdeck::hosts

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/base/result.h"
#include "core/logs/matches.h"

#include <QString>

namespace envdeck::logs {

// How lines leave the window. Copy and export write the same.
struct PlainOptions {
    bool time = true;    // RFC 3339, UTC, milliseconds
    bool source = true;  // its name
    bool emails = false; // leave e-mail addresses readable
};

// One line as UTF-8 text without colour sequences; what would hide, turn or command is a sign, but for tabs.
// Secrets replaced, without its end.
QByteArray plainLine(const Snapshot &snapshot, qint64 row, const Redactor &redactor,
                     const PlainOptions &options);

// Writes all lines of `matches` to the file, whole or not at all. Blocks: call it from a worker. Errors:
// those of writeBlocks(); Canceled.
Result<qint64> exportLines(const Matches &matches, const QString &path, const Redactor &redactor,
                           const PlainOptions &options, const std::stop_token &stop);

} // namespace envdeck::logs

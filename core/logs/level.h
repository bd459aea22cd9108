// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/logs/line.h"

namespace envdeck::logs {

// What a line says about itself: the level field of a JSON object or of logfmt ("level", "severity", "lvl",
// also as pino's and bunyan's numbers), or a level word in its first 200 bytes: in capitals anywhere
// ("ERROR"), in small letters only where it is marked off ("[warn]", "error:"). Colours do not hide it.
Level levelOf(QByteArrayView text);

// The level that a word stands for, whatever its case: "warn", "WARNING", "err", "critical". Unknown for
// others.
Level levelNamed(QByteArrayView word);

// Whether the line only goes on with the one above: a frame of a stack trace, "Caused by:", "... 12 more".
bool isContinuation(QByteArrayView text);

// Whether the whole line is one JSON object, by its first and last byte; the parser has the last word.
bool looksLikeJson(QByteArrayView text);

} // namespace envdeck::logs

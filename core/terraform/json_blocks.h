// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace envdeck::terraform {

// Where a scan of JSON stands, between two bytes.
struct JsonPlace {
    int depth = 0; // open brackets
    bool inString = false;
    bool isEscaped = false; // the next character of the string
};

inline constexpr int deepestJson = 1000; // simdjson goes little further

// From `at` to behind the bracket that closes down to `depth`, or to the end of the text. Passes most of a
// large text, so it looks at 64 bytes at a time. `place` is deeper than `depth`. -1: too deep.
qsizetype passOver(QByteArrayView text, qsizetype at, int depth, JsonPlace &place);

// Behind the end of the string whose opening quote is before `at`; -1 when it does not end.
qsizetype stringEnd(QByteArrayView text, qsizetype at);

} // namespace envdeck::terraform

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

namespace envdeck::terraform {

// JSON escapes undone once, wherever they stand: `\u0026` is `&`. A backslash that begins none stays.
QString withoutEscapes(const QString &text);

// Documents stand within texts within documents, each with its own escapes. Whether the test is true of the
// text as it stands, or after its escapes were undone once, twice and so on: every value in it stands plain
// in one of these. Deep enough for whatever a view unfolds.
bool isAnyReading(const QString &json, const std::function<bool(const QString &)> &test);

inline constexpr int mostReadings = 8; // a view that unfolds documents stops before that many

} // namespace envdeck::terraform

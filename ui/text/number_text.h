// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <chrono>
#include <optional>

namespace envdeck::ui {

// Numbers with their unit, by QLocale; an absent one is an en dash, never a zero.
QString limitText(qint64 bytes);                         // "256 MiB" where whole, as compose files say
QString sizeText(qint64 bytes);                          // "3.1 GB", decimal units
QString percentText(std::optional<double> percent);      // "2.4 %"; one decimal below 10, none above
QString latencyText(std::optional<double> milliseconds); // "88 ms", "1.2 s"
QString rateText(std::optional<double> perSecond);       // "3.1 req/s"
QString countText(qint64 count);                         // "12,345"
QString absentText();                                    // the dash itself

} // namespace envdeck::ui

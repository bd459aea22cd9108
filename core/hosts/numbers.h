// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <cmath>
#include <optional>

namespace envdeck::hosts {

constexpr qint64 mostKilobytes = qint64(1) << 50; // an exbibyte: anything above is no size

// Numbers of a host, checked: nothing unless the text is one between zero and `most`.
inline std::optional<qint64> wholeNumber(const QByteArray &text, qint64 most)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber && number >= 0 && number <= most ? std::optional(number) : std::nullopt;
}

inline std::optional<double> decimal(const QByteArray &text, double most)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber && std::isfinite(number) && number >= 0 && number <= most ? std::optional(number)
                                                                              : std::nullopt;
}

} // namespace envdeck::hosts

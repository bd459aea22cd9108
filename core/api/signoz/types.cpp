// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/signoz/types.h"

#include <QRegularExpression>

namespace envdeck::signoz {

namespace {

constexpr Version floorVersion{0, 96, 0};
constexpr Version completeFrom{0, 120, 0};

constexpr qint64 leastStep = 5; // seconds; SigNoz allows no finer one for spans
constexpr qint64 mostPoints = 1500;
constexpr qint64 usualPoints = 360;

qint64 secondsOf(const Range &range)
{
    return std::max<qint64>(1, (range.from.msecsTo(range.to) + 999) / 1000);
}

} // namespace

std::optional<Version> Version::parse(const QString &text)
{
    static const QRegularExpression grammar(
        QStringLiteral("^v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?![\\w.])"));
    const auto match = grammar.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    return Version{match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt()};
}

Support supportOf(const std::optional<Version> &version)
{
    if (!version)
        return Support::Unknown;
    if (*version < floorVersion)
        return Support::Refused;
    return *version < completeFrom ? Support::Partial : Support::Complete;
}

std::chrono::seconds stepFor(const Range &range)
{
    const qint64 wanted = (secondsOf(range) + usualPoints - 1) / usualPoints;
    for (const qint64 step : {10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 43200}) {
        if (step >= wanted)
            return std::chrono::seconds(step);
    }
    constexpr qint64 day = 86400;
    return std::chrono::seconds((wanted + day - 1) / day * day);
}

std::chrono::seconds boundedStep(const Range &range, std::chrono::seconds wanted)
{
    // One more than fits: a range that begins within a step touches one more of them.
    const qint64 least = std::max(leastStep, (secondsOf(range) + mostPoints - 2) / (mostPoints - 1));
    return std::chrono::seconds(std::max<qint64>(least, wanted.count()));
}

} // namespace envdeck::signoz

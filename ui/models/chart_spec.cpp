// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/chart_spec.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace envdeck::ui {

namespace {

// Tops between 1 and 10 and the number of round steps below each.
struct RoundTop {
    double top;
    int steps;
};
constexpr std::array<RoundTop, 11> roundTops{
    {{1, 5}, {1.2, 4}, {1.5, 3}, {2, 4}, {2.5, 5}, {3, 3}, {4, 4}, {5, 5}, {6, 3}, {8, 4}, {10, 5}}};

double magnitudeOf(double value)
{
    return std::pow(10, std::floor(std::log10(value)));
}

qint64 wholeEnd(const ChartSpec &spec)
{
    return spec.wholeUntil > 0 ? spec.wholeUntil : std::numeric_limits<qint64>::max();
}

} // namespace

observability::Summary summaryOf(const ChartSpec &spec, const Series &series)
{
    return observability::summaryOf(series, wholeEnd(spec));
}

bool isPresent(const ChartSpec &spec, const Series &series)
{
    const auto end = std::lower_bound(series.times.begin(), series.times.end(), wholeEnd(spec));
    return end != series.times.begin() &&
           !std::isnan(series.values[static_cast<std::size_t>(end - series.times.begin()) - 1]);
}

double niceTop(const ChartSpec &spec)
{
    constexpr double roomAbove = 1.1;
    double highest = std::max(0.0, spec.threshold * roomAbove);
    for (const Series &series : spec.series)
        highest = std::max(highest, observability::summaryOf(series).high);
    if (highest <= 0 || !std::isfinite(highest))
        return 1;
    const double magnitude = magnitudeOf(highest);
    for (const RoundTop &round : roundTops) {
        if (highest <= round.top * magnitude)
            return round.top * magnitude;
    }
    return 10 * magnitude;
}

int niceTicks(double top)
{
    if (top <= 0 || !std::isfinite(top))
        return 2;
    const double mantissa = top / magnitudeOf(top);
    for (const RoundTop &round : roundTops) {
        if (std::abs(mantissa - round.top) < 1e-6)
            return round.steps + 1;
    }
    return 3;
}

qint64 timeStep(qint64 from, qint64 to, int most)
{
    constexpr qint64 minute = 60'000;
    constexpr std::array<qint64, 15> steps{minute,        2 * minute,    5 * minute,    10 * minute,
                                           15 * minute,   30 * minute,   60 * minute,   120 * minute,
                                           180 * minute,  360 * minute,  720 * minute,  1440 * minute,
                                           2880 * minute, 4320 * minute, 10080 * minute};
    for (const qint64 step : steps) {
        if ((to - from) / step <= most)
            return step;
    }
    return steps.back();
}

} // namespace envdeck::ui

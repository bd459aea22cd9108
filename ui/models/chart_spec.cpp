// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/chart_spec.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace envdeck::ui {

ChartSummary summaryOf(const QList<QPointF> &points)
{
    ChartSummary s;
    double sum = 0;
    for (const QPointF &p : points) {
        if (std::isnan(p.y()))
            continue;
        s.low = s.count == 0 ? p.y() : std::min(s.low, p.y());
        s.high = s.count == 0 ? p.y() : std::max(s.high, p.y());
        s.now = p.y();
        sum += p.y();
        ++s.count;
    }
    s.mean = s.count > 0 ? sum / s.count : 0;
    return s;
}

double niceTop(const ChartSpec &spec)
{
    double highest = std::max(0.0, spec.threshold);
    for (const ChartSeries &series : spec.series)
        highest = std::max(highest, summaryOf(series.points).high);
    if (highest <= 0 || !std::isfinite(highest))
        return 1;
    const double magnitude = std::pow(10, std::floor(std::log10(highest)));
    for (const double step : {1.0, 2.0, 2.5, 5.0}) {
        if (highest <= step * magnitude)
            return step * magnitude;
    }
    return 10 * magnitude;
}

namespace {

// The usual distance of two samples: the median, which one hole does not move.
double usualStep(const QList<QPointF> &points)
{
    std::vector<double> steps;
    for (qsizetype i = 1; i < points.size(); ++i)
        steps.push_back(points.at(i).x() - points.at(i - 1).x());
    if (steps.empty())
        return 0;
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

} // namespace

QList<ChartGap> gapsIn(const QList<QPointF> &points)
{
    constexpr double patience = 2.5;
    QList<ChartGap> gaps;
    const double limit = patience * usualStep(points);
    const QPointF *last = nullptr; // the newest sample that is a number
    bool hole = false;
    for (const QPointF &p : points) {
        if (std::isnan(p.y())) {
            hole = true;
            continue;
        }
        if (last && (hole || (limit > 0 && p.x() - last->x() > limit)))
            gaps.append({static_cast<qint64>(last->x()), static_cast<qint64>(p.x()), {}});
        last = &p;
        hole = false;
    }
    if (last && hole) // up to the end
        gaps.append({static_cast<qint64>(last->x()), static_cast<qint64>(points.constLast().x()), {}});
    return gaps;
}

qint64 timeStep(qint64 from, qint64 to, int most)
{
    constexpr qint64 minute = 60'000;
    constexpr std::array<qint64, 13> steps{
        minute,       2 * minute,   5 * minute,   10 * minute,  15 * minute,   30 * minute,   60 * minute,
        120 * minute, 180 * minute, 360 * minute, 720 * minute, 1440 * minute, 10080 * minute};
    for (const qint64 step : steps) {
        if ((to - from) / step <= most)
            return step;
    }
    return steps.back();
}

} // namespace envdeck::ui

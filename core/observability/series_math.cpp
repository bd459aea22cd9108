// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observability/series_math.h"

#include <algorithm>
#include <cmath>

namespace envdeck::observability {

Summary summaryOf(const Series &series, qint64 until)
{
    Summary s;
    double sum = 0;
    for (std::size_t i = 0; i < series.times.size() && series.times[i] < until; ++i) {
        const double value = series.values[i];
        if (std::isnan(value))
            continue;
        s.low = s.count == 0 ? value : std::min(s.low, value);
        s.high = s.count == 0 ? value : std::max(s.high, value);
        s.now = value;
        sum += value;
        ++s.count;
    }
    s.mean = s.count > 0 ? sum / s.count : 0;
    return s;
}

qint64 stepOf(const Series &series)
{
    std::vector<qint64> steps;
    for (std::size_t i = 1; i < series.times.size(); ++i)
        steps.push_back(series.times[i] - series.times[i - 1]);
    if (steps.empty())
        return 0;
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

QList<Span> gapsIn(const Series &series)
{
    const qint64 limit = stepOf(series) * 5 / 2;
    QList<Span> gaps;
    bool any = false;
    bool hole = false;
    qint64 last = 0; // time of the newest sample that is a number
    for (std::size_t i = 0; i < series.times.size(); ++i) {
        const qint64 at = series.times[i];
        if (std::isnan(series.values[i])) {
            hole = true;
            continue;
        }
        if (any && (hole || (limit > 0 && at - last > limit)))
            gaps.append({last, at});
        else if (!any && hole)
            gaps.append({series.times.front(), at});
        any = true;
        hole = false;
        last = at;
    }
    if (any && hole)
        gaps.append({last, series.times.back()});
    return gaps;
}

QList<Span> breachesOf(const Series &series, double limit)
{
    QList<Span> breaches;
    bool above = false;
    for (std::size_t i = 0; i < series.times.size(); ++i) {
        const bool now = series.values[i] > limit; // NaN is not
        if (now && !above)
            breaches.append({series.times[i], series.times[i]});
        if (above)
            breaches.last().to = series.times[i];
        above = now;
    }
    return breaches;
}

namespace {

// Adds the extremes of the samples [begin, end), which share a column.
void addColumn(const Series &series, std::size_t begin, std::size_t end, Series &out)
{
    std::size_t low = end;
    std::size_t high = end;
    for (std::size_t i = begin; i < end; ++i) {
        const double value = series.values[i];
        if (std::isnan(value))
            continue;
        if (low == end || value < series.values[low])
            low = i;
        if (high == end || value > series.values[high])
            high = i;
    }
    if (low == end) { // nothing but gap
        out.times.push_back(series.times[begin]);
        out.values.push_back(series.values[begin]);
        return;
    }
    for (const std::size_t i : {std::min(low, high), std::max(low, high)}) {
        out.times.push_back(series.times[i]);
        out.values.push_back(series.values[i]);
        if (low == high)
            return;
    }
}

} // namespace

Series thinned(const Series &series, qint64 from, qint64 to, int columns)
{
    if (columns < 1 || to <= from || series.times.size() <= static_cast<std::size_t>(columns))
        return series;
    const auto index = [&](qint64 at) {
        return static_cast<std::size_t>(std::lower_bound(series.times.begin(), series.times.end(), at) -
                                        series.times.begin());
    };
    const std::size_t first = index(from);
    const std::size_t last = index(to + 1);
    Series out{series.name, series.unit, {}, {}};
    if (first > 0)
        addColumn(series, first - 1, first, out);
    std::size_t i = first;
    for (int column = 0; column < columns && i < last; ++column) {
        const qint64 edge =
            from + static_cast<qint64>(static_cast<double>(to - from) * (column + 1) / columns);
        const std::size_t begin = i;
        while (i < last && (series.times[i] < edge || column == columns - 1))
            ++i;
        if (i > begin)
            addColumn(series, begin, i, out);
    }
    if (last < series.times.size())
        addColumn(series, last, last + 1, out);
    return out;
}

} // namespace envdeck::observability

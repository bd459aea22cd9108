// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/observability/comparison.h"

#include "core/observability/series_math.h"

#include <algorithm>
#include <cmath>

namespace envdeck::observability {

namespace {

// Mean of `values` over [from, to), each weighted by the requests of its step.
std::optional<double> weighted(const Series &values, const Series &rate, qint64 from, qint64 to)
{
    double sum = 0;
    double weight = 0;
    const std::size_t count = std::min(values.values.size(), rate.values.size());
    for (std::size_t i = 0; i < count; ++i) {
        if (values.times[i] < from || values.times[i] >= to || std::isnan(values.values[i]) ||
            std::isnan(rate.values[i]))
            continue;
        sum += values.values[i] * rate.values[i];
        weight += rate.values[i];
    }
    return weight > 0 ? std::optional<double>(sum / weight) : std::nullopt;
}

bool isOver(std::optional<double> before, std::optional<double> after, double limit)
{
    return after && *after > limit && (!before || *after > *before);
}

} // namespace

Level levelOf(const platform::GoldenSignals &golden, const QDateTime &from, const QDateTime &to)
{
    const qint64 begin = from.toMSecsSinceEpoch();
    const qint64 end = to.toMSecsSinceEpoch();
    double sum = 0;
    int count = 0;
    for (std::size_t i = 0; i < golden.rate.times.size(); ++i) {
        if (golden.rate.times[i] < begin || golden.rate.times[i] >= end || std::isnan(golden.rate.values[i]))
            continue;
        sum += golden.rate.values[i];
        ++count;
    }
    Level level;
    if (count > 0)
        level.requestsPerSecond = sum / count;
    level.errorPercent = weighted(golden.errorPercent, golden.rate, begin, end);
    level.p50Ms = weighted(golden.p50, golden.rate, begin, end);
    level.p95Ms = weighted(golden.p95, golden.rate, begin, end);
    return level;
}

std::optional<Comparison> compare(const platform::GoldenSignals &golden, const QDateTime &at,
                                  const QDateTime &now)
{
    const QDateTime settled = at.addSecs(std::chrono::seconds(settling).count());
    const qint64 span = std::chrono::seconds(comparedSpan).count();
    const QDateTime end = std::min(settled.addSecs(span), now);
    // A step that began before the deployment holds requests of both versions.
    const QDateTime begin = at.addMSecs(-std::max<qint64>(stepOf(golden.rate), 0));
    Comparison comparison{at, levelOf(golden, at.addSecs(-span), begin), levelOf(golden, settled, end),
                          std::chrono::seconds(std::max<qint64>(0, settled.secsTo(end)))};
    if (!comparison.after.requestsPerSecond)
        return std::nullopt;
    return comparison;
}

bool isWorse(const Comparison &comparison, const Thresholds &thresholds)
{
    return isOver(comparison.before.errorPercent, comparison.after.errorPercent,
                  thresholds.errorRatePercent) ||
           isOver(comparison.before.p95Ms, comparison.after.p95Ms, thresholds.p95Ms);
}

std::optional<double> ratio(std::optional<double> before, std::optional<double> after)
{
    constexpr double nothing = 1e-6;
    if (!before || !after || *before < nothing)
        return std::nullopt;
    return *after / *before;
}

} // namespace envdeck::observability

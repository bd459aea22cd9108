// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/evaluate.h"
#include "tests/standins/signoz/history.h"
#include "tests/standins/signoz/refusal.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace envdeck::standins::signoz {

namespace {

// Of at least one value.
double reduced(const QString &how, std::vector<double> values, const QString &member)
{
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    if (how == QLatin1String("sum") || how == QLatin1String("increase"))
        return sum;
    if (how == QLatin1String("avg"))
        return sum / double(values.size());
    if (how == QLatin1String("min"))
        return *std::min_element(values.begin(), values.end());
    if (how == QLatin1String("max"))
        return *std::max_element(values.begin(), values.end());
    if (how == QLatin1String("count"))
        return double(values.size());
    if (how == QLatin1String("latest") || how == QLatin1String("last"))
        return values.back();
    if (how == QLatin1String("rate"))
        return sum / (double(values.size()) * double(minuteMs) / 1000);
    if (how == QLatin1String("median")) {
        std::sort(values.begin(), values.end());
        return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
    }
    throw invalidInput(QStringLiteral("invalid %1: \"%2\"").arg(member, how));
}

void check(const MetricAggregation &aggregation, const MetricInfo &info)
{
    const bool grows =
        aggregation.time == QLatin1String("rate") || aggregation.time == QLatin1String("increase");
    if (grows != info.monotonic)
        throw unsupported(QStringLiteral("timeAggregation %1 of %2 is not supported here")
                              .arg(aggregation.time, info.name));
    if (aggregation.space.startsWith(QLatin1Char('p')))
        throw invalidInput(QStringLiteral("invalid spaceAggregation \"%1\" for metric type %2")
                               .arg(aggregation.space, info.type));
}

// One series of the metric: bucket to value.
std::map<qint64, double> overTime(const HostMetrics &hosts, const MetricAggregation &aggregation,
                                  const Labels &labels, qint64 from, qint64 to, qint64 stepMs,
                                  qint64 &scanned)
{
    std::map<qint64, std::vector<double>> minutes;
    for (qint64 at = (from + minuteMs - 1) / minuteMs * minuteMs; at < to; at += minuteMs) {
        const double value = hosts.value(aggregation.metric, labels, at);
        if (std::isnan(value))
            continue;
        minutes[at / stepMs * stepMs].push_back(value);
        ++scanned;
    }
    std::map<qint64, double> buckets;
    for (auto &[begin, values] : minutes)
        buckets[begin] = reduced(aggregation.time, std::move(values), QStringLiteral("timeAggregation"));
    return buckets;
}

} // namespace

QueryResult evaluateMetric(const BuilderQuery &query, const QueryRequest &request, const Telemetry &telemetry)
{
    const MetricAggregation &aggregation = query.metric;
    const qint64 stepMs = stepsOf(request).value(query.name) * 1000;
    QueryResult result{query.name, query.groupBy, {}, stepMs / 1000, 0, {}};
    result.aggregations.append({QStringLiteral("__result_0"), false, {}});
    const MetricInfo *info = HostMetrics::metric(aggregation.metric);
    if (!info) {
        result.warnings.append(QStringLiteral("metric %1 has never been received").arg(aggregation.metric));
        return result;
    }
    check(aggregation, *info);
    std::map<QStringList, std::map<qint64, std::vector<double>>> groups;
    for (const Labels &labels : telemetry.hosts.series(aggregation.metric)) {
        if (query.filter.match(Signal::Metrics, labels) != Match::Yes)
            continue;
        QStringList group;
        for (const QString &field : query.groupBy)
            group.append(textOf(labels.value(field)));
        const auto buckets = overTime(telemetry.hosts, aggregation, labels, request.start,
                                      std::min(request.end, telemetry.now), stepMs, result.scanned);
        for (const auto &[begin, value] : buckets)
            groups[group][begin].push_back(value);
    }
    for (auto &[group, buckets] : groups) {
        ResultSeries series{group, {}, 0};
        std::vector<double> values;
        for (auto &[begin, each] : buckets) {
            values.push_back(reduced(aggregation.space, std::move(each), QStringLiteral("spaceAggregation")));
            series.buckets.push_back(
                {begin, values.back(), begin < request.start || begin + stepMs > request.end});
        }
        const QString reduce = aggregation.reduce.isEmpty() ? QStringLiteral("avg") : aggregation.reduce;
        series.total = reduced(reduce, std::move(values), QStringLiteral("reduceTo"));
        result.aggregations.first().series.push_back(std::move(series));
    }
    return result;
}

} // namespace envdeck::standins::signoz

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/evaluate.h"

#include "tests/standins/signoz/refusal.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

namespace envdeck::standins::signoz {

namespace {

// The step that the server takes when the query names none, and the least that it allows (signoz.md 4.1).
qint64 chosenStep(const BuilderQuery &query, const QueryRequest &request)
{
    const qint64 range = (request.end - request.start) / 1000;
    if (query.signal == Signal::Metrics) {
        const qint64 unit = range > 7 * 86400 ? 1800 : range > 86400 ? 300 : 60;
        return query.step > 0 ? std::max<qint64>(query.step, 60) : std::max(unit, range / 300 / 60 * 60);
    }
    const qint64 least = std::max<qint64>(5, (range + 1499) / 1500);
    return std::max(least, query.step > 0 ? query.step : range / 300 / 5 * 5);
}

struct Operand {
    const ResultAggregation *aggregation = nullptr;
    const ResultSeries *find(const QStringList &group) const
    {
        for (const ResultSeries &series : aggregation->series) {
            if (series.group == group)
                return &series;
        }
        return nullptr;
    }
};

QMap<QString, Operand> operandsOf(const FormulaQuery &formula, const QList<QueryResult> &results,
                                  QStringList &groupBy)
{
    QMap<QString, Operand> operands;
    for (const QString &name : formula.formula.names()) {
        const auto found = std::find_if(results.begin(), results.end(), [&](const QueryResult &result) {
            return result.name == name.section(QLatin1Char('.'), 0, 0);
        });
        const int index = name.section(QLatin1Char('.'), 1).toInt();
        if (found == results.end() || index >= found->aggregations.size())
            throw invalidInput(
                QStringLiteral("formula '%1' uses unknown aggregation '%2'").arg(formula.name, name));
        if (!operands.isEmpty() && found->groupBy != groupBy)
            throw unsupported(
                QStringLiteral("formulas over differently grouped queries are not supported here"));
        groupBy = found->groupBy;
        operands.insert(name, {&found->aggregations.at(index)});
    }
    return operands;
}

std::optional<Bucket> bucketAt(const ResultSeries *series, qint64 at)
{
    if (!series)
        return std::nullopt;
    const auto found =
        std::lower_bound(series->buckets.begin(), series->buckets.end(), at,
                         [](const Bucket &bucket, qint64 moment) { return bucket.at < moment; });
    return found != series->buckets.end() && found->at == at ? std::optional(*found) : std::nullopt;
}

// NaN when an operand is missing that does not default to 0, or when the arithmetic gives no finite number.
double finite(double value)
{
    return std::isfinite(value) ? value : std::numeric_limits<double>::quiet_NaN();
}

ResultSeries joined(const FormulaQuery &formula, const QMap<QString, Operand> &operands,
                    const QStringList &group)
{
    std::set<qint64> moments;
    for (const Operand &operand : operands) {
        if (const ResultSeries *series = operand.find(group)) {
            for (const Bucket &bucket : series->buckets)
                moments.insert(bucket.at);
        }
    }
    ResultSeries out{group, {}, std::numeric_limits<double>::quiet_NaN()};
    for (const qint64 at : moments) {
        QMap<QString, double> values;
        bool partial = false;
        for (auto it = operands.begin(); it != operands.end(); ++it) {
            const auto bucket = bucketAt(it->find(group), at);
            partial = partial || (bucket && bucket->partial);
            if (bucket || it->aggregation->zeroWhenMissing)
                values.insert(it.key(), bucket ? bucket->value : 0);
        }
        const double value = values.size() == operands.size() ? finite(formula.formula.value(values))
                                                              : std::numeric_limits<double>::quiet_NaN();
        if (!std::isnan(value))
            out.buckets.push_back({at, value, partial});
    }
    QMap<QString, double> totals;
    for (auto it = operands.begin(); it != operands.end(); ++it) {
        const ResultSeries *series = it->find(group);
        if (series || it->aggregation->zeroWhenMissing)
            totals.insert(it.key(), series ? series->total : 0);
    }
    if (totals.size() == operands.size())
        out.total = finite(formula.formula.value(totals));
    return out;
}

// All aggregations of a result list the same groups in the same order afterwards, at most `limit` of them.
void arrange(QueryResult &result, const BuilderQuery *query, const QList<OrderBy> &order, int limit)
{
    const bool descending = order.isEmpty() || order.first().descending;
    const QString key = order.isEmpty() ? QString() : order.first().key;
    const auto groupIndex = result.groupBy.indexOf(key);
    qsizetype by = 0;
    for (qsizetype i = 0; query && i < query->aggregations.size(); ++i) {
        const Aggregation &one = query->aggregations.at(i);
        if (key == one.expression || key == one.alias || key == QString::number(i) ||
            key == QStringLiteral("__result_%1").arg(i))
            by = i;
    }
    std::vector<ResultSeries> leading = result.aggregations.at(by).series;
    std::stable_sort(leading.begin(), leading.end(), [&](const ResultSeries &a, const ResultSeries &b) {
        const ResultSeries &first = descending ? b : a;
        const ResultSeries &second = descending ? a : b;
        return groupIndex >= 0           ? first.group.at(groupIndex) < second.group.at(groupIndex)
               : std::isnan(first.total) ? !std::isnan(second.total)
                                         : first.total < second.total;
    });
    std::map<QStringList, std::size_t> place;
    for (const ResultSeries &series : leading) {
        if (limit == 0 || place.size() < std::size_t(limit))
            place.emplace(series.group, place.size());
    }
    for (ResultAggregation &aggregation : result.aggregations) {
        std::erase_if(aggregation.series,
                      [&](const ResultSeries &series) { return !place.contains(series.group); });
        std::sort(aggregation.series.begin(), aggregation.series.end(),
                  [&](const ResultSeries &a, const ResultSeries &b) {
                      return place.at(a.group) < place.at(b.group);
                  });
    }
}

void fillGaps(QueryResult &result, const QueryRequest &request)
{
    const qint64 stepMs = result.step * 1000;
    for (ResultAggregation &aggregation : result.aggregations) {
        for (ResultSeries &series : aggregation.series) {
            std::vector<Bucket> full;
            for (qint64 at = request.start / stepMs * stepMs; at < request.end; at += stepMs)
                full.push_back(bucketAt(&series, at)
                                   .value_or(Bucket{at, 0, at < request.start || at + stepMs > request.end}));
            series.buckets = std::move(full);
        }
    }
}

} // namespace

QMap<QString, qint64> stepsOf(const QueryRequest &request)
{
    QMap<QString, qint64> steps;
    for (const BuilderQuery &query : request.queries)
        steps.insert(query.name, chosenStep(query, request));
    return steps;
}

double rounded(double value)
{
    if (value == 0 || !std::isfinite(value))
        return value;
    if (std::abs(value) >= 1)
        return std::round(value * 1000) / 1000;
    return QString::number(value, 'g', 3).toDouble();
}

QueryResult evaluateFormula(const FormulaQuery &formula, const QList<QueryResult> &results)
{
    QueryResult out;
    out.name = formula.name;
    const QMap<QString, Operand> operands = operandsOf(formula, results, out.groupBy);
    std::set<QStringList> groups;
    for (const Operand &operand : operands) {
        for (const ResultSeries &series : operand.aggregation->series)
            groups.insert(series.group);
    }
    ResultAggregation aggregation{QStringLiteral("__result_0"), false, {}};
    for (const QStringList &group : groups) {
        ResultSeries series = joined(formula, operands, group);
        if (!series.buckets.empty() || !std::isnan(series.total))
            aggregation.series.push_back(std::move(series));
    }
    for (const QueryResult &result : results) {
        out.step = std::max(out.step, result.step);
        out.scanned += result.scanned;
    }
    out.aggregations.append(std::move(aggregation));
    return out;
}

QList<QueryResult> evaluate(const QueryRequest &request, const Telemetry &telemetry)
{
    QList<QueryResult> bases;
    QList<QueryResult> enabled;
    for (const BuilderQuery &query : request.queries) {
        QueryResult result = query.signal == Signal::Metrics ? evaluateMetric(query, request, telemetry)
                                                             : evaluateRows(query, request, telemetry);
        arrange(result, &query, query.order, query.limit);
        bases.append(result);
        if (!query.disabled)
            enabled.append(std::move(result));
    }
    for (const FormulaQuery &formula : request.formulas) {
        QueryResult result = evaluateFormula(formula, bases);
        arrange(result, nullptr, formula.order, formula.limit);
        bases.append(result);
        if (!formula.disabled)
            enabled.append(std::move(result));
    }
    if (request.fillGaps && request.type == RequestType::TimeSeries) {
        for (QueryResult &result : enabled)
            fillGaps(result, request);
    }
    return enabled;
}

} // namespace envdeck::standins::signoz

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/signoz/query.h"

#include <QJsonArray>
#include <QStringList>

namespace envdeck::signoz {

namespace {

constexpr qint64 second = 1000;

QJsonObject aggregation(const QString &expression)
{
    return {{QStringLiteral("expression"), expression}};
}

QJsonObject spans(const QString &name, const QStringList &expressions, const QString &filter)
{
    QJsonArray aggregations;
    for (const QString &expression : expressions)
        aggregations.append(aggregation(expression));
    QJsonObject spec{{QStringLiteral("name"), name},
                     {QStringLiteral("signal"), QStringLiteral("traces")},
                     {QStringLiteral("aggregations"), aggregations},
                     {QStringLiteral("disabled"), false}};
    if (!filter.isEmpty())
        spec.insert(QStringLiteral("filter"), QJsonObject{{QStringLiteral("expression"), filter}});
    return spec;
}

QJsonObject stepped(QJsonObject spec, const Grid &grid, bool disabled = false)
{
    spec.insert(QStringLiteral("stepInterval"), grid.step / second);
    spec.insert(QStringLiteral("disabled"), disabled);
    return spec;
}

QJsonObject query(const QJsonObject &spec)
{
    return {{QStringLiteral("type"), QStringLiteral("builder_query")}, {QStringLiteral("spec"), spec}};
}

QJsonObject formula(const QString &name, const QString &expression)
{
    return {{QStringLiteral("type"), QStringLiteral("builder_formula")},
            {QStringLiteral("spec"),
             QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("expression"), expression}}}};
}

QJsonObject body(const QString &type, qint64 start, qint64 end, const QJsonArray &queries)
{
    return {
        {QStringLiteral("schemaVersion"), QStringLiteral("v1")},
        {QStringLiteral("start"), start},
        {QStringLiteral("end"), end},
        {QStringLiteral("requestType"), type},
        {QStringLiteral("compositeQuery"), QJsonObject{{QStringLiteral("queries"), queries}}},
        {QStringLiteral("formatOptions"), QJsonObject{{QStringLiteral("fillGaps"), false},
                                                      {QStringLiteral("formatTableResultForUI"), false}}}};
}

QString failedOnly(const QString &filter)
{
    const QString failed = QStringLiteral("has_error = true");
    return filter.isEmpty() ? failed : filter + QStringLiteral(" AND ") + failed;
}

QJsonObject field(const char *name, const char *context)
{
    return {{QStringLiteral("name"), QLatin1String(name)},
            {QStringLiteral("fieldContext"), QLatin1String(context)}};
}

QJsonObject ordered(const QString &key, bool descending)
{
    return {{QStringLiteral("key"), QJsonObject{{QStringLiteral("name"), key}}},
            {QStringLiteral("direction"), descending ? QStringLiteral("desc") : QStringLiteral("asc")}};
}

const QString timeSeries = QStringLiteral("time_series");

} // namespace

Grid gridOf(const Range &range, std::chrono::seconds step)
{
    const qint64 ms = step.count() * second;
    const qint64 begin = range.from.toMSecsSinceEpoch() / ms * ms;
    const qint64 end = range.to.toMSecsSinceEpoch() / ms * ms;
    return {begin, std::max(end, begin + ms), ms};
}

QJsonObject goldenSignalsBody(const QString &filter, const Grid &grid)
{
    // The formula's operands are disabled: computed, and not answered.
    const QJsonArray queries{
        query(stepped(spans(rateQuery, {QStringLiteral("rate()")}, filter), grid)),
        query(
            stepped(spans(QStringLiteral("A"), {QStringLiteral("count()")}, failedOnly(filter)), grid, true)),
        query(stepped(spans(QStringLiteral("B"), {QStringLiteral("count()")}, filter), grid, true)),
        formula(errorsQuery, QStringLiteral("A / B * 100")),
        query(stepped(spans(latencyQuery,
                            {QStringLiteral("p50(duration_nano)"), QStringLiteral("p95(duration_nano)"),
                             QStringLiteral("p99(duration_nano)")},
                            filter),
                      grid))};
    return body(timeSeries, grid.begin, grid.end, queries);
}

QJsonObject aggregateBody(const QString &filter, const Range &range)
{
    const QStringList expressions{QStringLiteral("count()"), QStringLiteral("countIf(has_error = true)"),
                                  QStringLiteral("p95(duration_nano)")};
    return body(QStringLiteral("scalar"), range.from.toMSecsSinceEpoch(), range.to.toMSecsSinceEpoch(),
                {query(spans(aggregateQuery, expressions, filter))});
}

QJsonObject arrivalBody(const QString &filter, const Grid &grid)
{
    return body(timeSeries, grid.begin, grid.end,
                {query(stepped(spans(arrivalQuery, {QStringLiteral("count()")}, filter), grid))});
}

QJsonObject operationsBody(const QString &filter, const Range &range, int most)
{
    const QString failed = QStringLiteral("countIf(has_error = true)");
    QJsonObject spec = spans(
        operationsQuery, {QStringLiteral("count()"), failed, QStringLiteral("p95(duration_nano)")}, filter);
    spec.insert(QStringLiteral("groupBy"), QJsonArray{field("name", "span")});
    spec.insert(QStringLiteral("order"),
                QJsonArray{ordered(failed, true), ordered(QStringLiteral("count()"), true)});
    spec.insert(QStringLiteral("limit"), most);
    return body(QStringLiteral("scalar"), range.from.toMSecsSinceEpoch(), range.to.toMSecsSinceEpoch(),
                {query(spec)});
}

QJsonObject spansBody(const QString &filter, const Range &range, SpanOrder order, int most)
{
    QJsonObject spec = spans(spansQuery, {}, filter);
    spec.remove(QStringLiteral("aggregations"));
    // Named, since older servers leave some out by themselves.
    spec.insert(QStringLiteral("selectFields"),
                QJsonArray{field("name", "span"), field("duration_nano", "span"), field("has_error", "span"),
                           field("response_status_code", "span")});
    spec.insert(QStringLiteral("order"),
                QJsonArray{order == SpanOrder::Slowest ? ordered(QStringLiteral("duration_nano"), true)
                                                       : ordered(QStringLiteral("timestamp"), false)});
    spec.insert(QStringLiteral("limit"), most);
    return body(QStringLiteral("raw"), range.from.toMSecsSinceEpoch(), range.to.toMSecsSinceEpoch(),
                {query(spec)});
}

} // namespace envdeck::signoz

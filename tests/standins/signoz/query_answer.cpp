// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/query_answer.h"

#include "tests/standins/signoz/log_rows.h"
#include "tests/standins/signoz/refusal.h"
#include "tests/standins/signoz/span_rows.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <cmath>

namespace envdeck::standins::signoz {

namespace {

constexpr qint64 bytesARow = 160; // for the statistics of an answer; nobody looks closer

QJsonValue number(double value)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("Inf") : QStringLiteral("-Inf");
    return rounded(value);
}

QJsonObject key(const QString &name, const ServerVersion &version)
{
    if (!version.labelsCarryContext())
        return {{QStringLiteral("name"), name}};
    return {{QStringLiteral("name"), name},
            {QStringLiteral("signal"), QString()},
            {QStringLiteral("fieldContext"), QString()},
            {QStringLiteral("fieldDataType"), QString()}};
}

QJsonObject seriesJson(const QueryResult &result, const ResultSeries &series, const ServerVersion &version)
{
    QJsonArray values;
    for (const Bucket &bucket : series.buckets) {
        QJsonObject value{{QStringLiteral("timestamp"), bucket.at},
                          {QStringLiteral("value"), number(bucket.value)}};
        if (bucket.partial)
            value.insert(QStringLiteral("partial"), true);
        values.append(value);
    }
    QJsonObject json{{QStringLiteral("values"), values}};
    QJsonArray labels;
    for (qsizetype i = 0; i < result.groupBy.size(); ++i)
        labels.append(QJsonObject{{QStringLiteral("key"), key(result.groupBy.at(i), version)},
                                  {QStringLiteral("value"), series.group.at(i)}});
    if (!labels.isEmpty())
        json.insert(QStringLiteral("labels"), labels);
    return json;
}

QJsonObject timeSeriesJson(const QueryResult &result, const ServerVersion &version)
{
    QJsonArray aggregations;
    for (const ResultAggregation &aggregation : result.aggregations) {
        QJsonArray all;
        for (const ResultSeries &series : aggregation.series)
            all.append(seriesJson(result, series, version));
        aggregations.append(
            QJsonObject{{QStringLiteral("index"), aggregations.size()},
                        {QStringLiteral("alias"), aggregation.alias},
                        {QStringLiteral("meta"), QJsonObject()},
                        {QStringLiteral("series"), all.isEmpty() ? QJsonValue() : QJsonValue(all)}});
    }
    return {{QStringLiteral("queryName"), result.name}, {QStringLiteral("aggregations"), aggregations}};
}

QJsonObject column(const QString &query, const QString &name, qsizetype index, const QString &type)
{
    return {{QStringLiteral("name"), name},
            {QStringLiteral("signal"), QString()},
            {QStringLiteral("fieldContext"), QString()},
            {QStringLiteral("fieldDataType"), QString()},
            {QStringLiteral("queryName"), query},
            {QStringLiteral("aggregationIndex"), index},
            {QStringLiteral("meta"), QJsonObject()},
            {QStringLiteral("columnType"), type}};
}

QJsonValue cell(const ResultAggregation &aggregation, const QStringList &group)
{
    for (const ResultSeries &series : aggregation.series) {
        if (series.group == group)
            return number(series.total);
    }
    return QStringLiteral("n/a");
}

QJsonObject scalarJson(const QueryResult &result)
{
    QJsonArray columns;
    for (const QString &name : result.groupBy)
        columns.append(column(result.name, name, 0, QStringLiteral("group")));
    for (qsizetype i = 0; i < result.aggregations.size(); ++i)
        columns.append(
            column(result.name, result.aggregations.at(i).alias, i, QStringLiteral("aggregation")));
    QJsonArray rows;
    for (const ResultSeries &series : result.aggregations.first().series) {
        QJsonArray row = QJsonArray::fromStringList(series.group);
        for (const ResultAggregation &aggregation : result.aggregations)
            row.append(cell(aggregation, series.group));
        rows.append(row);
    }
    return {{QStringLiteral("queryName"), result.name},
            {QStringLiteral("columns"), columns},
            {QStringLiteral("data"), rows.isEmpty() ? QJsonValue() : QJsonValue(rows)}};
}

// Of queries that name a field no sample has: refused by older servers, a warning since.
QStringList unknownFieldWarnings(const QueryRequest &request, const ServerVersion &version)
{
    QStringList warnings;
    for (const BuilderQuery &query : request.queries) {
        for (const QString &field : query.filter.fields() + query.groupBy) {
            if (knownFields(query.signal).contains(field))
                continue;
            const QString text = QStringLiteral("key `%1` not found").arg(field);
            if (version.refusesUnknownFields(query.signal == Signal::Metrics))
                throw invalidInput(text);
            warnings.append(text);
        }
        if (query.signal == Signal::Metrics && !HostMetrics::metric(query.metric.metric) &&
            !version.isAtLeast(130))
            throw notFound(QStringLiteral("could not find the metric %1").arg(query.metric.metric));
    }
    return warnings;
}

QJsonObject warningJson(const QStringList &warnings)
{
    QJsonArray lines;
    for (const QString &line : warnings)
        lines.append(QJsonObject{{QStringLiteral("message"), line}});
    return {{QStringLiteral("message"), QStringLiteral("Encountered warnings")},
            {QStringLiteral("warnings"), lines}};
}

QString nameOf(RequestType type)
{
    switch (type) {
    case RequestType::TimeSeries: return QStringLiteral("time_series");
    case RequestType::Scalar: return QStringLiteral("scalar");
    case RequestType::Raw: return QStringLiteral("raw");
    }
    Q_UNREACHABLE();
}

} // namespace

QJsonObject queryAnswer(const QJsonObject &body, const Telemetry &telemetry, const ServerVersion &version)
{
    QElapsedTimer timer;
    timer.start();
    const QueryRequest request = QueryRequest::parse(body);
    QStringList warnings = unknownFieldWarnings(request, version);
    QJsonArray results;
    qint64 scanned = 0;
    if (request.type == RequestType::Raw) {
        for (const BuilderQuery &query : request.queries) {
            if (!query.disabled)
                results.append(query.signal == Signal::Traces ? spanRows(query, request, telemetry)
                                                              : logRows(query, request, telemetry));
        }
    } else {
        for (const QueryResult &result : evaluate(request, telemetry)) {
            results.append(request.type == RequestType::Scalar ? scalarJson(result)
                                                               : timeSeriesJson(result, version));
            scanned += result.scanned;
            warnings += result.warnings;
        }
    }
    QJsonObject meta{{QStringLiteral("rowsScanned"), scanned},
                     {QStringLiteral("bytesScanned"), scanned * bytesARow},
                     {QStringLiteral("durationMs"), timer.elapsed()}};
    if (request.type == RequestType::TimeSeries) {
        QJsonObject steps;
        const auto all = stepsOf(request);
        for (auto it = all.begin(); it != all.end(); ++it)
            steps.insert(it.key(), it.value());
        meta.insert(QStringLiteral("stepIntervals"), steps);
    }
    QJsonObject data{{QStringLiteral("type"), nameOf(request.type)},
                     {QStringLiteral("meta"), meta},
                     {QStringLiteral("data"), QJsonObject{{QStringLiteral("results"), results}}}};
    if (!warnings.isEmpty())
        data.insert(QStringLiteral("warning"), warningJson(warnings));
    return {{QStringLiteral("status"), QStringLiteral("success")}, {QStringLiteral("data"), data}};
}

} // namespace envdeck::standins::signoz

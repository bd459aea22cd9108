// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/signoz/answers.h"

#include "core/http/json.h"

#include <cmath>
#include <limits>

namespace envdeck::signoz {

using http::JsonReader;

namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();
constexpr double nanosPerMs = 1e6;

// A number, or the words that SigNoz has for none: "NaN", "Inf", "n/a", null. Anything else is noted at `key`
// of `where`.
double numberOrGap(const QJsonValue &value, const JsonReader &where, QStringView key)
{
    static const QStringList words{QStringLiteral("NaN"), QStringLiteral("Inf"), QStringLiteral("+Inf"),
                                   QStringLiteral("-Inf"), QStringLiteral("n/a")};
    if (value.isDouble())
        return value.toDouble();
    if (!value.isNull() && !words.contains(value.toString()))
        where.fail(key, QStringLiteral("expected a number"));
    return gap;
}

// The result of one query; results come in any order.
std::optional<JsonReader> resultOf(const JsonReader &answer, const QString &query)
{
    for (const JsonReader &result : answer.object(u"data").optionalArray(u"results")) {
        if (result.string(u"queryName") == query)
            return result;
    }
    answer.fail(u"results", QStringLiteral("no query ") + query);
    return std::nullopt;
}

Series emptySeries(const QString &name, const QString &unit, const Grid &grid)
{
    Series series{name, unit, {}, {}};
    for (qint64 at = grid.begin; at < grid.end; at += grid.step) {
        series.times.push_back(at);
        series.values.push_back(gap);
    }
    return series;
}

// Points of the first series of one aggregation (a query without groups has one), put on the grid. `scale`
// turns the server's unit into the series'.
void fill(Series &series, const JsonReader &answer, const QString &query, qint64 index, double scale,
          const Grid &grid)
{
    const auto result = resultOf(answer, query);
    if (!result)
        return;
    for (const JsonReader &aggregation : result->optionalArray(u"aggregations")) {
        const auto all = aggregation.optionalArray(u"series");
        if (aggregation.integer(u"index") != index || all.isEmpty())
            continue;
        for (const JsonReader &point : all.first().optionalArray(u"values")) {
            const qint64 at = point.integer(u"timestamp");
            if (at >= grid.begin && at < grid.end)
                series.values[std::size_t((at - grid.begin) / grid.step)] =
                    numberOrGap(point.json()[QLatin1String("value")], point, u"value") * scale;
        }
    }
}

QString label(const JsonReader &labels, QStringView name)
{
    return labels.optionalString(name).value_or(QString());
}

Alert alertOf(const JsonReader &row)
{
    const JsonReader labels = row.object(u"labels");
    Alert alert;
    alert.id = row.string(u"fingerprint");
    alert.rule = labels.string(u"alertname");
    alert.severity = label(labels, u"severity");
    if (alert.severity.isEmpty())
        alert.severity = label(labels, u"threshold.name");
    alert.firing = true;
    alert.environment = label(labels, u"deployment.environment");
    if (alert.environment.isEmpty())
        alert.environment = label(labels, u"deployment.environment.name");
    alert.service = label(labels, u"service.name");
    alert.since = row.time(u"startsAt");
    return alert;
}

} // namespace

Result<QJsonValue> dataOf(const QJsonValue &body, const QString &subject)
{
    const JsonReader answer(body, subject);
    const QString status = answer.string(u"status");
    if (status == QLatin1String("error") && answer.has(u"error")) {
        const JsonReader error = answer.object(u"error");
        QStringList lines{error.optionalString(u"message").value_or(QString())};
        for (const JsonReader &line : error.optionalArray(u"errors"))
            lines.append(line.optionalString(u"message").value_or(QString()));
        lines.removeAll(QString());
        return answer.ok() ? Error{ErrorCode::BadInput, subject, lines.join(QStringLiteral(" ")), 400}
                           : answer.done(QJsonValue()).error();
    }
    if (answer.ok() && status != QLatin1String("success"))
        answer.fail(u"status", QStringLiteral("neither success nor error"));
    return answer.done(body[QLatin1String("data")]);
}

Result<ServerInfo> serverInfo(const QJsonValue &body, const QString &subject)
{
    const JsonReader answer(body, subject);
    ServerInfo info;
    info.versionText = answer.string(u"version");
    info.version = Version::parse(info.versionText);
    info.support = supportOf(info.version);
    return answer.done(info);
}

Result<GoldenSignals> goldenSignals(const QJsonValue &data, const Grid &grid, const QString &subject)
{
    const JsonReader answer(data, subject);
    const QString ms = QStringLiteral("ms");
    GoldenSignals signals{emptySeries(QStringLiteral("rate"), QStringLiteral("req/s"), grid),
                          emptySeries(QStringLiteral("errors"), QStringLiteral("%"), grid),
                          emptySeries(QStringLiteral("p50"), ms, grid),
                          emptySeries(QStringLiteral("p95"), ms, grid),
                          emptySeries(QStringLiteral("p99"), ms, grid)};
    fill(signals.rate, answer, rateQuery, 0, 1, grid);
    fill(signals.errorPercent, answer, errorsQuery, 0, 1, grid);
    fill(signals.p50, answer, latencyQuery, 0, 1 / nanosPerMs, grid);
    fill(signals.p95, answer, latencyQuery, 1, 1 / nanosPerMs, grid);
    fill(signals.p99, answer, latencyQuery, 2, 1 / nanosPerMs, grid);
    return answer.done(std::move(signals));
}

Result<Aggregate> aggregate(const QJsonValue &data, const Range &range, const QString &subject)
{
    const JsonReader answer(data, subject);
    Aggregate out;
    const auto result = resultOf(answer, aggregateQuery);
    const auto rows = result ? result->optionalArray(u"data") : QList<JsonReader>();
    if (rows.isEmpty())
        return answer.done(out);
    const auto cells = rows.first().asArray();
    if (answer.ok() && cells.size() != 3)
        rows.first().fail({}, QStringLiteral("expected three cells"));
    if (!answer.ok())
        return answer.done(out);
    const double count = numberOrGap(cells.at(0).json(), cells.at(0), {});
    const double failed = numberOrGap(cells.at(1).json(), cells.at(1), {});
    const double p95 = numberOrGap(cells.at(2).json(), cells.at(2), {});
    if (count > 0) {
        out.requestsPerSecond = count / (double(range.from.msecsTo(range.to)) / 1000);
        if (!std::isnan(failed))
            out.errorPercent = failed / count * 100;
        if (!std::isnan(p95))
            out.p95Ms = p95 / nanosPerMs;
    }
    return answer.done(out);
}

Result<QDateTime> newestOf(const QJsonValue &data, const Grid &grid, const QString &subject)
{
    const JsonReader answer(data, subject);
    Series counts = emptySeries({}, {}, grid);
    fill(counts, answer, arrivalQuery, 0, 1, grid);
    for (std::size_t i = counts.values.size(); answer.ok() && i > 0; --i) {
        if (counts.values[i - 1] > 0)
            return QDateTime::fromMSecsSinceEpoch(counts.times[i - 1], Qt::UTC);
    }
    return answer.done(QDateTime());
}

Result<QList<Operation>> operations(const QJsonValue &data, const QString &subject)
{
    const JsonReader answer(data, subject);
    QList<Operation> list;
    const auto result = resultOf(answer, operationsQuery);
    for (const JsonReader &row : result ? result->optionalArray(u"data") : QList<JsonReader>()) {
        const auto cells = row.asArray();
        if (answer.ok() && cells.size() != 4)
            row.fail({}, QStringLiteral("expected four cells"));
        if (!answer.ok())
            break;
        const double count = numberOrGap(cells.at(1).json(), cells.at(1), {});
        const double failed = numberOrGap(cells.at(2).json(), cells.at(2), {});
        const double p95 = numberOrGap(cells.at(3).json(), cells.at(3), {});
        Operation operation;
        operation.name = cells.at(0).json().toString();
        operation.requests = std::isnan(count) ? 0 : qint64(count);
        operation.failed = std::isnan(failed) ? 0 : qint64(failed);
        if (!std::isnan(p95))
            operation.p95Ms = p95 / nanosPerMs;
        list.append(operation);
    }
    return answer.done(list);
}

Result<QList<Span>> spanRows(const QJsonValue &data, const QString &subject)
{
    const JsonReader answer(data, subject);
    QList<Span> list;
    const auto result = resultOf(answer, spansQuery);
    for (const JsonReader &row : result ? result->optionalArray(u"rows") : QList<JsonReader>()) {
        const JsonReader fields = row.object(u"data");
        Span span;
        span.at = row.time(u"timestamp");
        span.name = fields.string(u"name");
        span.ms =
            numberOrGap(fields.json()[QLatin1String("duration_nano")], fields, u"duration_nano") / nanosPerMs;
        span.failed = fields.boolean(u"has_error");
        span.status = fields.optionalString(u"response_status_code").value_or(QString());
        span.traceId = fields.string(u"trace_id");
        list.append(span);
    }
    return answer.done(list);
}

Result<QList<Alert>> alerts(const QJsonValue &data, const QString &subject)
{
    const JsonReader answer(data, subject);
    QList<Alert> list;
    for (const JsonReader &row : answer.isNull() ? QList<JsonReader>() : answer.asArray())
        list.append(alertOf(row));
    return answer.done(list);
}

} // namespace envdeck::signoz

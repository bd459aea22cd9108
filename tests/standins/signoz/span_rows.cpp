// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/span_rows.h"

#include "tests/standins/signoz/refusal.h"

#include <QJsonArray>
#include <algorithm>

namespace envdeck::standins::signoz {

namespace {

constexpr double nanosAMs = 1e6;

struct SpanRow {
    qint64 nanos = 0; // begin
    double duration = 0;
    StreamInfo stream;
};

std::vector<SpanRow> spansIn(const BuilderQuery &query, const QueryRequest &request,
                             const Telemetry &telemetry)
{
    const qint64 end = std::min(request.end, telemetry.now);
    std::vector<SpanRow> rows;
    for (const SampleSource *source : telemetry.sources) {
        for (const StreamInfo &stream : source->streams(request.start, end)) {
            const Labels labels = spanLabels(stream);
            const Match whole = query.filter.match(Signal::Traces, labels);
            if (whole == Match::No)
                continue;
            for (const Point &point : source->points(stream, request.start, end, Detail::Full)) {
                const Labels own{{QStringLiteral("duration_nano"), point.durationMs * nanosAMs}};
                if (whole == Match::Open && query.filter.match(Signal::Traces, labels, &own) != Match::Yes)
                    continue;
                for (quint32 i = 0; i < point.weight; ++i)
                    rows.push_back(
                        {point.at * 1'000'000 + qint64(i) * 1000, point.durationMs * nanosAMs, stream});
            }
        }
    }
    return rows;
}

QJsonValue cellOf(const SpanRow &row, const QString &field)
{
    if (field == QLatin1String("duration_nano"))
        return qint64(row.duration);
    const Value value = spanLabels(row.stream).value(field);
    if (const auto *truth = std::get_if<bool>(&value))
        return *truth;
    if (const auto *number = std::get_if<double>(&value))
        return *number;
    return textOf(value);
}

} // namespace

QJsonObject spanRows(const BuilderQuery &query, const QueryRequest &request, const Telemetry &telemetry)
{
    const OrderBy order =
        query.order.isEmpty() ? OrderBy{QStringLiteral("timestamp"), true} : query.order.first();
    const bool byDuration = order.key == QLatin1String("duration_nano");
    if (query.order.size() > 1 || (!byDuration && order.key != QLatin1String("timestamp")))
        throw unsupported(QStringLiteral("spans are ordered by timestamp or duration_nano only"));
    std::vector<SpanRow> spans = spansIn(query, request, telemetry);
    std::stable_sort(spans.begin(), spans.end(), [&](const SpanRow &a, const SpanRow &b) {
        const SpanRow &first = order.descending ? b : a;
        const SpanRow &second = order.descending ? a : b;
        return byDuration ? first.duration < second.duration : first.nanos < second.nanos;
    });
    const auto from = std::min(std::size_t(query.offset), spans.size());
    const auto count = std::min(std::size_t(query.limit > 0 ? query.limit : 100), spans.size() - from);
    QJsonArray rows;
    for (std::size_t i = from; i < from + count; ++i) {
        const SpanRow &span = spans[i];
        QJsonObject data{{QStringLiteral("timestamp"), rowTime(span.nanos)},
                         {QStringLiteral("trace_id"), rowId(span.stream, span.nanos, 32)},
                         {QStringLiteral("span_id"), rowId(span.stream, span.nanos, 16)}};
        for (const QString &field : query.selected)
            data.insert(field, cellOf(span, field));
        rows.append(
            QJsonObject{{QStringLiteral("timestamp"), rowTime(span.nanos)}, {QStringLiteral("data"), data}});
    }
    return {{QStringLiteral("queryName"), query.name},
            {QStringLiteral("nextCursor"), QString()},
            {QStringLiteral("rows"), rows.isEmpty() ? QJsonValue() : QJsonValue(rows)}};
}

} // namespace envdeck::standins::signoz

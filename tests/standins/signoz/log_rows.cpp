// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/log_rows.h"

#include "tests/standins/signoz/history.h"
#include "tests/standins/signoz/refusal.h"

#include <QJsonArray>
#include <algorithm>

namespace envdeck::standins::signoz {

namespace {

constexpr qint64 sliceMs = 10 * minuteMs; // how much is looked at before asking whether the page is full
constexpr int mostRows = 10000;

struct Line {
    qint64 nanos = 0;
    StreamInfo stream;
    Point point;
    friend bool operator<(const Line &a, const Line &b)
    {
        return std::tie(a.nanos, a.stream.service) < std::tie(b.nanos, b.stream.service);
    }
};

QString hash(const Line &line, qsizetype length)
{
    return rowId(line.stream, line.nanos, length);
}

QJsonObject part(const Labels &labels, const QStringList &names)
{
    QJsonObject object;
    for (const QString &name : names) {
        if (labels.contains(name))
            object.insert(name, textOf(labels.value(name)));
    }
    return object;
}

QJsonObject row(const Line &line)
{
    const Labels labels = logLabels(line.stream);
    const bool traced = line.stream.failed;
    const QJsonObject data{
        {QStringLiteral("timestamp"), line.nanos},
        {QStringLiteral("id"), hash(line, 27)},
        {QStringLiteral("trace_id"), traced ? hash(line, 32) : QString()},
        {QStringLiteral("span_id"), traced ? hash(line, 16) : QString()},
        {QStringLiteral("trace_flags"), traced ? 1 : 0},
        {QStringLiteral("severity_text"), textOf(labels.value(QStringLiteral("severity_text")))},
        {QStringLiteral("severity_number"),
         std::get<double>(labels.value(QStringLiteral("severity_number")))},
        {QStringLiteral("scope_name"), QString()},
        {QStringLiteral("scope_version"), QString()},
        {QStringLiteral("body"), logBody(line.stream, line.point)},
        {QStringLiteral("attributes_string"),
         part(labels, {QStringLiteral("container.name"), QStringLiteral("log.iostream")})},
        {QStringLiteral("attributes_number"), QJsonObject()},
        {QStringLiteral("attributes_bool"), QJsonObject()},
        {QStringLiteral("resources_string"),
         part(labels, {QStringLiteral("deployment.environment"), QStringLiteral("host.name"),
                       QStringLiteral("os.type"), QStringLiteral("service.name"),
                       QStringLiteral("service.version")})},
        {QStringLiteral("scope_string"), QJsonObject()}};
    return {{QStringLiteral("timestamp"), rowTime(line.nanos)}, {QStringLiteral("data"), data}};
}

class LogReader {
public:
    LogReader(const BuilderQuery &query, const QueryRequest &request, const Telemetry &telemetry)
        : m_query(query), m_request(request), m_telemetry(telemetry),
          m_end(std::min(request.end, telemetry.now))
    {
        m_wanted = std::size_t(query.offset) + std::size_t(query.limit > 0 ? query.limit : mostRows);
        if (!query.order.isEmpty()) {
            m_descending = query.order.first().descending;
            for (const OrderBy &order : query.order) {
                if ((order.key != QLatin1String("timestamp") && order.key != QLatin1String("id")) ||
                    order.descending != m_descending)
                    throw unsupported(QStringLiteral("log lines are ordered by timestamp, id only"));
            }
        }
    }

    std::vector<Line> page()
    {
        std::vector<Line> lines;
        if (m_descending) {
            for (qint64 to = m_end; to > m_request.start && lines.size() < m_wanted; to -= sliceMs)
                append(std::max(to - sliceMs, m_request.start), to, lines);
        } else {
            for (qint64 from = m_request.start; from < m_end && lines.size() < m_wanted; from += sliceMs)
                append(from, std::min(from + sliceMs, m_end), lines);
        }
        lines.resize(std::min(lines.size(), m_wanted));
        lines.erase(lines.begin(),
                    lines.begin() + std::min(std::ptrdiff_t(m_query.offset), std::ptrdiff_t(lines.size())));
        return lines;
    }

    // The server pages by cursor only over exactly timestamp and id.
    bool hasCursor() const
    {
        return m_query.order.size() == 2 && m_query.order.first().key == QLatin1String("timestamp");
    }

private:
    void append(qint64 from, qint64 to, std::vector<Line> &lines) const
    {
        std::vector<Line> slice;
        for (const SampleSource *source : m_telemetry.sources) {
            for (const StreamInfo &stream : source->streams(from, to))
                appendStream(*source, stream, from, to, slice);
        }
        std::sort(slice.begin(), slice.end());
        if (m_descending)
            std::reverse(slice.begin(), slice.end());
        lines.insert(lines.end(), slice.begin(), slice.end());
    }

    void appendStream(const SampleSource &source, const StreamInfo &stream, qint64 from, qint64 to,
                      std::vector<Line> &lines) const
    {
        const Labels labels = logLabels(stream);
        const Match whole = m_query.filter.match(Signal::Logs, labels);
        if (whole == Match::No)
            return;
        for (const Point &point : source.points(stream, from, to, Detail::Full)) {
            const Labels own{{QStringLiteral("body"), logBody(stream, point)}};
            if (whole == Match::Open && m_query.filter.match(Signal::Logs, labels, &own) != Match::Yes)
                continue;
            for (quint32 i = 0; i < point.weight; ++i)
                lines.push_back({point.at * 1'000'000 + qint64(i) * 1000, stream, point});
        }
    }

    const BuilderQuery &m_query;
    const QueryRequest &m_request;
    const Telemetry &m_telemetry;
    const qint64 m_end;
    std::size_t m_wanted = 0;
    bool m_descending = true;
};

} // namespace

QJsonObject logRows(const BuilderQuery &query, const QueryRequest &request, const Telemetry &telemetry)
{
    LogReader reader(query, request, telemetry);
    const std::vector<Line> lines = reader.page();
    QJsonArray rows;
    for (const Line &line : lines)
        rows.append(row(line));
    const bool full = query.limit > 0 && rows.size() == query.limit;
    const QByteArray cursor = full && reader.hasCursor()
                                  ? QByteArray::number(lines.back().nanos / 1'000'000).toBase64()
                                  : QByteArray();
    return {{QStringLiteral("queryName"), query.name},
            {QStringLiteral("nextCursor"), QString::fromLatin1(cursor)},
            {QStringLiteral("rows"), rows.isEmpty() ? QJsonValue() : QJsonValue(rows)}};
}

} // namespace envdeck::standins::signoz

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/evaluate.h"
#include "tests/standins/signoz/refusal.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace envdeck::standins::signoz {

namespace {

constexpr double nanosPerMs = 1e6;
constexpr qint64 exactUpTo =
    6 * 3600 * 1000; // ms; over more, counts of the minutes at the edges may be approximate
constexpr qint64 manyMinutes = 30 * 60'000; // ms; a bucket that long has enough points also of a coarse look

class RowEvaluator {
public:
    RowEvaluator(const BuilderQuery &query, const QueryRequest &request, const Telemetry &telemetry)
        : m_query(query), m_request(request), m_telemetry(telemetry),
          m_stepMs(stepsOf(request).value(query.name) * 1000), m_end(std::min(request.end, telemetry.now))
    {
        for (const Aggregation &aggregation : query.aggregations)
            m_needsDurations = m_needsDurations || aggregation.needsDurations() ||
                               aggregation.condition.fields().contains(QStringLiteral("duration_nano"));
        for (const QString &field : query.groupBy) {
            if (variesWithinStream(query.signal, field))
                throw unsupported(QStringLiteral("grouping by %1 is not supported here").arg(field));
        }
    }

    QueryResult result()
    {
        for (const SampleSource *source : m_telemetry.sources) {
            for (const StreamInfo &stream : source->streams(m_request.start, m_end))
                addStream(*source, stream);
        }
        const bool scalar = m_request.type == RequestType::Scalar;
        if (scalar && m_query.groupBy.isEmpty() &&
            m_groups.empty()) // SQL aggregates nothing into one row, too
            m_groups[{}][m_request.start] = Accumulators(std::size_t(m_query.aggregations.size()));
        QueryResult result{m_query.name, m_query.groupBy, {}, m_stepMs / 1000, m_scanned, {}};
        for (qsizetype i = 0; i < m_query.aggregations.size(); ++i)
            result.aggregations.append(aggregationResult(i));
        return result;
    }

private:
    using Accumulators = std::vector<Accumulator>; // one for each aggregation
    using Buckets = std::map<qint64, Accumulators>;

    void addStream(const SampleSource &source, const StreamInfo &stream)
    {
        const Labels labels = m_query.signal == Signal::Logs ? logLabels(stream) : spanLabels(stream);
        const Match whole = m_query.filter.match(m_query.signal, labels);
        if (whole == Match::No)
            return;
        std::vector<Match> conditions;
        bool perPoint = whole == Match::Open;
        for (const Aggregation &aggregation : m_query.aggregations) {
            conditions.push_back(aggregation.condition.match(m_query.signal, labels));
            perPoint = perPoint || conditions.back() == Match::Open;
        }
        const auto points = source.points(stream, m_request.start, m_end, detail(perPoint));
        if (points.empty())
            return;
        QStringList group;
        for (const QString &field : m_query.groupBy)
            group.append(textOf(labels.value(field)));
        Buckets &buckets = m_groups[group];
        m_current = nullptr;
        for (const Point &point : points) {
            const Labels own = perPoint ? ownFields(stream, point) : Labels();
            if (whole == Match::Open && m_query.filter.match(m_query.signal, labels, &own) != Match::Yes)
                continue;
            add(buckets, point, conditions, labels, own);
        }
    }

    Detail detail(bool perPoint) const
    {
        const qint64 range = m_request.end - m_request.start;
        const qint64 bucket = m_request.type == RequestType::Scalar ? range : m_stepMs;
        if (perPoint || range <= exactUpTo || bucket < 60'000)
            return Detail::Full;
        if (!m_needsDurations)
            return Detail::Minutes;
        return bucket >= manyMinutes ? Detail::Coarse : Detail::Full;
    }

    Labels ownFields(const StreamInfo &stream, const Point &point) const
    {
        if (m_query.signal == Signal::Logs)
            return {{QStringLiteral("body"), logBody(stream, point)}};
        return {{QStringLiteral("duration_nano"), point.durationMs * nanosPerMs}};
    }

    void add(Buckets &buckets, const Point &point, const std::vector<Match> &conditions, const Labels &labels,
             const Labels &own)
    {
        ++m_scanned;
        const qint64 begin =
            m_request.type == RequestType::Scalar ? m_request.start : point.at / m_stepMs * m_stepMs;
        if (!m_current ||
            begin != m_begin) { // points come in order: most fall into the bucket of the one before
            m_current = &buckets.try_emplace(begin, conditions.size()).first->second;
            m_begin = begin;
        }
        Accumulators &accumulators = *m_current;
        for (std::size_t i = 0; i < conditions.size(); ++i) {
            const Aggregation &aggregation = m_query.aggregations.at(qsizetype(i));
            const Match match = conditions[i] == Match::Open
                                    ? aggregation.condition.match(m_query.signal, labels, &own)
                                    : conditions[i];
            if (match == Match::Yes)
                accumulators[i].add(point.durationMs * nanosPerMs, point.weight,
                                    aggregation.function == Aggregation::Quantile);
        }
    }

    ResultAggregation aggregationResult(qsizetype index) const
    {
        const Aggregation &aggregation = m_query.aggregations.at(index);
        ResultAggregation result{aggregation.alias, aggregation.zeroWhenMissing(), {}};
        const bool scalar = m_request.type == RequestType::Scalar;
        const double seconds = double(scalar ? m_request.end - m_request.start : m_stepMs) / 1000;
        for (const auto &[group, buckets] : m_groups) {
            ResultSeries series{group, {}, 0};
            for (const auto &[begin, accumulators] : buckets) {
                const double value = accumulators[std::size_t(index)].value(aggregation, seconds);
                if (std::isnan(value) && !scalar)
                    continue;
                const bool partial = !scalar && (begin < m_request.start || begin + m_stepMs > m_request.end);
                series.buckets.push_back({begin, value, partial});
                series.total += value; // the sum of the buckets orders well enough; a scalar has one bucket
            }
            if (series.buckets.empty())
                continue;
            result.series.push_back(std::move(series));
        }
        return result;
    }

    const BuilderQuery &m_query;
    const QueryRequest &m_request;
    const Telemetry &m_telemetry;
    const qint64 m_stepMs;
    const qint64 m_end;
    bool m_needsDurations = false;
    std::map<QStringList, Buckets> m_groups;
    Accumulators *m_current = nullptr; // of the bucket that begins at m_begin
    qint64 m_begin = 0;
    qint64 m_scanned = 0;
};

} // namespace

QueryResult evaluateRows(const BuilderQuery &query, const QueryRequest &request, const Telemetry &telemetry)
{
    return RowEvaluator(query, request, telemetry).result();
}

} // namespace envdeck::standins::signoz

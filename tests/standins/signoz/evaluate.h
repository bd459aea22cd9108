// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/host_metrics.h"
#include "tests/standins/signoz/query_request.h"
#include "tests/standins/signoz/stream.h"

namespace envdeck::standins::signoz {

// Everything that can be asked about. Nothing later than `now` exists yet.
struct Telemetry {
    QList<const SampleSource *> sources;
    const HostMetrics &hosts;
    qint64 now = 0;
};

struct Bucket {
    qint64 at = 0; // begin, ms; a multiple of the step
    double value = 0;
    bool partial = false; // cut by the edge of the range
};

struct ResultSeries {
    QStringList group;           // values of groupBy, in its order
    std::vector<Bucket> buckets; // ascending; a bucket without samples is absent
    double total = 0;            // over the whole range, for scalar requests and for ordering; NaN: nothing
};

struct ResultAggregation {
    QString alias;
    bool zeroWhenMissing = false;
    std::vector<ResultSeries> series;
};

struct QueryResult {
    QString name;
    QStringList groupBy;
    QList<ResultAggregation> aggregations;
    qint64 step = 0;    // seconds
    qint64 scanned = 0; // samples
    QStringList warnings;
};

// One builder query over the range of `request`. Throws a Refusal.
QueryResult evaluateRows(const BuilderQuery &query, const QueryRequest &request, const Telemetry &telemetry);
QueryResult evaluateMetric(const BuilderQuery &query, const QueryRequest &request,
                           const Telemetry &telemetry);

// A formula over results, joined on equal label sets.
QueryResult evaluateFormula(const FormulaQuery &formula, const QList<QueryResult> &results);

// The enabled ones of a time series or scalar request, in its order, ordered, limited and with gaps filled as
// asked.
QList<QueryResult> evaluate(const QueryRequest &request, const Telemetry &telemetry);

// Steps of every builder query, disabled ones too, by name.
QMap<QString, qint64> stepsOf(const QueryRequest &request);

// Three decimals, or three significant digits below 1.
double rounded(double value);

} // namespace envdeck::standins::signoz

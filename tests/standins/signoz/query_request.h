// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/aggregation.h"
#include "tests/standins/signoz/formula.h"

#include <QJsonObject>

namespace envdeck::standins::signoz {

enum class RequestType { TimeSeries, Scalar, Raw };

struct OrderBy {
    QString key;
    bool descending = true;
};

struct MetricAggregation {
    QString metric;
    QString time;   // "rate", "avg", …
    QString space;  // "sum", "avg", …
    QString reduce; // of scalar requests: "avg", "last", …
};

struct BuilderQuery {
    QString name;
    Signal signal = Signal::Traces;
    QList<Aggregation> aggregations; // traces and logs
    MetricAggregation metric;        // metrics
    Filter filter;
    QStringList groupBy;
    QList<OrderBy> order;
    QStringList selected; // fields of raw spans
    int limit = 0;        // 0: none was given
    int offset = 0;
    qint64 step = 0; // seconds; 0: chosen by the range
    bool disabled = false;
};

struct FormulaQuery {
    QString name;
    Formula formula = Formula::parse(QStringLiteral("0"));
    QList<OrderBy> order;
    int limit = 0;
    bool disabled = false;
};

// The body of POST /api/v5/query_range, checked.
struct QueryRequest {
    qint64 start = 0; // ms
    qint64 end = 0;
    RequestType type = RequestType::TimeSeries;
    QList<BuilderQuery> queries;
    QList<FormulaQuery> formulas;
    bool fillGaps = false;

    // Throws the Refusal of the first thing that is wrong or that this stand-in cannot evaluate.
    static QueryRequest parse(const QJsonObject &body);
    // The same from the list of a rule's compositeQuery, as a time series without a range.
    static QueryRequest fromRule(const QList<QJsonObject> &envelopes);
};

} // namespace envdeck::standins::signoz

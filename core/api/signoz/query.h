// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/signoz/types.h"

#include <QJsonObject>

namespace envdeck::signoz {

// The points that are asked for: begin of the first step and end of the last, both multiples of the step, so
// that the server cuts no bucket. Milliseconds since epoch.
struct Grid {
    qint64 begin = 0;
    qint64 end = 0;
    qint64 step = 0;
    qsizetype size() const { return step > 0 ? qsizetype((end - begin) / step) : 0; }
    friend bool operator==(const Grid &, const Grid &) = default;
};
Grid gridOf(const Range &range, std::chrono::seconds step); // at least one point

// Bodies of POST /api/v5/query_range, and the names that their answers carry. `filter` is an expression that
// filter.h made.
inline const QString rateQuery = QStringLiteral("rate");
inline const QString errorsQuery = QStringLiteral("error_percent");
inline const QString latencyQuery = QStringLiteral("latency"); // aggregations 0, 1, 2: p50, p95, p99
QJsonObject goldenSignalsBody(const QString &filter, const Grid &grid);

inline const QString aggregateQuery = QStringLiteral("aggregate"); // columns: count, failed, p95
QJsonObject aggregateBody(const QString &filter, const Range &range);

inline const QString arrivalQuery = QStringLiteral("arrival");
QJsonObject arrivalBody(const QString &filter, const Grid &grid);

inline const QString operationsQuery = QStringLiteral("operations"); // columns: name, count, failed, p95
QJsonObject operationsBody(const QString &filter, const Range &range, int most);

// Rows, not numbers: the slowest spans of the range, or the earliest.
enum class SpanOrder { Slowest, Earliest };
inline const QString spansQuery = QStringLiteral("spans");
QJsonObject spansBody(const QString &filter, const Range &range, SpanOrder order, int most);

} // namespace envdeck::signoz

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/filter.h"

#include <QList>
#include <vector>

namespace envdeck::standins::signoz {

// One aggregation of spans or log lines: "count()", "p99(duration_nano)", "countIf(has_error = true)",
// "rate()".
struct Aggregation {
    enum Function { Count, Rate, Sum, Avg, Min, Max, Quantile };
    Function function = Count;
    double quantile = 0; // of Quantile: 0.99
    Filter condition;    // of the If forms
    QString expression;  // as written
    QString alias;       // "__result_0" unless the query gives one

    bool needsDurations() const { return function != Count && function != Rate; }
    // A formula takes 0 for a bucket that is missing.
    bool zeroWhenMissing() const { return function == Count || function == Rate || function == Sum; }

    // Several comma-separated ones in one text are as many aggregations. Throws a Refusal.
    static QList<Aggregation> parse(Signal signal, const QString &text, const QString &alias);
};

// What an aggregation collects in one bucket.
class Accumulator {
public:
    void add(double duration, quint32 weight, bool keepValues); // duration in ns; NaN: not measured
    // NaN when there is nothing to say. `seconds` is the length of the bucket.
    double value(const Aggregation &aggregation, double seconds) const;

private:
    double quantile(double q) const;

    quint64 m_weight = 0;
    quint64 m_measured = 0;
    double m_sum = 0;
    double m_min = 0;
    double m_max = 0;
    mutable std::vector<std::pair<double, quint32>> m_values;
};

} // namespace envdeck::standins::signoz

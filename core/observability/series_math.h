// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/series.h"

#include <cstddef>
#include <limits>

// Pure arithmetic on series. NaN is a gap everywhere: it enters no sum and is never bridged.
namespace envdeck::observability {

// From one sample to another, milliseconds since epoch.
struct Span {
    qint64 from = 0;
    qint64 to = 0;
    qint64 length() const { return to - from; }
    friend bool operator==(const Span &, const Span &) = default;
};

struct Summary {
    int count = 0;  // samples that are numbers; 0 leaves the rest meaningless
    double now = 0; // the newest of them
    double low = 0;
    double mean = 0;
    double high = 0;
    friend bool operator==(const Summary &, const Summary &) = default;
};
// Of the samples before `until`.
Summary summaryOf(const Series &series, qint64 until = std::numeric_limits<qint64>::max());

// The usual distance of two samples: the median, which one hole does not move. 0 for fewer than two.
qint64 stepOf(const Series &series);

// Runs of NaN, and places where two samples stand more than two and a half steps apart. From the last sample
// before to the first one after; one at the end reaches to the end.
QList<Span> gapsIn(const Series &series);

// Where the values are above the limit. Ends with the first sample that is not above, a gap included.
QList<Span> breachesOf(const Series &series, double limit);

// What is left to draw on `columns` pixels from `from` to `to`: the lowest and the highest sample of every
// column in their order, one NaN for a column that has nothing else, and the nearest sample on either side so
// that lines reach the edges. A series that is thin enough comes back as it is. No spike is lost.
Series thinned(const Series &series, qint64 from, qint64 to, int columns);

} // namespace envdeck::observability

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/series.h"
#include "core/observability/series_math.h"

#include <QList>
#include <QString>

namespace envdeck::ui {

// A deployment on the time axis.
struct ChartMarker {
    enum class Kind { Deploy, Rollback, Failed };

    qint64 at = 0; // milliseconds since epoch
    QString text;  // "v1.3.8"
    Kind kind = Kind::Deploy;
    QString details; // who, when, commit: for the tooltip
    QString key;     // what a click on it names
    friend bool operator==(const ChartMarker &, const ChartMarker &) = default;
};

// A span without data.
struct ChartGap {
    observability::Span span;
    QString text; // "no data 09:59 to 10:10"
    friend bool operator==(const ChartGap &, const ChartGap &) = default;
};

// Everything one chart shows. The figure above it is the last value of the first series.
struct ChartSpec {
    QString title;
    QString unit;    // "%", "ms"
    qint64 from = 0; // of the axis, milliseconds since epoch
    qint64 to = 0;
    double top = 1; // of the axis; niceTop() chooses one
    int ticks = 3;  // niceTicks()
    int decimals = 0;
    QList<Series> series; // as measured; the chart thins them out to its pixels. NaN is a gap
    QList<ChartMarker> markers;
    QList<ChartGap> gaps;
    QList<observability::Span> breaches; // of the threshold
    qint64 wholeUntil =
        0; // samples from here on are of a step that is not over: lighter, and in no figure; 0 is none
    double threshold = -1; // < 0 is none
    QString thresholdText; // "limit 1 %"
    QString spoken;        // the chart in a sentence, for screen readers
    friend bool operator==(const ChartSpec &, const ChartSpec &) = default;
};

// The summary of one of its series, of whole steps only.
observability::Summary summaryOf(const ChartSpec &spec, const Series &series);
// False when the newest whole step has no data: then there is no present value.
bool isPresent(const ChartSpec &spec, const Series &series);

// A round number at or above what is shown, with some room above the threshold.
double niceTop(const ChartSpec &spec);
// Number of ticks that gives round labels up to such a top.
int niceTicks(double top);
// Distance of time labels that gives at most `most` of them between from and to: full minutes, hours or days.
qint64 timeStep(qint64 from, qint64 to, int most);

} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/severity.h"

#include <QList>
#include <QPointF>
#include <QString>

namespace envdeck::ui {

struct ChartSeries {
    QString name;
    QList<QPointF>
        points; // x: milliseconds since epoch, ascending; at most two per pixel column; NaN y is a gap
    friend bool operator==(const ChartSeries &, const ChartSeries &) = default;
};

// A deployment on the time axis.
struct ChartMarker {
    qint64 at = 0;     // milliseconds since epoch
    QString text;      // "v1.3.8"
    bool back = false; // a rollback: the triangle points up
    friend bool operator==(const ChartMarker &, const ChartMarker &) = default;
};

// A span without data, as gapsIn() finds it.
struct ChartGap {
    qint64 from = 0;
    qint64 to = 0;
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
    int ticks = 3;
    int decimals = 0;
    QList<ChartSeries> series;
    QList<ChartMarker> markers;
    QList<ChartGap> gaps;
    double threshold = -1; // < 0 is none
    QString thresholdText; // "limit 1 %"
    friend bool operator==(const ChartSpec &, const ChartSpec &) = default;
};

struct ChartSummary {
    int count = 0; // samples that are numbers; 0 leaves the rest meaningless
    double now = 0;
    double low = 0;
    double mean = 0;
    double high = 0;
};
ChartSummary summaryOf(const QList<QPointF> &points);

// The next of 1, 2, 2.5, 5 times a power of ten at or above what is shown, threshold included.
double niceTop(const ChartSpec &spec);
// Runs of NaN, and places where two samples stand more than two and a half steps apart.
QList<ChartGap> gapsIn(const QList<QPointF> &points);
// Distance of time labels that gives at most `most` of them between from and to: full minutes, hours or days.
qint64 timeStep(qint64 from, qint64 to, int most);

} // namespace envdeck::ui

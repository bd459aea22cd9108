// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observability/service.h"
#include "ui/models/chart_spec.h"
#include "ui/text/metrics_text.h"

namespace envdeck::ui {

// What the charts of one board are made of.
struct MetricsFacts {
    observability::Board board;
    platform::TimeRange range;     // of the axis; the board may still be an older one
    QList<Deployment> deployments; // of the target, newest first
    Thresholds thresholds;
};

ChartSpec chartOf(Signal signal, const MetricsFacts &facts);
QList<ChartMarker> markersOf(const QList<Deployment> &deployments, const platform::TimeRange &range);

// The board as a file: ISO 8601 times with zone, one column for each series, nothing where there is no data.
QByteArray csvOf(const observability::Board &board);

} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/observability/service.h"
#include "core/observability/series_math.h"
#include "core/observability/time_choice.h"
#include "ui/text/severity.h"

namespace envdeck::ui {

// The three charts of a board.
enum class Signal { Errors, Latency, Rate };
QString signalTitle(Signal signal); // "Error rate"
QString signalUnit(Signal signal);  // "%"

QString spanName(std::chrono::minutes span); // "15 m", "24 h", "7 d"
// "10:02 to 11:02" on one day, with dates otherwise.
QString rangeText(const platform::TimeRange &range, const QDateTime &now);
QString gapText(const observability::Span &gap);               // "no data 10:02 to 10:19"
QString limitText(const QString &number, const QString &unit); // "limit 1 %"
QString markerDetails(const Deployment &deployment);           // who, when and what, in lines

// Before and after a deployment.
struct ComparisonText {
    Severity severity = Severity::None;
    QString title;  // "Since v1.3.8 (bo, 10:33): errors 0.1 % to 2.4 % (×24), p95 88 ms to 610 ms (×6.9)"
    QString detail; // what is compared with what
    friend bool operator==(const ComparisonText &, const ComparisonText &) = default;
};
ComparisonText comparisonText(const Deployment &deployment, const observability::Comparison &comparison,
                              const Thresholds &thresholds, const QDateTime &now);
// "Firing: High error rate (critical, for 9 min)"; empty without alerts.
QString firingText(const QList<Alert> &alerts, const QDateTime &now);
Severity firingSeverity(const QList<Alert> &alerts);

// Why there is nothing to draw, and what to do about it.
struct SilenceText {
    QString title;
    QString text;
    QString action; // label of the one useful button; may be empty
    friend bool operator==(const SilenceText &, const SilenceText &) = default;
};
SilenceText silenceText(observability::Silence silence, const Target &target, const QString &service);

} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "core/platform/telemetry.h"

#include <optional>

namespace envdeck::observability {

// How a service did over a while: empty where nothing was measured. Errors are exact; the percentiles are
// those of a usual request's step (the steps' percentiles, weighted by their requests).
struct Level {
    std::optional<double> requestsPerSecond;
    std::optional<double> errorPercent;
    std::optional<double> p50Ms;
    std::optional<double> p95Ms;
    friend bool operator==(const Level &, const Level &) = default;
};

// The same while before a deployment and after it.
struct Comparison {
    QDateTime at; // of the deployment, UTC
    Level before;
    Level after;
    std::chrono::seconds afterSpan{0}; // how much of the time after it there is yet
    friend bool operator==(const Comparison &, const Comparison &) = default;
};

inline constexpr std::chrono::minutes comparedSpan{30};
inline constexpr std::chrono::minutes settling{1}; // after a deployment, left out: the containers change

Level levelOf(const platform::GoldenSignals &golden, const QDateTime &from, const QDateTime &to);
// Nothing while nothing was measured since the deployment settled.
std::optional<Comparison> compare(const platform::GoldenSignals &golden, const QDateTime &at,
                                  const QDateTime &now);

// Over a limit now, and worse than before (or unknown before).
bool isWorse(const Comparison &comparison, const Thresholds &thresholds);
// after / before: 24 for "24 times as much". Empty where one is unknown or the first is (next to) nothing.
std::optional<double> ratio(std::optional<double> before, std::optional<double> after);

} // namespace envdeck::observability

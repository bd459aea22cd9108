// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/telemetry.h"

#include <array>
#include <chrono>
#include <optional>

namespace envdeck::observability {

inline constexpr std::array<std::chrono::minutes, 6> usualSpans{
    std::chrono::minutes(15), std::chrono::hours(1), std::chrono::hours(6),
    std::chrono::hours(24),   std::chrono::days(7),  std::chrono::days(30)};

// Which time is looked at: the last `span` up to now, or a fixed range. Shared by Metrics, Logs and Alerts.
struct TimeChoice {
    std::chrono::milliseconds span = std::chrono::hours(1);
    std::optional<platform::TimeRange> fixed;

    bool isLive() const { return !fixed; }
    platform::TimeRange at(const QDateTime &now) const;
    friend bool operator==(const TimeChoice &, const TimeChoice &) = default;
};

// Index into usualSpans of what is shown; -1 for another length.
int usualSpan(const TimeChoice &choice);
// Held where it is now.
TimeChoice held(const TimeChoice &choice, const QDateTime &now);
// A fixed range, at least a minute long, at most 90 days, and not beyond now.
TimeChoice between(const QDateTime &from, const QDateTime &to, const QDateTime &now);
// `range` with its length times `factor`, the moment `about` staying where it is.
TimeChoice zoomed(const platform::TimeRange &range, const QDateTime &about, double factor,
                  const QDateTime &now);

} // namespace envdeck::observability

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QDateTime>
#include <chrono>
#include <cstdlib>
#include <optional>

namespace envdeck {

// What is known of something outside: the last good value with its source and time, and what happened
// on the latest try. Everything a page shows of the outside is one of these.
template <typename T>
struct Observed {
    std::optional<T> value;     // the last good one; survives a failed refresh
    QString source;             // "Dokploy prod", "SigNoz", "git"
    QDateTime at;               // UTC, when `value` was observed; null while there is none
    std::optional<Error> error; // of the latest try; empty when it succeeded
    QDateTime triedAt;          // UTC
    std::chrono::milliseconds took{0};

    friend bool operator==(const Observed &, const Observed &) = default;
};

template <typename T>
Observed<T> observed(T value, const QString &source, const QDateTime &at, std::chrono::milliseconds took = {})
{
    return Observed<T>{std::move(value), source, at, std::nullopt, at, took};
}

// `before` with a failed try noted: the old value stays, dated as it was.
template <typename T>
Observed<T> withFailure(Observed<T> before, const Error &error, const QString &source, const QDateTime &at)
{
    before.error = error;
    before.triedAt = at;
    before.source = source;
    return before;
}

enum class Freshness { Fresh, Stale, Unknown };

// The one place that decides. Stale: older than two polling intervals, dated that far in the future (the
// clock was set back, so its age is not known), or the latest try failed.
template <typename T>
Freshness freshness(const Observed<T> &what, const QDateTime &now, std::chrono::milliseconds interval)
{
    if (!what.value)
        return Freshness::Unknown;
    if (what.error || std::abs(what.at.msecsTo(now)) > 2 * interval.count())
        return Freshness::Stale;
    return Freshness::Fresh;
}

} // namespace envdeck

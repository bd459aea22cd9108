// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/observed.h"
#include "ui/text/severity.h"

#include <QString>

namespace envdeck::ui {

// How old what is shown is, for a page header or a cell.
struct FreshnessText {
    QString text;                       // "Updated 12 s ago", "14 min old", "Unknown"
    QString details;                    // local time, UTC, source and duration: for the tooltip
    Severity severity = Severity::None; // None while fresh; Stale or Unknown otherwise
    friend bool operator==(const FreshnessText &, const FreshnessText &) = default;
};

FreshnessText freshnessText(Freshness freshness, const QDateTime &at, const QDateTime &now,
                            const QString &source, std::chrono::milliseconds took);

template <typename T>
FreshnessText freshnessText(const Observed<T> &what, const QDateTime &now, std::chrono::milliseconds interval)
{
    return freshnessText(freshness(what, now, interval), what.at, now, what.source, what.took);
}

} // namespace envdeck::ui

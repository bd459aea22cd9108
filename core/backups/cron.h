// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <optional>

namespace envdeck::backups {

// A cron expression of five fields (lists, ranges, steps, names of days and months, @daily and the like), in
// UTC.
class Cron {
public:
    static std::optional<Cron> parse(const QString &text); // nothing: not one that is understood here

    // The first minute after it; null when there is none within five years.
    QDateTime next(const QDateTime &after) const;
    // The longest time that passes between two of its minutes, seen from `from` over a year.
    std::chrono::minutes longestGap(const QDateTime &from) const;

private:
    bool isDay(const QDate &day) const;

    quint64 m_minutes = 0, m_hours = 0, m_days = 0, m_months = 0, m_weekdays = 0; // bit n: n is in it
    bool m_anyDay = true, m_anyWeekday = true;
};

} // namespace envdeck::backups

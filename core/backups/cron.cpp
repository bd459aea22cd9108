// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/backups/cron.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>
#include <algorithm>

namespace envdeck::backups {

namespace {

constexpr int daysLookedAt = 5 * 366;
constexpr int mostLookedAt = 20000;

std::optional<int> numberOf(const QString &text, const QStringList &names, int first)
{
    const auto named = names.indexOf(text.toLower());
    if (named >= 0)
        return int(named) + first;
    bool fine = false;
    const int number = text.toInt(&fine);
    return fine ? std::optional<int>(number) : std::nullopt;
}

// "*/5", "1-5", "1,3,20-30/2", "mon-fri"; nothing when it is something else.
std::optional<quint64> bitsOf(const QString &field, int lowest, int highest, const QStringList &names = {},
                              int first = 0)
{
    quint64 bits = 0;
    for (const QString &part : field.split(QLatin1Char(','))) {
        const QString range = part.section(QLatin1Char('/'), 0, 0);
        int step = 1;
        if (part.contains(QLatin1Char('/'))) {
            bool fine = false;
            step = part.section(QLatin1Char('/'), 1).toInt(&fine);
            if (!fine || step < 1)
                return std::nullopt;
        }
        std::optional<int> from = lowest, to = highest;
        if (range != QLatin1String("*") && range != QLatin1String("?")) {
            from = numberOf(range.section(QLatin1Char('-'), 0, 0), names, first);
            to = range.contains(QLatin1Char('-')) ? numberOf(range.section(QLatin1Char('-'), 1), names, first)
                 : part.contains(QLatin1Char('/')) ? std::optional<int>(highest)
                                                   : from;
        }
        if (!from || !to || *from < lowest || *to > highest || *from > *to)
            return std::nullopt;
        for (int at = *from; at <= *to; at += step)
            bits |= quint64(1) << at;
    }
    return bits;
}

bool has(quint64 bits, int at)
{
    return (bits >> at) & 1;
}

} // namespace

std::optional<Cron> Cron::parse(const QString &text)
{
    static const QHash<QString, QString> shorthands{
        {QStringLiteral("@hourly"), QStringLiteral("0 * * * *")},
        {QStringLiteral("@daily"), QStringLiteral("0 0 * * *")},
        {QStringLiteral("@midnight"), QStringLiteral("0 0 * * *")},
        {QStringLiteral("@weekly"), QStringLiteral("0 0 * * 0")},
        {QStringLiteral("@monthly"), QStringLiteral("0 0 1 * *")},
        {QStringLiteral("@yearly"), QStringLiteral("0 0 1 1 *")}};
    static const QStringList months{QStringLiteral("jan"), QStringLiteral("feb"), QStringLiteral("mar"),
                                    QStringLiteral("apr"), QStringLiteral("may"), QStringLiteral("jun"),
                                    QStringLiteral("jul"), QStringLiteral("aug"), QStringLiteral("sep"),
                                    QStringLiteral("oct"), QStringLiteral("nov"), QStringLiteral("dec")};
    static const QStringList days{QStringLiteral("sun"), QStringLiteral("mon"), QStringLiteral("tue"),
                                  QStringLiteral("wed"), QStringLiteral("thu"), QStringLiteral("fri"),
                                  QStringLiteral("sat")};
    const QString simple = text.simplified();
    const QStringList fields =
        shorthands.value(simple.toLower(), simple).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (fields.size() != 5)
        return std::nullopt;
    const auto minutes = bitsOf(fields.at(0), 0, 59);
    const auto hours = bitsOf(fields.at(1), 0, 23);
    const auto monthDays = bitsOf(fields.at(2), 1, 31);
    const auto yearMonths = bitsOf(fields.at(3), 1, 12, months, 1);
    const auto weekdays = bitsOf(fields.at(4), 0, 7, days, 0);
    if (!minutes || !hours || !monthDays || !yearMonths || !weekdays)
        return std::nullopt;
    Cron cron;
    cron.m_minutes = *minutes;
    cron.m_hours = *hours;
    cron.m_days = *monthDays;
    cron.m_months = *yearMonths;
    cron.m_weekdays = *weekdays | (has(*weekdays, 7) ? 1 : 0); // Sunday is 0 and 7
    cron.m_anyDay = fields.at(2).startsWith(QLatin1Char('*'));
    cron.m_anyWeekday = fields.at(4).startsWith(QLatin1Char('*'));
    return cron;
}

// Where both kinds of days are named, either does.
bool Cron::isDay(const QDate &day) const
{
    if (!has(m_months, day.month()))
        return false;
    const bool byDay = has(m_days, day.day());
    const bool byWeekday = has(m_weekdays, day.dayOfWeek() % 7);
    if (m_anyDay || m_anyWeekday)
        return byDay && byWeekday;
    return byDay || byWeekday;
}

QDateTime Cron::next(const QDateTime &after) const
{
    const QDateTime utc = after.toUTC();
    const int since = utc.time().hour() * 60 + utc.time().minute();
    for (int d = 0; d <= daysLookedAt; ++d) {
        const QDate day = utc.date().addDays(d);
        if (!isDay(day))
            continue;
        for (int hour = d == 0 ? since / 60 : 0; hour < 24; ++hour) {
            if (!has(m_hours, hour))
                continue;
            for (int minute = 0; minute < 60; ++minute) {
                if (has(m_minutes, minute) && (d > 0 || hour * 60 + minute > since))
                    return QDateTime(day, QTime(hour, minute), Qt::UTC);
            }
        }
    }
    return {};
}

std::chrono::minutes Cron::longestGap(const QDateTime &from) const
{
    qint64 longest = 0;
    const QDateTime end = from.addDays(366);
    QDateTime last = next(from);
    // What runs every few minutes shows its longest pause long before the year is over.
    for (int looked = 0; looked < mostLookedAt && last.isValid() && last < end; ++looked) {
        const QDateTime following = next(last);
        if (following.isValid())
            longest = std::max(longest, last.secsTo(following) / 60);
        last = following;
    }
    return std::chrono::minutes(longest);
}

} // namespace envdeck::backups

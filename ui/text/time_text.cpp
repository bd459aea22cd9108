// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace envdeck::ui {

struct TimeWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::TimeWords)
};

namespace {

QString inUnit(qint64 seconds)
{
    const int value = static_cast<int>(qMin<qint64>(seconds, 1'000'000'000));
    if (value < 60)
        return TimeWords::tr("%1 s").arg(value);
    if (value < 3600)
        return TimeWords::tr("%1 min").arg(value / 60);
    if (value < 86400)
        return TimeWords::tr("%1 h").arg(value / 3600);
    return TimeWords::tr("%1 d").arg(value / 86400);
}

} // namespace

QString durationText(std::chrono::milliseconds span)
{
    const qint64 ms = qMax<qint64>(0, span.count());
    if (ms < 1000)
        return TimeWords::tr("%1 ms").arg(ms);
    const qint64 seconds = ms / 1000;
    const qint64 unit = seconds < 3600 ? 60 : seconds < 86400 ? 3600 : 86400;
    const qint64 rest = seconds % unit;
    const qint64 restUnit = unit == 86400 ? 3600 : unit == 3600 ? 60 : 1;
    // Seconds matter below ten minutes only; "41 min 7 s" reads as a false precision.
    if (seconds < 60 || rest / restUnit == 0 || (unit == 60 && seconds >= 600))
        return inUnit(seconds);
    //: Two units of one span: "2 d 4 h"
    return TimeWords::tr("%1 %2").arg(inUnit(seconds - rest), inUnit(rest));
}

QString elapsedText(std::chrono::milliseconds span)
{
    const qint64 seconds = qMax<qint64>(0, span.count() / 1000);
    const auto two = [](qint64 number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    if (seconds < 3600)
        return QStringLiteral("%1:%2").arg(seconds / 60).arg(two(seconds % 60));
    return QStringLiteral("%1:%2:%3").arg(seconds / 3600).arg(two(seconds / 60 % 60), two(seconds % 60));
}

QString agoText(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid())
        return {};
    const qint64 seconds = at.secsTo(now);
    if (seconds < -4)
        //: In the future: "in 19 h"
        return TimeWords::tr("in %1").arg(inUnit(-seconds));
    if (seconds < 5) // clocks of two machines differ by a little
        return TimeWords::tr("just now");
    return TimeWords::tr("%1 ago").arg(inUnit(seconds));
}

QString ageText(const QDateTime &at, const QDateTime &now)
{
    return at.isValid() ? TimeWords::tr("%1 old").arg(inUnit(qMax<qint64>(0, at.secsTo(now)))) : QString();
}

QString updatedText(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid())
        return TimeWords::tr("Not updated yet");
    const qint64 seconds = at.secsTo(now);
    return seconds < 5 ? TimeWords::tr("Updated just now")
                       : TimeWords::tr("Updated %1 ago").arg(inUnit(seconds));
}

static bool inUtc = false; // of the program, like QLocale's default

void setTimesInUtc(bool utc)
{
    inUtc = utc;
}

bool timesInUtc()
{
    return inUtc;
}

QDateTime shownTime(const QDateTime &at)
{
    return inUtc ? at.toUTC() : at.toLocalTime();
}

QDateTime shownTime(qint64 msecsSinceEpoch)
{
    return shownTime(QDateTime::fromMSecsSinceEpoch(msecsSinceEpoch, Qt::UTC));
}

QString zoneMark()
{
    return inUtc ? QStringLiteral(" UTC") : QString();
}

QString momentText(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid())
        return {};
    const QDateTime local = shownTime(at);
    const QDate today = shownTime(now).date();
    const QLocale locale;
    const QString time = locale.toString(local.time(), QStringLiteral("HH:mm")) + zoneMark();
    if (local.date() == today)
        return time;
    //: Date pattern of this year, as QLocale reads it: "2 Mar"
    const QString thisYear = TimeWords::tr("d MMM");
    //: Date pattern of another year, as QLocale reads it: "2 Mar 2025"
    const QString otherYear = TimeWords::tr("d MMM yyyy");
    const QString date =
        locale.toString(local.date(), local.date().year() == today.year() ? thisYear : otherYear);
    return QStringLiteral("%1 %2").arg(date, time);
}

QString exactTimeText(const QDateTime &at)
{
    if (!at.isValid())
        return {};
    const QDateTime local = at.toLocalTime();
    //: Local time, then the same in UTC
    return TimeWords::tr("%1 (%2 UTC)")
        .arg(local.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")),
             at.toUTC().toString(QStringLiteral("HH:mm:ss")));
}

} // namespace envdeck::ui

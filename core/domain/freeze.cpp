// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/freeze.h"

#include <QRegularExpression>
#include <QStringList>

namespace envdeck {

namespace {

constexpr int minutesOfWeek = 7 * 24 * 60;

// Minutes since Monday 00:00; -1 for an unknown day.
int minuteOfWeek(const QString &day, int hour, int minute)
{
    static const QStringList days{QStringLiteral("mon"), QStringLiteral("tue"), QStringLiteral("wed"),
                                  QStringLiteral("thu"), QStringLiteral("fri"), QStringLiteral("sat"),
                                  QStringLiteral("sun")};
    const auto index = days.indexOf(day.toLower());
    return index < 0 ? -1 : (int(index) * 24 + hour) * 60 + minute;
}

} // namespace

bool isInForce(const Freeze &freeze, const QDateTime &local)
{
    static const QRegularExpression until(QStringLiteral("\\Auntil (\\d{4}-\\d{2}-\\d{2})\\z"));
    static const QRegularExpression weekly(
        QStringLiteral("\\A([a-z]{3}) (\\d{2}):(\\d{2})-([a-z]{3}) (\\d{2}):(\\d{2})\\z"),
        QRegularExpression::CaseInsensitiveOption);

    if (const auto match = until.match(freeze.when); match.hasMatch()) {
        const QDate last = QDate::fromString(match.captured(1), Qt::ISODate);
        return !last.isValid() || local.date() <= last;
    }
    const auto match = weekly.match(freeze.when);
    if (!match.hasMatch())
        return true;
    const int from = minuteOfWeek(match.captured(1), match.captured(2).toInt(), match.captured(3).toInt());
    const int to = minuteOfWeek(match.captured(4), match.captured(5).toInt(), match.captured(6).toInt());
    if (from < 0 || to < 0)
        return true;
    const int now = ((local.date().dayOfWeek() - 1) * 24 + local.time().hour()) * 60 + local.time().minute();
    const int length = (to - from + minutesOfWeek) % minutesOfWeek;
    return (now - from + minutesOfWeek) % minutesOfWeek < length;
}

std::optional<Freeze> freezeNow(const Policy &policy, const QDateTime &now)
{
    for (const Freeze &freeze : policy.freeze) {
        if (isInForce(freeze, now.toLocalTime()))
            return freeze;
    }
    return std::nullopt;
}

} // namespace envdeck

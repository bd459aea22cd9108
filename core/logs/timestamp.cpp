// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logs/timestamp.h"

namespace envdeck::logs {

namespace {

// -1 when one of them is no digit.
int number(const char *at, int digits)
{
    int value = 0;
    for (int i = 0; i < digits; ++i) {
        if (at[i] < '0' || at[i] > '9')
            return -1;
        value = value * 10 + (at[i] - '0');
    }
    return value;
}

// Days since 1970-01-01 of the proleptic Gregorian calendar; years from 0 on.
qint64 daysOf(int year, int month, int day)
{
    const int y = month <= 2 ? year - 1 : year;
    const int era = (y >= 0 ? y : y - 399) / 400;
    const int yearOfEra = y - era * 400;
    const int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return qint64(era) * 146097 + dayOfEra - 719468;
}

int daysIn(int year, int month)
{
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

} // namespace

std::optional<Stamp> stampOf(QByteArrayView line)
{
    // 2026-03-02T10:41:07Z is the shortest
    if (line.size() < 20 || line[4] != '-' || line[7] != '-' || (line[10] != 'T' && line[10] != 't') ||
        line[13] != ':' || line[16] != ':')
        return {};
    const char *at = line.data();
    const int year = number(at, 4);
    const int month = number(at + 5, 2);
    const int day = number(at + 8, 2);
    const int hour = number(at + 11, 2);
    const int minute = number(at + 14, 2);
    const int second = number(at + 17, 2); // 60 is a leap second
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour < 0 ||
        hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return {};
    qsizetype next = 19;
    int milliseconds = 0;
    if (line[next] == '.') {
        ++next;
        int scale = 100;
        const qsizetype from = next;
        for (; next < line.size() && next - from < 10 && line[next] >= '0' && line[next] <= '9'; ++next) {
            milliseconds += (line[next] - '0') * scale;
            scale /= 10;
        }
        if (next == from || next - from > 9)
            return {};
    }
    if (next >= line.size())
        return {};
    int offset = 0; // minutes
    if (line[next] == 'Z' || line[next] == 'z') {
        ++next;
    } else if ((line[next] == '+' || line[next] == '-') && line.size() - next >= 6 && line[next + 3] == ':') {
        const int hours = number(at + next + 1, 2);
        const int minutes = number(at + next + 4, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
            return {};
        offset = (hours * 60 + minutes) * (line[next] == '-' ? -1 : 1);
        next += 6;
    } else {
        return {};
    }
    if (next < line.size()) {
        if (line[next] != ' ')
            return {};
        ++next;
    }
    const qint64 seconds =
        daysOf(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset * 60;
    return Stamp{seconds * 1000 + milliseconds, next};
}

} // namespace envdeck::logs

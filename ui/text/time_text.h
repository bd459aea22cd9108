// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <chrono>

namespace envdeck::ui {

// Times as people read them and words; everything below the window is UTC. All in QLocale() and the language
// in force.

// Of the whole program, as the language is: times of day in UTC instead of local time, marked as such. What
// is on screen is worded anew by a LanguageChange event.
void setTimesInUtc(bool utc);
bool timesInUtc();
QDateTime shownTime(const QDateTime &at); // in the zone that is shown
QDateTime shownTime(qint64 msecsSinceEpoch);
QString zoneMark(); // " UTC", or nothing for local time

// At most two units: "41 s", "9 min", "2 d 4 h". Under a second: "120 ms".
QString durationText(std::chrono::milliseconds span);
// A running clock: "0:41", "1:02:10". Draw it with drawTabular() or in the code face.
QString elapsedText(std::chrono::milliseconds span);
// One unit: "just now", "12 s ago", "9 min ago", "2 d ago"; in the future "in 19 h". Empty for a null time.
QString agoText(const QDateTime &at, const QDateTime &now);
// "14 min old", for a stale value.
QString ageText(const QDateTime &at, const QDateTime &now);
// "Updated 12 s ago", for page headers.
QString updatedText(const QDateTime &at, const QDateTime &now);

// Short date and time: "2 Mar 10:41" this year, with the year otherwise; "10:41" on the same day.
QString momentText(const QDateTime &at, const QDateTime &now);
// Both, with seconds, for tooltips and details: "2026-03-02 11:41:07 (10:41:07 UTC)".
QString exactTimeText(const QDateTime &at);

} // namespace envdeck::ui

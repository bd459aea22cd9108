// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/observed.h"
#include "core/platform/data_sets.h"

namespace envdeck::backups {

// How a data set stands, worst first where several are true.
enum class State {
    NoPlan,  // nobody backs it up
    Off,     // its schedule is switched off
    Never,   // there is a schedule, and no file
    Late,    // nothing new in 1.1 times the longest pause of its schedule
    Failing, // the newest run failed, and no file is newer
    Unseen,  // the last run ended well; whether its file is there could not be looked at
    Shrunk,  // the newest file is smaller than 60 % of the median of the seven before
    Fresh,
    NotBackedUp, // a kind that the platform makes no backups of
    Unknown,     // neither runs nor files could be read
};
QString stateName(State state); // "no-plan"
bool isCritical(State state);
bool isWarning(State state);

// One schedule, or a data set that has none.
struct Row {
    platform::DataSet set;
    std::optional<platform::BackupPlan> plan;
    State state = State::Unknown;
    QDateTime lastGood; // UTC; null for never, or not known
    bool seen = false;  // lastGood is a file that was seen at the destination, with something in it
    qint64 bytes = 0;   // of that file
    int kept = 0;       // files that are there
    QDateTime next;     // UTC, by its schedule; null when it is off or not understood
    std::chrono::minutes pause{
        0};                 // the longest between two runs, by its schedule; 0 when it is not understood
    bool isRunning = false; // a backup is being made
    friend bool operator==(const Row &, const Row &) = default;
};

// Worst first, then by name. Where a schedule is not understood a day and two hours count as its pause.
QList<Row> rowsOf(const QList<platform::DataSet> &sets, const QDateTime &now);

} // namespace envdeck::backups

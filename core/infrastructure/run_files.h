// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/places.h"
#include "core/infrastructure/run_record.h"

#include <QSet>
#include <chrono>

namespace envdeck::infrastructure {

// The run folders of one environment on the disk. All of it blocks.

// The newest `limit` records, newest first; what cannot be read is left out.
QList<RunEntry> readRuns(const Places &places, int limit);
// Errors: NotFound, BadResponse.
Result<RunEntry> readRun(const Places &places, const QString &operation);
// 0600, in a folder that is 0700.
Result<void> writeRecord(const Places &places, const RunRecord &record);
Result<void> writeLog(const Places &places, const QString &operation, const QStringList &lines);

// The folder of the runner that does or did what the record is about.
QString runnerFolder(const Places &places, const RunRecord &record);
// What became of one that is not over and that nobody follows: Alone or Interrupted.
RunLife lifeUnfollowed(const Places &places, const RunRecord &record);
// Whether terraform itself is at work in this environment for one of our runs, whoever follows it.
bool isProgramAlive(const Places &places);

struct Keep {
    int runs = 50;         // their records and logs
    QSet<QString> open;    // operations that may still be resumed, and those whose plans they apply
    QDateTime plansBefore; // plan files that are older than that can no longer be applied
};

// Removes what nothing can need any more: plans and exported commits at once, records and logs of old runs.
// Drift checks that nobody makes any more go with all that they left.
// A state that terraform could not save and left in an exported commit is brought to Places::erroredState();
// where one lies already, the export stays.
void tidyRuns(const Places &places, const Keep &keep);

// A check for drift is no run of the history, but lies beside them: with a plan file that holds every secret.
QString driftRun(const QString &operation); // names its folder
// Marks it as made by this process, before anything else is in its folder.
Result<void> beginDriftRun(const Places &places, const QString &run);
// Removes those whose process is gone and whose program does not work any more.
void tidyDriftRuns(const Places &places);

} // namespace envdeck::infrastructure

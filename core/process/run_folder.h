// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QStringList>
#include <optional>

namespace envdeck::process {

// One process, told apart from a later one that got the same pid.
struct ProcessIdentity {
    qint64 pid = 0;
    qint64 startTicks = 0; // field 22 of /proc/PID/stat
    friend bool operator==(const ProcessIdentity &, const ProcessIdentity &) = default;
};

// run.json: written and synced before the program is started. No environment stands in it.
struct RunIdentity {
    QStringList argv;
    QString workingFolder;
    ProcessIdentity runner;
    ProcessIdentity program;
    QString bootId;
    QDateTime startedAt; // UTC
    friend bool operator==(const RunIdentity &, const RunIdentity &) = default;
};

// exit.json: written aside, synced and renamed when the program has ended.
struct RunExit {
    int exitCode = 0; // meaningless when signal is set
    int signal = 0;
    bool interrupted = false; // an interrupt was passed on, whatever the exit says
    QString startError;       // why the program could not be started; empty when it ran
    QDateTime at;             // UTC
    friend bool operator==(const RunExit &, const RunExit &) = default;
};

// Errors: NotFound when the file is not there, BadResponse when it is no such file.
Result<RunIdentity> readRunIdentity(const QString &folder);
Result<RunExit> readRunExit(const QString &folder);

// The process with that pid as it is now; nothing when there is none (a zombie counts as none).
std::optional<ProcessIdentity> identityOf(qint64 pid);
QString currentBootId();

// Whether that very process still lives on this boot of the machine.
bool isAlive(const RunIdentity &run, const ProcessIdentity &process);

} // namespace envdeck::process

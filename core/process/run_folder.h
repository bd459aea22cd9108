// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/process_identity.h"
#include "core/base/result.h"

#include <QDateTime>
#include <QStringList>

namespace envdeck::process {

// run.json: written and synced before the program is started, so where there is none, nothing ever ran.
// No environment stands in it.
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

    bool succeeded() const { return exitCode == 0 && signal == 0 && startError.isEmpty(); }
    friend bool operator==(const RunExit &, const RunExit &) = default;
};

// Errors: NotFound when the file is not there, BadResponse when it is no such file.
Result<RunIdentity> readRunIdentity(const QString &folder);
Result<RunExit> readRunExit(const QString &folder);

// Whether that very process of the run still lives, on this boot of the machine.
bool isAlive(const RunIdentity &run, const ProcessIdentity &process);
// Whether its runner or its program does.
bool isAlive(const RunIdentity &run);

} // namespace envdeck::process

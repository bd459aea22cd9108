// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/process_identity.h"
#include "core/base/result.h"

#include <QString>
#include <QStringList>

namespace envdeck::runner {

struct Start {
    QStringList argv;
    ProcessIdentity runner;
    ProcessIdentity program;
};

struct End {
    int exitCode = 0;
    int signal = 0;
    bool interrupted = false;
    QString startError;
};

// The files of one run. run.json and exit.json appear whole and synced, or not at all.
// All block; errors are Io.
class RunFiles {
public:
    explicit RunFiles(QString folder) : m_folder(std::move(folder)) {}

    Result<void> makeFolder() const;                   // 0700; refuses one that is not ours or not empty
    Result<int> openStream(const QString &name) const; // a descriptor to append to, closed on exec
    Result<void> writeStart(const Start &start) const;
    Result<void> writeEnd(const End &end) const;

private:
    QString m_folder;
};

} // namespace envdeck::runner

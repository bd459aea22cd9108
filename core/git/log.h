// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/git/commit.h"

#include <QByteArray>
#include <QList>

namespace envdeck::git {

// For `git log -z`: what parseLog() reads. With --raw --no-abbrev each commit is followed by its changes.
extern const QString logFormat;

struct LogEntry {
    Commit commit;
    QString blob; // of the file after the commit, when the log was asked with --raw; null name when removed
    bool present = true;
};

// For `git for-each-ref`: what parseBranches() reads.
extern const QString branchFormat;
QList<Branch> parseBranches(const QByteArray &out);

// Commits in the order of the log. `raw` as it was asked for; one changed file a commit.
QList<LogEntry> parseLog(const QByteArray &out, bool raw);

} // namespace envdeck::git

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/workspace/parse.h"

namespace envdeck::workspace {

inline constexpr const char *fileName = "envdeck.yaml";

struct Loaded {
    QString root;    // absolute path of the repository's root
    QByteArray text; // of the file, as read
    Parsed parsed;
};

// Finds the repository that `folder` is in and reads the envdeck.yaml at its root. The search goes up to the
// first folder that holds .git and no further, so a file of somebody else's parent folder is never taken.
// Blocks: call it from a worker. A file with problems is a success of load(); ask `parsed`.
// Errors: BadInput, not inside a git repository (subject: the folder); NotFound, a repository without
// envdeck.yaml (subject: its root); Io, not readable, or longer than 1 MiB (subject: the file).
Result<Loaded> load(const QString &folder);

// Files that the workspace names and the checkout lacks: terraform folders, compose files, private CA files.
// The operator's checkout may simply be behind, so these are warnings. In the flat layout only what stands on
// the checked-out branch can be looked at, so nothing of other branches is reported: pass that branch's name,
// or nothing to look at all environments. Positions come from `text`, the file that `workspace` was parsed
// from. Blocks: call it from a worker.
QList<Problem> missingFiles(const Workspace &workspace, const QByteArray &text,
                            const QString &checkedOutBranch = {});

} // namespace envdeck::workspace

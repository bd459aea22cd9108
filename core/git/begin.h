// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/git/program.h"

#include <stop_token>

namespace envdeck::git {

// Whether a repository can begin at `folder`, which need not be there yet. Asks git, so that it is there too.
// Errors: ToolMissing; Conflict "inside-checkout" (subject: the top of that checkout); ToolFailed in git's
// words.
Async<void> checkPlace(const Program &program, const QString &folder, QObject *context,
                       std::stop_token stop = {});

// Makes a repository of a folder that is in none yet, on that branch, with everything in it staged that its
// .gitignore lets through: one `git commit` away from its first commit. No commit is made, no remote is set.
// Errors: BadInput for a name that is no branch; ToolMissing; ToolFailed in git's words.
Async<void> beginRepository(const Program &program, const QString &folder, const QString &branch,
                            QObject *context, std::stop_token stop = {});

} // namespace envdeck::git

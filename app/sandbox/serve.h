// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/folder.h"

namespace envdeck::sandbox {

// Runs one part until SIGTERM, or until its sandbox has gone from the disk. Answers the exit code.
int servePart(const Folder &folder, const QString &part);

// Ends the program when the sandbox's folder goes, so that no process outlives a folder that somebody
// removed.
void endWithFolder(const Folder &folder);

} // namespace envdeck::sandbox

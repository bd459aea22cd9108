// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/workspace_files.h"

namespace envdeck::sandbox {

// terraform/ of the repository: modules vps, dns and network made of the built-in terraform_data, so that a
// real terraform or tofu plans and applies with no provider and no network. The state of each environment is
// a file of the sandbox's folder, named absolutely: a plan of any export of any commit finds it.
FileSet terraformFiles(const WorkspaceFiles &world, const Folder &folder);

// The state that an apply of `world` leaves, in state format 4, without running a program.
QByteArray terraformState(const WorkspaceFiles &world, const QString &environment);

} // namespace envdeck::sandbox

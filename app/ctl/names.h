// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "core/domain/workspace.h"

namespace envdeck::ctl {

// What is said of a name that does not exist: the ones that do, and the one that was probably meant. `what`
// it is is "environment", "app" or "version"; `where` it was looked for ("in prod") may be empty.
Problem unknownName(const QString &what, const QString &name, const QStringList &there, const QString &where,
                    const Arguments &arguments);

// Every environment, app and version of the command line held against the workspace, before anybody is asked
// anything. Nothing when all of them are there.
std::optional<Answer> misnamed(const Workspace &workspace, const Arguments &arguments);

Answer usageAnswer(const Problem &problem);

} // namespace envdeck::ctl

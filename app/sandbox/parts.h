// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/folder.h"
#include "core/base/process_identity.h"
#include "core/base/result.h"

#include <QStringList>
#include <optional>

namespace envdeck::sandbox {

// A part is one process of this program, `serve --part NAME`, in a session of its own. Its pid and start
// ticks are on disk before anything else happens with it, so that whatever starts is found again and nothing
// else is ever ended.

QStringList serverParts(); // registry, signoz, github, dokploy-dev, dokploy-test, dokploy-prod
QStringList hostParts();   // host-dev, host-test, host-prod; of a sandbox that has hosts
QString lockPart(const QString &environment); // "lock-dev": holds the lock of a terraform state

std::optional<ProcessIdentity> runningPart(const Folder &folder,
                                           const QString &part); // nothing when it does not run

// Starts the parts that do not run, together, and waits until each is ready. Errors: ToolFailed with the end
// of the log of the first that did not come up.
Result<void> startParts(const Folder &folder, const QString &program, const QStringList &parts);

// Ends those processes: SIGTERM, then SIGKILL to what is still the same process after a grace. Blocks until
// all are gone.
void endProcesses(const QList<ProcessIdentity> &processes);
void endPart(const Folder &folder, const QString &part);

QStringList recordedParts(const Folder &folder); // every one that was ever started and not ended by us

// Called by the part itself, once it answers.
void tellReady(const Folder &folder, const QString &part);

} // namespace envdeck::sandbox

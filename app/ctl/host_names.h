// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "core/domain/workspace.h"
#include "core/platform/shell.h"

namespace envdeck::ctl {

// Those that the command line means: one that is named ("prod-1" or "prod/prod-1"), or every one of --env, or
// all, in the workspace's order.
QList<platform::HostId> hostsOf(const Workspace &workspace, const Arguments &arguments);
// What is wrong with the host that was named or should have been; for verbs that need one and for --host.
std::optional<Problem> wrongHost(const Workspace &workspace, const Arguments &arguments);
// A reading that `exec` knows, or what is there instead.
std::optional<Problem> wrongReading(const Arguments &arguments);

// What `exec` runs: one of a few fixed scripts that only read. Empty for an unknown name.
QByteArray readingScript(const QString &name);
QStringList readingNames();

} // namespace envdeck::ctl

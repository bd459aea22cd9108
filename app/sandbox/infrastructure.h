// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/workspace_files.h"

namespace envdeck::sandbox {

// What an environment's variables say that there is to be. Configuration and state are both written from it.
struct Infrastructure {
    QString environment;
    QString serverType;
    QString address;
    QString zone;
    QStringList records; // sorted
    QList<int> openPorts;
};

Infrastructure infrastructureOf(const WorkspaceFiles &world, const QString &environment);

} // namespace envdeck::sandbox

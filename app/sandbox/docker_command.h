// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/folder.h"

#include <QStringList>

namespace envdeck::sandbox {

// `docker` of a host of the sandbox, told by the app processes of its environment: info, ps, inspect, image
// ls, image rm, service ls, logs, system df, restart, as far as clients of hosts ask for them. It starts and
// runs nothing by itself; whatever else is asked for is refused and says so. Answers the exit code.
int runDocker(const Folder &folder, const QString &environment, const QStringList &arguments);

} // namespace envdeck::sandbox

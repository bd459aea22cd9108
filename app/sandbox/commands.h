// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/folder.h"
#include "core/base/result.h"

#include <QJsonObject>

namespace envdeck::sandbox {

struct ScenarioRequest;

// What the person at the terminal asked for. Each answers the report of afterwards. They exclude one another:
// the second waits for the first, half a minute at most (Locked).

Result<QJsonObject> up(const Folder &folder,
                       const QString &program); // makes it once, starts what does not run
Result<QJsonObject> down(const Folder &folder); // ends every process of it, and nothing else
Result<QJsonObject> status(const Folder &folder);
Result<QJsonObject> reset(const Folder &folder,
                          const QString &program); // down, thrown away, made anew with the same ports
Result<QJsonObject> scenario(const Folder &folder, const QString &program, const ScenarioRequest &request);

} // namespace envdeck::sandbox

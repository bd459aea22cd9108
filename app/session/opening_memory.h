// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/git/remote.h"

#include <optional>

namespace envdeck {

// What a start needs to know of git, as it was read the last time. Holds no secret: a Remote carries none.
struct OpeningMemory {
    git::Remote remote;
    QString actor;
};

// All block. A folder or file that cannot be written or read costs the next start some milliseconds, so none
// reports it.
void remember(const QString &stateFolder, const OpeningMemory &memory);
void forget(const QString &stateFolder);
std::optional<OpeningMemory> recall(const QString &stateFolder);

} // namespace envdeck

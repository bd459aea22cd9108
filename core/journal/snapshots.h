// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/journal/database.h"
#include "core/journal/journal.h"

namespace envdeck::journal {

// The file of snapshots. What it keeps can be asked for again outside, so a damaged one is thrown away.
Result<std::unique_ptr<Database>> openSnapshots(const Database::Options &options);
Result<void> putSnapshot(Database &database, const QString &key, const Snapshot &snapshot);
Result<Snapshot> readSnapshot(Database &database, const QString &key);

} // namespace envdeck::journal

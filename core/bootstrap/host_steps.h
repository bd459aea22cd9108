// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bootstrap/installer.h"
#include "core/bootstrap/run.h"

namespace envdeck::bootstrap {

// Steps over SSH alone. Each looks first, does what is missing, and looks whether it is there now; the note
// of one that found it is "adopted".

jobs::Step preflightStep(const RunPointer &run);
jobs::Step updatesStep(const RunPointer &run);
jobs::Step firewallStep(const RunPointer &run);
jobs::Step swapStep(const RunPointer &run);
// Conflict with "in-swarm", "dokploy-there" or "traefik-there" where the installer must not run, and with
// "installer-changed" when what is fetched now is not what was read. `source` is shared by what outlives it.
jobs::Step installStep(const RunPointer &run, const std::shared_ptr<InstallerSource> &source);
jobs::Step closePortStep(const RunPointer &run);

} // namespace envdeck::bootstrap

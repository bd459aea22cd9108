// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bootstrap/run.h"

namespace envdeck::bootstrap {

// From Dokploy's first answer on, in their order: healthy, admin, registry, git-key, domain, certificate,
// close-port. Spoken to through the connection to its host while it publishes its port 3000 there, at its own
// address afterwards. Errors beside those of dokploy::SetupClient: Unhealthy with what does not run; Conflict
// "admin-exists" when somebody else owns the panel; ToolMissing "no-keychain" where a secret could be kept
// nowhere; Timeout "no-dns" or "certificate-pending", after which the same bootstrap goes on where it was.
QList<jobs::Step> panelSteps(const RunPointer &run);

// The administrator's password: "dokploy-admin/<environment>", bound to the panel's origin.
secrets::SecretKey adminKey(const Workspace &workspace, const Environment &environment);

} // namespace envdeck::bootstrap

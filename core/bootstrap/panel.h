// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/dokploy/setup_client.h"
#include "core/bootstrap/run.h"

namespace envdeck::bootstrap {

// A panel that is spoken to, and the way that leads there.
struct Panel {
    std::shared_ptr<dokploy::SetupClient> client;
    Tunnel tunnel;          // port 0 where it is spoken to at its own address
    dokploy::Access access; // empty until there is a key
};

Async<Panel> panelOf(const RunPointer &run, const jobs::Context &context);
// With the key of the keychain.
Async<Panel> openPanel(const RunPointer &run, const jobs::Context &context);
// Into the keychain; ToolMissing "no-keychain" when it does not take it: then it would die with us.
Async<void> keepSecret(const RunPointer &run, const secrets::SecretKey &key, const Secret &secret,
                       const jobs::Context &context);
// Lets requests go to the panel's own address, with the environment's own authority.
Result<void> allowPanel(const Run &run);
const Environment &environmentOf(const Run &run);

} // namespace envdeck::bootstrap

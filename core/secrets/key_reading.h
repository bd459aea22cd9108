// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/vault.h"

namespace envdeck::secrets {

// Reads a key for a question that cannot be asked without it, so that its absence is told apart from what the
// other side does not know. Errors, with the key's kind as subject:
//   OriginMoved   as the store says it
//   Unauthorized  detail "no-key": there is none. Detail "key-unreadable" and the store's words: the keychain
//   is
//                 absent, locked or refuses, or the secrets file is not what it must be.
// `vault` outlives the answer; `context` lives in its thread.
Async<Secret> readKey(Vault &vault, const SecretKey &key, QObject *context);

} // namespace envdeck::secrets

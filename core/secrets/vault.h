// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/secrets/memory_store.h"

#include <QObject>
#include <memory>

namespace envdeck::secrets {

// Where a written secret ended up.
struct Kept {
    StoreKind where = StoreKind::Session;
    std::optional<Error> why; // where is Session: what kept the store from taking it
    friend bool operator==(const Kept &, const Kept &) = default;
};

// The operator's secrets: the keychain or the secrets file, and behind it the memory of this run for what
// that could not keep. What memory holds is newer and wins. Reads on use, any number at a time; construction
// reads nothing. Thread: the owner's, which runs a Qt event loop.
class Vault {
public:
    explicit Vault(std::unique_ptr<SecretStore> store);
    Vault(const Vault &) = delete;
    Vault &operator=(const Vault &) = delete;

    // Errors: those of SecretStore.
    Async<Secret> read(const SecretKey &key);
    // Succeeds always: a store that cannot keep it leaves it in memory, and the answer says why.
    Async<Kept> write(const SecretKey &key, const Secret &secret);
    // From store and memory. Errors: those of the store; the one in memory is gone in any case.
    Async<void> remove(const SecretKey &key);
    // The store's own state, now. While it is not Ready, what is written lasts for this run only.
    Async<StoreStatus> status();

    // Knows every secret that was read or written here until now. A copy: ask again for later ones.
    Redactor redactor() const;
    // Reads all of them and answers with a redactor that knows those that exist. Never fails.
    Async<Redactor> learnAll(const QList<SecretKey> &keys);

private:
    Async<Secret> learned(const Async<Secret> &reading, const SecretKey &key);

    std::unique_ptr<SecretStore> m_store;
    MemoryStore m_memory;
    QHash<std::pair<QString, QString>, int> m_writes; // how many were begun, by workspace and kind
    Redactor m_redactor;
    QObject m_context; // last: dies first, and with it whatever is still waited for
};

// The secrets file where ENVDECK_SECRETS_FILE names one, else the desktop's keychain. Touches neither.
std::unique_ptr<SecretStore> defaultStore();

} // namespace envdeck::secrets

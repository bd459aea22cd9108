// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secret_store.h"

#include <QHash>

namespace envdeck::secrets {

// Forgets everything with the process. Also what tests give a Vault.
class MemoryStore final : public SecretStore {
public:
    StoreKind kind() const override { return StoreKind::Session; }
    Async<Secret> read(const SecretKey &key) override;
    Async<void> write(const SecretKey &key, const Secret &secret) override;
    Async<void> remove(const SecretKey &key) override;
    Async<StoreStatus> status() override;

    // At once, for whoever must decide now.
    Result<Secret> find(const SecretKey &key) const;
    void put(const SecretKey &key, const Secret &secret);
    void drop(const SecretKey &key);

private:
    QHash<std::pair<QString, QString>, StoredSecret> m_secrets; // by workspace and kind
};

} // namespace envdeck::secrets

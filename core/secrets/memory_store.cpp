// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/memory_store.h"

namespace envdeck::secrets {

Async<Secret> MemoryStore::read(const SecretKey &key)
{
    return ready(find(key));
}

Async<void> MemoryStore::write(const SecretKey &key, const Secret &secret)
{
    put(key, secret);
    return ready<void>({});
}

Async<void> MemoryStore::remove(const SecretKey &key)
{
    drop(key);
    return ready<void>({});
}

Async<StoreStatus> MemoryStore::status()
{
    return ready<StoreStatus>(StoreStatus{StoreKind::Session, StoreState::Ready, {}, {}});
}

Result<Secret> MemoryStore::find(const SecretKey &key) const
{
    const auto it = m_secrets.constFind({key.workspace, key.kind});
    if (it == m_secrets.cend())
        return Error{ErrorCode::NotFound, key.kind, {}, 0};
    return released(*it, key);
}

void MemoryStore::put(const SecretKey &key, const Secret &secret)
{
    m_secrets.insert({key.workspace, key.kind}, {secret, key.origin});
}

void MemoryStore::drop(const SecretKey &key)
{
    m_secrets.remove({key.workspace, key.kind});
}

} // namespace envdeck::secrets

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/vault.h"

#include "core/secrets/file_store.h"
#include "core/secrets/keychain_store.h"

namespace envdeck::secrets {

Vault::Vault(std::unique_ptr<SecretStore> store) : m_store(std::move(store)) {}

Async<Secret> Vault::read(const SecretKey &key)
{
    // What could not be stored is newer than what the store may hold.
    const Result<Secret> remembered = m_memory.find(key);
    return learned(remembered ? ready(remembered) : m_store->read(key), key);
}

// The redactor knows a secret before anybody who asked for it does. Memory is asked again: the operator may
// have entered the secret while the store was being read.
Async<Secret> Vault::learned(const Async<Secret> &reading, const SecretKey &key)
{
    auto promise = std::make_shared<QPromise<Result<Secret>>>();
    promise->start();
    whenDone(reading, &m_context, [this, promise, key](const Result<Secret> &answer) {
        const Result<Secret> remembered = m_memory.find(key);
        const Result<Secret> &result = remembered ? remembered : answer;
        if (result)
            m_redactor.learn(result.value());
        promise->addResult(result);
        promise->finish();
    });
    return promise->future();
}

Async<Kept> Vault::write(const SecretKey &key, const Secret &secret)
{
    m_redactor.learn(secret);
    m_memory.put(key, secret); // readable at once, and kept when the store refuses
    auto promise = std::make_shared<QPromise<Result<Kept>>>();
    promise->start();
    const int number = ++m_writes[{key.workspace, key.kind}];
    whenDone(m_store->write(key, secret), &m_context,
             [this, promise, key, number](const Result<void> &result) {
                 if (result && m_writes.value({key.workspace, key.kind}) == number)
                     m_memory.drop(key); // no later write waits there
                 promise->addResult(result ? Kept{m_store->kind(), std::nullopt}
                                           : Kept{StoreKind::Session, result.error()});
                 promise->finish();
             });
    return promise->future();
}

Async<void> Vault::remove(const SecretKey &key)
{
    m_memory.drop(key);
    return m_store->remove(key);
}

Async<StoreStatus> Vault::status()
{
    return m_store->status();
}

Redactor Vault::redactor() const
{
    return m_redactor;
}

Async<Redactor> Vault::learnAll(const QList<SecretKey> &keys)
{
    QList<Async<Secret>> readings;
    for (const SecretKey &key : keys)
        readings.append(read(key));
    auto promise = std::make_shared<QPromise<Result<Redactor>>>();
    promise->start();
    whenDone(joined(&m_context, readings), &m_context,
             [this, promise](const Result<QList<Result<Secret>>> &) {
                 promise->addResult(m_redactor);
                 promise->finish();
             });
    return promise->future();
}

std::unique_ptr<SecretStore> defaultStore()
{
    const QString file = qEnvironmentVariable("ENVDECK_SECRETS_FILE");
    if (!file.isEmpty())
        return std::make_unique<FileStore>(file);
    return std::make_unique<KeychainStore>();
}

} // namespace envdeck::secrets

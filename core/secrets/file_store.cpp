// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/file_store.h"

#include "core/secrets/secrets_file.h"

#include <QLockFile>

namespace envdeck::secrets {

namespace {

Result<Secret> readFrom(const QString &path, const SecretKey &key)
{
    const FileContent content = readSecretsFile(path);
    if (content.status.state != StoreState::Ready)
        return errorOf(content.status, key.kind);
    const auto it = content.secrets.constFind(key.kind);
    if (it == content.secrets.cend())
        return Error{ErrorCode::NotFound, key.kind, {}, 0};
    return released(*it, key);
}

constexpr int patience = 10000; // ms: another process needs a moment to read and write

// `change` is made to what the file holds now; of two processes that change it one waits for the other.
template <typename Change>
Result<void> changeIn(const QString &path, const SecretKey &key, Change change)
{
    QLockFile lock(path + QStringLiteral(".lock"));
    if (!lock.tryLock(patience) && lock.error() == QLockFile::LockFailedError)
        return Error{ErrorCode::Locked, path, {}, 0};
    FileContent content = readSecretsFile(path);
    const bool isUsable =
        content.status.state == StoreState::Ready || content.status.state == StoreState::Absent;
    if (!isUsable)
        return errorOf(content.status, key.kind);
    if (!change(content.secrets))
        return {};
    return writeSecretsFile(path, content.secrets);
}

} // namespace

FileStore::FileStore(const QString &path) : m_path(path) {}

Async<Secret> FileStore::read(const SecretKey &key)
{
    return m_worker.run([path = m_path, key] { return readFrom(path, key); });
}

Async<void> FileStore::write(const SecretKey &key, const Secret &secret)
{
    return m_worker.run([path = m_path, key, secret] {
        return changeIn(path, key, [&](SecretsFile &secrets) {
            secrets.insert(key.kind, {secret, key.origin});
            return true;
        });
    });
}

Async<void> FileStore::remove(const SecretKey &key)
{
    return m_worker.run([path = m_path, key] {
        return changeIn(path, key, [&](SecretsFile &secrets) { return secrets.remove(key.kind) > 0; });
    });
}

Async<StoreStatus> FileStore::status()
{
    return m_worker.run([path = m_path] { return Result<StoreStatus>(readSecretsFile(path).status); });
}

} // namespace envdeck::secrets

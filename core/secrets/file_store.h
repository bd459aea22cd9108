// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/worker.h"
#include "core/secrets/secret_store.h"

namespace envdeck::secrets {

// A JSON file of one operator, timer or sandbox:
//   { "dokploy/prod": { "value": "…", "origin": "https://dokploy.example.com" }, … }
// The file is that of one workspace, so SecretKey::workspace is not looked at. An origin that is a URL is
// compared as originOf() spells it. The file must be a regular file (no link) of this user with mode 0600 or
// 0400, at most 1 MiB; anything else is StoreState::Refused with the reason, and nothing of it is used. It is
// read on each use, on a thread of its own; a write replaces it whole.
class FileStore final : public SecretStore {
public:
    explicit FileStore(const QString &path);

    StoreKind kind() const override { return StoreKind::File; }
    Async<Secret> read(const SecretKey &key) override;
    Async<void> write(const SecretKey &key, const Secret &secret) override;
    Async<void> remove(const SecretKey &key) override;
    Async<StoreStatus> status() override;

private:
    QString m_path;
    Worker m_worker{QStringLiteral("secrets-file")};
};

} // namespace envdeck::secrets

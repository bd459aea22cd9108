// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/registry/client.h"
#include "core/platform/image_registry.h"
#include "core/secrets/vault.h"

#include <map>
#include <memory>

namespace envdeck::platform {

// OCI registries behind ImageRegistry, one client for each registry that an image names. The vault's secret
// for a registry is "user:token", or a token alone; without one it is asked anonymously.
class OciRegistry final : public ImageRegistry {
public:
    // All three outlive this.
    OciRegistry(const Workspace &workspace, http::Client &http, secrets::Vault &vault);
    ~OciRegistry() override;

    Async<QStringList> tags(const QString &repository, std::stop_token stop) override;
    Async<ImageFacts> facts(const ImageRef &image, std::stop_token stop) override;
    // `host` as in image references. The registry answers, and takes the key where there is one.
    Async<void> ping(const QString &host, std::stop_token stop);

    void forgetKeys();

private:
    Async<std::shared_ptr<registry::Client>> client(const QString &host);
    template <typename Fn>
    auto ask(const QString &host, Fn fn);

    const Workspace &m_workspace;
    http::Client &m_http;
    secrets::Vault &m_vault;
    std::map<QString, std::shared_ptr<registry::Client>> m_clients;
    std::unique_ptr<QObject> m_context;
};

} // namespace envdeck::platform

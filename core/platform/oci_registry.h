// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/registry/client.h"
#include "core/platform/image_registry.h"
#include "core/secrets/vault.h"

#include <QDeadlineTimer>
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
    template <typename T, typename Fn>
    Async<T> ask(const QString &host, Fn fn);
    Async<ImageFacts> described(const std::shared_ptr<registry::Client> &client, const ImageRef &image,
                                const QString &digest, std::stop_token stop);

    const Workspace &m_workspace;
    http::Client &m_http;
    secrets::Vault &m_vault;
    std::map<QString, std::shared_ptr<registry::Client>> m_clients;
    struct Quiet {
        QDeadlineTimer until;
        Error why;
    };
    QHash<QString, Quiet> m_quiet; // by host: had enough of us
    // By repository and digest: what a digest stands for never changes. Reading it counts as a pull at Docker
    // Hub, asking what a tag points at does not.
    QHash<QString, ImageFacts> m_described;
    std::unique_ptr<QObject> m_context;
};

} // namespace envdeck::platform

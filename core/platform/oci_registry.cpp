// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/oci_registry.h"

#include "core/platform/kept_client.h"
#include "core/secrets/secret_key.h"

namespace envdeck::platform {

namespace {

registry::Credentials credentialsOf(const Secret &secret)
{
    const QByteArrayView text = secret.reveal();
    const auto colon = std::find(text.begin(), text.end(), ':');
    if (colon == text.end())
        return {QStringLiteral("envdeck"), secret}; // registries that take a token alone ignore the name
    const qsizetype at = colon - text.begin();
    return {QString::fromUtf8(text.first(at)), Secret(text.sliced(at + 1).toByteArray())};
}

} // namespace

OciRegistry::OciRegistry(const Workspace &workspace, http::Client &http, secrets::Vault &vault)
    : m_workspace(workspace), m_http(http), m_vault(vault), m_context(std::make_unique<QObject>())
{
}

OciRegistry::~OciRegistry() = default;

Async<std::shared_ptr<registry::Client>> OciRegistry::client(const QString &host)
{
    if (const auto it = m_clients.find(host); it != m_clients.end())
        return ready<std::shared_ptr<registry::Client>>(it->second);
    const auto endpoint = registry::endpointOf(host);
    if (!endpoint)
        return ready<std::shared_ptr<registry::Client>>(
            Error{ErrorCode::BadConfig, host, QStringLiteral("not-a-registry"), 0});
    if (const auto allowed = m_http.allow(*endpoint); !allowed)
        return ready<std::shared_ptr<registry::Client>>(allowed.error());

    QPromise<Result<std::shared_ptr<registry::Client>>> promise;
    promise.start();
    const auto future = promise.future();
    whenDone(m_vault.read(secrets::registryKey(m_workspace, host)), m_context.get(),
             [this, host, url = *endpoint, promise = std::make_shared<decltype(promise)>(std::move(promise))](
                 const Result<Secret> &secret) {
                 if (!secret && secret.error().code == ErrorCode::OriginMoved) {
                     promise->addResult(secret.error());
                 } else {
                     // Without a key, or without a keychain: most registries let anybody read what is public.
                     auto &client = m_clients[host];
                     if (!client)
                         client = std::make_shared<registry::Client>(
                             m_http, url, secret ? credentialsOf(secret.value()) : registry::Credentials());
                     promise->addResult(client);
                 }
                 promise->finish();
             });
    return future;
}

template <typename Fn>
auto OciRegistry::ask(const QString &host, Fn fn)
{
    return andThen(client(host), m_context.get(),
                   [this, fn](const std::shared_ptr<registry::Client> &client) {
                       return askKept(client, m_context.get(), fn);
                   });
}

Async<QStringList> OciRegistry::tags(const QString &repository, std::stop_token stop)
{
    const ImageRef image{repository, {}, {}};
    return ask(image.registry(),
               [path = image.path(), stop](registry::Client &client) { return client.tags(path, stop); });
}

Async<ImageFacts> OciRegistry::facts(const ImageRef &image, std::stop_token stop)
{
    const QString reference = image.tag.isEmpty() ? image.digest : image.tag;
    return ask(image.registry(), [this, path = image.path(), reference, stop](registry::Client &client) {
        return andThen(client.image(path, reference, QStringLiteral("amd64"), stop), m_context.get(),
                       [](const registry::Image &found) {
                           return ready<ImageFacts>(ImageFacts{found.digest, found.labels, found.created});
                       });
    });
}

Async<void> OciRegistry::ping(const QString &host, std::stop_token stop)
{
    return ask(host, [stop](registry::Client &client) { return client.ping(stop); });
}

void OciRegistry::forgetKeys()
{
    m_clients.clear();
}

} // namespace envdeck::platform

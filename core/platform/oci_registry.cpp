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

constexpr int mostDescribed = 5000;
constexpr qint64 usualWait = 60;            // seconds, of a registry that does not say
constexpr qint64 longestWait = 6 * 60 * 60; // the window of Docker Hub

constexpr QLatin1String retryAfter("Retry-After: ");

std::chrono::seconds waitOf(const Error &limited)
{
    bool isNumber = false;
    const qint64 said =
        limited.detail.startsWith(retryAfter)
            ? limited.detail.mid(retryAfter.size()).section(QLatin1Char(':'), 0, 0).toLongLong(&isNumber)
            : 0;
    return std::chrono::seconds(isNumber ? std::clamp<qint64>(said, 1, longestWait) : usualWait);
}

// The same words, with what is left of the time.
Error leftAlone(Error why, const QDeadlineTimer &until)
{
    const qint64 left = until.remainingTime() / 1000 + 1;
    const QString words = why.detail.startsWith(retryAfter)
                              ? why.detail.mid(retryAfter.size()).section(QLatin1Char(':'), 1).trimmed()
                              : why.detail;
    why.detail = retryAfter + QString::number(left) + QStringLiteral(": ") + words;
    return why;
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

// The answer, unless the registry asked to be left alone a while ago.
template <typename T, typename Fn>
Async<T> OciRegistry::ask(const QString &host, Fn fn)
{
    if (const auto quiet = m_quiet.constFind(host); quiet != m_quiet.cend() && !quiet->until.hasExpired())
        return ready<T>(leftAlone(quiet->why, quiet->until));
    const auto answer =
        andThen(client(host), m_context.get(), [this, fn](const std::shared_ptr<registry::Client> &client) {
            return askKept(client, m_context.get(), [&](registry::Client &) { return Async<T>(fn(client)); });
        });
    whenDone(answer, m_context.get(), [this, host](const Result<T> &result) {
        if (!result && result.error().code == ErrorCode::RateLimited)
            m_quiet.insert(host, {QDeadlineTimer(waitOf(result.error())), result.error()});
    });
    return answer;
}

Async<QStringList> OciRegistry::tags(const QString &repository, std::stop_token stop)
{
    const ImageRef image{repository, {}, {}};
    return ask<QStringList>(image.registry(),
                            [path = image.path(), stop](const std::shared_ptr<registry::Client> &client) {
                                return client->tags(path, stop);
                            });
}

Async<ImageFacts> OciRegistry::facts(const ImageRef &image, std::stop_token stop)
{
    using ClientRef = std::shared_ptr<registry::Client>;
    return ask<ImageFacts>(image.registry(), [this, image, stop](const ClientRef &client) {
        if (image.tag.isEmpty())
            return described(client, image, image.digest, stop);
        return andThen(client->manifest(image.path(), image.tag, stop), m_context.get(),
                       [this, client, image, stop](const registry::Manifest &manifest) {
                           return described(client, image, manifest.digest, stop);
                       });
    });
}

Async<ImageFacts> OciRegistry::described(const std::shared_ptr<registry::Client> &client,
                                         const ImageRef &image, const QString &digest, std::stop_token stop)
{
    const QString key = image.repository + QLatin1Char('@') + digest;
    if (const auto known = m_described.constFind(key); known != m_described.cend())
        return ready<ImageFacts>(*known);
    return andThen(client->image(image.path(), digest, {}, std::move(stop)), m_context.get(),
                   [this, key](const registry::Image &found) {
                       if (m_described.size() >= mostDescribed)
                           m_described.clear();
                       const ImageFacts facts{found.digest, found.labels, found.created, found.platforms};
                       m_described.insert(key, facts);
                       return ready<ImageFacts>(facts);
                   });
}

Async<void> OciRegistry::ping(const QString &host, std::stop_token stop)
{
    return ask<void>(host,
                     [stop](const std::shared_ptr<registry::Client> &client) { return client->ping(stop); });
}

void OciRegistry::forgetKeys()
{
    m_clients.clear();
    m_quiet.clear(); // another account has other limits
    m_described.clear();
}

} // namespace envdeck::platform

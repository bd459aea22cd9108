// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/image_pull.h"

#include "core/domain/image_ref.h"

#include <QHostAddress>

namespace envdeck::standins::dokploy {

void askForManifest(Poster &poster, const QString &image, const QHash<QString, RegistryLogin> &logins,
                    Poster::Then then)
{
    const auto reference = ImageRef::parse(image);
    if (!reference)
        return then(PeerAnswer{400, "invalid reference format"});
    const QUrl registry(QStringLiteral("http://") + reference->registry());
    if (!QHostAddress(registry.host()).isLoopback())
        return then(PeerAnswer{200, {}});

    QUrl manifest = registry;
    const QString version = reference->digest.isEmpty() ? reference->tag : reference->digest;
    manifest.setPath(QStringLiteral("/v2/%1/manifests/%2")
                         .arg(reference->path(), version.isEmpty() ? QStringLiteral("latest") : version));
    Poster::Headers headers{
        {"Accept", "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, "
                   "application/vnd.docker.distribution.manifest.list.v2+json, "
                   "application/vnd.docker.distribution.manifest.v2+json"}};
    if (const auto login = logins.constFind(reference->registry()); login != logins.constEnd())
        headers.append({"Authorization",
                        "Basic " + (login->user + QLatin1Char(':') + login->password).toUtf8().toBase64()});
    poster.ask("GET", manifest, headers, {}, std::move(then));
}

QString pullFailure(const QString &image, const PeerAnswer &answer)
{
    const QString registry = image.section(QLatin1Char('/'), 0, 0);
    switch (answer.status) {
    case 0:
        return QStringLiteral("Error response from daemon: Get \"http://%1/v2/\": dial tcp %1: connect: "
                              "connection refused\n"
                              "❌ Pulling image failed")
            .arg(registry);
    case 401:
        return QStringLiteral("Error response from daemon: Head \"http://%1/v2/\": no basic auth "
                              "credentials\n❌ Pulling image failed")
            .arg(registry);
    case 404:
        return QStringLiteral("Error response from daemon: manifest for %1 not found: manifest unknown: "
                              "manifest unknown\n"
                              "❌ Pulling image failed")
            .arg(image);
    default:
        return QStringLiteral(
                   "Error response from daemon: received unexpected HTTP status: %1\n❌ Pulling image failed")
            .arg(answer.status);
    }
}

} // namespace envdeck::standins::dokploy

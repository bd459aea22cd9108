// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/secret.h"
#include "core/domain/image_ref.h"
#include "core/http/client.h"

#include <QDateTime>
#include <QHash>
#include <QObject>
#include <QStringList>

// OCI distribution v1.1, reading half: any registry, Docker Hub, GHCR.
namespace envdeck::registry {

// Where the API of a registry is, by the name that stands in image references: https://registry-1.docker.io
// for "docker.io", http for loopback ("127.0.0.1:5000"), https://NAME otherwise. Nothing for what is no
// host[:port].
std::optional<QUrl> endpointOf(const QString &registry);

struct Credentials { // empty: anonymous
    QString user;    // any name for GHCR
    Secret password; // or token
};

struct Manifest {
    QString digest; // of the manifest that the reference names; for an index that of the index
    QString mediaType;
    bool index = false;
    friend bool operator==(const Manifest &, const Manifest &) = default;
};

struct Image {
    QString digest;             // as Manifest::digest
    QString platform;           // "linux/amd64"; what labels and time belong to
    QStringList platforms = {}; // all that there is an image for
    QHash<QString, QString>
        labels;        // of the config; where it has no such key, annotations of manifest, then index
    QDateTime created; // UTC; null when the image does not say or is a reproducible build (epoch, 1980)
    QString revision() const { return labels.value(QStringLiteral("org.opencontainers.image.revision")); }
    friend bool operator==(const Image &, const Image &) = default;
};

// One registry with one account. Reads only; every call may be repeated.
//
// Access: asked for Basic or Bearer by the registry's own challenge. A token is fetched from the realm that
// the challenge names, and the password goes there only when the realm belongs to the registry's own site
// (same host, or same registrable domain over https); any other realm is Forbidden. Tokens are kept until 80
// % of their life. A blob that the registry keeps elsewhere is fetched from there without any credential.
//
// Errors beside http::Client's: NotFound means that the registry answered and has no such image. Docker Hub
// and GHCR answer Unauthorized or Forbidden for what is private as well as for what does not exist.
// BadResponse when content and digest differ. Thread: the one it was made in.
class Client : public QObject {
public:
    // `http` has to allow `base`.
    Client(http::Client &http, const QUrl &base, const Credentials &credentials = {},
           QObject *parent = nullptr);
    ~Client() override;

    Async<void> ping(std::stop_token stop = {}); // reachable, and takes the credentials

    // Tags of "acme/api", sorted; signatures and attestations ("sha256-…") left out. Follows pages, at most
    // 1,000.
    Async<QStringList> tags(const QString &path, std::stop_token stop = {});

    // `reference` is a tag or a digest. Costs no pull at Docker Hub.
    Async<Manifest> manifest(const QString &path, const QString &reference, std::stop_token stop = {});

    // Labels and creation time, of the linux image for `architecture` when there are several. Without one: of
    // that for amd64, else of the first.
    Async<Image> image(const QString &path, const QString &reference, const QString &architecture = {},
                       std::stop_token stop = {});

private:
    class Access;
    struct Fetched;

    Async<QStringList> tagsFrom(const QUrl &page, const QString &path, const QStringList &before, int pages,
                                std::stop_token stop);
    Async<Fetched> document(const QString &path, const QString &reference, std::stop_token stop);
    Async<Manifest> fetchedManifest(const QString &path, const QString &reference, std::stop_token stop);
    Async<Image> configured(const QString &path, const Fetched &top, const Fetched &platform,
                            std::stop_token stop);

    std::unique_ptr<Access> m_access;
};

} // namespace envdeck::registry

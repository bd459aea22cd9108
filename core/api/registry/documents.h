// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/registry/client.h"

#include <QJsonValue>

namespace envdeck::registry {

// One platform of an index.
struct IndexEntry {
    QString digest;
    QString os;
    QString architecture;
};

struct ManifestDocument {
    QString mediaType;
    bool index = false;
    QList<IndexEntry> entries; // of an index; attestations left out
    QString config;            // digest of the config blob; of a manifest
    QHash<QString, QString> annotations;
};

struct ConfigDocument {
    QString os;
    QString architecture;
    QDateTime created;
    QHash<QString, QString> labels;
};

inline const QList<QByteArray> manifestTypes{
    "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json"};

// A manifest as it came, its digest counted from the bytes.
struct Client::Fetched {
    QString digest;
    ManifestDocument document;
};

Result<ManifestDocument> manifestDocument(const QJsonValue &json, const QByteArray &contentType,
                                          const QString &subject);
Result<ConfigDocument> configDocument(const QJsonValue &json, const QString &subject);
// The linux entry for the architecture; NotFound when the index has none. Without an architecture that for
// amd64, else the first.
Result<IndexEntry> entryFor(const ManifestDocument &index, const QString &architecture,
                            const QString &subject);

// "linux/amd64", "linux/arm64": what the index has an image for.
QStringList platformsOf(const ManifestDocument &index);

// "sha256:…" of the bytes.
QString digestOf(const QByteArray &bytes);

// Path of the next page of a tag list, from Link: </v2/…?n=100&last=x>; rel="next". Path and query only,
// whatever host the server put before them; empty when there is none.
QByteArray nextPage(const QList<QByteArray> &linkHeaders);

} // namespace envdeck::registry

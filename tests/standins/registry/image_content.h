// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QMap>
#include <QString>

namespace envdeck::standins::registry {

inline const QString indexType = QStringLiteral("application/vnd.oci.image.index.v1+json");
inline const QString manifestType = QStringLiteral("application/vnd.oci.image.manifest.v1+json");
inline const QString configType = QStringLiteral("application/vnd.oci.image.config.v1+json");
inline const QString layerType = QStringLiteral("application/vnd.oci.image.layer.v1.tar+gzip");

QString digestOf(const QByteArray &content); // "sha256:…"

struct Content {
    QString mediaType;
    QByteArray bytes;
};

// One image as a build tool pushes it, every part under its digest. The same arguments give the same bytes.
struct ImageContent {
    QString index;                    // digest
    QMap<QString, Content> manifests; // the index and its manifest
    QMap<QString, Content> blobs;     // config and layer
};
ImageContent imageContent(const QString &name, const QMap<QString, QString> &labels,
                          const QDateTime &created);

} // namespace envdeck::standins::registry

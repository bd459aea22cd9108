// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/registry/image_content.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace envdeck::standins::registry {

namespace {

QByteArray text(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject descriptor(const Content &content)
{
    return {{QStringLiteral("mediaType"), content.mediaType},
            {QStringLiteral("digest"), digestOf(content.bytes)},
            {QStringLiteral("size"), content.bytes.size()}};
}

Content config(const QMap<QString, QString> &labels, const QDateTime &created, const Content &layer)
{
    QJsonObject labelMap;
    for (auto it = labels.begin(); it != labels.end(); ++it)
        labelMap.insert(it.key(), it.value());
    const QJsonObject rootfs{{QStringLiteral("type"), QStringLiteral("layers")},
                             {QStringLiteral("diff_ids"), QJsonArray{digestOf(layer.bytes)}}};
    return {configType, text({{QStringLiteral("architecture"), QStringLiteral("amd64")},
                              {QStringLiteral("os"), QStringLiteral("linux")},
                              {QStringLiteral("created"), created.toUTC().toString(Qt::ISODate)},
                              {QStringLiteral("config"), QJsonObject{{QStringLiteral("Labels"), labelMap}}},
                              {QStringLiteral("rootfs"), rootfs}})};
}

} // namespace

QString digestOf(const QByteArray &content)
{
    return QStringLiteral("sha256:") +
           QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
}

ImageContent imageContent(const QString &name, const QMap<QString, QString> &labels, const QDateTime &created)
{
    const Content layer{layerType, "placeholder layer of " + name.toUtf8() + '\n'};
    const Content configBlob = config(labels, created, layer);
    const Content manifest{manifestType, text({{QStringLiteral("schemaVersion"), 2},
                                               {QStringLiteral("mediaType"), manifestType},
                                               {QStringLiteral("config"), descriptor(configBlob)},
                                               {QStringLiteral("layers"), QJsonArray{descriptor(layer)}}})};
    QJsonObject entry = descriptor(manifest);
    entry.insert(QStringLiteral("platform"),
                 QJsonObject{{QStringLiteral("architecture"), QStringLiteral("amd64")},
                             {QStringLiteral("os"), QStringLiteral("linux")}});
    const Content index{indexType, text({{QStringLiteral("schemaVersion"), 2},
                                         {QStringLiteral("mediaType"), indexType},
                                         {QStringLiteral("manifests"), QJsonArray{entry}}})};
    ImageContent image;
    image.index = digestOf(index.bytes);
    for (const Content &part : {index, manifest})
        image.manifests.insert(digestOf(part.bytes), part);
    for (const Content &part : {configBlob, layer})
        image.blobs.insert(digestOf(part.bytes), part);
    return image;
}

} // namespace envdeck::standins::registry

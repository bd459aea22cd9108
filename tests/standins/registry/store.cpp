// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/registry/store.h"

#include "core/base/paths.h"
#include "core/base/safe_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>

namespace envdeck::standins::registry {

namespace {

constexpr int lockMs = 5000; // a change takes milliseconds; longer means that the holder hangs

QJsonObject toJson(const QMap<QString, QString> &map)
{
    QJsonObject object;
    for (auto it = map.begin(); it != map.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

QMap<QString, QString> fromJson(const QJsonValue &value)
{
    QMap<QString, QString> map;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        map.insert(it.key(), it.value().toString());
    return map;
}

// Drops what no tag of the repository leads to any more: the index of `image` and its parts.
void forget(Repository &repository, const QString &index, const std::optional<QByteArray> &content)
{
    repository.manifests.remove(index);
    const QJsonObject document = QJsonDocument::fromJson(content.value_or(QByteArray())).object();
    for (const QJsonValue &entry : document[QLatin1String("manifests")].toArray())
        repository.manifests.remove(entry[QLatin1String("digest")].toString());
}

} // namespace

std::optional<Repository> Store::repository(const QString &name) const
{
    const Index index = read();
    const auto found = index.find(name);
    return found == index.end() ? std::nullopt : std::optional(*found);
}

std::optional<QByteArray> Store::content(const QString &digest) const
{
    const auto bytes = readFile(blobPath(digest));
    return bytes ? std::optional(bytes.value()) : std::nullopt;
}

Result<void> Store::add(const QString &name, const QString &tag, const ImageContent &image)
{
    for (const QString &folder : {m_folder, m_folder + QStringLiteral("/blobs")}) {
        if (const auto made = makePrivateFolder(folder); !made)
            return made;
    }
    QLockFile lock(m_folder + QStringLiteral("/index.lock"));
    if (!lock.tryLock(lockMs))
        return Error{ErrorCode::Locked, m_folder, {}, 0};
    for (const auto &parts : {image.blobs, image.manifests}) {
        if (const auto kept = keep(parts); !kept)
            return kept;
    }
    Index index = read();
    Repository &repository = index[name];
    for (auto it = image.manifests.begin(); it != image.manifests.end(); ++it)
        repository.manifests.insert(it.key(), it->mediaType);
    for (auto it = image.blobs.begin(); it != image.blobs.end(); ++it)
        repository.blobs.insert(it.key(), it->mediaType);
    repository.tags.insert(tag, image.index);
    return write(index);
}

Result<void> Store::remove(const QString &name, const QString &tag)
{
    QLockFile lock(m_folder + QStringLiteral("/index.lock"));
    if (!lock.tryLock(lockMs))
        return Error{ErrorCode::Locked, m_folder, {}, 0};
    Index index = read();
    if (!index.contains(name) || !index[name].tags.contains(tag))
        return Error{ErrorCode::NotFound, name + QLatin1Char(':') + tag, {}, 0};
    Repository &repository = index[name];
    const QString digest = repository.tags.take(tag);
    if (!repository.tags.values().contains(digest))
        forget(repository, digest, content(digest));
    return write(index);
}

Store::Index Store::read() const
{
    Index index;
    const auto text = readFile(m_folder + QStringLiteral("/index.json"));
    if (!text)
        return index;
    const QJsonObject document = QJsonDocument::fromJson(text.value()).object();
    for (auto it = document.begin(); it != document.end(); ++it) {
        const QJsonObject entry = it.value().toObject();
        index.insert(it.key(),
                     {fromJson(entry[QLatin1String("tags")]), fromJson(entry[QLatin1String("manifests")]),
                      fromJson(entry[QLatin1String("blobs")])});
    }
    return index;
}

Result<void> Store::write(const Index &index) const
{
    QJsonObject document;
    for (auto it = index.begin(); it != index.end(); ++it)
        document.insert(it.key(), QJsonObject{{QStringLiteral("tags"), toJson(it->tags)},
                                              {QStringLiteral("manifests"), toJson(it->manifests)},
                                              {QStringLiteral("blobs"), toJson(it->blobs)}});
    return writeFile(m_folder + QStringLiteral("/index.json"), QJsonDocument(document).toJson());
}

Result<void> Store::keep(const QMap<QString, Content> &parts) const
{
    for (auto it = parts.begin(); it != parts.end(); ++it) {
        if (QFile::exists(blobPath(it.key())))
            continue;
        if (const auto written = writeFile(blobPath(it.key()), it->bytes); !written)
            return written;
    }
    return {};
}

QString Store::blobPath(const QString &digest) const
{
    return m_folder + QStringLiteral("/blobs/") + digest.section(QLatin1Char(':'), 1);
}

} // namespace envdeck::standins::registry

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/registry/documents.h"

#include "core/http/json.h"

#include <QCryptographicHash>
#include <QRegularExpression>

namespace envdeck::registry {

using http::JsonReader;

namespace {

QHash<QString, QString> texts(const std::optional<JsonReader> &object)
{
    QHash<QString, QString> found;
    if (!object)
        return found;
    for (const QString &key : object->keys())
        found.insert(key, object->optionalString(key).value_or(QString()));
    return found;
}

QString digestField(const JsonReader &json)
{
    const QString digest = json.string(u"digest");
    if (!isDigest(digest))
        json.fail(u"digest", QStringLiteral("no sha256 digest"));
    return digest;
}

bool isAttestation(const JsonReader &entry, const QString &architecture)
{
    const auto annotations = texts(entry.optionalObject(u"annotations"));
    return architecture == QLatin1String("unknown") ||
           annotations.value(QStringLiteral("vnd.docker.reference.type")) ==
               QLatin1String("attestation-manifest");
}

} // namespace

Result<ManifestDocument> manifestDocument(const QJsonValue &value, const QByteArray &contentType,
                                          const QString &subject)
{
    const JsonReader json(value, subject);
    ManifestDocument document;
    // The content type decides; some registries send a vague one.
    document.mediaType = manifestTypes.contains(contentType)
                             ? QString::fromLatin1(contentType)
                             : json.optionalString(u"mediaType").value_or(QString());
    document.index = document.mediaType.isEmpty()
                         ? json.has(u"manifests")
                         : manifestTypes.first(2).contains(document.mediaType.toLatin1());
    document.annotations = texts(json.optionalObject(u"annotations"));
    if (!document.index) {
        document.config = digestField(json.object(u"config"));
        return json.done(std::move(document));
    }
    for (const JsonReader &entry : json.array(u"manifests")) {
        const auto platform = entry.optionalObject(u"platform");
        const QString os = platform ? platform->optionalString(u"os").value_or(QString()) : QString();
        const QString architecture =
            platform ? platform->optionalString(u"architecture").value_or(QString()) : QString();
        if (!isAttestation(entry, architecture))
            document.entries.append({digestField(entry), os, architecture});
    }
    return json.done(std::move(document));
}

Result<ConfigDocument> configDocument(const QJsonValue &value, const QString &subject)
{
    const JsonReader json(value, subject);
    ConfigDocument document;
    document.os = json.optionalString(u"os").value_or(QString());
    document.architecture = json.optionalString(u"architecture").value_or(QString());
    const QDateTime created = json.optionalTime(u"created").value_or(QDateTime());
    if (created.isValid() && created.date().year() > 1980) // reproducible builds say 1970 or 1980
        document.created = created;
    if (const auto config = json.optionalObject(u"config"))
        document.labels = texts(config->optionalObject(u"Labels"));
    return json.done(std::move(document));
}

Result<IndexEntry> entryFor(const ManifestDocument &index, const QString &architecture,
                            const QString &subject)
{
    const QString wanted = architecture.isEmpty() ? QStringLiteral("amd64") : architecture;
    for (const IndexEntry &entry : index.entries) {
        if (entry.os == QLatin1String("linux") && entry.architecture == wanted)
            return entry;
    }
    if (architecture.isEmpty() && !index.entries.isEmpty())
        return index.entries.first();
    return Error{ErrorCode::NotFound, subject, QStringLiteral("no image for linux/%1").arg(wanted), 0};
}

QStringList platformsOf(const ManifestDocument &index)
{
    QStringList platforms;
    for (const IndexEntry &entry : index.entries)
        platforms.append(entry.os + QLatin1Char('/') + entry.architecture);
    platforms.sort();
    platforms.removeDuplicates(); // variants of arm are one to us
    return platforms;
}

QString digestOf(const QByteArray &bytes)
{
    return QStringLiteral("sha256:") +
           QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QByteArray nextPage(const QList<QByteArray> &linkHeaders)
{
    static const QRegularExpression next(
        QStringLiteral("<([^>]*)>[^,<]*;\\s*rel=\"?next\"?(?:\\s*[;,]|\\s*$)"));
    for (const QByteArray &header : linkHeaders) {
        const auto match = next.match(QString::fromLatin1(header));
        if (!match.hasMatch())
            continue;
        const QUrl url = QUrl::fromEncoded(match.captured(1).toLatin1());
        return url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    }
    return {};
}

} // namespace envdeck::registry

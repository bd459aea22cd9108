// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/trust_store.h"

#include "core/base/paths.h"
#include "core/base/safe_file.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>

namespace envdeck::ssh {

namespace {

Result<QByteArray> contentOf(const QString &file)
{
    auto content = readFile(file, KnownHosts::mostBytes);
    if (!content && content.error().code == ErrorCode::NotFound)
        return QByteArray();
    return content;
}

// Without the plain lines whose only host is this one; comments, markers and patterns stay.
QByteArray without(const QByteArray &content, const QByteArray &name)
{
    QByteArray kept;
    for (const QByteArray &line : content.split('\n')) {
        const QByteArray hosts = line.trimmed().split(' ').first();
        if (!line.isEmpty() && hosts.toLower() != name)
            kept += line + '\n';
    }
    return kept;
}

QByteArray lineOf(const QByteArray &hosts, const HostKey &key)
{
    return hosts + ' ' + key.type + ' ' + key.blob.toBase64() + '\n';
}

QString sidecarName(const Endpoint &endpoint, const HostKey &key)
{
    return QString::fromUtf8(lookupName(endpoint)) + QLatin1Char(' ') + key.fingerprint();
}

QJsonObject sidecar(const QString &file)
{
    const auto content = contentOf(file + QStringLiteral(".json"));
    return content ? QJsonDocument::fromJson(content.value()).object() : QJsonObject();
}

Endpoint endpointOf(const QByteArray &name)
{
    const qsizetype end = name.lastIndexOf("]:");
    if (!name.startsWith('[') || end < 0)
        return {QString::fromUtf8(name), 22};
    return {QString::fromUtf8(name.mid(1, end - 1)), name.mid(end + 2).toInt()};
}

} // namespace

Result<KnownHosts> TrustStore::read() const
{
    const auto content = contentOf(m_file);
    if (!content)
        return content.error();
    auto known = KnownHosts::parse(content.value());
    if (known)
        return known;
    Error error = known.error();
    error.subject = m_file;
    return error;
}

Result<QList<Trust>> TrustStore::entries() const
{
    const auto known = read();
    if (!known)
        return known.error();
    const QJsonObject notes = sidecar(m_file);
    QList<Trust> entries;
    for (const KnownLine &line : known.value().lines()) {
        const Endpoint endpoint = endpointOf(line.hosts);
        if (line.marker != KnownLine::Marker::None || !check(endpoint))
            continue;
        const QJsonObject note = notes.value(sidecarName(endpoint, line.key)).toObject();
        entries += Trust{endpoint,
                         line.key,
                         note.value(QLatin1String("by")).toString(),
                         QDateTime::fromString(note.value(QLatin1String("at")).toString(), Qt::ISODateWithMs),
                         note.value(QLatin1String("verified")).toBool(),
                         note.value(QLatin1String("comment")).toString()};
    }
    return entries;
}

Result<void> TrustStore::change(const std::function<Result<QByteArray>(const QByteArray &)> &edit) const
{
    if (const auto made = makePrivateFolder(QFileInfo(m_file).absolutePath()); !made)
        return made;
    QLockFile lock(m_file + QStringLiteral(".lock"));
    if (!lock.tryLock(5000))
        return Error{ErrorCode::Locked, m_file, {}, 0};
    const auto content = contentOf(m_file);
    if (!content)
        return content.error();
    const auto edited = edit(content.value());
    if (!edited)
        return edited.error();
    return edited.value() == content.value() ? Result<void>() : writeFile(m_file, edited.value());
}

Result<void> TrustStore::note(const Trust &trust) const
{
    QJsonObject notes = sidecar(m_file);
    notes.insert(sidecarName(trust.endpoint, trust.key),
                 QJsonObject{{QStringLiteral("by"), trust.by},
                             {QStringLiteral("at"), trust.at.toUTC().toString(Qt::ISODateWithMs)},
                             {QStringLiteral("verified"), trust.verified},
                             {QStringLiteral("comment"), trust.comment}});
    return writeFile(m_file + QStringLiteral(".json"), QJsonDocument(notes).toJson());
}

Result<void> TrustStore::write(const Trust &trust, bool replacing) const
{
    if (const auto fine = check(trust.endpoint); !fine)
        return fine;
    return change([&](const QByteArray &content) -> Result<QByteArray> {
        const QByteArray name = lookupName(trust.endpoint);
        QByteArray base = replacing ? without(content, name) : content;
        const auto known = KnownHosts::parse(base);
        if (!known)
            return known.error();
        const QString subject = trust.endpoint.text();
        switch (known.value().verdict(trust.endpoint, trust.key)) {
        case Verdict::Known: break;
        case Verdict::Unknown:
            if (!base.isEmpty() && !base.endsWith('\n'))
                base += '\n';
            base += lineOf(name, trust.key);
            break;
        case Verdict::Changed:
        case Verdict::OtherType: return Error{ErrorCode::Conflict, subject, {}, 0};
        case Verdict::Revoked: return Error{ErrorCode::Forbidden, subject, QStringLiteral("revoked"), 0};
        case Verdict::Error: return Error{ErrorCode::Forbidden, subject, QStringLiteral("weak"), 0};
        }
        // First who trusts it: a key in the file whose origin nobody knows would be worse than the reverse.
        const auto noted = note(trust);
        return noted ? Result<QByteArray>(base) : Result<QByteArray>(noted.error());
    });
}

Result<void> TrustStore::trust(const Trust &trust) const
{
    return write(trust, false);
}

Result<void> TrustStore::replace(const Trust &trust) const
{
    return write(trust, true);
}

Result<void> TrustStore::forget(const Endpoint &endpoint) const
{
    return change([&](const QByteArray &content) -> Result<QByteArray> {
        return without(content, lookupName(endpoint));
    });
}

Result<void> TrustStore::revoke(const HostKey &key) const
{
    return change([&](const QByteArray &content) -> Result<QByteArray> {
        const bool open = !content.isEmpty() && !content.endsWith('\n');
        return content + (open ? "\n" : "") + lineOf("@revoked *", key);
    });
}

} // namespace envdeck::ssh

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/trust_store.h"

#include "core/base/paths.h"
#include "core/base/safe_file.h"
#include "core/ssh/file_lock.h"
#include "core/ssh/trust_line.h"

#include <QFile>
#include <QFileInfo>
#include <sys/stat.h>

namespace envdeck::ssh {

namespace {

constexpr std::chrono::seconds lockPatience{10}; // another process needs a moment to read and write

Error withSubject(Error error, const QString &subject)
{
    error.subject = subject;
    return error;
}

Result<QByteArray> contentOf(const QString &path)
{
    auto content = readFile(path, KnownHosts::mostBytes);
    if (!content && content.error().code == ErrorCode::NotFound)
        return QByteArray();
    return content;
}

// A link may lead to the user's own file, and a file that others read or write is no place for trust.
Result<void> makeOurs(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    struct stat info = {};
    if (::lstat(name.constData(), &info) != 0)
        return {}; // absent, or writing will say
    if (!S_ISREG(info.st_mode))
        return Error{ErrorCode::Io, path, QStringLiteral("not a regular file"), 0};
    if ((info.st_mode & 0077) != 0 && ::chmod(name.constData(), 0600) != 0)
        return Error{ErrorCode::Io, path, QStringLiteral("chmod"), 0};
    return {};
}

Error refusal(ErrorCode code, const Endpoint &endpoint, const QString &why)
{
    return Error{code, endpoint.text(), why, 0};
}

// What keeps a key from being added, by what the file says about it; nothing for Unknown and Known.
std::optional<Error> hindrance(Verdict verdict, const Trust &trust)
{
    switch (verdict) {
    case Verdict::Known:
    case Verdict::Unknown: return std::nullopt;
    case Verdict::Changed:
    case Verdict::OtherType: return refusal(ErrorCode::Conflict, trust.endpoint, verdictName(verdict));
    case Verdict::Revoked: return refusal(ErrorCode::Forbidden, trust.endpoint, verdictName(verdict));
    case Verdict::Error: break;
    }
    if (trust.key.isWeak())
        return refusal(ErrorCode::Forbidden, trust.endpoint, QStringLiteral("weak"));
    return refusal(ErrorCode::Conflict, trust.endpoint, verdictName(verdict));
}

// With the spelling that lookups use; BadInput for what no line can be made of.
Result<Trust> canonical(const Trust &trust)
{
    const auto endpoint = endpointFrom(trust.endpoint.host, trust.endpoint.port);
    if (!endpoint)
        return endpoint.error();
    if (!trust.key.isWellFormed())
        return Error{ErrorCode::BadInput, endpoint.value().text(), QStringLiteral("key"), 0};
    Trust made = trust;
    made.endpoint = endpoint.value();
    return made;
}

Result<QByteArray> withoutHost(const QByteArray &content, const Endpoint &endpoint)
{
    const QByteArray left = withoutName(content, lookupName(endpoint), nullptr);
    const auto known = KnownHosts::parse(left);
    if (!known)
        return known.error();
    if (!known.value().keysOf(endpoint).isEmpty())
        return refusal(ErrorCode::Conflict, endpoint, QStringLiteral("pattern"));
    return left;
}

bool isVerified(const KnownHosts &known, const Trust &trust)
{
    const QByteArray name = lookupName(trust.endpoint);
    return std::any_of(known.lines().cbegin(), known.lines().cend(), [&](const KnownLine &line) {
        return line.marker == KnownLine::Marker::None && line.key == trust.key && covers(line.hosts, name) &&
               noteIn(line.comment).verified;
    });
}

} // namespace

Result<KnownHosts> TrustStore::read() const
{
    const auto content = contentOf(m_path);
    if (!content)
        return content.error();
    auto known = KnownHosts::parse(content.value());
    return known ? known : withSubject(known.error(), m_path);
}

Result<QList<Trust>> TrustStore::list() const
{
    const auto known = read();
    if (!known)
        return known.error();
    QList<Trust> list;
    for (const KnownLine &line : known.value().lines()) {
        if (line.marker != KnownLine::Marker::None)
            continue;
        for (const Endpoint &endpoint : endpointsIn(line.hosts)) {
            Trust trust = noteIn(line.comment);
            trust.endpoint = endpoint;
            trust.key = line.key;
            list += trust;
        }
    }
    return list;
}

Result<void> TrustStore::change(const Edit &edit) const
{
    if (const auto made = makePrivateFolder(QFileInfo(m_path).absolutePath()); !made)
        return made;
    const auto lock = FileLock::acquire(m_path + QStringLiteral(".lock"), lockPatience);
    if (!lock)
        return lock.error();
    if (const auto ours = makeOurs(m_path); !ours)
        return ours;
    const auto content = contentOf(m_path);
    if (!content)
        return content.error();
    const auto known = KnownHosts::parse(content.value());
    if (!known)
        return withSubject(known.error(), m_path);
    const auto edited = edit(content.value(), known.value());
    if (!edited)
        return edited.error();
    if (edited.value() == content.value())
        return {};
    // What cannot be read back would lock the operator out of every host.
    if (const auto again = KnownHosts::parse(edited.value()); !again)
        return withSubject(again.error(), m_path);
    return writeFile(m_path, edited.value());
}

Result<void> TrustStore::trust(const Trust &trust) const
{
    const auto made = canonical(trust);
    if (!made)
        return made.error();
    const Trust &wanted = made.value();
    return change([&](const QByteArray &content, const KnownHosts &known) -> Result<QByteArray> {
        const Verdict verdict = known.verdict(wanted.endpoint, wanted.key);
        if (const auto why = hindrance(verdict, wanted))
            return *why;
        if (verdict == Verdict::Unknown)
            return withLine(content, lineOf(wanted));
        if (!wanted.verified || isVerified(known, wanted))
            return content;
        return withLine(withoutName(content, lookupName(wanted.endpoint), &wanted.key), lineOf(wanted));
    });
}

Result<void> TrustStore::replace(const QString &oldFingerprint, const Trust &trust) const
{
    const auto made = canonical(trust);
    if (!made)
        return made.error();
    const Trust &wanted = made.value();
    if (wanted.key.fingerprint() == oldFingerprint)
        return refusal(ErrorCode::BadInput, wanted.endpoint, QStringLiteral("same"));
    return change([&](const QByteArray &content, const KnownHosts &known) -> Result<QByteArray> {
        const QList<HostKey> stored = known.keysOf(wanted.endpoint);
        if (stored.isEmpty())
            return refusal(ErrorCode::NotFound, wanted.endpoint, {});
        if (std::none_of(stored.cbegin(), stored.cend(),
                         [&](const HostKey &key) { return key.fingerprint() == oldFingerprint; }))
            return refusal(ErrorCode::Conflict, wanted.endpoint, stored.first().fingerprint());
        const auto base = withoutHost(content, wanted.endpoint);
        if (!base)
            return base.error();
        const auto left = KnownHosts::parse(base.value());
        if (const auto why = hindrance(verdictOf(left, wanted.endpoint, wanted.key), wanted))
            return *why;
        return withLine(base.value(), lineOf(wanted));
    });
}

Result<void> TrustStore::remove(const Endpoint &endpoint) const
{
    if (const auto good = check(endpoint); !good)
        return good;
    return change([&](const QByteArray &content, const KnownHosts &) -> Result<QByteArray> {
        const auto left = withoutHost(content, endpoint);
        if (left && left.value() == content)
            return refusal(ErrorCode::NotFound, endpoint, {});
        return left;
    });
}

Result<void> TrustStore::revoke(const HostKey &key) const
{
    if (!key.isWellFormed())
        return Error{ErrorCode::BadInput, {}, QStringLiteral("key"), 0};
    return change([&](const QByteArray &content, const KnownHosts &known) -> Result<QByteArray> {
        const bool isThere =
            std::any_of(known.lines().cbegin(), known.lines().cend(), [&](const KnownLine &line) {
                return line.marker == KnownLine::Marker::Revoked && line.key == key;
            });
        return isThere ? content : withLine(content, "@revoked * " + key.type + ' ' + key.blob.toBase64());
    });
}

} // namespace envdeck::ssh

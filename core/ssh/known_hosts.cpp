// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/known_hosts.h"

#include <QMessageAuthenticationCode>

namespace envdeck::ssh {

namespace {

Error broken(int line, const char *why)
{
    return Error{ErrorCode::BadConfig, {}, QLatin1String(why), line};
}

// OpenSSH's glob: '*' any run, '?' any one character, nothing else is special.
bool matches(QByteArrayView pattern, QByteArrayView text)
{
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool coversHashed(const QByteArray &field, const QByteArray &name)
{
    const QList<QByteArray> parts = field.split('|'); // "", "1", salt, hash
    if (parts.size() != 4 || parts.at(1) != "1")
        return false;
    const auto strict = QByteArray::AbortOnBase64DecodingErrors;
    const auto salt = QByteArray::fromBase64Encoding(parts.at(2), strict);
    const auto hash = QByteArray::fromBase64Encoding(parts.at(3), strict);
    return salt && hash && (*salt).size() == 20 &&
           QMessageAuthenticationCode::hash(name, *salt, QCryptographicHash::Sha1) == *hash;
}

QByteArray takeWord(QByteArray &line)
{
    qsizetype end = 0;
    while (end < line.size() && line.at(end) != ' ' && line.at(end) != '\t')
        ++end;
    const QByteArray word = line.left(end);
    while (end < line.size() && (line.at(end) == ' ' || line.at(end) == '\t'))
        ++end;
    line.remove(0, end);
    return word;
}

} // namespace

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Known: return QStringLiteral("known");
    case Verdict::Unknown: return QStringLiteral("unknown");
    case Verdict::Changed: return QStringLiteral("changed");
    case Verdict::OtherType: return QStringLiteral("other-type");
    case Verdict::Revoked: return QStringLiteral("revoked");
    case Verdict::Error: return QStringLiteral("error");
    }
    return {};
}

QByteArray lookupName(const Endpoint &endpoint)
{
    const QByteArray host = endpoint.host.toLower().toUtf8();
    return endpoint.port == 22 ? host : '[' + host + "]:" + QByteArray::number(endpoint.port);
}

bool covers(const QByteArray &hosts, const QByteArray &name)
{
    if (hosts.startsWith('|'))
        return coversHashed(hosts, name);
    bool found = false;
    for (const QByteArray &written : hosts.toLower().split(',')) {
        const bool negated = written.startsWith('!');
        if (!matches(negated ? QByteArrayView(written).sliced(1) : QByteArrayView(written), name))
            continue;
        if (negated)
            return false;
        found = true;
    }
    return found;
}

Result<KnownHosts> KnownHosts::parse(const QByteArray &content)
{
    if (content.size() > mostBytes)
        return broken(0, "too-large");
    if (content.contains('\0'))
        return broken(static_cast<int>(content.left(content.indexOf('\0')).count('\n')) + 1, "nul");
    KnownHosts read;
    int number = 0;
    for (QByteArray line : content.split('\n')) {
        ++number;
        line = line.trimmed();
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        KnownLine known;
        const bool marked = line.startsWith('@');
        if (marked) {
            const QByteArray marker = takeWord(line);
            if (marker == "@revoked")
                known.marker = KnownLine::Marker::Revoked;
            else if (marker == "@cert-authority")
                known.marker = KnownLine::Marker::CertAuthority;
            else
                return broken(number, "marker"); // perhaps a revocation that was misspelled
        }
        known.hosts = takeWord(line);
        const QByteArray type = takeWord(line);
        const auto key = hostKeyFrom(type, takeWord(line));
        if (!key && marked)
            return broken(number, "key");
        if (!key)
            continue;
        known.key = *key;
        read.m_lines += known;
    }
    return read;
}

Verdict KnownHosts::verdict(const Endpoint &endpoint, const HostKey &key) const
{
    const QByteArray name = lookupName(endpoint);
    bool equal = false;
    bool sameType = false;
    bool any = false;
    for (const KnownLine &line : m_lines) {
        if (line.marker == KnownLine::Marker::Revoked && line.key.blob == key.blob)
            return Verdict::Revoked;
        if (line.marker != KnownLine::Marker::None || !covers(line.hosts, name))
            continue;
        any = true;
        if (line.key.blob == key.blob)
            equal = true;
        else if (line.key.type == key.type)
            sameType = true;
    }
    // With two keys of one type in the file nobody knows which one was confirmed.
    if (key.isWeak() || (equal && sameType))
        return Verdict::Error;
    if (equal)
        return Verdict::Known;
    return sameType ? Verdict::Changed : any ? Verdict::OtherType : Verdict::Unknown;
}

QList<QByteArray> KnownHosts::typesOf(const Endpoint &endpoint) const
{
    QList<QByteArray> types;
    for (const HostKey &key : keysOf(endpoint)) {
        if (!types.contains(key.type))
            types += key.type;
    }
    return types;
}

QList<HostKey> KnownHosts::keysOf(const Endpoint &endpoint) const
{
    const QByteArray name = lookupName(endpoint);
    QList<HostKey> keys;
    for (const KnownLine &line : m_lines) {
        if (line.marker == KnownLine::Marker::None && covers(line.hosts, name))
            keys += line.key;
    }
    return keys;
}

} // namespace envdeck::ssh

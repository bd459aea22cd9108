// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/known_hosts.h"

#include <QMessageAuthenticationCode>
#include <algorithm>

namespace envdeck::ssh {

namespace {

// OpenSSH reads patterns into a buffer of 1024 bytes, and takes a field with a longer one for no match at
// all.
constexpr qsizetype longestPattern = 1022;

Error brokenAt(int line, const char *why)
{
    return Error{ErrorCode::BadConfig, {}, QLatin1String(why), line};
}

// OpenSSH's glob: '*' any run, '?' any one character, nothing else is special.
bool matchesGlob(QByteArrayView pattern, QByteArrayView text)
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

// Hashes the name with the salt of the field and compares what would be written, as OpenSSH does.
bool coversHashed(const QByteArray &field, const QByteArray &name)
{
    const QList<QByteArray> parts = field.split('|'); // "", "1", salt, hash
    if (parts.size() != 4 || parts.at(1) != "1")
        return false;
    const QByteArray salt = QByteArray::fromBase64(parts.at(2));
    if (salt.size() != 20)
        return false;
    const QByteArray hash = QMessageAuthenticationCode::hash(name, salt, QCryptographicHash::Sha1);
    return field == "|1|" + salt.toBase64() + '|' + hash.toBase64();
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

QByteArray takeWord(QByteArray &line)
{
    const auto end = std::find_if(line.cbegin(), line.cend(), isBlank);
    const QByteArray word = line.left(end - line.cbegin());
    const auto next = std::find_if_not(end, line.cend(), isBlank);
    line.remove(0, next - line.cbegin());
    return word;
}

std::optional<KnownLine::Marker> markerOf(const QByteArray &word)
{
    if (word == "@revoked")
        return KnownLine::Marker::Revoked;
    if (word == "@cert-authority")
        return KnownLine::Marker::CertAuthority;
    return std::nullopt;
}

bool isPlainFor(const KnownLine &line, const QByteArray &name)
{
    return line.marker == KnownLine::Marker::None && covers(line.hosts, name);
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
    const auto canonical = endpointFrom(endpoint.host, endpoint.port);
    const QByteArray host = (canonical ? canonical.value() : endpoint).host.toUtf8();
    return endpoint.port == 22 ? host : '[' + host + "]:" + QByteArray::number(endpoint.port);
}

bool covers(const QByteArray &hosts, const QByteArray &name)
{
    if (hosts.startsWith('|'))
        return coversHashed(hosts, name);
    bool found = false;
    for (const QByteArray &written : hosts.toLower().split(',')) {
        const bool negated = written.startsWith('!');
        const QByteArrayView pattern = QByteArrayView(written).sliced(negated ? 1 : 0);
        if (pattern.size() > longestPattern)
            return false;
        if (!matchesGlob(pattern, name))
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
        return brokenAt(0, "too-large");
    if (const auto nul = content.indexOf('\0'); nul >= 0)
        return brokenAt(static_cast<int>(QByteArrayView(content).first(nul).count('\n')) + 1, "nul");
    KnownHosts known;
    int number = 0;
    for (QByteArray line : content.split('\n')) {
        ++number;
        if (line.endsWith('\r'))
            line.chop(1);
        while (!line.isEmpty() && isBlank(line.front()))
            line.remove(0, 1);
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        KnownLine read;
        const bool marked = line.startsWith('@');
        if (marked) {
            const auto marker = markerOf(takeWord(line));
            if (!marker)
                return brokenAt(number, "marker");
            read.marker = *marker;
        }
        read.hosts = takeWord(line);
        const QByteArray type = takeWord(line);
        const auto key = hostKeyFrom(type, takeWord(line));
        if (!key && marked)
            return brokenAt(number, "key");
        if (!key) {
            known.m_unreadable += read.hosts;
            continue;
        }
        read.key = *key;
        read.comment = line;
        known.m_lines += read;
    }
    return known;
}

Verdict KnownHosts::verdict(const Endpoint &endpoint, const HostKey &shown) const
{
    const bool isRevoked = std::any_of(m_lines.cbegin(), m_lines.cend(), [&shown](const KnownLine &line) {
        return line.marker == KnownLine::Marker::Revoked && line.key.blob == shown.blob;
    });
    if (isRevoked)
        return Verdict::Revoked;
    const QByteArray name = lookupName(endpoint);
    const bool isSpoiled = std::any_of(m_unreadable.cbegin(), m_unreadable.cend(),
                                       [&name](const QByteArray &hosts) { return covers(hosts, name); });
    if (!check(endpoint) || shown.isWeak() || isSpoiled)
        return Verdict::Error;
    const QList<HostKey> keys = keysOf(endpoint);
    const bool isAnotherOfItsType = std::any_of(keys.cbegin(), keys.cend(), [&shown](const HostKey &key) {
        return key.type == shown.type && key.blob != shown.blob;
    });
    if (keys.contains(shown))
        return isAnotherOfItsType ? Verdict::Error : Verdict::Known;
    if (isAnotherOfItsType)
        return Verdict::Changed;
    return keys.isEmpty() ? Verdict::Unknown : Verdict::OtherType;
}

Verdict verdictOf(const Result<KnownHosts> &known, const Endpoint &endpoint, const HostKey &shown)
{
    return known ? known.value().verdict(endpoint, shown) : Verdict::Error;
}

QList<HostKey> KnownHosts::keysOf(const Endpoint &endpoint) const
{
    const QByteArray name = lookupName(endpoint);
    QList<HostKey> keys;
    for (const KnownLine &line : m_lines) {
        if (isPlainFor(line, name))
            keys += line.key;
    }
    return keys;
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

} // namespace envdeck::ssh

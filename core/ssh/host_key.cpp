// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/host_key.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace envdeck::ssh {

namespace {

// One length-prefixed string of the wire form, removed from the front.
std::optional<QByteArray> takeString(QByteArray &from)
{
    if (from.size() < 4)
        return std::nullopt;
    const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(from.constData()));
    if (size > from.size() - 4)
        return std::nullopt;
    const QByteArray found = from.mid(4, size);
    from.remove(0, 4 + size);
    return found;
}

qsizetype bitsOf(QByteArray number)
{
    while (number.startsWith('\0'))
        number.remove(0, 1);
    if (number.isEmpty())
        return 0;
    qsizetype bits = number.size() * 8;
    for (uint top = static_cast<uchar>(number.front()); top < 0x80; top <<= 1)
        --bits;
    return bits;
}

} // namespace

QString HostKey::fingerprint() const
{
    return QStringLiteral("SHA256:") +
           QString::fromLatin1(QCryptographicHash::hash(blob, QCryptographicHash::Sha256)
                                   .toBase64(QByteArray::OmitTrailingEquals));
}

QString HostKey::grouped() const
{
    const QString plain = fingerprint().mid(7);
    QStringList groups;
    for (qsizetype at = 0; at < plain.size(); at += 4)
        groups += plain.mid(at, 4);
    return groups.join(QLatin1Char(' '));
}

bool HostKey::isWeak() const
{
    QByteArray rest = blob;
    const auto named = takeString(rest);
    if (!named || *named != type || type == "ssh-dss")
        return true;
    if (type != "ssh-rsa")
        return false;
    const auto exponent = takeString(rest);
    const auto modulus = takeString(rest);
    return !exponent || !modulus || bitsOf(*modulus) < 2048;
}

std::optional<HostKey> hostKeyFrom(const QByteArray &type, const QByteArray &base64)
{
    const auto decoded = QByteArray::fromBase64Encoding(base64, QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    QByteArray rest = *decoded;
    const auto named = takeString(rest);
    if (!named || *named != type || rest.isEmpty())
        return std::nullopt;
    return HostKey{type, *decoded};
}

} // namespace envdeck::ssh

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/host_key.h"

#include <QCryptographicHash>
#include <QStringList>
#include <QtEndian>

namespace envdeck::ssh {

namespace {

// Reads the strings of the wire form (RFC 4251, section 5) one after the other; once one is bad, all are.
class WireReader {
public:
    explicit WireReader(const QByteArray &from) : m_rest(from) {}

    QByteArray string()
    {
        if (m_rest.size() < 4)
            return fail();
        const auto size = static_cast<qsizetype>(qFromBigEndian<quint32>(m_rest.constData()));
        if (size > m_rest.size() - 4)
            return fail();
        const QByteArray found = m_rest.mid(4, size);
        m_rest.remove(0, 4 + size);
        return found;
    }

    // A positive number without needless zeros: two spellings of one key would be two keys to a comparison.
    QByteArray number()
    {
        const QByteArray found = string();
        const auto at = [&](qsizetype i) { return static_cast<uchar>(found.at(i)); };
        if (found.isEmpty() || at(0) >= 0x80 || (at(0) == 0 && (found.size() == 1 || at(1) < 0x80)))
            return fail();
        return found;
    }

    void fixed(qsizetype size)
    {
        if (string().size() != size)
            fail();
    }

    void point(const QByteArray &curve, qsizetype size)
    {
        if (string() != curve)
            fail();
        const QByteArray found = string();
        if (found.size() != size || found.front() != 4)
            fail();
    }

    bool isAtItsEnd() const { return m_good && m_rest.isEmpty(); }

private:
    QByteArray fail()
    {
        m_good = false;
        m_rest.clear();
        return {};
    }

    QByteArray m_rest;
    bool m_good = true;
};

int bitsOf(const QByteArray &number)
{
    const qsizetype zero = number.startsWith('\0') ? 1 : 0;
    int bits = static_cast<int>(number.size() - zero) * 8;
    for (uint top = static_cast<uchar>(number.at(zero)); top < 0x80; top <<= 1)
        --bits;
    return bits;
}

// Bits of an RSA modulus, 1 for any other key that is well formed; nothing for what is not.
std::optional<int> strengthOf(const HostKey &key)
{
    WireReader wire(key.blob);
    if (wire.string() != key.type)
        return std::nullopt;
    int bits = 1;
    if (key.type == "ssh-rsa") {
        wire.number();
        const QByteArray modulus = wire.number();
        bits = modulus.isEmpty() ? 0 : bitsOf(modulus);
    } else if (key.type == "ssh-ed25519") {
        wire.fixed(32);
    } else if (key.type == "sk-ssh-ed25519@openssh.com") {
        wire.fixed(32);
        wire.string(); // the application
    } else if (key.type == "ecdsa-sha2-nistp256") {
        wire.point("nistp256", 65);
    } else if (key.type == "ecdsa-sha2-nistp384") {
        wire.point("nistp384", 97);
    } else if (key.type == "ecdsa-sha2-nistp521") {
        wire.point("nistp521", 133);
    } else if (key.type == "sk-ecdsa-sha2-nistp256@openssh.com") {
        wire.point("nistp256", 65);
        wire.string();
    } else if (key.type == "ssh-dss") {
        for (int i = 0; i < 4; ++i)
            wire.number();
    } else {
        return std::nullopt;
    }
    return wire.isAtItsEnd() ? std::optional(bits) : std::nullopt;
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

bool HostKey::isWellFormed() const
{
    return strengthOf(*this).has_value();
}

bool HostKey::isWeak() const
{
    const auto strength = strengthOf(*this);
    return !strength || type == "ssh-dss" || (type == "ssh-rsa" && *strength < 2048);
}

std::optional<HostKey> hostKeyFrom(const QByteArray &type, const QByteArray &base64)
{
    const HostKey key{type, QByteArray::fromBase64(base64)};
    // Qt forgives padding, line ends and stray bits, OpenSSH does not all of them.
    if (key.blob.toBase64() != base64 || !key.isWellFormed())
        return std::nullopt;
    return key;
}

} // namespace envdeck::ssh

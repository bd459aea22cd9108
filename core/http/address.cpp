// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/address.h"

#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QUrl>

namespace envdeck::http {

namespace {

// The IPv4 address inside an IPv6 one, or the address as it is.
QHostAddress unwrapped(const QHostAddress &address)
{
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return address;
    bool mapped = false;
    const quint32 four = address.toIPv4Address(&mapped); // ::ffff:a.b.c.d
    if (mapped)
        return QHostAddress(four);
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    const auto last = [&bytes](int from) {
        return QHostAddress((quint32(bytes[from]) << 24) | (quint32(bytes[from + 1]) << 16) |
                            (quint32(bytes[from + 2]) << 8) | quint32(bytes[from + 3]));
    };
    if (address.isInSubnet(QHostAddress(QStringLiteral("64:ff9b::")), 96))
        return last(12); // NAT64
    if (address.isInSubnet(QHostAddress(QStringLiteral("2002::")), 16))
        return last(2); // 6to4
    const bool compatible = address.isInSubnet(QHostAddress(QStringLiteral("::")), 96);
    if (compatible && address != QHostAddress(QHostAddress::LocalHostIPv6) &&
        address != QHostAddress(QHostAddress::AnyIPv6))
        return last(12);
    return address;
}

bool inAny(const QHostAddress &address, std::initializer_list<const char *> subnets)
{
    return std::any_of(subnets.begin(), subnets.end(), [&address](const char *subnet) {
        return address.isInSubnet(QHostAddress::parseSubnet(QString::fromLatin1(subnet)));
    });
}

// Knows the public suffix list, by way of the one public door that Qt has to it: what may be the domain of a
// cookie.
class CookieRules : public QNetworkCookieJar {
public:
    bool isShared(const QString &domain, const QString &host) const
    {
        QNetworkCookie cookie("a", "b");
        cookie.setDomain(QLatin1Char('.') + domain);
        QUrl url;
        url.setScheme(QStringLiteral("https"));
        url.setHost(host);
        return validateCookie(cookie, url);
    }
};

QString commonSuffix(const QString &host, const QString &other)
{
    const QStringList ours = host.split(QLatin1Char('.'));
    const QStringList theirs = other.split(QLatin1Char('.'));
    QStringList common;
    for (qsizetype i = 1; i <= std::min(ours.size(), theirs.size()); ++i) {
        if (ours.at(ours.size() - i) != theirs.at(theirs.size() - i))
            break;
        common.prepend(ours.at(ours.size() - i));
    }
    return common.size() < 2 ? QString() : common.join(QLatin1Char('.'));
}

} // namespace

AddressKind addressKind(const QHostAddress &address)
{
    const QHostAddress plain = unwrapped(address);
    if (inAny(plain, {"169.254.169.254/32", "169.254.170.2/32", "100.100.100.200/32", "fd00:ec2::254/128"}))
        return AddressKind::Metadata;
    if (inAny(plain, {"127.0.0.0/8", "::1/128"}))
        return AddressKind::Loopback;
    if (inAny(plain, {"169.254.0.0/16", "fe80::/10"}))
        return AddressKind::LinkLocal;
    // "0.0.0.0" reaches this machine on Linux.
    if (plain.isNull() || plain.isMulticast() || plain.isBroadcast() ||
        inAny(plain, {"0.0.0.0/8", "240.0.0.0/4", "::/128"}))
        return AddressKind::Unusable;
    if (inAny(plain,
              {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7", "fec0::/10"}))
        return AddressKind::Private;
    return AddressKind::Public;
}

bool mayProbe(const QHostAddress &address, bool loopbackAllowed)
{
    switch (addressKind(address)) {
    case AddressKind::Public:
    case AddressKind::Private: return true;
    case AddressKind::Loopback: return loopbackAllowed;
    case AddressKind::LinkLocal:
    case AddressKind::Metadata:
    case AddressKind::Unusable: break;
    }
    return false;
}

bool sameSite(const QString &host, const QString &other)
{
    const QString a = host.toLower();
    const QString b = other.toLower();
    if (a == b)
        return !a.isEmpty();
    if (!QHostAddress(a).isNull() || !QHostAddress(b).isNull())
        return false;
    const QString domain = commonSuffix(a, b);
    return !domain.isEmpty() && CookieRules().isShared(domain, a);
}

} // namespace envdeck::http

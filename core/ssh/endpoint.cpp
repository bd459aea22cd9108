// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/endpoint.h"

#include <QList>
#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace envdeck::ssh {

namespace {

// As inet_ntop(3) writes it; empty when it is no address. inet_pton(3) takes no zone and no octal numbers.
QByteArray canonicalAddress(const QByteArray &text)
{
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    std::array<char, INET6_ADDRSTRLEN> written{};
    for (const int family : {AF_INET, AF_INET6}) {
        if (::inet_pton(family, text.constData(), bytes.data()) == 1 &&
            ::inet_ntop(family, bytes.data(), written.data(), written.size()) != nullptr)
            return written.data();
    }
    return {};
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isAlnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
}

bool isLabel(const QByteArray &label)
{
    if (label.isEmpty() || label.size() > 63 || !isAlnum(label.front()) || !isAlnum(label.back()))
        return false;
    return std::all_of(label.cbegin(), label.cend(), [](char c) { return isAlnum(c) || c == '-'; });
}

// "1.2.3", "010.1.1.1" and "0x7f000001" are addresses to getaddrinfo(3), whatever they look like to us.
bool endsInANumber(const QByteArray &label)
{
    const bool hex = label.startsWith("0x") || label.startsWith("0X");
    const QByteArray digits = hex ? label.mid(2) : label;
    return std::all_of(digits.cbegin(), digits.cend(), [hex](char c) {
        return isDigit(c) || (hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
    });
}

bool isName(const QByteArray &text)
{
    if (text.isEmpty() || text.size() > 253)
        return false;
    const QList<QByteArray> labels = text.split('.');
    return std::all_of(labels.cbegin(), labels.cend(), isLabel) && !endsInANumber(labels.last());
}

bool isUser(const QString &user)
{
    const auto first = [](QChar c) { return (c >= u'a' && c <= u'z') || c == u'_'; };
    const auto rest = [&](QChar c) { return first(c) || (c >= u'0' && c <= u'9') || c == u'-'; };
    return !user.isEmpty() && user.size() <= 32 && first(user.front()) &&
           std::all_of(user.cbegin(), user.cend(), rest);
}

Error badPart(const char *what)
{
    return Error{ErrorCode::BadInput, {}, QLatin1String(what), 0};
}

} // namespace

QString Endpoint::text() const
{
    if (port == 22)
        return host;
    const QString name = host.contains(QLatin1Char(':')) ? QLatin1Char('[') + host + QLatin1Char(']') : host;
    return name + QLatin1Char(':') + QString::number(port);
}

Result<Endpoint> endpointFrom(const QString &host, int port)
{
    const QByteArray text = host.toUtf8();
    if (text.contains('\0'))
        return badPart("host");
    const QByteArray address = canonicalAddress(text);
    if (address.isEmpty() && !isName(text))
        return badPart("host");
    if (port < 1 || port > 65535)
        return badPart("port");
    return Endpoint{QString::fromLatin1(address.isEmpty() ? text.toLower() : address), port};
}

Result<Target> targetFrom(const QString &host, const QString &user, int port)
{
    const auto endpoint = endpointFrom(host, port);
    if (!endpoint)
        return endpoint.error();
    if (!isUser(user))
        return badPart("user");
    return Target{endpoint.value(), user};
}

Result<void> check(const Endpoint &endpoint)
{
    const auto made = endpointFrom(endpoint.host, endpoint.port);
    return made ? Result<void>() : made.error();
}

Result<void> check(const Target &target)
{
    const auto made = targetFrom(target.endpoint.host, target.user, target.endpoint.port);
    return made ? Result<void>() : made.error();
}

} // namespace envdeck::ssh

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/endpoint.h"

#include <arpa/inet.h>

namespace envdeck::ssh {

namespace {

bool isAddress(const QByteArray &text)
{
    in6_addr six{};
    in_addr four{};
    return ::inet_pton(AF_INET6, text.constData(), &six) == 1 ||
           ::inet_pton(AF_INET, text.constData(), &four) == 1;
}

bool isAlnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isLabel(const QByteArray &label)
{
    if (label.isEmpty() || label.size() > 63 || !isAlnum(label.front()) || !isAlnum(label.back()))
        return false;
    return std::all_of(label.cbegin(), label.cend(), [](char c) { return isAlnum(c) || c == '-'; });
}

bool isName(const QByteArray &text)
{
    if (text.isEmpty() || text.size() > 253)
        return false;
    const QList<QByteArray> labels = text.split('.');
    // "1.2.3" and "010.1.1.1" would be read as addresses by some resolvers: a last label has a letter.
    const QByteArray &last = labels.last();
    const bool digits = std::all_of(last.cbegin(), last.cend(), [](char c) { return c >= '0' && c <= '9'; });
    return !digits && std::all_of(labels.cbegin(), labels.cend(), isLabel);
}

Error bad(const char *what)
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

Result<void> check(const Endpoint &endpoint)
{
    const QByteArray host = endpoint.host.toUtf8();
    if (host.contains('\0') || (!isAddress(host) && !isName(host)))
        return bad("host");
    if (endpoint.port < 1 || endpoint.port > 65535)
        return bad("port");
    return {};
}

Result<void> check(const Target &target)
{
    const auto first = [](QChar c) { return (c >= u'a' && c <= u'z') || c == u'_'; };
    const auto rest = [&](QChar c) { return first(c) || (c >= u'0' && c <= u'9') || c == u'-'; };
    const QString &user = target.user;
    if (user.isEmpty() || user.size() > 32 || !first(user.front()) ||
        !std::all_of(user.cbegin(), user.cend(), rest))
        return bad("user");
    return check(target.endpoint);
}

} // namespace envdeck::ssh

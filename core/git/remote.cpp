// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/remote.h"

#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

namespace envdeck::git {

namespace {

// The text without what stands before an "@" of its host part: safe to show.
QString withoutUser(const QString &text)
{
    static const QRegularExpression user(QStringLiteral("\\A([A-Za-z][A-Za-z0-9+.-]*://)?.*@"));
    return QString(text).replace(user, QStringLiteral("\\1")).left(200);
}

Error refused(const QString &text, const char *why)
{
    return Error{ErrorCode::BadConfig, withoutUser(text), QLatin1String(why), 0};
}

bool hasControl(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(),
                       [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

bool isOptionLike(const QString &text)
{
    return text.startsWith(QLatin1Char('-'));
}

} // namespace

Result<Remote> Remote::parse(const QString &text)
{
    static const QRegularExpression helper(QStringLiteral("\\A[A-Za-z0-9]+::"));
    static const QRegularExpression scp(
        QStringLiteral("\\A(?:([^/:@]+)@)?([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+\\]):(.+)\\z"));
    Remote remote;
    remote.m_text = text;
    if (text.isEmpty() || hasControl(text))
        return refused(text, "not-a-remote");
    if (isOptionLike(text))
        return refused(text, "option-like");
    if (helper.match(text).hasMatch())
        return refused(text, "protocol");
    if (text.startsWith(QLatin1Char('/'))) {
        remote.m_kind = Kind::Local;
        remote.m_origin = QStringLiteral("file://");
        return remote;
    }
    if (!text.contains(QLatin1String("://"))) {
        const qsizetype colon = text.indexOf(QLatin1Char(':'));
        if (colon >= 0 && text.indexOf(QLatin1Char('@'), colon) >= 0)
            return refused(text, "user-info");
        const auto match = scp.match(text);
        if (!match.hasMatch() || text.contains(QLatin1Char(' ')))
            return refused(text, "not-a-remote");
        for (int part = 1; part <= 3; ++part) {
            if (isOptionLike(match.captured(part)))
                return refused(text, "option-like");
        }
        remote.m_kind = Kind::Ssh;
        remote.m_origin = QStringLiteral("ssh://%1:22").arg(match.captured(2));
        return remote;
    }

    const QUrl url(text, QUrl::StrictMode);
    const QString scheme = text.section(QLatin1String("://"), 0, 0).toLower();
    if (scheme != QLatin1String("https") && scheme != QLatin1String("ssh") && scheme != QLatin1String("file"))
        return refused(text, "protocol");
    // An address that does not parse may still hold a password; it is refused as what it looks like.
    const QString authority = text.section(QLatin1String("://"), 1).section(QLatin1Char('/'), 0, 0);
    const QString user =
        authority.contains(QLatin1Char('@')) ? authority.section(QLatin1Char('@'), 0, -2) : QString();
    if (!user.isEmpty() && (scheme != QLatin1String("ssh") || user.contains(QLatin1Char(':'))))
        return refused(text, "user-info");
    if (isOptionLike(user) || isOptionLike(authority.section(QLatin1Char('@'), -1)))
        return refused(text, "option-like");
    if (!url.isValid() || url.path().size() < 2 || url.hasQuery() || url.hasFragment())
        return refused(text, "not-a-remote");
    if (scheme == QLatin1String("file")) {
        if (!url.host().isEmpty())
            return refused(text, "not-a-remote");
        remote.m_kind = Kind::Local;
        remote.m_origin = QStringLiteral("file://");
        return remote;
    }
    if (url.host().isEmpty())
        return refused(text, "not-a-remote");
    const bool isHttps = scheme == QLatin1String("https");
    remote.m_kind = isHttps ? Kind::Https : Kind::Ssh;
    remote.m_origin = QStringLiteral("%1://%2:%3").arg(scheme, url.host()).arg(url.port(isHttps ? 443 : 22));
    return remote;
}

} // namespace envdeck::git

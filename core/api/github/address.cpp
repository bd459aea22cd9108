// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/github/address.h"

#include <QRegularExpression>

namespace envdeck::github {

std::optional<RepositoryName> repositoryName(const QString &text)
{
    static const QRegularExpression grammar(
        QStringLiteral("\\A([A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?|[A-Za-z0-9][A-Za-z0-9_-]*)/"
                       "([A-Za-z0-9._-]{1,100})\\z"));
    const auto match = grammar.match(text);
    const QString name = match.captured(2);
    if (!match.hasMatch() || name == QLatin1String(".") || name == QLatin1String(".."))
        return {};
    return RepositoryName{match.captured(1), name};
}

std::optional<RepositoryName> repositoryOfRemote(const QString &remote)
{
    static const QRegularExpression scp(QStringLiteral("\\A(?:[^/:@\\s]+@)?[A-Za-z0-9._-]+:([^:]+)\\z"));
    QString path;
    if (remote.contains(QLatin1String("://"))) {
        const QUrl url(remote, QUrl::StrictMode);
        const bool speaksGit = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("ssh");
        if (!url.isValid() || !speaksGit || url.host().isEmpty())
            return {};
        path = url.path();
    } else {
        path = scp.match(remote).captured(1);
    }
    while (path.startsWith(QLatin1Char('/')))
        path.remove(0, 1);
    if (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    if (path.endsWith(QLatin1String(".git")))
        path.chop(4);
    return repositoryName(path);
}

QUrl siteOf(const GitSpec &git)
{
    switch (git.host) {
    case GitHost::None: return {};
    case GitHost::GitHub: return QUrl(QStringLiteral("https://github.com"));
    case GitHost::GitHubEnterprise: return git.url;
    }
    Q_UNREACHABLE();
}

QUrl apiBaseOf(const QUrl &site)
{
    QUrl base = site;
    base.setQuery(QString());
    base.setFragment({});
    const QString host = site.host();
    if (host == QLatin1String("github.com") || host.endsWith(QLatin1String(".ghe.com"))) {
        base.setHost(QStringLiteral("api.") + host);
        base.setPath(QStringLiteral("/"));
        return base;
    }
    QString path = site.path();
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    base.setPath(path + QStringLiteral("/api/v3/"));
    return base;
}

} // namespace envdeck::github

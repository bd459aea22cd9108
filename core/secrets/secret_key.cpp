// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/secret_key.h"

#include <QDir>
#include <QRegularExpression>

#include <algorithm>

namespace envdeck::secrets {

namespace {

const QString terraformPrefix = QStringLiteral("terraform/");

SecretKey keyOf(const Workspace &workspace, const QString &kind, const QUrl &url)
{
    return {workspace.name, kind, originOf(url)};
}

bool watchesAtOneOrigin(const Workspace &workspace, const QString &origin)
{
    return std::all_of(workspace.environments.cbegin(), workspace.environments.cend(),
                       [&](const Environment &e) { return !e.signoz || originOf(e.signoz->url) == origin; });
}

} // namespace

SecretKey dokployKey(const Workspace &workspace, const Environment &environment)
{
    return keyOf(workspace, QStringLiteral("dokploy/") + environment.name, environment.dokploy->url);
}

SecretKey signozKey(const Workspace &workspace, const Environment &environment)
{
    SecretKey key = keyOf(workspace, QStringLiteral("signoz"), environment.signoz->url);
    if (!watchesAtOneOrigin(workspace, key.origin))
        key.kind += QLatin1Char('/') + environment.name;
    return key;
}

SecretKey registryKey(const Workspace &workspace, const QString &host)
{
    QUrl url(QStringLiteral("https://") + host);
    if (isLoopback(url))
        url.setScheme(QStringLiteral("http"));
    return keyOf(workspace, QStringLiteral("registry/") + host, url);
}

SecretKey githubKey(const Workspace &workspace)
{
    const bool own = workspace.git.host == GitHost::GitHubEnterprise;
    return keyOf(workspace, QStringLiteral("github"),
                 own ? workspace.git.url : QUrl(QStringLiteral("https://github.com")));
}

SecretKey gitKey(const Workspace &workspace, const QUrl &remote)
{
    return keyOf(workspace, QStringLiteral("git"), remote);
}

SecretKey terraformKey(const Workspace &workspace, const EnvironmentId &environment, const QString &name,
                       const QString &remote)
{
    return {workspace.name, terraformPrefix + environment + QLatin1Char('/') + name,
            repositoryOrigin(remote)};
}

SecretKey sshKey(const Workspace &workspace, const EnvironmentId &environment, const QString &remote)
{
    return {workspace.name, QStringLiteral("ssh/") + environment, repositoryOrigin(remote)};
}

SecretKey sshPassphraseKey(const Workspace &workspace, const EnvironmentId &environment,
                           const QString &remote)
{
    return {workspace.name, QStringLiteral("ssh-passphrase/") + environment, repositoryOrigin(remote)};
}

bool isTerraformKind(const QString &kind)
{
    return kind.startsWith(terraformPrefix);
}

QString environmentIn(const QString &kind)
{
    return isTerraformKind(kind) ? kind.section(QLatin1Char('/'), 1, 1) : QString();
}

QString variableIn(const QString &kind)
{
    return isTerraformKind(kind) ? kind.section(QLatin1Char('/'), 2) : QString();
}

QString repositoryOrigin(const QString &remote)
{
    static const QRegularExpression scp(QStringLiteral("\\A(?:[^/:@]+@)?([^/:@]+|\\[[^\\]/@]+\\]):(.+)\\z"));
    if (remote.startsWith(QLatin1String("file://")))
        return repositoryOrigin(QUrl(remote).path());
    if (remote.startsWith(QLatin1Char('/')))
        return QDir::cleanPath(remote);
    const auto match = scp.match(remote);
    const QUrl url(remote.contains(QLatin1String("://")) || !match.hasMatch()
                       ? remote
                       : QStringLiteral("ssh://%1/%2").arg(match.captured(1), match.captured(2)));
    if (!url.isValid() || url.host().isEmpty())
        return remote;
    QString path = QDir::cleanPath(QLatin1Char('/') + url.path());
    if (path.endsWith(QLatin1String(".git")))
        path.chop(4);
    return originOf(url) + (path == QLatin1String("/") ? QString() : path);
}

QList<SecretKey> secretKeys(const Workspace &workspace)
{
    QList<SecretKey> keys;
    for (const Environment &environment : workspace.environments) {
        if (environment.dokploy)
            keys.append(dokployKey(workspace, environment));
        if (!environment.signoz)
            continue;
        if (const SecretKey key = signozKey(workspace, environment); !keys.contains(key))
            keys.append(key);
    }
    QStringList hosts = workspace.registries.keys();
    hosts.sort();
    for (const QString &host : hosts)
        keys.append(registryKey(workspace, host));
    if (workspace.git.host != GitHost::None)
        keys.append(githubKey(workspace));
    return keys;
}

} // namespace envdeck::secrets

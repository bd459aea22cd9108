// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/workspace.h"

#include <algorithm>

namespace envdeck {

namespace {

QString filled(QString pattern, const QString &environment, const QString &app, const QString &domain = {})
{
    return pattern.replace(QLatin1String("{environment}"), environment)
        .replace(QLatin1String("{app}"), app)
        .replace(QLatin1String("{domain}"), domain);
}

// Dotted decimal only: "127.1" and "0x7f000001" are not taken for addresses here. QUrl has already
// turned those into 127.0.0.1.
bool isLoopbackHost(QString host)
{
    host = host.toLower();
    if (host == QLatin1String("localhost") || host == QLatin1String("::1"))
        return true;
    if (host.startsWith(QLatin1String("::ffff:")))
        host.remove(0, 7);
    const QStringList parts = host.split(QLatin1Char('.'));
    return parts.size() == 4 && parts.first() == QLatin1String("127") &&
           std::all_of(parts.cbegin(), parts.cend(), [](const QString &part) {
               bool ok = false;
               return part.toUShort(&ok) <= 255 && ok;
           });
}

QUrl urlOf(const QString &host)
{
    const bool isBareIpv6 = host.count(QLatin1Char(':')) > 1;
    return QUrl(isBareIpv6 ? QStringLiteral("http://[%1]").arg(host) : QStringLiteral("http://") + host);
}

} // namespace

const Environment *Workspace::environment(const EnvironmentId &id) const
{
    const auto it = std::find_if(environments.cbegin(), environments.cend(),
                                 [&](const Environment &e) { return e.name == id; });
    return it == environments.cend() ? nullptr : &*it;
}

const App *Workspace::app(const QString &appName) const
{
    const auto it = std::find_if(apps.cbegin(), apps.cend(), [&](const App &a) { return a.name == appName; });
    return it == apps.cend() ? nullptr : &*it;
}

QList<App> Workspace::appsOf(const EnvironmentId &id) const
{
    QList<App> found;
    std::copy_if(apps.cbegin(), apps.cend(), std::back_inserter(found),
                 [&](const App &a) { return a.environments.contains(id); });
    return found;
}

QString Workspace::terraformFolder(const EnvironmentId &id) const
{
    return filled(terraformLayout, id, {});
}

QString Workspace::composeFile(const EnvironmentId &id, const QString &appName) const
{
    return filled(appsLayout, id, appName);
}

QUrl Workspace::healthUrl(const Environment &environment, const App &app) const
{
    return QUrl(filled(app.health, environment.name, app.name, environment.domain), QUrl::StrictMode);
}

bool Workspace::isLocal() const
{
    QList<QUrl> urls;
    for (const Environment &environment : environments) {
        if (environment.dokploy)
            urls.append(environment.dokploy->url);
        if (environment.signoz)
            urls.append(environment.signoz->url);
        for (const App &app : appsOf(environment.name)) {
            if (!app.health.isEmpty())
                urls.append(healthUrl(environment, app));
        }
        // An address that terraform knows is not known here.
        for (const HostSpec &host : environment.hosts)
            urls.append(urlOf(host.address));
    }
    for (auto it = registries.keyBegin(); it != registries.keyEnd(); ++it)
        urls.append(urlOf(*it));
    if (urls.isEmpty())
        return false;
    if (git.host != GitHost::None)
        urls.append(git.url); // none where everybody's github.com is meant
    return std::all_of(urls.cbegin(), urls.cend(), isLoopback);
}

bool isLoopback(const QUrl &url)
{
    return isLoopbackHost(url.host());
}

QString originOf(const QUrl &url)
{
    const QString scheme = url.scheme().toLower();
    const int standard = scheme == QLatin1String("https")  ? 443
                         : scheme == QLatin1String("http") ? 80
                         : scheme == QLatin1String("ssh")  ? 22
                                                           : -1;
    const QString host =
        url.host().contains(QLatin1Char(':')) ? QStringLiteral("[%1]").arg(url.host()) : url.host();
    return QStringLiteral("%1://%2:%3").arg(scheme, host.toLower()).arg(url.port(standard));
}

} // namespace envdeck

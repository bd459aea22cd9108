// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bootstrap/wishes.h"

#include <QHostAddress>
#include <QRegularExpression>
#include <algorithm>

namespace envdeck::bootstrap {

namespace {

// The one that carries the apps; Dokploy stands there.
const HostSpec &panelHostOf(const QList<HostSpec> &hosts)
{
    const auto found = std::find_if(hosts.cbegin(), hosts.cend(), [](const HostSpec &host) {
        return host.roles.contains(QStringLiteral("apps"));
    });
    return found == hosts.cend() ? hosts.first() : *found;
}

bool isOverSsh(const QString &remote)
{
    static const QRegularExpression scp(QStringLiteral("\\A[^/:]+@[^/:]+:"));
    return remote.startsWith(QLatin1String("ssh://")) || scp.match(remote).hasMatch();
}

} // namespace

QString Wishes::domain() const
{
    if (!panel || panel->scheme() != QLatin1String("https"))
        return {};
    const QString name = panel->host();
    return QHostAddress(name).isNull() && name != QLatin1String("localhost") ? name : QString();
}

Result<Wishes> wishesFor(const Workspace &workspace, const HostId &host, const Ask &ask,
                         const QString &remote)
{
    const Environment *environment = workspace.environment(host.environment);
    const HostSpec *spec = nullptr;
    if (environment) {
        for (const HostSpec &each : environment->hosts) {
            if (each.name == host.name)
                spec = &each;
        }
    }
    if (!spec)
        return Error{ErrorCode::NotFound, host.path(), {}, 0};
    Wishes wishes;
    wishes.host = host;
    wishes.ask = ask;
    wishes.workspace = workspace.name;
    wishes.sshPort = spec->port;
    for (const int port : environment->ports.isEmpty() ? QList<int>{80, 443} : environment->ports) {
        if (port != spec->port && !wishes.ports.contains(port))
            wishes.ports.append(port);
    }
    std::sort(wishes.ports.begin(), wishes.ports.end());
    wishes.panelHost = panelHostOf(environment->hosts).name;
    if (environment->dokploy && wishes.panelHost == host.name)
        wishes.panel = environment->dokploy->url;
    wishes.gitKey = isOverSsh(remote);
    return wishes;
}

QJsonObject toJson(const Ask &ask)
{
    return {{QStringLiteral("mail"), ask.mail},
            {QStringLiteral("installer"), ask.installer},
            {QStringLiteral("updates"), ask.updates},
            {QStringLiteral("firewall"), ask.firewall},
            {QStringLiteral("swapMib"), ask.swapMib}};
}

Ask askFrom(const QJsonObject &json)
{
    Ask ask;
    ask.mail = json.value(QLatin1String("mail")).toString();
    ask.installer = json.value(QLatin1String("installer")).toString();
    ask.updates = json.value(QLatin1String("updates")).toBool();
    ask.firewall = json.value(QLatin1String("firewall")).toBool();
    ask.swapMib = json.value(QLatin1String("swapMib")).toInteger();
    return ask;
}

bool isMailAddress(const QString &text)
{
    static const QRegularExpression grammar(
        QStringLiteral("^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+$"));
    return grammar.match(text).hasMatch();
}

} // namespace envdeck::bootstrap

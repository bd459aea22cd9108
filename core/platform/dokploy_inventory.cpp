// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/dokploy_ask.h"

// What a Dokploy is and what it was given.
namespace envdeck::platform {

namespace {

QString supportName(dokploy::Support support)
{
    switch (support) {
    case dokploy::Support::Refused: return QStringLiteral("refused");
    case dokploy::Support::TooOld: return QStringLiteral("too-old");
    case dokploy::Support::Insecure: return QStringLiteral("insecure");
    case dokploy::Support::Supported: return QStringLiteral("supported");
    }
    Q_UNREACHABLE();
}

PanelThing thingOf(const dokploy::RegistryRow &row)
{
    return {row.name.isEmpty() ? row.url : row.name, {}, row.url, true};
}

PanelThing thingOf(const dokploy::GitSource &source)
{
    return {source.name, source.kind, {}, true};
}

PanelThing thingOf(const dokploy::SshKeyRow &key)
{
    return {key.name, key.publicKey.section(QLatin1Char(' '), 0, 0), key.publicKey, true};
}

PanelThing thingOf(const dokploy::Notification &notification)
{
    return {notification.name, notification.kind, notification.events.join(QStringLiteral(", ")),
            !notification.events.isEmpty()};
}

PanelThing thingOf(const dokploy::Destination &destination)
{
    return {destination.name, {}, destination.bucket + QStringLiteral(" at ") + destination.endpoint, true};
}

template <typename T>
PanelPart partOf(const char *id, const Result<QList<T>> &answer)
{
    PanelPart part{QString::fromLatin1(id), {}, {}};
    if (!answer) {
        part.error = answer.error();
        return part;
    }
    for (const T &one : answer.value())
        part.things.append(thingOf(one));
    return part;
}

PanelPart partOf(const Result<dokploy::PanelHealth> &answer)
{
    PanelPart part{QStringLiteral("health"), {}, {}};
    if (!answer) {
        part.error = answer.error();
        return part;
    }
    for (const dokploy::PanelHealth::Part &one : answer.value().parts)
        part.things.append({one.name, {}, one.message, one.healthy});
    return part;
}

} // namespace

Async<PanelInventory> DokployPlatform::inventory(const EnvironmentId &environment, std::stop_token stop)
{
    QObject *context = m_context.get();
    const auto read = [context, stop](dokploy::Client &client) {
        return andThen(
            client.server(stop), context, [context, stop, &client](const dokploy::ServerInfo &server) {
                const auto all =
                    joined(context, client.registries(stop), client.gitSources(stop), client.sshKeys(stop),
                           client.notifications(stop), client.destinations(stop), client.panelHealth(stop),
                           client.panelDomain(stop), client.newerVersion(stop));
                return andThen(all, context, [server](const auto &answers) {
                    const auto &[registries, sources, keys, notifications, destinations, health, domain,
                                 newer] = answers;
                    PanelInventory inventory;
                    inventory.version = server.versionText;
                    inventory.support = supportName(server.support);
                    if (newer)
                        inventory.newerVersion = newer.value();
                    if (domain && !domain.value().host.isEmpty())
                        inventory.domain =
                            (domain.value().https ? QStringLiteral("https://") : QStringLiteral("http://")) +
                            domain.value().host;
                    inventory.parts = {partOf("registries", registries),
                                       partOf("git-sources", sources),
                                       partOf("ssh-keys", keys),
                                       partOf("notifications", notifications),
                                       partOf("destinations", destinations),
                                       partOf(health)};
                    return ready<PanelInventory>(inventory);
                });
            });
    };
    const auto answer = onPanel(environment, read);
    whenDone(answer, context, [this, environment](const Result<PanelInventory> &result) {
        if (!result)
            noteError(environment, {}, result.error());
    });
    return answer;
}

} // namespace envdeck::platform

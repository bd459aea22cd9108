// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/dokploy/client.h"

// What the panel has beside projects and services.
namespace envdeck::dokploy {

template <typename T>
Async<T> Client::part(const char *procedure, Result<T> (*parse)(const QJsonValue &, const QString &),
                      std::stop_token stop)
{
    const QString name = QString::fromLatin1(procedure);
    return andThen(read(name, {}, std::move(stop)), this,
                   [parse, subject = subjectOf(name)](const QJsonValue &json) {
                       return ready<T>(parse(json, subject));
                   });
}

Async<QList<RegistryRow>> Client::registries(std::stop_token stop)
{
    return part("registry.all", registriesFrom, std::move(stop));
}

Async<QList<SshKeyRow>> Client::sshKeys(std::stop_token stop)
{
    return part("sshKey.all", sshKeysFrom, std::move(stop));
}

Async<QList<GitSource>> Client::gitSources(std::stop_token stop)
{
    return part("gitProvider.getAll", gitSourcesFrom, std::move(stop));
}

Async<QList<Notification>> Client::notifications(std::stop_token stop)
{
    return part("notification.all", notificationsFrom, std::move(stop));
}

Async<PanelDomain> Client::panelDomain(std::stop_token stop)
{
    return part("settings.getWebServerSettings", panelDomainFrom, std::move(stop));
}

Async<PanelHealth> Client::panelHealth(std::stop_token stop)
{
    return part("settings.checkInfrastructureHealth", panelHealthFrom, std::move(stop));
}

Async<QString> Client::newerVersion(std::stop_token stop)
{
    const QString procedure = QStringLiteral("settings.getUpdateData");
    return andThen(ask(procedure, {}, std::move(stop)), this,
                   [subject = subjectOf(procedure)](const QJsonValue &json) {
                       return ready<QString>(newerVersionFrom(json, subject));
                   });
}

} // namespace envdeck::dokploy

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/log_source.h"

#include <QSet>
#include <algorithm>

namespace envdeck::hosts {

namespace {

// "shop_api.2.k3v9x0q1…" without the task's id.
QString shortName(const ContainerFacts &container)
{
    const qsizetype dot = container.name.lastIndexOf(QLatin1Char('.'));
    return container.isSwarm() && dot > 0 && container.name.size() - dot > 20 ? container.name.left(dot)
                                                                              : container.name;
}

QString plainService(const ContainerFacts &container)
{
    const QString prefix = container.stack + QLatin1Char('_');
    return !container.stack.isEmpty() && container.service.startsWith(prefix)
               ? container.service.mid(prefix.size())
               : container.service;
}

LogSource sourceOf(const HostId &host, const ContainerFacts &container)
{
    LogSource source;
    source.host = host;
    source.id = container.id;
    source.container = shortName(container);
    source.service = plainService(container);
    source.project = container.project.isEmpty() ? container.stack : container.project;
    source.running = container.state == ContainerState::Running ||
                     container.state == ContainerState::Paused ||
                     container.state == ContainerState::Restarting;
    source.started = container.started;
    return source;
}

// Whether `text` is the name, or goes on behind it as Dokploy's names do: "api-x7k2p1".
bool isCalled(const QString &text, const QString &name)
{
    return !name.isEmpty() && (text == name || text.startsWith(name + QLatin1Char('-')));
}

} // namespace

QList<LogSource> logSourcesOf(const QList<HostStatus> &hosts, const EnvironmentId &environment)
{
    QList<LogSource> all;
    for (const HostStatus &host : hosts) {
        if (host.id.environment != environment || !host.facts.value || !host.facts.value->containers)
            continue;
        QList<LogSource> here;
        for (const ContainerFacts &container : host.facts.value->containers.value().list)
            here.append(sourceOf(host.id, container));
        std::sort(here.begin(), here.end(), [](const LogSource &a, const LogSource &b) {
            if (a.running != b.running)
                return a.running;
            return a.container != b.container ? a.container < b.container : a.started > b.started;
        });
        // Swarm keeps the last few tasks of each slot: what runs has their place, or the newest of them.
        QSet<QString> named;
        for (const LogSource &source : std::as_const(here)) {
            if (source.running || !named.contains(source.container))
                all.append(source);
            named.insert(source.container);
        }
    }
    return all;
}

QList<LogSource> logSourcesOf(const QList<LogSource> &sources, const App &app)
{
    QList<LogSource> own;
    for (const LogSource &source : sources) {
        const bool named = app.services.contains(source.service) || source.service == app.name ||
                           isCalled(source.service, app.dokployName) ||
                           (app.services.isEmpty() && isCalled(source.project, app.dokployName));
        if (named)
            own.append(source);
    }
    const auto inOwnProject = [&app](const LogSource &source) {
        return isCalled(source.project, app.dokployName) || isCalled(source.project, app.name);
    };
    if (std::any_of(own.cbegin(), own.cend(), inOwnProject)) // another app may have a service of that name
        own.removeIf([&](const LogSource &source) { return !inOwnProject(source); });
    return own;
}

} // namespace envdeck::hosts

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/scene.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

bool isOneOfServices(const QString &service, const QString &stack, const AppOnHost &app)
{
    if (app.services.isEmpty() || app.services.contains(service))
        return true;
    // Swarm names a service of a stack "<stack>_<service>".
    return !stack.isEmpty() && service.startsWith(stack + QLatin1Char('_')) &&
           app.services.contains(service.mid(stack.size() + 1));
}

} // namespace

bool belongsTo(const ContainerFacts &container, const AppOnHost &app)
{
    const bool ofProject = app.projects.isEmpty() || app.projects.contains(container.project) ||
                           app.projects.contains(container.stack) ||
                           (container.isSwarm() && app.projects.contains(container.service));
    return ofProject && isOneOfServices(container.service, container.stack, app);
}

bool belongsTo(const SwarmService &service, const AppOnHost &app)
{
    const bool ofProject =
        app.projects.isEmpty() || app.projects.contains(service.stack) || app.projects.contains(service.name);
    return ofProject && isOneOfServices(service.name, service.stack, app);
}

QString dockerCommand(const Scene &scene)
{
    return scene.facts.docker && scene.facts.docker.value().viaSudo ? QStringLiteral("sudo docker")
                                                                    : QStringLiteral("docker");
}

QList<Finding> lookAt(const Scene &scene)
{
    return ranked(lookAtContainers(scene) + lookAtSwarm(scene) + lookAtHost(scene));
}

} // namespace envdeck::hosts

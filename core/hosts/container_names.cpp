// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/docker_facts.h"

namespace envdeck::hosts {

QString containerStateName(ContainerState state)
{
    switch (state) {
    case ContainerState::Created: return QStringLiteral("created");
    case ContainerState::Running: return QStringLiteral("running");
    case ContainerState::Paused: return QStringLiteral("paused");
    case ContainerState::Restarting: return QStringLiteral("restarting");
    case ContainerState::Removing: return QStringLiteral("removing");
    case ContainerState::Exited: return QStringLiteral("exited");
    case ContainerState::Dead: return QStringLiteral("dead");
    case ContainerState::Unknown: return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

QString containerHealthName(ContainerHealth health)
{
    switch (health) {
    case ContainerHealth::None: return {};
    case ContainerHealth::Starting: return QStringLiteral("starting");
    case ContainerHealth::Healthy: return QStringLiteral("healthy");
    case ContainerHealth::Unhealthy: return QStringLiteral("unhealthy");
    }
    Q_UNREACHABLE();
}

} // namespace envdeck::hosts

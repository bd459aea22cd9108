// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/evidence.h"

#include <algorithm>

namespace envdeck::deployments {

namespace {

int weightOf(const platform::Container &container)
{
    if (container.state == QLatin1String("exited") || container.state == QLatin1String("dead"))
        return 3;
    if (container.state == QLatin1String("restarting"))
        return 2;
    return container.health == QLatin1String("unhealthy") ? 1 : 0;
}

} // namespace

const platform::Container *tellingOne(const QList<platform::Container> &containers)
{
    const auto found =
        std::max_element(containers.cbegin(), containers.cend(), [](const auto &a, const auto &b) {
            return std::pair(weightOf(a), a.restarts) < std::pair(weightOf(b), b.restarts);
        });
    return found == containers.cend() ? nullptr : &*found;
}

QJsonObject evidenceOf(const Look &look)
{
    QJsonObject json;
    if (const auto *container = tellingOne(look.containers)) {
        json.insert(QStringLiteral("container"), container->name);
        json.insert(QStringLiteral("state"), container->state);
        json.insert(QStringLiteral("restarts"), container->restarts);
        if (container->exitCode)
            json.insert(QStringLiteral("exitCode"), *container->exitCode);
    }
    if (look.health) {
        json.insert(QStringLiteral("healthStatus"), look.health->status);
        json.insert(QStringLiteral("healthBody"), look.health->excerpt);
    }
    return json;
}

} // namespace envdeck::deployments

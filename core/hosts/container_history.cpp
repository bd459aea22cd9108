// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/container_finding.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

// "api.2" of "api.2.q4zyf25iewyf1yvk5ovgewbym": the place that tasks take one after the other.
QString slotOf(const ContainerFacts &container)
{
    return container.name.section(QLatin1Char('.'), 0, -2);
}

} // namespace

bool isReplaced(const ContainerFacts &container, const QList<ContainerFacts> &all)
{
    return container.isSwarm() && std::any_of(all.cbegin(), all.cend(), [&](const ContainerFacts &other) {
               return other.isSwarm() && other.id != container.id && slotOf(other) == slotOf(container) &&
                      other.created > container.created;
           });
}

QList<ContainerFacts> failedBefore(const Scene &scene, const ContainerFacts &container)
{
    QList<ContainerFacts> failed;
    if (!container.isSwarm())
        return failed;
    QHash<QString, QString> states; // of tasks
    if (scene.facts.tasks) {
        for (const SwarmTask &task : scene.facts.tasks.value())
            states.insert(task.id, task.state);
    }
    for (const ContainerFacts &other : scene.facts.containers.value().list) {
        if (!other.isSwarm() || slotOf(other) != slotOf(container) || other.imageId != container.imageId ||
            other.created >= container.created || !other.exitCode)
            continue;
        const bool endedItself = *other.exitCode != 0 && *other.exitCode != 137 && *other.exitCode != 143;
        const QString state = states.value(other.task);
        if (other.oomKilled || (state.isEmpty() ? endedItself : state == QLatin1String("Failed")))
            failed.append(other);
    }
    std::sort(failed.begin(), failed.end(),
              [](const ContainerFacts &a, const ContainerFacts &b) { return a.created > b.created; });
    return failed;
}

} // namespace envdeck::hosts

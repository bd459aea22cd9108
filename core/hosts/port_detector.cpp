// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/container_finding.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

// Who has the port that this container wants; empty when nobody can be named.
struct Holder {
    int port = 0;
    QString name;
};

bool overlap(const QString &a, const QString &b)
{
    const auto isAny = [](const QString &address) {
        return address.isEmpty() || address == QLatin1String("0.0.0.0") || address == QLatin1String("::");
    };
    return isAny(a) || isAny(b) || a == b;
}

std::optional<Holder> portHolder(const Scene &scene, const ContainerFacts &container)
{
    for (const PortMapping &wanted : container.wantedPorts) {
        for (const ContainerFacts &other : scene.facts.containers.value().list) {
            for (const PortMapping &open : other.openPorts) {
                if (other.id != container.id && open.hostPort == wanted.hostPort &&
                    open.protocol == wanted.protocol && overlap(open.address, wanted.address))
                    return Holder{wanted.hostPort, other.name};
            }
        }
        if (!scene.facts.listeners || wanted.protocol != QLatin1String("tcp"))
            continue;
        for (const Listener &listener : scene.facts.listeners.value()) {
            if (listener.port == wanted.hostPort && overlap(listener.address, wanted.address))
                return Holder{wanted.hostPort, listener.program};
        }
    }
    return std::nullopt;
}

bool saysPortIsTaken(const QString &words)
{
    return words.contains(QLatin1String("port is already allocated")) ||
           words.contains(QLatin1String("address already in use"));
}

} // namespace

std::optional<Finding> portClash(const Scene &scene, const ContainerFacts &container)
{
    const bool said = saysPortIsTaken(container.error);
    const bool isUp = container.state == ContainerState::Running || container.state == ContainerState::Paused;
    const auto holder = isUp ? std::nullopt : portHolder(scene, container);
    if (!said && !holder)
        return std::nullopt;
    Finding finding = aboutContainer(scene, container, Detector::PortClash);
    finding.cause = Cause::PortTaken;
    finding.confidence = said ? Confidence::High : Confidence::Medium;
    const int port = holder ? holder->port : container.wantedPorts.value(0).hostPort;
    if (port > 0)
        finding.facts.insert(QStringLiteral("port"), QString::number(port));
    if (holder && !holder->name.isEmpty())
        finding.facts.insert(QStringLiteral("holder"), holder->name);
    finding.command =
        port > 0 ? QStringLiteral("ss -ltnp 'sport = :%1'").arg(port) : inspectCommand(scene, container);
    finding.action = NextAction::OpenHost;
    return finding;
}

} // namespace envdeck::hosts

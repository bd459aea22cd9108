// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/host_facts.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

bool sameBoot(const HostFacts &before, const HostFacts &after)
{
    return before.system && after.system && before.system.value().bootId == after.system.value().bootId;
}

// Shares of what passed between the two, in percent.
std::optional<double> share(const HostFacts &before, const HostFacts &after, qint64 CpuTicks::*what)
{
    if (!before.cpu || !after.cpu || !sameBoot(before, after))
        return std::nullopt;
    const CpuTicks &a = before.cpu.value().ticks;
    const CpuTicks &b = after.cpu.value().ticks;
    const CpuTicks passed{b.busy - a.busy, b.idle - a.idle, b.stolen - a.stolen};
    const qint64 all = passed.busy + passed.idle + passed.stolen;
    // The kernel's counts of idle time may go back by a tick.
    if (all <= 0 || passed.busy < 0 || passed.stolen < 0 || passed.idle < -100)
        return std::nullopt;
    return std::clamp(100.0 * double(passed.*what) / double(all), 0.0, 100.0);
}

bool isRepository(const ContainerFacts &container, QLatin1String wanted)
{
    return container.image &&
           (container.image->path() == wanted || container.image->path().endsWith(QLatin1Char('/') + wanted));
}

} // namespace

std::optional<double> cpuPercent(const HostFacts &before, const HostFacts &after)
{
    return share(before, after, &CpuTicks::busy);
}

std::optional<double> stolenPercent(const HostFacts &before, const HostFacts &after)
{
    return share(before, after, &CpuTicks::stolen);
}

std::optional<double> containerCpuPercent(const HostFacts &before, const HostFacts &after, const QString &id)
{
    if (!before.usage || !after.usage || !sameBoot(before, after))
        return std::nullopt;
    const ContainerUsage *a = before.usage.value().of(id);
    const ContainerUsage *b = after.usage.value().of(id);
    const auto passed = after.usage.value().at - before.usage.value().at;
    // Less than before: it was started again in between.
    if (!a || !b || !a->cpuNanoseconds || !b->cpuNanoseconds || passed.count() <= 0 ||
        *b->cpuNanoseconds < *a->cpuNanoseconds)
        return std::nullopt;
    return 100.0 * double(*b->cpuNanoseconds - *a->cpuNanoseconds) / (double(passed.count()) * 1e6);
}

ClockSkew clockSkew(const HostClock &host, const QDateTime &sent, const QDateTime &received)
{
    const qint64 there = sent.msecsTo(host.began);
    const qint64 back = received.msecsTo(host.ended);
    const qint64 way = std::max<qint64>(0, sent.msecsTo(received) - host.began.msecsTo(host.ended));
    // Cut to the second, a clock reads half a second early on the average.
    const qint64 early = host.resolution.count() >= 1000 ? 500 : 0;
    return {std::chrono::milliseconds((there + back) / 2 + early),
            std::chrono::milliseconds(way / 2 + host.resolution.count())};
}

std::optional<DokployFacts> dokployOn(const HostFacts &facts)
{
    if (!facts.containers)
        return std::nullopt;
    DokployFacts found;
    for (const ContainerFacts &container : facts.containers.value().list) {
        const bool running = container.state == ContainerState::Running;
        if (running && isRepository(container, QLatin1String("traefik")))
            found.traefik = true;
        if (running && container.image && container.image->path() == QLatin1String("library/traefik"))
            found.traefik = true;
        if (!isRepository(container, QLatin1String("dokploy/dokploy")) || (found.running && !running))
            continue;
        found.running = running;
        const QString tag = container.image->tag;
        const bool isVersion = tag.size() > 1 && tag.at(tag.startsWith(QLatin1Char('v')) ? 1 : 0).isDigit();
        found.version = isVersion ? tag : container.version;
    }
    return found;
}

} // namespace envdeck::hosts

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/parse.h"

#include "core/hosts/parse_parts.h"

namespace envdeck::hosts {

namespace {

// What the host knows of the digests of the images in use, and of the size of their logs.
void join(HostFacts *facts, const Section *logs)
{
    if (!facts->containers)
        return;
    ContainerList containers = facts->containers.value();
    QHash<QString, QList<ImageFacts>> images;
    if (facts->images) {
        for (const ImageFacts &image : facts->images.value()) {
            if (!image.digest.isEmpty())
                images[image.id].append(image);
        }
    }
    const auto sizes = logs ? readLogSizes(*logs) : QHash<QString, qint64>();
    for (ContainerFacts &container : containers.list) {
        container.logBytes = sizes.value(container.id.left(12), -1);
        if (!container.digest.isEmpty())
            continue;
        for (const ImageFacts &image : images.value(container.imageId)) {
            // An image may stand in several repositories, with another digest in each.
            if (container.image && image.repository == container.image->repository)
                container.digest = image.digest;
        }
    }
    facts->containers = containers;
    if (facts->disk && logs && logs->code == 0) {
        DiskUse disk = facts->disk.value();
        disk.logBytes = 0;
        for (const qint64 size : sizes)
            *disk.logBytes += size;
        facts->disk = disk;
    }
}

} // namespace

HostFacts parseProbe(const QByteArray &output, const QByteArray &marker, const Redactor &redactor)
{
    HostFacts facts;
    const auto sections = sectionsOf(output, marker);
    const auto at = [&](const char *name) -> const Section * {
        const auto found = sections.constFind(name);
        return found == sections.cend() ? nullptr : &*found;
    };
    const Section *end = at("end");
    facts.complete = end && end->code == 0;

    if (const Section *section = at("system"))
        facts.system = readSystem(*section);
    if (const Section *section = at("cpu"))
        facts.cpu = readCpu(*section);
    if (const Section *section = at("memory"))
        facts.memory = readMemory(*section);
    if (const Section *section = at("load"))
        facts.load = readLoad(*section);
    if (const Section *section = at("filesystems"))
        facts.fileSystems = readFileSystems(*section, at("inodes"));
    if (const Section *section = at("reboot"))
        facts.reboot = readReboot(*section);
    if (const Section *section = at("clock"); section && end)
        facts.clock = readClock(*section, *end);
    if (const Section *section = at("listeners")) {
        facts.listeners = readListeners(*section);
        if (const Section *owners = at("owners"); owners && facts.listeners) {
            QList<Listener> list = facts.listeners.value();
            addOwners(&list, *owners);
            facts.listeners = list;
        }
    }
    if (const Section *section = at("docker")) {
        facts.docker = readDocker(*section, redactor);
        // Nobody was asked for the rest, for the same reason.
        if (!facts.docker) {
            const Error &why = facts.docker.error();
            facts.containers = why;
            facts.usage = why;
            facts.images = why;
            facts.services = why;
            facts.tasks = why;
            facts.disk = why;
        }
    }
    if (const Section *section = at("containers"))
        facts.containers = readContainers(*section, redactor, &facts.problems);
    if (const Section *section = at("images"))
        facts.images = readImages(*section, &facts.problems);
    if (const Section *section = at("usage"))
        facts.usage = readUsage(*section);
    if (const Section *section = at("services"))
        facts.services = readServices(*section, redactor, &facts.problems);
    if (const Section *section = at("tasks"))
        facts.tasks = readTasks(*section, redactor, &facts.problems);
    if (const Section *section = at("disk"))
        facts.disk = readDiskUse(*section, &facts.problems);
    join(&facts, at("logs"));
    return facts;
}

} // namespace envdeck::hosts

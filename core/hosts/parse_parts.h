// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/redactor.h"
#include "core/hosts/host_facts.h"
#include "core/hosts/sections.h"

namespace envdeck::hosts {

// The readers of the sections; parse.cpp puts them together.
using Problems = QList<Error>;

Result<SystemFacts> readSystem(const Section &section);
Result<CpuFacts> readCpu(const Section &section);
Result<MemoryFacts> readMemory(const Section &section);
Result<LoadFacts> readLoad(const Section &section);
Result<QList<FileSystem>> readFileSystems(const Section &blocks, const Section *inodes);
Result<RebootFacts> readReboot(const Section &section);
Result<HostClock> readClock(const Section &began, const Section &ended);
Result<QList<Listener>> readListeners(const Section &section);
void addOwners(QList<Listener> *listeners, const Section &section);

Result<DockerFacts> readDocker(const Section &section, const Redactor &redactor);
Result<ContainerList> readContainers(const Section &section, const Redactor &redactor, Problems *problems);
Result<QList<ImageFacts>> readImages(const Section &section, Problems *problems);
Result<UsageFacts> readUsage(const Section &section);
Result<QList<SwarmService>> readServices(const Section &section, const Redactor &redactor,
                                         Problems *problems);
Result<QList<SwarmTask>> readTasks(const Section &section, const Redactor &redactor, Problems *problems);
Result<DiskUse> readDiskUse(const Section &section, Problems *problems);
QHash<QString, qint64> readLogSizes(const Section &section); // by the first twelve characters of the id

// "1.98MB", "312KiB", "0B (0%)", "1.2kB" in bytes; nothing when it reads as none of these.
std::optional<qint64> bytesFromDocker(QStringView text);

} // namespace envdeck::hosts

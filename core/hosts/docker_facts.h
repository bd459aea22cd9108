// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/image_ref.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <chrono>
#include <optional>

namespace envdeck::hosts {

// Docker 20.10 to 28 as its own client tells it; ids are whole.

struct DockerFacts {
    QString version;
    QString storageDriver;
    QString rootFolder;
    bool viaSudo = false; // the user may not talk to the daemon: `sudo -n docker` did
    bool swarm = false;
    bool manager = false;
    int nodes = 0;
    int managers = 0;
    QString swarmState; // "active", "inactive", "locked", "error"
    QString swarmError;
    friend bool operator==(const DockerFacts &, const DockerFacts &) = default;
};

enum class ContainerState { Created, Running, Paused, Restarting, Removing, Exited, Dead, Unknown };
enum class ContainerHealth { None, Starting, Healthy, Unhealthy }; // None: it has no health check
QString containerStateName(ContainerState state);    // "restarting": the spelling of Docker and envdeckctl
QString containerHealthName(ContainerHealth health); // empty for None

struct PortMapping {
    QString address; // of the host; empty: all of them
    int hostPort = 0;
    int containerPort = 0;
    QString protocol; // "tcp"
    friend bool operator==(const PortMapping &, const PortMapping &) = default;
};

struct ContainerFacts {
    QString id;
    QString name;                  // without the slash
    std::optional<ImageRef> image; // as it was asked for; nothing when that reads as no reference
    QString imageText;
    QString imageId; // "sha256:…" of its configuration
    QString digest; // "sha256:…" in the registry; empty when the host does not know (built or imported here)
    ContainerState state = ContainerState::Unknown;
    ContainerHealth health = ContainerHealth::None;
    int healthFailures = 0;      // in a row
    QString healthWords;         // what the last check said
    std::optional<int> exitCode; // of one that ended, or did not start
    bool oomKilled = false;      // the kernel took its main process for want of memory
    QString error;               // why it did not start
    QDateTime created;           // UTC
    QDateTime started;           // null: never
    QDateTime finished;          // null: never
    int restarts = 0;            // by Docker's own restart policy; swarm makes new tasks instead
    QString restartPolicy;       // "no", "always", "unless-stopped", "on-failure"; empty for swarm's
    std::optional<qint64> memoryLimitBytes; // nothing: no limit
    QList<PortMapping> wantedPorts;         // to be published
    QList<PortMapping> openPorts;           // published now
    QString project;                        // of compose
    QString service;                        // of compose, or of swarm
    QString task;                           // of swarm
    QString stack;                          // of swarm
    QString version;                        // label org.opencontainers.image.version
    qint64 logBytes = -1;                   // -1: not known
    bool isSwarm() const { return !task.isEmpty(); }
    friend bool operator==(const ContainerFacts &, const ContainerFacts &) = default;
};

struct ContainerList {
    QList<ContainerFacts> list;
    int total = 0; // as the host counts them; more than the list holds when there are more than 600, or some
                   // did not read
    bool isWhole() const { return list.size() == total; }
    friend bool operator==(const ContainerList &, const ContainerList &) = default;
};

// From the files of the kernel's control groups.
struct ContainerUsage {
    std::optional<qint64>
        memoryBytes; // without the file cache that can go at any time, as `docker stats` has it
    std::optional<qint64> cpuNanoseconds; // since it started
    qint64 oomKills = 0;                  // of any of its processes; the main one may have gone on
    friend bool operator==(const ContainerUsage &, const ContainerUsage &) = default;
};
struct UsageFacts {
    std::chrono::milliseconds at{0};            // since the boot of the host
    QHash<QString, ContainerUsage> ofContainer; // by the first twelve characters of its id
    const ContainerUsage *of(const QString &id) const
    {
        const auto found = ofContainer.constFind(id.left(12));
        return found == ofContainer.cend() ? nullptr : &*found;
    }
    friend bool operator==(const UsageFacts &, const UsageFacts &) = default;
};

// One row of `docker image ls --digests`: an image has as many as it has names.
struct ImageFacts {
    QString id;           // "sha256:…"
    QString repository;   // empty: no name is left
    QString tag;          // empty: pulled by digest, or no name is left
    QString digest;       // empty: no registry gave it one
    qint64 sizeBytes = 0; // as Docker rounds it
    QDateTime created;    // UTC
    friend bool operator==(const ImageFacts &, const ImageFacts &) = default;
};

struct SwarmService {
    QString id; // whole where the second command answered, else twelve characters
    QString name;
    QString mode; // "replicated", "global", "replicated job"
    int running = 0;
    int wanted = 0;
    std::optional<ImageRef> image; // with the digest that swarm pinned
    QString stack;
    QString updateState; // "completed", "updating", "paused", "rollback_completed"; empty: never updated
    QString updateWords;
    friend bool operator==(const SwarmService &, const SwarmService &) = default;
};

struct SwarmTask {
    QString id;
    QString name; // "api.2"
    QString service() const { return name.section(QLatin1Char('.'), 0, -2); }
    QString image;
    QString node;
    QString desired; // "Running", "Shutdown", "Ready"
    QString state;   // first word of "Rejected 5 seconds ago"
    QString since;   // the rest of it, as said
    QString error;
    friend bool operator==(const SwarmTask &, const SwarmTask &) = default;
};

struct DiskUseRow {
    int count = 0;
    int active = 0;
    qint64 sizeBytes = 0; // as Docker rounds it
    qint64 reclaimableBytes = 0;
    friend bool operator==(const DiskUseRow &, const DiskUseRow &) = default;
};
struct DiskUse {
    std::optional<DiskUseRow> images;
    std::optional<DiskUseRow> containers; // what they wrote into their own layer
    std::optional<DiskUseRow> volumes;
    std::optional<DiskUseRow> buildCache;
    std::optional<qint64> logBytes; // of all containers; nothing when the user may not look
    friend bool operator==(const DiskUse &, const DiskUse &) = default;
};

} // namespace envdeck::hosts

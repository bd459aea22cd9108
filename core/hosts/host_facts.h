// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/hosts/docker_facts.h"

#include <QDateTime>
#include <QList>
#include <QStringList>
#include <chrono>
#include <optional>

namespace envdeck::hosts {

struct SystemFacts {
    QString name;         // what it calls itself
    QString os;           // "Debian GNU/Linux 12 (bookworm)"
    QString osId;         // "debian"
    QString osVersion;    // "12"
    QString kernel;       // "6.1.0-31-amd64"
    QString architecture; // "x86_64"
    QString bootId;       // another one: it was restarted in between
    std::chrono::seconds uptime{0};
    friend bool operator==(const SystemFacts &, const SystemFacts &) = default;
};

// Since the start of the system, in the kernel's ticks, of all processors together.
struct CpuTicks {
    qint64 busy = 0;
    qint64 idle = 0;   // with waiting for disks
    qint64 stolen = 0; // taken by the machine's other guests; in none of the two above
    friend bool operator==(const CpuTicks &, const CpuTicks &) = default;
};
struct CpuFacts {
    int count = 0;
    CpuTicks ticks;
    friend bool operator==(const CpuFacts &, const CpuFacts &) = default;
};

struct MemoryFacts {
    qint64 totalBytes = 0;
    qint64 availableBytes = 0; // what programs can still get
    qint64 swapTotalBytes = 0; // 0: there is no swap
    qint64 swapFreeBytes = 0;
    double usedPercent() const { return 100.0 * double(totalBytes - availableBytes) / double(totalBytes); }
    friend bool operator==(const MemoryFacts &, const MemoryFacts &) = default;
};

struct LoadFacts { // of 1, 5 and 15 minutes
    double one = 0;
    double five = 0;
    double fifteen = 0;
    friend bool operator==(const LoadFacts &, const LoadFacts &) = default;
};

struct FileSystem {
    QString device;
    QString mount;
    qint64 totalBytes = 0;
    qint64 usedBytes = 0;
    qint64 freeBytes = 0; // for others than root
    std::optional<double> inodesUsedPercent;
    double usedPercent() const // as df says it: what root keeps for itself counts as not there
    {
        return usedBytes + freeBytes > 0 ? 100.0 * double(usedBytes) / double(usedBytes + freeBytes) : 0;
    }
    friend bool operator==(const FileSystem &, const FileSystem &) = default;
};

struct RebootFacts {
    bool required = false;     // the distribution says so (/run/reboot-required)
    QStringList packages;      // that asked for it
    QString newerKernel;       // installed and not running; empty otherwise
    bool initReplaced = false; // the running init is of a file that is gone: seen by root only
    bool isPending() const { return required || !newerKernel.isEmpty() || initReplaced; }
    friend bool operator==(const RebootFacts &, const RebootFacts &) = default;
};

// The host's clock as the probe began and as it ended.
struct HostClock {
    QDateTime began; // UTC
    QDateTime ended;
    std::chrono::milliseconds resolution{1}; // 1 s where its date command knows no less
    friend bool operator==(const HostClock &, const HostClock &) = default;
};

struct ClockSkew {
    std::chrono::milliseconds ahead{0};       // of ours; negative: behind
    std::chrono::milliseconds uncertainty{0}; // half of what the way took, and the clock's resolution
    friend bool operator==(const ClockSkew &, const ClockSkew &) = default;
};

struct Listener {
    QString address; // "0.0.0.0", "::", "127.0.0.1"
    int port = 0;
    QString program; // known to root alone; empty otherwise
    friend bool operator==(const Listener &, const Listener &) = default;
};

// Why something is not known: NotFound with the detail "not-asked" where the probe did not ask; ToolMissing,
// Forbidden, Timeout, ToolFailed, BadResponse (what came does not read; what was cut off). Never zero.
inline Error notAsked(const QString &subject)
{
    return Error{ErrorCode::NotFound, subject, QStringLiteral("not-asked"), 0};
}

// What one host said in one round trip. Every part stands for itself: one that failed hides no other. Text is
// the host's own, made visible by remoteText() and redacted; everything was checked to be of its type.
struct HostFacts {
    Result<SystemFacts> system = notAsked(QStringLiteral("system"));
    Result<CpuFacts> cpu = notAsked(QStringLiteral("cpu"));
    Result<MemoryFacts> memory = notAsked(QStringLiteral("memory"));
    Result<LoadFacts> load = notAsked(QStringLiteral("load"));
    Result<QList<FileSystem>> fileSystems = notAsked(QStringLiteral("filesystems")); // local ones, "/" first
    Result<RebootFacts> reboot = notAsked(QStringLiteral("reboot"));
    Result<HostClock> clock = notAsked(QStringLiteral("clock"));
    Result<QList<Listener>> listeners = notAsked(QStringLiteral("listeners"));
    Result<DockerFacts> docker = notAsked(QStringLiteral("docker"));
    Result<ContainerList> containers = notAsked(QStringLiteral("containers"));
    Result<UsageFacts> usage = notAsked(QStringLiteral("usage"));
    Result<QList<ImageFacts>> images = notAsked(QStringLiteral("images"));
    Result<QList<SwarmService>> services = notAsked(QStringLiteral("services"));
    Result<QList<SwarmTask>> tasks = notAsked(QStringLiteral("tasks")); // newest of a slot first
    Result<DiskUse> disk = notAsked(QStringLiteral("disk"));
    QList<Error> problems; // rows that did not read and were left out, at most 50
    bool complete = false; // its last line came: nothing was cut off on the way

    friend bool operator==(const HostFacts &, const HostFacts &) = default;
};

// Between two readings of one host. Nothing when there is no sense in it: not the same boot, no time between.
std::optional<double> cpuPercent(const HostFacts &before, const HostFacts &after);
std::optional<double> stolenPercent(const HostFacts &before, const HostFacts &after);
// Of one processor: 250 is two and a half of them.
std::optional<double> containerCpuPercent(const HostFacts &before, const HostFacts &after, const QString &id);

// As NTP reckons it from four times: ours when the probe was sent and when its last byte came, the host's at
// its beginning and end.
ClockSkew clockSkew(const HostClock &host, const QDateTime &sent, const QDateTime &received);

// "v0.30.2" of the running Dokploy; empty when there is none, or when its tag says nothing ("latest").
struct DokployFacts {
    QString version;
    bool running = false;
    bool traefik = false; // a Traefik runs here, Dokploy's or another
    friend bool operator==(const DokployFacts &, const DokployFacts &) = default;
};
std::optional<DokployFacts> dokployOn(const HostFacts &facts); // nothing while the containers are not known

} // namespace envdeck::hosts

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/scene.h"

#include <algorithm>
#include <cstdlib>

namespace envdeck::hosts {

namespace {

constexpr double fullPercent = 95; // programs begin to fail on what is left
constexpr double littleMemory = 5;
constexpr qint64 skewThatCounts = 2000;  // ms; ux.md check 8
constexpr qint64 skewThatBreaks = 30000; // tokens and one-time passwords are refused

QString inUnits(double value)
{
    return QString::number(value, 'f', 1);
}

bool saysDiskIsFull(const QString &words)
{
    return words.contains(QLatin1String("no space left on device"), Qt::CaseInsensitive);
}

// Somebody on the host ran into it: then a disk at 96 % is no suspicion any more.
QString whoRanOutOfSpace(const HostFacts &facts)
{
    if (facts.containers) {
        for (const ContainerFacts &container : facts.containers.value().list) {
            for (const QString &words : {container.error, container.healthWords}) {
                if (saysDiskIsFull(words))
                    return words;
            }
        }
    }
    if (facts.tasks) {
        for (const SwarmTask &task : facts.tasks.value()) {
            if (saysDiskIsFull(task.error))
                return task.error;
        }
    }
    return {};
}

QList<Finding> disks(const Scene &scene)
{
    QList<Finding> found;
    const QString words = whoRanOutOfSpace(scene.facts);
    for (const FileSystem &system : scene.facts.fileSystems.value()) {
        const double inodes = system.inodesUsedPercent.value_or(0);
        const double worst = std::max(system.usedPercent(), inodes);
        if (worst < scene.limits.diskPercent)
            continue;
        Finding finding;
        finding.detector = Detector::DiskFull;
        finding.host = scene.host;
        finding.subject = system.mount;
        finding.verdict = worst >= fullPercent ? FindingVerdict::LikelyCause : FindingVerdict::Related;
        finding.cause = inodes > system.usedPercent() ? Cause::Inodes : Cause::DiskSpace;
        if (worst >= fullPercent && (!words.isEmpty() || worst >= 99.5))
            finding.confidence = Confidence::High;
        if (worst >= fullPercent && !words.isEmpty())
            finding.evidence = {words};
        finding.facts = {{QStringLiteral("mount"), system.mount},
                         {QStringLiteral("usedPercent"), inUnits(system.usedPercent())},
                         {QStringLiteral("freeBytes"), QString::number(system.freeBytes)}};
        if (system.inodesUsedPercent)
            finding.facts.insert(QStringLiteral("inodesUsedPercent"), inUnits(inodes));
        finding.action = NextAction::OpenHost;
        if (scene.facts.disk) {
            const DiskUse &use = scene.facts.disk.value();
            qint64 reclaimable = 0;
            for (const auto &row : {use.images, use.buildCache})
                reclaimable += row ? row->reclaimableBytes : 0;
            finding.facts.insert(QStringLiteral("reclaimableBytes"), QString::number(reclaimable));
            if (use.logBytes)
                finding.facts.insert(QStringLiteral("logBytes"), QString::number(*use.logBytes));
            if (reclaimable > 0)
                finding.action = NextAction::PruneImages;
        }
        finding.command = QStringLiteral("df -h; %1 system df").arg(dockerCommand(scene));
        found.append(finding);
    }
    return found;
}

std::optional<Finding> memory(const Scene &scene)
{
    const MemoryFacts &facts = scene.facts.memory.value();
    if (facts.usedPercent() < scene.limits.memoryPercent)
        return std::nullopt;
    Finding finding;
    finding.detector = Detector::OutOfMemory;
    finding.host = scene.host;
    finding.verdict = FindingVerdict::Related;
    // With nothing left and nowhere to put it, the kernel is about to kill.
    if (facts.usedPercent() > 100 - littleMemory &&
        double(facts.swapFreeBytes) <= double(facts.swapTotalBytes) * 0.1) {
        finding.verdict = FindingVerdict::LikelyCause;
    }
    finding.cause = Cause::HostMemory;
    finding.facts = {{QStringLiteral("availableBytes"), QString::number(facts.availableBytes)},
                     {QStringLiteral("totalBytes"), QString::number(facts.totalBytes)}};
    finding.command = QStringLiteral("free -m");
    finding.action = NextAction::OpenMetrics;
    return finding;
}

std::optional<Finding> clock(const Scene &scene)
{
    const qint64 ahead = scene.skew->ahead.count();
    if (std::abs(ahead) - scene.skew->uncertainty.count() < skewThatCounts)
        return std::nullopt;
    Finding finding;
    finding.detector = Detector::ClockSkew;
    finding.host = scene.host;
    finding.cause = Cause::ClockWrong;
    finding.verdict =
        std::abs(ahead) >= skewThatBreaks ? FindingVerdict::LikelyCause : FindingVerdict::Related;
    finding.facts = {{QStringLiteral("aheadMs"), QString::number(ahead)},
                     {QStringLiteral("uncertaintyMs"), QString::number(scene.skew->uncertainty.count())}};
    finding.command = QStringLiteral("date -u; timedatectl status");
    finding.action = NextAction::OpenHost;
    return finding;
}

Finding couldNotRead(const Scene &scene, Detector detector, const Error &why)
{
    Finding finding;
    finding.detector = detector;
    finding.host = scene.host;
    finding.verdict = FindingVerdict::CouldNotCheck;
    finding.evidence = {why.detail.isEmpty() ? errorCodeName(why.code) : why.detail};
    return finding;
}

} // namespace

QList<Finding> lookAtHost(const Scene &scene)
{
    QList<Finding> found;
    if (scene.facts.fileSystems)
        found += disks(scene);
    else
        found.append(couldNotRead(scene, Detector::DiskFull, scene.facts.fileSystems.error()));
    if (!scene.facts.memory)
        found.append(couldNotRead(scene, Detector::OutOfMemory, scene.facts.memory.error()));
    else if (const auto finding = memory(scene))
        found.append(*finding);
    if (scene.skew) {
        if (const auto finding = clock(scene))
            found.append(*finding);
    }
    if (scene.facts.reboot && scene.facts.reboot.value().isPending()) {
        Finding finding;
        finding.detector = Detector::RebootPending;
        finding.host = scene.host;
        finding.verdict = FindingVerdict::Related;
        finding.confidence = Confidence::Low;
        finding.cause = Cause::UpdateWaits;
        finding.facts = {
            {QStringLiteral("kernel"), scene.facts.reboot.value().newerKernel},
            {QStringLiteral("packages"), scene.facts.reboot.value().packages.join(QLatin1String(", "))}};
        finding.command = QStringLiteral("uname -r; cat /run/reboot-required.pkgs");
        finding.action = NextAction::Reboot;
        found.append(finding);
    }
    return found;
}

} // namespace envdeck::hosts

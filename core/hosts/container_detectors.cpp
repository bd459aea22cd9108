// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/container_finding.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

using namespace std::chrono_literals;

constexpr int restartsThatCount = 3;
constexpr int failedTasksThatCount = 2; // swarm keeps few
constexpr auto recently = 600s;         // a container that began within it may still be in a loop

constexpr double littleMemoryPercent = 5; // of the host, left

bool hostIsShortOfMemory(const Scene &scene)
{
    return scene.facts.memory && scene.facts.memory.value().usedPercent() > 100 - littleMemoryPercent;
}

qint64 oomKillsOf(const Scene &scene, const ContainerFacts &container)
{
    const ContainerUsage *usage = scene.facts.usage ? scene.facts.usage.value().of(container.id) : nullptr;
    return usage ? usage->oomKills : 0;
}

Finding outOfMemory(const Scene &scene, const ContainerFacts &container)
{
    Finding finding = aboutContainer(scene, container, Detector::OutOfMemory);
    finding.confidence = Confidence::High;
    finding.cause = container.memoryLimitBytes ? Cause::MemoryLimit : Cause::HostMemory;
    if (container.memoryLimitBytes)
        finding.facts.insert(QStringLiteral("limitBytes"), QString::number(*container.memoryLimitBytes));
    if (container.restarts > 0)
        finding.facts.insert(QStringLiteral("restarts"), QString::number(container.restarts));
    finding.command = inspectCommand(scene, container);
    finding.action = container.memoryLimitBytes ? NextAction::RaiseMemoryLimit : NextAction::OpenMetrics;
    return finding;
}

// By the host's own clock: ours may be another.
bool beganRecently(const ContainerFacts &container, const HostFacts &facts)
{
    return facts.clock && container.started.isValid() &&
           container.started.secsTo(facts.clock.value().ended) < recently.count();
}

// Started anew again and again: now between two tries, or up for a moment only.
bool isInALoop(const ContainerFacts &container, const HostFacts &facts)
{
    return container.state == ContainerState::Restarting ||
           (container.state == ContainerState::Running && container.restarts >= restartsThatCount &&
            beganRecently(container, facts));
}

std::optional<Finding> failingTasks(const Scene &scene, const ContainerFacts &container)
{
    const QList<ContainerFacts> failed = failedBefore(scene, container);
    const bool isUp = container.state == ContainerState::Running;
    const auto killed = std::find_if(failed.cbegin(), failed.cend(),
                                     [](const ContainerFacts &task) { return task.oomKilled; });
    if (failed.size() < failedTasksThatCount || (isUp && !beganRecently(container, scene.facts))) {
        if (!isUp || killed == failed.cend())
            return std::nullopt;
        Finding finding = outOfMemory(scene, *killed);
        finding.verdict = FindingVerdict::Related; // its successor is well
        finding.confidence = Confidence::Medium;
        return finding;
    }
    Finding finding = killed != failed.cend() ? outOfMemory(scene, *killed)
                                              : aboutContainer(scene, failed.first(), Detector::Restarting);
    finding.confidence = Confidence::High;
    if (killed == failed.cend())
        finding.cause = Cause::ProgramEnds;
    finding.facts.insert(QStringLiteral("restarts"), QString::number(failed.size()));
    return finding;
}

// Another container of the same service is there and runs: what is left of an earlier run is no reason.
bool hasRunningTwin(const Scene &scene, const ContainerFacts &container)
{
    const auto &all = scene.facts.containers.value().list;
    return !container.service.isEmpty() &&
           std::any_of(all.cbegin(), all.cend(), [&](const ContainerFacts &other) {
               return other.id != container.id && other.state == ContainerState::Running &&
                      other.project == container.project && other.service == container.service &&
                      !container.isSwarm();
           });
}

std::optional<Finding> ended(const Scene &scene, const ContainerFacts &container)
{
    const bool isOver = container.state == ContainerState::Exited ||
                        container.state == ContainerState::Dead || container.state == ContainerState::Created;
    if (!isOver)
        return std::nullopt;
    const int code = container.exitCode.value_or(0);
    // A job that did what it had to; and what somebody made and never started.
    const bool mayEnd = container.restartPolicy.isEmpty() || container.restartPolicy == QLatin1String("no") ||
                        container.restartPolicy == QLatin1String("on-failure");
    const bool isExpected = scene.app && scene.app->image;
    if (code == 0 && container.error.isEmpty() && mayEnd && !isExpected)
        return std::nullopt;
    if (container.oomKilled)
        return outOfMemory(scene, container);

    Finding finding = aboutContainer(scene, container, Detector::NotRunning);
    finding.cause = Cause::ProgramEnds;
    if (code == 137) {
        finding.cause = hostIsShortOfMemory(scene) ? Cause::HostMemory : Cause::KilledFromOutside;
        finding.command = inspectCommand(scene, container);
        finding.action = NextAction::RestartContainer;
    } else if (code == 126 || code == 127 || container.error.contains(QLatin1String("exec: "))) {
        finding.cause = Cause::ProgramMissing;
        finding.confidence = Confidence::High;
        finding.action = NextAction::RollBack;
    } else if (container.state == ContainerState::Created || code == 143 || (code == 0 && !mayEnd)) {
        // Docker starts those of "always" again, unless a person stopped them.
        finding.cause = Cause::StoppedByHand;
        finding.action = NextAction::RestartContainer;
    }
    if (mayEnd && hasRunningTwin(scene, container)) {
        finding.verdict = FindingVerdict::Related;
        finding.confidence = Confidence::Low;
    }
    return finding;
}

std::optional<Finding> restarting(const Scene &scene, const ContainerFacts &container)
{
    if (container.isSwarm())
        return failingTasks(scene, container);
    if (!isInALoop(container, scene.facts))
        return std::nullopt;
    if (container.oomKilled || oomKillsOf(scene, container) > 0)
        return outOfMemory(scene, container);
    Finding finding = aboutContainer(scene, container, Detector::Restarting);
    finding.confidence = Confidence::High;
    finding.facts.insert(QStringLiteral("restarts"), QString::number(container.restarts));
    const int code = container.exitCode.value_or(0);
    finding.cause = code == 126 || code == 127                  ? Cause::ProgramMissing
                    : code == 137 && hostIsShortOfMemory(scene) ? Cause::HostMemory
                                                                : Cause::ProgramEnds;
    return finding;
}

std::optional<Finding> running(const Scene &scene, const ContainerFacts &container)
{
    if (container.health == ContainerHealth::Unhealthy) {
        Finding finding = aboutContainer(scene, container, Detector::Unhealthy);
        finding.cause = Cause::HealthCheckFails;
        finding.facts.insert(QStringLiteral("failures"), QString::number(container.healthFailures));
        if (!container.healthWords.isEmpty())
            finding.evidence.append(container.healthWords);
        return finding;
    }
    if (container.state == ContainerState::Paused) {
        Finding finding = aboutContainer(scene, container, Detector::NotRunning);
        finding.cause = Cause::StoppedByHand;
        finding.confidence = Confidence::High;
        finding.command = inspectCommand(scene, container);
        finding.action = NextAction::RestartContainer;
        return finding;
    }
    if (const qint64 kills = oomKillsOf(scene, container); kills > 0) {
        Finding finding = outOfMemory(scene, container);
        finding.verdict = FindingVerdict::Related; // it goes on without what was killed
        finding.confidence = Confidence::Medium;
        finding.facts.insert(QStringLiteral("kills"), QString::number(kills));
        return finding;
    }
    return std::nullopt;
}

std::optional<Finding> wrongImage(const Scene &scene, const ContainerFacts &container)
{
    if (!scene.app || !scene.app->image || container.state != ContainerState::Running)
        return std::nullopt;
    const ImageRef &wanted = *scene.app->image;
    if (container.image &&
        (container.image->registry() != wanted.registry() || container.image->path() != wanted.path()))
        return std::nullopt; // a companion: a database, a proxy
    const bool otherTag = container.image && !wanted.tag.isEmpty() && !container.image->tag.isEmpty() &&
                          container.image->tag != wanted.tag;
    const bool otherDigest =
        !wanted.digest.isEmpty() && !container.digest.isEmpty() && wanted.digest != container.digest;
    if (!otherTag && !otherDigest)
        return std::nullopt;
    Finding finding = aboutContainer(scene, container, Detector::WrongImage);
    finding.cause = Cause::OtherVersion;
    finding.confidence = Confidence::High;
    finding.facts.insert(QStringLiteral("wanted"), otherTag ? wanted.tag : wanted.digest);
    finding.facts.insert(QStringLiteral("running"), otherTag ? container.image->tag : container.digest);
    finding.command = QStringLiteral("%1 inspect --format '{{.Config.Image}} {{.Image}}' %2")
                          .arg(dockerCommand(scene), container.id.left(12));
    finding.action = NextAction::Deploy;
    return finding;
}

Finding couldNotLook(const Scene &scene, const Error &why)
{
    Finding finding;
    finding.detector = Detector::DockerAnswers;
    finding.host = scene.host;
    finding.verdict = FindingVerdict::CouldNotCheck;
    finding.command = dockerCommand(scene) + QStringLiteral(" info");
    finding.action = NextAction::OpenHost;
    finding.evidence = {why.detail.isEmpty() ? errorCodeName(why.code) : why.detail};
    if (why.code == ErrorCode::Forbidden)
        finding.cause = Cause::NoPermission;
    // Nothing answers at the socket: that is known, and explains whatever is wrong on the host.
    if (!scene.facts.docker && (why.code == ErrorCode::Unreachable || why.code == ErrorCode::Timeout)) {
        finding.cause = Cause::DockerDown;
        finding.verdict = FindingVerdict::LikelyCause;
        finding.confidence = Confidence::High;
        finding.command = QStringLiteral("systemctl status docker");
    }
    return finding;
}

} // namespace

QList<Finding> lookAtContainers(const Scene &scene)
{
    if (!scene.facts.containers)
        return {couldNotLook(scene, scene.facts.containers.error())};
    const ContainerList &containers = scene.facts.containers.value();
    QList<Finding> found;
    int looked = 0;
    for (const ContainerFacts &container : containers.list) {
        if ((scene.app && !belongsTo(container, *scene.app)) || isReplaced(container, containers.list))
            continue;
        ++looked;
        const auto clash = portClash(scene, container);
        if (clash)
            found.append(*clash);
        else if (const auto finding = restarting(scene, container))
            found.append(*finding);
        else if (const auto over = ended(scene, container))
            found.append(*over);
        else if (const auto bad = running(scene, container))
            found.append(*bad);
        if (const auto other = wrongImage(scene, container))
            found.append(*other);
    }
    if (scene.app && looked == 0) {
        Finding none;
        none.detector = Detector::NotRunning;
        none.host = scene.host;
        none.subject = scene.app->services.join(QLatin1String(", "));
        // Not all of them are known: it may be among the others.
        none.verdict = containers.isWhole() ? FindingVerdict::LikelyCause : FindingVerdict::CouldNotCheck;
        none.confidence = Confidence::Medium; // it may be meant to run on another host
        none.facts.insert(QStringLiteral("state"), QStringLiteral("absent"));
        none.command = dockerCommand(scene) + QStringLiteral(" ps -a");
        none.action = NextAction::Deploy;
        found.append(none);
    }
    if (!found.isEmpty())
        return found;
    Finding fine;
    fine.detector = Detector::NotRunning;
    fine.host = scene.host;
    fine.verdict = containers.isWhole() ? FindingVerdict::NoProblem : FindingVerdict::CouldNotCheck;
    fine.facts = {{QStringLiteral("looked"), QString::number(looked)},
                  {QStringLiteral("total"), QString::number(containers.total)}};
    fine.command = dockerCommand(scene) + QStringLiteral(" ps -a");
    return {fine};
}

} // namespace envdeck::hosts

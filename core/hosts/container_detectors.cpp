// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/scene.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

using namespace std::chrono_literals;

constexpr int restartsThatCount = 3;
constexpr auto recently = 600s;           // a container that began within it may still be in a loop
constexpr double littleMemoryPercent = 5; // of the host, left

QString number(qint64 value)
{
    return QString::number(value);
}

QString stateWord(ContainerState state)
{
    switch (state) {
    case ContainerState::Created: return QStringLiteral("created");
    case ContainerState::Running: return QStringLiteral("running");
    case ContainerState::Paused: return QStringLiteral("paused");
    case ContainerState::Restarting: return QStringLiteral("restarting");
    case ContainerState::Removing: return QStringLiteral("removing");
    case ContainerState::Exited: return QStringLiteral("exited");
    case ContainerState::Dead: return QStringLiteral("dead");
    case ContainerState::Unknown: return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

// "api.2" of "api.2.q4zyf25iewyf1yvk5ovgewbym": the place that tasks take one after the other.
QString slotOf(const ContainerFacts &container)
{
    return container.name.section(QLatin1Char('.'), 0, -2);
}

// A task of swarm that another one has taken the place of is history.
bool isReplaced(const ContainerFacts &container, const QList<ContainerFacts> &all)
{
    return container.isSwarm() && std::any_of(all.cbegin(), all.cend(), [&](const ContainerFacts &other) {
               return other.isSwarm() && other.id != container.id && slotOf(other) == slotOf(container) &&
                      other.created > container.created;
           });
}

bool hostIsShortOfMemory(const Scene &scene)
{
    return scene.facts.memory && scene.facts.memory.value().usedPercent() > 100 - littleMemoryPercent;
}

qint64 oomKillsOf(const Scene &scene, const ContainerFacts &container)
{
    const ContainerUsage *usage = scene.facts.usage ? scene.facts.usage.value().of(container.id) : nullptr;
    return usage ? usage->oomKills : 0;
}

Finding about(const Scene &scene, const ContainerFacts &container, Detector detector)
{
    Finding finding;
    finding.detector = detector;
    finding.verdict = FindingVerdict::LikelyCause;
    finding.host = scene.host;
    finding.subject = container.name;
    finding.id = container.id;
    finding.facts.insert(QStringLiteral("state"), stateWord(container.state));
    if (container.exitCode)
        finding.facts.insert(QStringLiteral("exitCode"), number(*container.exitCode));
    if (!container.error.isEmpty())
        finding.evidence.append(container.error);
    finding.command =
        QStringLiteral("%1 logs --timestamps --tail 200 %2").arg(dockerCommand(scene), container.id.left(12));
    finding.action = NextAction::OpenLogs;
    return finding;
}

QString inspectCommand(const Scene &scene, const ContainerFacts &container)
{
    return QStringLiteral("%1 inspect --format '{{json .State}}' %2")
        .arg(dockerCommand(scene), container.id.left(12));
}

Finding outOfMemory(const Scene &scene, const ContainerFacts &container)
{
    Finding finding = about(scene, container, Detector::OutOfMemory);
    finding.confidence = Confidence::High;
    finding.cause = container.memoryLimitBytes ? Cause::MemoryLimit : Cause::HostMemory;
    if (container.memoryLimitBytes)
        finding.facts.insert(QStringLiteral("limitBytes"), number(*container.memoryLimitBytes));
    if (container.restarts > 0)
        finding.facts.insert(QStringLiteral("restarts"), number(container.restarts));
    finding.command = inspectCommand(scene, container);
    finding.action = container.memoryLimitBytes ? NextAction::RaiseMemoryLimit : NextAction::OpenMetrics;
    return finding;
}

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

std::optional<Finding> portClash(const Scene &scene, const ContainerFacts &container)
{
    const bool said = saysPortIsTaken(container.error);
    const bool isUp = container.state == ContainerState::Running || container.state == ContainerState::Paused;
    const auto holder = isUp ? std::nullopt : portHolder(scene, container);
    if (!said && !holder)
        return std::nullopt;
    Finding finding = about(scene, container, Detector::PortClash);
    finding.cause = Cause::PortTaken;
    finding.confidence = said ? Confidence::High : Confidence::Medium;
    const int port = holder ? holder->port : container.wantedPorts.value(0).hostPort;
    if (port > 0)
        finding.facts.insert(QStringLiteral("port"), number(port));
    if (holder && !holder->name.isEmpty())
        finding.facts.insert(QStringLiteral("holder"), holder->name);
    finding.command =
        port > 0 ? QStringLiteral("ss -ltnp 'sport = :%1'").arg(port) : inspectCommand(scene, container);
    finding.action = NextAction::OpenHost;
    return finding;
}

// Started anew again and again: now between two tries, or up for a moment only.
bool isInALoop(const ContainerFacts &container, const HostFacts &facts)
{
    if (container.state == ContainerState::Restarting)
        return true;
    if (container.state != ContainerState::Running || container.restarts < restartsThatCount || !facts.clock)
        return false;
    // By the host's own clock: ours may be another.
    return container.started.secsTo(facts.clock.value().ended) < recently.count();
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

    Finding finding = about(scene, container, Detector::NotRunning);
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
    return finding;
}

std::optional<Finding> restarting(const Scene &scene, const ContainerFacts &container)
{
    if (!isInALoop(container, scene.facts))
        return std::nullopt;
    if (container.oomKilled || oomKillsOf(scene, container) > 0)
        return outOfMemory(scene, container);
    Finding finding = about(scene, container, Detector::Restarting);
    finding.confidence = Confidence::High;
    finding.facts.insert(QStringLiteral("restarts"), number(container.restarts));
    const int code = container.exitCode.value_or(0);
    finding.cause = code == 126 || code == 127                  ? Cause::ProgramMissing
                    : code == 137 && hostIsShortOfMemory(scene) ? Cause::HostMemory
                                                                : Cause::ProgramEnds;
    return finding;
}

std::optional<Finding> running(const Scene &scene, const ContainerFacts &container)
{
    if (container.health == ContainerHealth::Unhealthy) {
        Finding finding = about(scene, container, Detector::Unhealthy);
        finding.cause = Cause::HealthCheckFails;
        finding.facts.insert(QStringLiteral("failures"), number(container.healthFailures));
        if (!container.healthWords.isEmpty())
            finding.evidence.append(container.healthWords);
        return finding;
    }
    if (container.state == ContainerState::Paused) {
        Finding finding = about(scene, container, Detector::NotRunning);
        finding.cause = Cause::StoppedByHand;
        finding.confidence = Confidence::High;
        finding.command = QStringLiteral("%1 unpause %2").arg(dockerCommand(scene), container.id.left(12));
        finding.action = NextAction::RestartContainer;
        return finding;
    }
    if (const qint64 kills = oomKillsOf(scene, container); kills > 0) {
        Finding finding = outOfMemory(scene, container);
        finding.verdict = FindingVerdict::Related; // it goes on without what was killed
        finding.confidence = Confidence::Medium;
        finding.facts.insert(QStringLiteral("kills"), number(kills));
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
    Finding finding = about(scene, container, Detector::WrongImage);
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
    fine.facts = {{QStringLiteral("looked"), number(looked)},
                  {QStringLiteral("total"), number(containers.total)}};
    fine.command = dockerCommand(scene) + QStringLiteral(" ps -a");
    return {fine};
}

} // namespace envdeck::hosts

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/scene.h"

#include <algorithm>

namespace envdeck::hosts {

namespace {

bool isMissingImage(const QString &error)
{
    for (const char *words :
         {"No such image", "manifest unknown", "pull access denied", "not found", "manifest for"}) {
        if (error.contains(QLatin1String(words), Qt::CaseInsensitive))
            return true;
    }
    return false;
}

Finding aboutService(const Scene &scene, const SwarmService &service, Detector detector)
{
    Finding finding;
    finding.detector = detector;
    finding.verdict = FindingVerdict::LikelyCause;
    finding.host = scene.host;
    finding.subject = service.name;
    finding.id = service.id;
    finding.facts = {{QStringLiteral("running"), QString::number(service.running)},
                     {QStringLiteral("wanted"), QString::number(service.wanted)}};
    if (!service.updateWords.isEmpty() && service.updateState != QLatin1String("completed"))
        finding.evidence.append(service.updateWords);
    finding.command = QStringLiteral("%1 service ps --no-trunc %2").arg(dockerCommand(scene), service.id);
    finding.action = NextAction::OpenLogs;
    return finding;
}

bool isOnItsWay(const SwarmTask &task)
{
    return task.state == QLatin1String("Preparing") || task.state == QLatin1String("Starting") ||
           task.state == QLatin1String("Assigned") || task.state == QLatin1String("Accepted") ||
           task.state == QLatin1String("Ready") || task.state == QLatin1String("New");
}

// What the tasks say of a service that has fewer running than it should; the first reason is the best.
std::optional<Finding> reason(const Scene &scene, const SwarmService &service, const QList<SwarmTask> &tasks)
{
    const auto rejected = std::find_if(tasks.cbegin(), tasks.cend(), [](const SwarmTask &task) {
        return task.state == QLatin1String("Rejected");
    });
    if (rejected != tasks.cend()) {
        Finding finding = aboutService(scene, service, Detector::TaskRejected);
        finding.confidence = Confidence::High;
        finding.cause = isMissingImage(rejected->error) ? Cause::ImageMissing : Cause::Unknown;
        finding.facts.insert(
            QStringLiteral("tasks"),
            QString::number(std::count_if(tasks.cbegin(), tasks.cend(), [](const SwarmTask &task) {
                return task.state == QLatin1String("Rejected");
            })));
        finding.evidence.prepend(rejected->error);
        finding.action = NextAction::RollBack;
        return finding;
    }
    const auto pending = std::find_if(tasks.cbegin(), tasks.cend(), [](const SwarmTask &task) {
        return task.state == QLatin1String("Pending") && task.desired != QLatin1String("Shutdown");
    });
    if (pending != tasks.cend()) {
        Finding finding = aboutService(scene, service, Detector::TaskPending);
        finding.confidence = pending->error.isEmpty() ? Confidence::Low : Confidence::High;
        finding.cause = pending->error.isEmpty() ? Cause::StillStarting : Cause::NoNodeFits;
        finding.facts.insert(QStringLiteral("state"), pending->state);
        finding.facts.insert(QStringLiteral("since"), pending->since);
        if (!pending->error.isEmpty())
            finding.evidence.prepend(pending->error);
        finding.action = NextAction::OpenHost;
        return finding;
    }
    const auto failed = std::find_if(tasks.cbegin(), tasks.cend(), [](const SwarmTask &task) {
        return task.state == QLatin1String("Failed");
    });
    if (failed != tasks.cend()) {
        Finding finding = aboutService(scene, service, Detector::Restarting);
        finding.confidence = Confidence::High;
        finding.cause = failed->error.contains(QLatin1String("137"))         ? Cause::KilledFromOutside
                        : failed->error.contains(QLatin1String("unhealthy")) ? Cause::HealthCheckFails
                                                                             : Cause::ProgramEnds;
        finding.facts.insert(
            QStringLiteral("restarts"),
            QString::number(std::count_if(tasks.cbegin(), tasks.cend(), [](const SwarmTask &task) {
                return task.state == QLatin1String("Failed");
            })));
        finding.evidence.prepend(failed->error);
        finding.command = QStringLiteral("%1 service logs --timestamps --tail 200 %2")
                              .arg(dockerCommand(scene), service.id);
        return finding;
    }
    const auto starting = std::find_if(tasks.cbegin(), tasks.cend(), isOnItsWay);
    if (starting != tasks.cend()) {
        Finding finding = aboutService(scene, service, Detector::TaskPending);
        finding.verdict = FindingVerdict::Related;
        finding.cause = Cause::StillStarting;
        finding.facts.insert(QStringLiteral("state"), starting->state);
        finding.facts.insert(QStringLiteral("since"), starting->since);
        return finding;
    }
    return std::nullopt;
}

} // namespace

QList<Finding> lookAtSwarm(const Scene &scene)
{
    // Not asked: no swarm, or no manager, whose business it is.
    if (!scene.facts.services && scene.facts.services.error().code == ErrorCode::NotFound)
        return {};
    if (!scene.facts.docker)
        return {}; // lookAtContainers() says so
    QList<Finding> found;
    if (!scene.facts.services) {
        Finding finding;
        finding.detector = Detector::Replicas;
        finding.verdict = FindingVerdict::CouldNotCheck;
        finding.host = scene.host;
        finding.evidence = {scene.facts.services.error().detail};
        finding.command = dockerCommand(scene) + QStringLiteral(" service ls");
        return {finding};
    }
    int looked = 0;
    for (const SwarmService &service : scene.facts.services.value()) {
        if (scene.app && !belongsTo(service, *scene.app))
            continue;
        ++looked;
        if (service.running >= service.wanted)
            continue;
        QList<SwarmTask> tasks;
        if (scene.facts.tasks) {
            for (const SwarmTask &task : scene.facts.tasks.value()) {
                if (task.service() == service.name)
                    tasks.append(task);
            }
        }
        if (const auto why = reason(scene, service, tasks)) {
            found.append(*why);
            continue;
        }
        Finding finding = aboutService(scene, service, Detector::Replicas);
        // A job that is done shows 0 of 1 until it is asked for again.
        const bool isJob = service.mode.contains(QLatin1String("job"));
        finding.verdict = isJob ? FindingVerdict::Related : FindingVerdict::LikelyCause;
        found.append(finding);
    }
    if (found.isEmpty() && looked > 0) {
        Finding fine;
        fine.detector = Detector::Replicas;
        fine.host = scene.host;
        fine.facts = {{QStringLiteral("looked"), QString::number(looked)}};
        fine.command = dockerCommand(scene) + QStringLiteral(" service ls");
        found.append(fine);
    }
    return found;
}

} // namespace envdeck::hosts

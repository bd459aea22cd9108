// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/container_finding.h"

namespace envdeck::hosts {

Finding aboutContainer(const Scene &scene, const ContainerFacts &container, Detector detector)
{
    Finding finding;
    finding.detector = detector;
    finding.verdict = FindingVerdict::LikelyCause;
    finding.host = scene.host;
    finding.subject = container.name;
    finding.id = container.id;
    finding.facts.insert(QStringLiteral("state"), containerStateName(container.state));
    if (container.exitCode)
        finding.facts.insert(QStringLiteral("exitCode"), QString::number(*container.exitCode));
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

} // namespace envdeck::hosts

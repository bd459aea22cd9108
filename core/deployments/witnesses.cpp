// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/witnesses.h"

#include <algorithm>

namespace envdeck::deployments {

namespace {

const platform::PlatformDeployment *rowOf(const QList<platform::PlatformDeployment> &rows, const Deployment &deployment)
{
    const auto it = std::find_if(rows.cbegin(), rows.cend(), [&](const platform::PlatformDeployment &row) {
        return (!row.commit.isEmpty() && row.commit == deployment.commit)
            || (!row.operation.isEmpty() && row.operation == deployment.operation);
    });
    return it == rows.cend() ? nullptr : &*it;
}

const journal::DeploymentRecord *recordOf(const QList<journal::DeploymentRecord> &records, const QString &commit)
{
    const auto it = std::find_if(records.cbegin(), records.cend(),
                                 [&](const journal::DeploymentRecord &record) { return record.commit == commit; });
    return it == records.cend() ? nullptr : &*it;
}

bool runsAnother(const QList<platform::Container> &containers, const ImageRef &wanted)
{
    return std::any_of(containers.cbegin(), containers.cend(), [&](const platform::Container &container) {
        return container.state == QLatin1String("running") && container.image.repository == wanted.repository
            && !container.image.tag.isEmpty() && container.image.tag != wanted.tag;
    });
}

DeploymentState stateOf(const Deployment &deployment, const platform::PlatformDeployment *row,
                        const journal::DeploymentRecord *record, const Witnesses &witnesses, double threshold)
{
    if (row && row->state == platform::PlatformState::Running)
        return DeploymentState::Running;
    if (deployment.current && witnesses.containersKnown) {
        if (runsAnother(witnesses.containers, deployment.image))
            return DeploymentState::Mismatch;
        if (witnesses.containers.isEmpty() || !notRunning(witnesses.containers).isEmpty())
            return DeploymentState::Failed;
    }
    const bool bad = deployment.errorPercent && *deployment.errorPercent > threshold;
    if (deployment.current && bad)
        return DeploymentState::Degraded; // what was healthy when it was watched need not be so now
    if (record && record->state != DeploymentState::Unknown && record->state != DeploymentState::Running)
        return record->state;
    if (row && row->state == platform::PlatformState::Error)
        return DeploymentState::Failed;
    if (!deployment.errorPercent)
        return DeploymentState::Unknown;
    return bad ? DeploymentState::Degraded : DeploymentState::Healthy;
}

} // namespace

QList<platform::Container> notRunning(const QList<platform::Container> &containers)
{
    QList<platform::Container> bad;
    std::copy_if(containers.cbegin(), containers.cend(), std::back_inserter(bad), [](const platform::Container &container) {
        return container.state != QLatin1String("running") || container.health == QLatin1String("unhealthy");
    });
    return bad;
}

QList<Deployment> witnessed(QList<Deployment> deployments, const Witnesses &witnesses, double errorThresholdPercent)
{
    for (Deployment &deployment : deployments) {
        const auto *row = rowOf(witnesses.rows, deployment);
        const auto *record = recordOf(witnesses.records, deployment.commit);
        if (row)
            deployment.platform = row->id;
        if (record) {
            if (deployment.image.digest.isEmpty())
                deployment.image.digest = record->image.digest;
            deployment.errorPercent = record->errorPercent;
            deployment.p95Ms = record->p95Ms;
        }
        if (const auto it = witnesses.behaviour.constFind(deployment.commit); it != witnesses.behaviour.cend()) {
            deployment.errorPercent = it->errorPercent;
            deployment.p95Ms = it->p95Ms;
        }
        deployment.state = stateOf(deployment, row, record, witnesses, errorThresholdPercent);
    }
    return deployments;
}

} // namespace envdeck::deployments

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/witnesses.h"

#include <algorithm>

namespace envdeck::deployments {

namespace {

const platform::PlatformDeployment *rowOf(const QList<platform::PlatformDeployment> &rows,
                                          const Deployment &deployment)
{
    const auto it = std::find_if(rows.cbegin(), rows.cend(), [&](const platform::PlatformDeployment &row) {
        return (!row.commit.isEmpty() && row.commit == deployment.commit) ||
               (!row.operation.isEmpty() && row.operation == deployment.operation);
    });
    return it == rows.cend() ? nullptr : &*it;
}

// The deployment that failed while this one was the newest in git. A row that failed names no commit that can
// be trusted: where the clone failed it shows the one before. So it goes by the time at which it came, and
// - not when another row of that time is done: then something of this file was deployed after all;
// - for the oldest row of the list only when it says so itself: the platform keeps few, and the good one may
// be gone.
const platform::PlatformDeployment *failureOf(const QList<platform::PlatformDeployment> &rows,
                                              const Deployment &deployment)
{
    const bool over = !deployment.current && deployment.liveFor.has_value();
    const QDateTime end = over ? deployment.at.addMSecs(deployment.liveFor->count()) : QDateTime();
    const platform::PlatformDeployment *failed = nullptr;
    for (const platform::PlatformDeployment &row : rows) {
        if (row.created < deployment.at || (end.isValid() && row.created >= end))
            continue;
        if (row.state == platform::PlatformState::Done)
            return nullptr;
        if (row.state == platform::PlatformState::Error)
            failed = &row;
    }
    const bool mayBeLate = failed && failed == &rows.last() && failed->title != deployment.subject;
    return mayBeLate ? nullptr : failed;
}

const journal::DeploymentRecord *recordOf(const QList<journal::DeploymentRecord> &records,
                                          const QString &commit)
{
    const auto it =
        std::find_if(records.cbegin(), records.cend(),
                     [&](const journal::DeploymentRecord &record) { return record.commit == commit; });
    return it == records.cend() ? nullptr : &*it;
}

// A tag says the same of two images; their digests do not.
bool runsAnotherDigest(const QList<platform::Container> &containers, const ImageRef &wanted,
                       const QString &digest)
{
    return !digest.isEmpty() &&
           std::any_of(containers.cbegin(), containers.cend(), [&](const platform::Container &container) {
               return container.state == QLatin1String("running") &&
                      container.image.repository == wanted.repository && !container.image.digest.isEmpty() &&
                      container.image.digest != digest;
           });
}

bool runsAnother(const QList<platform::Container> &containers, const ImageRef &wanted)
{
    return std::any_of(containers.cbegin(), containers.cend(), [&](const platform::Container &container) {
        return container.state == QLatin1String("running") &&
               container.image.repository == wanted.repository && !container.image.tag.isEmpty() &&
               container.image.tag != wanted.tag;
    });
}

// What of the current version is not as git says; empty while all of it is.
QString mismatchOf(const Deployment &deployment, const Witnesses &witnesses)
{
    const QString digest = recordedDigest(deployment, witnesses);
    if (witnesses.containersKnown && runsAnother(witnesses.containers, deployment.image))
        return QStringLiteral("runs-another");
    if (witnesses.containersKnown && runsAnotherDigest(witnesses.containers, deployment.image, digest))
        return QStringLiteral("runs-another-digest");
    const bool moved = !digest.isEmpty() && !witnesses.tagDigest.isEmpty() && digest != witnesses.tagDigest;
    return moved ? QStringLiteral("tag-moved") : QString();
}

DeploymentState stateOf(const Deployment &deployment, const platform::PlatformDeployment *row,
                        const journal::DeploymentRecord *record, const Witnesses &witnesses, double threshold)
{
    if (row && row->state == platform::PlatformState::Running)
        return DeploymentState::Running;
    if (deployment.mismatch == QLatin1String("runs-another"))
        return DeploymentState::Mismatch;
    if (deployment.current && witnesses.containersKnown &&
        (witnesses.containers.isEmpty() || !notRunning(witnesses.containers).isEmpty()))
        return DeploymentState::Failed;
    if (!deployment.mismatch.isEmpty())
        return DeploymentState::Mismatch;
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

// Neither the platform nor we ever saw it run well.
bool wasNeverLive(const platform::PlatformDeployment *row, const journal::DeploymentRecord *record)
{
    if (record && (record->state == DeploymentState::Healthy || record->state == DeploymentState::Degraded))
        return false;
    return (record && record->state == DeploymentState::Failed) ||
           (row && row->state == platform::PlatformState::Error);
}

} // namespace

QString recordedDigest(const Deployment &deployment, const Witnesses &witnesses)
{
    if (!deployment.image.digest.isEmpty())
        return deployment.image.digest;
    const auto *record = recordOf(witnesses.records, deployment.commit);
    return record ? record->image.digest : QString();
}

QList<platform::Container> notRunning(const QList<platform::Container> &containers)
{
    QList<platform::Container> bad;
    std::copy_if(containers.cbegin(), containers.cend(), std::back_inserter(bad),
                 [](const platform::Container &container) {
                     return container.state != QLatin1String("running") ||
                            container.health == QLatin1String("unhealthy");
                 });
    return bad;
}

QList<Deployment> witnessed(QList<Deployment> deployments, const Witnesses &witnesses,
                            double errorThresholdPercent)
{
    for (Deployment &deployment : deployments) {
        const auto *row = rowOf(witnesses.rows, deployment);
        if (!row && deployment.current && !witnesses.rows.isEmpty() &&
            witnesses.rows.first().state == platform::PlatformState::Running)
            row = &witnesses.rows.first(); // one that runs names no commit to trust either
        if (!row)
            row = failureOf(witnesses.rows, deployment);
        const auto *record = recordOf(witnesses.records, deployment.commit);
        const bool neverLive = wasNeverLive(row, record);
        if (row)
            deployment.platform = row->id;
        if (record) {
            if (deployment.image.digest.isEmpty())
                deployment.image.digest = record->image.digest;
            deployment.errorPercent = record->errorPercent;
            deployment.p95Ms = record->p95Ms;
        }
        const auto it = witnesses.behaviour.constFind(deployment.commit);
        if (neverLive) {
            deployment.liveFor.reset();
        } else if (it != witnesses.behaviour.cend()) {
            deployment.errorPercent = it->errorPercent;
            deployment.p95Ms = it->p95Ms;
        }
        if (deployment.current && (!row || row->state != platform::PlatformState::Running))
            deployment.mismatch = mismatchOf(deployment, witnesses);
        deployment.state = stateOf(deployment, row, record, witnesses, errorThresholdPercent);
    }
    return deployments;
}

} // namespace envdeck::deployments

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"
#include "core/journal/observations.h"
#include "core/platform/deploy_platform.h"
#include "core/platform/telemetry.h"

namespace envdeck::deployments {

// What others say about the deployments that git shows.
struct Witnesses {
    QList<platform::PlatformDeployment> rows; // newest first
    QList<platform::Container> containers;    // of the app's services, now
    bool containersKnown = false;
    QList<journal::DeploymentRecord> records;      // newest first
    QHash<QString, platform::Behaviour> behaviour; // by commit
    QString tagDigest = {}; // what the current version's tag points at in the registry now; empty: not known
};

// The digest that this deployment was made with, as far as anybody wrote it down; empty otherwise.
QString recordedDigest(const Deployment &deployment, const Witnesses &witnesses);

// The deployments with digest, platform id, behaviour and state filled in. In this order a state comes from:
// a platform that is at it now; of the current one only: containers that do not run, or run another version
// or another image under its tag, or a tag that was moved; our own record; a platform row that failed; how it
// behaved while it was live. Nothing of these: Unknown. One that failed before it was live has neither a time
// that it lived for nor a behaviour: what was measured meanwhile was the version before it.
QList<Deployment> witnessed(QList<Deployment> deployments, const Witnesses &witnesses,
                            double errorThresholdPercent);

// Crash loops and dead containers: every one that should run and does not.
QList<platform::Container> notRunning(const QList<platform::Container> &containers);

} // namespace envdeck::deployments

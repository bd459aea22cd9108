// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "core/domain/finding.h"
#include "core/hosts/host_facts.h"

namespace envdeck::hosts {

// How an app is told from the other containers of a host.
struct AppOnHost {
    QStringList projects; // compose projects or swarm stacks it may be in; empty: any
    QStringList services; // of compose, or of swarm without the stack's name; empty: all of the projects
    std::optional<ImageRef> image; // what git says should run
    friend bool operator==(const AppOnHost &, const AppOnHost &) = default;
};

// What the detectors look at: one host, and one app on it or all that is there.
struct Scene {
    QString host;
    HostFacts facts;
    std::optional<AppOnHost> app;
    std::optional<ClockSkew> skew;
    Thresholds limits;
};

bool belongsTo(const ContainerFacts &container, const AppOnHost &app);
bool belongsTo(const SwarmService &service, const AppOnHost &app);

// "docker", "sudo docker": as the probe reached it.
QString dockerCommand(const Scene &scene);

// The detectors of a host, each a pure function. Where what one needs is not known it answers CouldNotCheck
// with the reason; where there is nothing to say, one NoProblem (containers, swarm) or nothing.
QList<Finding>
lookAtContainers(const Scene &scene);           // not running, restarting, unhealthy, memory, port, image
QList<Finding> lookAtSwarm(const Scene &scene); // replicas, pending, rejected
QList<Finding> lookAtHost(const Scene &scene);  // disk, memory, clock, reboot
QList<Finding> lookAt(const Scene &scene);      // all of them, ranked

} // namespace envdeck::hosts

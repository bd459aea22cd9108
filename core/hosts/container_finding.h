// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hosts/scene.h"

namespace envdeck::hosts {

// What the detectors of containers share.

// A likely cause about a container, with its state, exit code and words, and its log as the command.
Finding aboutContainer(const Scene &scene, const ContainerFacts &container, Detector detector);
QString inspectCommand(const Scene &scene, const ContainerFacts &container);

// A task of swarm that another one has taken the place of is history.
bool isReplaced(const ContainerFacts &container, const QList<ContainerFacts> &all);
// Earlier tasks of the same place and image that failed, newest first: what is a restart to Docker is another
// task to swarm. One that swarm stopped, for an update, did not fail. `scene.facts.containers` is known.
QList<ContainerFacts> failedBefore(const Scene &scene, const ContainerFacts &container);

// It wants a port that another one, or a program of the host, has. `scene.facts.containers` is known.
std::optional<Finding> portClash(const Scene &scene, const ContainerFacts &container);

} // namespace envdeck::hosts

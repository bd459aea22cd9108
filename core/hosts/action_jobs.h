// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hosts/prune_plan.h"
#include "core/jobs/job.h"
#include "core/platform/shell.h"

namespace envdeck::hosts {

using platform::HostId;

// What can be done to a host and what runs on it, as jobs. `shell` outlives them. What the host answered is
// in the job's log; one that cannot be reached in mid-way is OutcomeUnknown and read back by the next look.

// kind "restart-container", R2. Steps: check (it is there, under that name), restart, settle (it runs again
// and its own health check, where it has one, says so; or Unhealthy). `id` and `name` as the probe told them;
// a swarm task cannot be restarted (BadInput).
jobs::Job restartContainerJob(platform::Shell &shell, const HostId &host, const QString &id,
                              const QString &name);
// kind "restart-service", R2: `docker service update --force`. Steps: restart.
jobs::Job restartServiceJob(platform::Shell &shell, const HostId &host, const QString &name);
// kind "prune-images", R2. Steps: prune: one `docker image rm` a name of the plan, while it still is that
// image, and never with --force, so that one that got a container meanwhile stays. The note is how many went;
// none is ToolFailed.
jobs::Job pruneJob(platform::Shell &shell, const HostId &host, const PrunePlan &plan);
// kind "reboot", R3. Steps: look (at its boot id), reboot, return (answers with another one within ten
// minutes).
jobs::Job rebootJob(platform::Shell &shell, const HostId &host, const QString &reason);

} // namespace envdeck::hosts

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/gitops_service.h"

namespace envdeck::deployments {

// The jobs of this use case. Each is made of the steps of Change, and can be built again from its payload.
jobs::Job changeJob(const Outside &outside, const Patience &patience, const QString &actor,
                    const Review &review, const Decision &decision);
jobs::Job platformTriggerJob(const Outside &outside, const Patience &patience, const Target &target);
jobs::Job watchingJob(const Outside &outside, const Patience &patience, const Target &target,
                      std::chrono::seconds time);
jobs::Job holdingJob(const Outside &outside, const Patience &patience, const Target &target,
                     const Hold &hold);
jobs::Job holdReleaseJob(const Outside &outside, const Patience &patience, const Target &target,
                         const QString &reason);

QStringList rebuiltKinds();
Result<jobs::Job> rebuiltJob(const Outside &outside, const Patience &patience, const jobs::OpenJob &open);

QString platformStateName(platform::PlatformState state); // "done"

} // namespace envdeck::deployments

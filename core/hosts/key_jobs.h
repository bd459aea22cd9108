// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/platform/host_keys.h"

namespace envdeck::hosts {

using platform::HostId;

// What a person decided about the key of a host, as jobs: the journal keeps who and why. `keys` outlives
// them. Each looks at what the host shows at that moment and touches only the key that was reviewed (by its
// fingerprint).

// kind "trust-host", R1: it can be taken back, and nothing is changed on the host. Step: trust.
jobs::Job confirmKeyJob(platform::HostKeys &keys, const HostId &host, const platform::HostIdentity &reviewed,
                        const QString &who, bool compared);
// kind "replace-host-key", R3. `reviewed` has Verdict::Changed. Step: trust.
jobs::Job replaceKeyJob(platform::HostKeys &keys, const HostId &host, const platform::HostIdentity &reviewed,
                        const QString &who, bool compared, const QString &reason);
// kind "forget-host", R1: the key is asked about again. Step: forget.
jobs::Job forgetKeyJob(platform::HostKeys &keys, const HostId &host);

} // namespace envdeck::hosts

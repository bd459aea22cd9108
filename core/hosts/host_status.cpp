// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/host_status.h"

#include <algorithm>

namespace envdeck::hosts {

HostState hostState(const HostStatus &host, const QDateTime &now, std::chrono::milliseconds interval)
{
    if (host.facts.error) {
        const Error &error = *host.facts.error;
        if (error.detail == QLatin1String("no-address"))
            return HostState::NotCreated;
        if (error.detail == QLatin1String("host-key-unknown"))
            return HostState::NotTrusted;
        // Also one of another type, a revoked one, and confirmed keys that cannot be read.
        if (error.detail.startsWith(QLatin1String("host-key-")))
            return HostState::KeyChanged;
        return HostState::Unreachable;
    }
    if (freshness(host.facts, now, interval) != Freshness::Fresh)
        return HostState::Unknown;
    // What could not be looked at is not well.
    const bool troubled =
        std::any_of(host.findings.cbegin(), host.findings.cend(),
                    [](const Finding &finding) { return finding.verdict != FindingVerdict::NoProblem; });
    return troubled ? HostState::Warning : HostState::Healthy;
}

} // namespace envdeck::hosts

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/observed.h"
#include "core/domain/finding.h"
#include "core/hosts/host_facts.h"
#include "core/platform/shell.h"

namespace envdeck::hosts {

using platform::HostId;

// One poll, for the curves of the Hosts page. Nothing where it is not known.
struct HostSample {
    QDateTime at; // UTC
    std::optional<double> cpuPercent;
    std::optional<double> memoryPercent;
    std::optional<double> diskPercent; // of the fullest file system
    friend bool operator==(const HostSample &, const HostSample &) = default;
};

// One host as last seen.
struct HostStatus {
    HostId id;
    HostSpec spec;
    QString address;                  // empty: terraform has not made it yet, or it was not asked
    Observed<HostFacts> facts;        // newest reading
    std::optional<double> cpuPercent; // between the two newest
    std::optional<double> stolenPercent;
    QHash<QString, double> containerCpuPercent; // by id, of one processor
    std::optional<ClockSkew> skew;
    Result<DiskUse> disk = notAsked(QStringLiteral("disk")); // asked for rarely
    QDateTime diskAt;
    QList<Finding> findings;   // of the detectors, ranked
    QList<HostSample> samples; // oldest first, of this session, at most an hour
    friend bool operator==(const HostStatus &, const HostStatus &) = default;
};

// The worst that is known of it: what its row shows first.
enum class HostState {
    Unknown, // never seen, or too long ago
    Healthy,
    Warning,     // a detector says so, or could not look
    Unreachable, // it did not answer, or refused the key
    NotTrusted,  // nobody confirmed its key yet
    KeyChanged,  // it does not show the key that was confirmed, or that cannot be told: nothing goes there
    NotCreated,  // it has no address yet
};
HostState hostState(const HostStatus &host, const QDateTime &now, std::chrono::milliseconds interval);

} // namespace envdeck::hosts

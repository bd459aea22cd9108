// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "core/hosts/host_status.h"
#include "core/hosts/prune_plan.h"
#include "core/platform/host_keys.h"

namespace envdeck::ctl {

// What is said of hosts; frozen by the golden files in tests/data/ctl.

// A host that was asked: what it said, with whatever went wrong in `facts.error`.
Answer hostsAnswer(const QList<hosts::HostStatus> &hosts, const Arguments &arguments, const QDateTime &now);
Answer containersAnswer(const QList<hosts::HostStatus> &hosts, const Arguments &arguments);
Answer identityAnswer(const platform::HostId &host, const platform::HostIdentity &identity,
                      const Arguments &arguments);
QString hostStateName(hosts::HostState state);                 // "healthy", "key-changed"
QString identityName(platform::HostIdentity::Verdict verdict); // "known", "changed"
// With what to do next; of a key that is not the confirmed one, how to see it.
Problem hostProblem(const Error &error, const platform::HostId &host, const Arguments &arguments);

// Why the key that was named is not trusted; nothing when it may be. `replaces`: as the new one of a host.
std::optional<Problem> keyRefused(const platform::HostId &host, const platform::HostIdentity &identity,
                                  bool replaces, const Arguments &arguments);

QJsonObject toJson(const hosts::PrunePlan &plan);
QStringList pruneLines(const hosts::PrunePlan &plan);

} // namespace envdeck::ctl

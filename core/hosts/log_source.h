// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hosts/host_status.h"

namespace envdeck::hosts {

// One container whose output can be read.
struct LogSource {
    HostId host;
    QString id;        // of the container, whole
    QString container; // its name, without the id that swarm hangs on it: "shop_api.2"
    QString service;   // of compose or swarm, without the stack's name; may be empty
    QString project;   // of compose, or swarm's stack; may be empty
    bool running = false;
    QDateTime started; // null: never

    QString name() const { return host.name + QLatin1Char(' ') + container; } // as it stands beside its lines
    friend bool operator==(const LogSource &, const LogSource &) = default;
};

// Every container that the hosts of an environment named when they were last seen: by host, those that run
// first, then by name. At most one of those that do not run of a swarm service: the newest.
QList<LogSource> logSourcesOf(const QList<HostStatus> &hosts, const EnvironmentId &environment);

// Those of the app: its services in the compose project that is named after it, where there is one, else in
// any. Empty when none is its own.
QList<LogSource> logSourcesOf(const QList<LogSource> &sources, const App &app);

} // namespace envdeck::hosts

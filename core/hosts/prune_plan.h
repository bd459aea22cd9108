// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"
#include "core/hosts/host_facts.h"

namespace envdeck::hosts {

// How far back a rollback must find its image on the host.
constexpr qsizetype deploymentsKept = 10;

// The deployments of one app in one environment whose containers this host may run, newest first, or why they
// are not known.
struct AppHistory {
    Target target;
    Result<QList<Deployment>> deployments = notAsked(QStringLiteral("history"));
};

enum class KeepWhy {
    Container,  // a container of it is there, running or not; who: its name
    Service,    // a swarm service wants it; who: its name
    Deployment, // one of the last ten; who: "prod/api v1.3.7"
    MovedTag,   // its name is that of a deployment, with another digest: which of the two ran is not known;
                // who: as above
};

struct PruneImage {
    QString id;        // "sha256:…"
    QStringList names; // "ghcr.io/acme/api:v1.3.7", then "…@sha256:…" where it has no tag; empty: dangling
    qint64 sizeBytes = 0; // with layers that others share
    QDateTime created;
    QList<std::pair<KeepWhy, QString>> kept; // empty: it may go
    friend bool operator==(const PruneImage &, const PruneImage &) = default;
};

struct PrunePlan {
    QList<PruneImage> remove; // largest first
    QList<PruneImage> keep;   // by name
    qint64 atMostBytes = 0;   // that removing brings: shared layers stay
    // What to give to `docker image rm`, one after the other and never with --force: an image that got a
    // container in the meantime is then refused by Docker. Each is a name or an id of strict grammar.
    QStringList references;
    friend bool operator==(const PrunePlan &, const PrunePlan &) = default;
};

// Which images of a host may go. Refuses (Conflict, with the part as subject) rather than guess when images,
// all containers, the services of a manager, or one history are not known.
Result<PrunePlan> prunePlan(const HostFacts &facts, const QList<AppHistory> &histories);

} // namespace envdeck::hosts

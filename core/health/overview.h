// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/alert.h"
#include "core/domain/deployment.h"
#include "core/domain/observed.h"
#include "core/http/probe.h"
#include "core/platform/deploy_platform.h"
#include "core/platform/telemetry.h"

namespace envdeck::health {

// What the platform and its hosts say of one app.
struct Runtime {
    QList<platform::Container> containers; // of the app's services
    bool deploying = false;                // the platform is at a deployment now
    friend bool operator==(const Runtime &, const Runtime &) = default;
};

// One app in one environment, each fact with its source and age.
struct AppHealth {
    Target target;
    Observed<Deployment> desired; // newest row of the file's history: what git says
    QList<Deployment> earlier;    // the few before it, newest first; empty while they were not read
    Observed<Runtime> runtime;
    Observed<http::ProbeAnswer> answer;       // of the health endpoint
    bool hasHealth = false;                   // it has one
    bool namesVersion = false;                // the answer's header is to be the version
    Observed<platform::GoldenSignals> golden; // of the last hour
    Observed<platform::Behaviour> behaviour;  // of the last five minutes, or of this version
    bool hasTelemetry = false;
    DeploymentState state = DeploymentState::Unknown; // by appState()
    friend bool operator==(const AppHealth &, const AppHealth &) = default;
};

// What the newest drift check found; nothing when there was none.
struct Drift {
    int resources = 0;
    QDateTime since; // of what has differed for longest
    friend bool operator==(const Drift &, const Drift &) = default;
};

struct EnvironmentHealth {
    EnvironmentId name;
    EnvironmentKind kind = EnvironmentKind::Custom;
    QList<AppHealth> apps; // in the workspace's order
    bool hasPlatform = false;
    Observed<platform::PlatformInfo> platform;
    bool hasTelemetry = false;
    Observed<QList<Alert>> alerts;
    Drift drift;
    friend bool operator==(const EnvironmentHealth &, const EnvironmentHealth &) = default;
};

enum class AttentionCode {
    Failed,
    Degraded,
    Mismatch,
    HoldBroken, // another version than the hold in force names
    NotAnswering,
    AlertFiring,
    SourceFailed,
    PlatformOutdated,
    Drifted // what is there is not what terraform left
};

// Something that wants a person. ui/text words it from code and facts.
struct Attention {
    AttentionCode code = AttentionCode::Failed;
    bool critical = true; // else a warning
    Target target;        // app empty: the environment as a whole
    QDateTime since;      // null when it is not known
    // "version", "errorPercent", "exitCode", "rule", "source", "error", "resources"; "outlived" of an alert:
    // the version that it began with and that no longer runs there, so that going back is no answer to it
    QHash<QString, QString> facts;
    friend bool operator==(const Attention &, const Attention &) = default;
};

// The world as last seen.
struct Overview {
    QList<EnvironmentHealth> environments;
    Observed<QString> git;      // head of the workspace's branch
    QList<Attention> attention; // prod first, then critical, then oldest
    int items = 0;              // how many facts were looked at
    bool restored = false;      // of an earlier run: nothing of it was seen in this one
    friend bool operator==(const Overview &, const Overview &) = default;
};

// How old a fact may be: two of these intervals.
struct Intervals {
    std::chrono::milliseconds platform{10000};
    std::chrono::milliseconds health{10000};
    std::chrono::milliseconds telemetry{30000};
    std::chrono::milliseconds git{60000};
};

// The one place that decides. Unknown or stale is never healthy; what the containers say outweighs the rest.
DeploymentState appState(const AppHealth &app, double errorThresholdPercent, const QDateTime &now,
                         const Intervals &intervals);

QList<Attention> attentionOf(const Overview &overview, const Thresholds &thresholds, const QDateTime &now,
                             const Intervals &intervals);

} // namespace envdeck::health

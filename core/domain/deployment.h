// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/image_ref.h"
#include "core/domain/workspace.h"

#include <QDateTime>
#include <QMetaType>

namespace envdeck {

// One app in one environment.
struct Target {
    EnvironmentId environment;
    QString app;
    QString text() const
    {
        return environment + QLatin1Char('/') + app;
    } // "prod/api", as Error::subject spells it
    friend bool operator==(const Target &, const Target &) = default;
};

enum class DeploymentState { Running, Healthy, Degraded, Failed, Unknown, Mismatch };
QString stateName(DeploymentState state); // "healthy": the spelling of envdeckctl and the journal
std::optional<DeploymentState> stateFromName(QStringView name);

enum class Action { Deploy, Promote, Rollback, Hold };
QString actionName(Action action); // "rollback": the spelling of the commit trailers
std::optional<Action> actionFromName(QStringView name);

// A recorded change of an app's image in one environment. Source: git history of the compose file,
// joined with Dokploy's deployments (by commit), the journal and telemetry.
struct Deployment {
    Target target;
    ImageRef image;  // digest as observed at deployment time when it is known
    QString commit;  // full sha in the infra repository
    QString subject; // first line of the commit message
    QString author;
    QDateTime at; // UTC
    DeploymentState state = DeploymentState::Unknown;
    bool current = false;
    bool superseded = false;
    bool rolledBack = false;
    bool held = false;                                // at this version, by a hold in force
    std::optional<std::chrono::milliseconds> liveFor; // until the next one, or until now for the current one
    std::optional<double> errorPercent;               // median while it was live
    std::optional<double> p95Ms;
    std::optional<Action> action; // empty: made outside Envdeck
    QString operation;            // Envdeck-Operation of the commit; empty for others' commits
    QString reason;
    QString source;   // "PR #214", else the short sha
    QString platform; // deployment id in Dokploy; empty when it has no row
    // Why its state is Mismatch: "runs-another" version, "runs-another-digest" under the same tag,
    // "tag-moved" in the registry since it was deployed; empty otherwise.
    QString mismatch = {};
    bool pinned = false;     // its line names the digest itself
    QString brokenHold = {}; // version that a hold in force names instead of this one; empty otherwise
    friend bool operator==(const Deployment &, const Deployment &) = default;
};

// x-envdeck-hold of a compose file.
struct Hold {
    QString app;
    QString version;
    QDate until;
    QString by;
    QString reason;
    friend bool operator==(const Hold &, const Hold &) = default;
};

// Index in `history` (newest first) of the version that is safest to go back to: the newest that ended
// healthy with an error rate under the threshold, else the newest healthy one whose error rate nobody
// measured; -1 when there is none.
int safestTarget(const QList<Deployment> &history, double errorRateThresholdPercent);

} // namespace envdeck

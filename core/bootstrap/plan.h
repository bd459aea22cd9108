// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bootstrap/installer.h"
#include "core/bootstrap/look.h"
#include "core/bootstrap/wishes.h"

namespace envdeck::bootstrap {

// What becomes of a part.
enum class Verdict {
    Adopt,     // it is there and stays as it is
    Do,        // will be done
    NotNeeded, // nobody wants it here
    Refused,   // cannot be done as things are: then nothing is
};
QString verdictName(Verdict verdict); // "adopt", "do", "not-needed", "refused"

// One part of the way, in its order. `why` is a code that ui/text words ("runs-already", "in-swarm"),
// `detail` a number or a name to it.
struct PlanItem {
    QString step; // id of the job's step: "updates", "install"; "docker" has none of its own
    Verdict verdict = Verdict::Do;
    QString why;
    QString detail;
    friend bool operator==(const PlanItem &, const PlanItem &) = default;
};

// What must hold before anything is done.
struct Check {
    enum class State { Good, Warning, Refused };
    QString name; // "rights", "system", "memory"
    State state = State::Good;
    QString why; // code of what is wrong; empty when nothing is
    QString detail;
    friend bool operator==(const Check &, const Check &) = default;
};

struct Plan {
    QList<Check> checks;
    QList<PlanItem> items;

    bool isRefused() const;
    bool changes() const; // something is to be done
    const PlanItem *item(const QString &step) const;
    friend bool operator==(const Plan &, const Plan &) = default;
};

// Pure: the same facts and wishes give the same plan. `ours` is this computer's clock when the host was
// looked at. `installer` is what would run, or why it could not be had; it counts only where one is to run.
Plan planFor(const Look &look, const Wishes &wishes, const Result<Installer> &installer,
             const QDateTime &ours);

// Why Dokploy's installer must not run on this host; nothing when it may. It ends with `docker swarm leave
// --force`, which destroys whatever lives in the swarm: asked in the plan, just before it runs, and once more
// on the host itself.
std::optional<PlanItem> installerRefusal(const Look &look);
bool wantsInstaller(const Look &look, const Wishes &wishes);

} // namespace envdeck::bootstrap

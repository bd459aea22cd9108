// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"
#include "core/domain/workspace.h"
#include "core/terraform/resource_code.h"

#include <QDateTime>
#include <optional>

namespace envdeck::infrastructure {

// One attribute that was changed outside of terraform. Values are JSON texts; a sensitive one is empty.
struct DriftedAttribute {
    QString path;     // "ttl", "tags[0]"
    QString expected; // what the last apply left
    QString actual;   // what the provider answers now
    bool hasExpected = true;
    bool hasActual = true;
    bool sensitive = false;       // shows only that it differs
    QDateTime firstSeen;          // UTC: of this actual value
    terraform::ArgumentCode code; // file with the folder in the repository
    friend bool operator==(const DriftedAttribute &, const DriftedAttribute &) = default;
};

struct DriftedResource {
    QString address;
    QString module;
    QString type;
    bool deleted = false; // it is in the state and no longer there
    QDateTime firstSeen;  // UTC: of its deletion, else of the attribute that has differed for longest
    QList<DriftedAttribute> attributes; // empty when it was deleted
    QString file;                       // of its block, in the repository; empty when it was not found
    int line = 0;
    bool repeated = false; // its block makes several objects
    friend bool operator==(const DriftedResource &, const DriftedResource &) = default;
};

// What one check of one environment found. Nothing in it is secret.
struct DriftReport {
    EnvironmentId environment;
    QString commit;       // head of the branch that was asked about
    QDateTime at;         // UTC
    QString program;      // "terraform 1.11.4"
    bool hasState = true; // false: nothing was ever applied, so nothing can have drifted
    QList<DriftedResource> resources;

    bool hasDrift() const { return !resources.isEmpty(); }
    QDateTime since() const; // of what has differed for longest; null without drift
    friend bool operator==(const DriftReport &, const DriftReport &) = default;
};

// What a plan with -refresh-only found. Moves in the code alone are none.
QList<DriftedResource> driftIn(const Plan &plan);

// The report with firstSeen filled in: that of the report before where it had the same resource gone, or the
// same attribute with the same actual value (of a sensitive one nobody can tell, so it stays), else now.at. A
// drift that went away and comes back is new, and so is a value that was changed once more.
DriftReport withFirstSeen(DriftReport now, const std::optional<DriftReport> &before);

// Where the code of each resource and attribute is. Reads files and blocks; `prefix` is what `root` is called
// in the repository.
void addCode(QList<DriftedResource> &resources, const QString &root, const QString &folder,
             const QString &prefix);

} // namespace envdeck::infrastructure

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/apps/facts.h"

namespace envdeck::apps {

// One variable of an app in one environment.
struct VariableCell {
    EnvironmentId environment;
    bool known = false; // the platform was asked and answered
    bool isSet = false;
    bool isEmpty = false;
    bool needed = false; // the compose file there takes it, and gives no default
    QString reference;
    bool isReferenceBroken = false;
    int group = 0; // cells of one row with the same number have the same value; 0: not set, or not known
    bool isMissing() const { return known && !isSet; }
    friend bool operator==(const VariableCell &, const VariableCell &) = default;
};

struct VariableRow {
    QString name;
    QList<VariableCell> cells; // in the order of the facts
    bool differs = false;      // set in several environments, to more than one value
    bool isMissingSomewhere() const;
    bool isNeededAndMissing() const;
    friend bool operator==(const VariableRow &, const VariableRow &) = default;
};

// The variables of one app side by side, by name; also those that no environment sets and a compose file
// needs.
QList<VariableRow> variableRows(const QList<AppFacts> &environments);

} // namespace envdeck::apps

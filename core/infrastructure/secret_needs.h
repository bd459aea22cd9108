// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/variables.h"

namespace envdeck::infrastructure {

// A secret that the terraform of an environment can be given in its process environment.
struct SecretNeed {
    QString name;           // there: "TF_VAR_db_password", "HCLOUD_TOKEN"
    QString variable;       // "db_password"; empty for one that a provider or backend reads by itself
    QString usedBy;         // "hetznercloud/hcloud", "backend pg"; empty for a variable
    QString description;    // of the variable, as declared
    QString file;           // a value file that sets the variable, and would win; empty for none
    bool ofBackend = false; // every command that touches the state needs it
    bool required = false;  // a variable without value and default: terraform cannot plan
    friend bool operator==(const SecretNeed &, const SecretNeed &) = default;
};

// The declared variables that are sensitive, or named like a secret, as written; then what the backend and
// the providers read.
QList<SecretNeed> secretNeeds(const terraform::Configuration &configuration,
                              const QList<terraform::Variable> &variables);

} // namespace envdeck::infrastructure

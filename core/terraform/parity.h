// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/variables.h"

#include <optional>

namespace envdeck::terraform {

// One environment's side of the comparison.
struct ParitySide {
    QString environment;
    Configuration configuration;
    QList<Variable> variables;
};

enum class ParityKind {
    Module,          // source, version, and for a local module what is in it
    Backend,         // differs by nature: each state has its own place
    RequiredVersion, // of terraform itself
    Provider,        // source and constraint
    LockedProvider,  // exact version in .terraform.lock.hcl
    File,            // a *.tf of the folder, by content
    Variable,        // differs by nature: that is what variables are for
};

// What makes a row worth a question. None also where a difference is meant.
enum class ParityConcern {
    None,
    OnlySome,    // some environments have it and others do not
    Differs,     // all have it, not the same
    SharedState, // two environments keep their state in one place
    Unpinned,    // a module from elsewhere that may be other code tomorrow
    Undeclared,  // a value for a variable that is not declared
    Unset,       // a variable without value and default
    TypeDiffers, // a variable that is declared in different ways
    Unread,      // one environment has it in a form or a place that is not read: nothing is known of it
};

struct ParityCell {
    QString text; // what is compared and shown
    bool secret =
        false; // the text says only whether there is a value: it is secret in one environment at least
    bool unread = false; // the text ends in "(unread)": what is behind it is not known
    friend bool operator==(const ParityCell &, const ParityCell &) = default;
};

struct ParityRow {
    ParityKind kind = ParityKind::Module;
    QString name;
    QList<std::optional<ParityCell>> cells; // one for each environment; nothing where it has none
    bool same = false;                      // every environment has it, with the same text, and it was read
    ParityConcern concern = ParityConcern::None;
    friend bool operator==(const ParityRow &, const ParityRow &) = default;
};

struct Parity {
    QStringList environments;
    QList<ParityRow> rows; // by kind, then name; within a kind what differs comes first
    bool hasConcerns() const;
    friend bool operator==(const Parity &, const Parity &) = default;
};

// What the environments share and where they differ. With one side or none, nothing differs.
Parity compare(const QList<ParitySide> &sides);

QString parityKindName(ParityKind kind);          // "module", "locked-provider"
QString parityConcernName(ParityConcern concern); // "only-some"; empty for None

} // namespace envdeck::terraform

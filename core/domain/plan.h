// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/attribute_changes.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace envdeck {

enum class ChangeAction {
    NoOp,
    Create,
    Update,
    ReplaceDeleteFirst,
    ReplaceCreateFirst,
    Delete,
    Read,
    Forget,
    Move,
    Import,
    Other
};

// Destroys something: Delete and both replaces.
bool isDestructive(ChangeAction action);

// ResourceChange::reason of an object that is gone already and leaves the state for that.
inline constexpr char reasonGone[] = "object_is_gone";

struct ResourceChange {
    QString address;
    QString previousAddress; // of a move
    QString module;          // "module.vps"; empty for the root
    QString type;
    QString name;
    QString provider;
    ChangeAction action = ChangeAction::NoOp;
    QString rawAction; // as written when the action is Other
    QString reason;    // action_reason: "replace_because_cannot_update"; empty for none
    QString importId;
    QString deposed; // key of an object that a create-first replace left behind; empty for none
    AttributeChanges attributes;
    friend bool operator==(const ResourceChange &, const ResourceChange &) = default;
};

struct OutputChange {
    QString name;
    ChangeAction action = ChangeAction::NoOp;
    QList<AttributeChange> attributes; // paths begin with the name; one entry for a plain value
    friend bool operator==(const OutputChange &, const OutputChange &) = default;
};

// An import or a move that also changes the object counts in both places.
struct PlanCounts {
    int create = 0, update = 0, replace = 0, destroy = 0, unchanged = 0, moved = 0, imported = 0,
        forgotten = 0, read = 0;
    friend bool operator==(const PlanCounts &, const PlanCounts &) = default;
};

// The content of a saved plan, from `show -json`. Counted from its resource changes, never from the stream.
struct Plan {
    QString formatVersion;
    QString terraformVersion;
    QDateTime at; // UTC
    bool errored = false;
    bool hasOutputChanges = false;
    QList<ResourceChange> resources;
    QList<ResourceChange> drift;
    QList<OutputChange> outputs;
    PlanCounts counts;

    bool hasChanges() const; // anything that an apply would do, outputs included
    bool destroys() const;
    friend bool operator==(const Plan &, const Plan &) = default;
};

// SHA-256 (hex) of all that an apply of the plan would do: resources, attributes, outputs. Two plans with the
// same one do the same, as far as values are shown: of sensitive ones only that they change is in it.
QByteArray changeSetDigest(const Plan &plan);
bool changesHiddenValues(const Plan &plan); // of sensitive attributes

PlanCounts countsOf(const QList<ResourceChange> &resources);

// Everything that must still be so when a reviewed plan is applied. Two records that differ anywhere
// mean "plan again".
struct ReviewRecord {
    QByteArray planDigest;      // SHA-256 of the plan file, hex
    QByteArray lockFileDigest;  // of .terraform.lock.hcl; empty when there is none
    QByteArray variablesDigest; // of all tfvars and TF_VAR_* given
    QString commit;
    QString workspace;
    QString backend; // type and address, without credentials
    qint64 serial = 0;
    QString lineage;
    QString program; // "terraform 1.11.4"
    PlanCounts counts;
    friend bool operator==(const ReviewRecord &, const ReviewRecord &) = default;
};

} // namespace envdeck

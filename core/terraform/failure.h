// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/terraform/message.h"

#include <optional>

namespace envdeck::terraform {

// Why a command that ended badly did so. Told by its diagnostics; that it failed is told by its exit code
// alone.
enum class FailureKind {
    Locked,          // somebody else is at work: lockOf() says who, as far as the backend tells
    StalePlan,       // the state moved, or is another one: plan again, nothing was done
    UnusablePlan,    // made by a failed run, or no plan: plan again, nothing was done
    NotInitialised,  // init is missing or no longer fits the configuration
    BackendChanged,  // init found another backend than before
    VersionRefused,  // required_version
    LockFileDiffers, // .terraform.lock.hcl lacks a provider or a checksum; it is never changed by us
    MissingValue,    // a variable has no value
    Interrupted,
    StateNotSaved, // Target::erroredState() is the only copy of what was done
    Unknown,       // the program is gone and nobody saw how it ended
    Other,
};

// Codes: Locked for Locked; Conflict for StalePlan and UnusablePlan; BadConfig for what the configuration or
// its init lacks; Io for StateNotSaved; Canceled for Interrupted; OutcomeUnknown for Unknown; ToolFailed for
// Other.

// From what a run said before it ended with `exitCode`: summary and detail of the error that tells most.
// `rest` is what it said otherwise (stderr), used when there is no diagnostic.
Error failureFrom(const QList<Diagnostic> &diagnostics, int exitCode, const QString &rest = {});
// The kind of such an error, also of one that the journal kept.
FailureKind kindOf(const Error &error);

struct StateLock {
    QString id;
    QString operation; // OperationTypeApply
    QString who;       // user@host
    QString created;   // as written: "2026-11-23 08:23:45.604522605 +0000 UTC"
    // False for pg, http and cloud, which describe the one that asked in vain: then only the id may be the
    // holder's.
    bool ofHolder = false;
    bool idOfHolder = false; // the id is that of who holds it, for sure
    friend bool operator==(const StateLock &, const StateLock &) = default;
};

// Of an error with code Locked. backendType as in Backend::type.
std::optional<StateLock> lockOf(const Error &error, const QString &backendType);
// What may be given to force-unlock: printable, without spaces, no option. Backends other than terraform's
// own make ids of other shapes than a UUID.
bool isLockId(const QString &text);

} // namespace envdeck::terraform

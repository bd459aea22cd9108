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
    None,
    Locked,          // somebody else is at work: lockOf() says who, as far as the backend tells
    StalePlan,       // the state moved, or is another one: plan again, nothing was done
    UnusablePlan,    // made by a failed run, or no plan: plan again, nothing was done
    NotInitialised,  // init is missing or no longer fits the configuration
    BackendChanged,  // init found another backend than before
    VersionRefused,  // required_version
    LockFileDiffers, // .terraform.lock.hcl lacks a provider or a checksum; it is never changed by us
    MissingValue,    // a variable has no value
    ValueConflict,   // a tfvars file silently beats a TF_VAR_ given by us
    Configuration,   // an error that points into the configuration
    Interrupted,
    StateNotSaved, // Target::erroredState() is the only copy of what was done
    Unknown,       // the program is gone and nobody saw how it ended
    Other,
};

struct Failure {
    FailureKind kind = FailureKind::None;
    Error error; // the summary and detail of the first error; code by kind
    friend bool operator==(const Failure &, const Failure &) = default;
};

// Locked -> Locked; StalePlan, UnusablePlan -> Conflict; NotInitialised, BackendChanged, VersionRefused,
// LockFileDiffers, MissingValue, ValueConflict, Configuration -> BadConfig; Interrupted -> Canceled;
// StateNotSaved -> Io; Unknown -> OutcomeUnknown; Other -> ToolFailed.
ErrorCode codeOf(FailureKind kind);

// From what a run said before it ended with exitCode. `rest` is its stderr, used when it said nothing else.
Failure failureFrom(const QList<Diagnostic> &diagnostics, int exitCode, const QString &rest = {});
// The kind that an error made here stands for; Other when it is none of ours.
FailureKind kindOf(const Error &error);

struct StateLock {
    QString id;
    QString operation; // OperationTypeApply
    QString who;       // user@host
    QString created;   // as written: "2026-11-23 08:23:45.604522605 +0000 UTC"
    // False for pg and http, which describe the one that asked in vain: then only the id may be the holder's.
    bool ofHolder = false;
    friend bool operator==(const StateLock &, const StateLock &) = default;
};

// Of an error with code Locked. backendType as in Backend::type.
std::optional<StateLock> lockOf(const Error &error, const QString &backendType);

} // namespace envdeck::terraform

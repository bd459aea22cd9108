// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QString>

namespace envdeck::ui {

// What was being tried. Decides how the sentence begins: "Could not roll back prod/api".
enum class Attempt {
    OpenWorkspace,
    Read,
    ReadHistory,
    ReadHealth,
    ReadMetrics,
    ReadLog,
    ReadPlan,
    ReadAudit,
    ReadOutputs,
    ReadRuns,
    ReadCode, // terraform's
    ReadHost,
    Plan,
    CheckDrift,
    Apply,
    Unlock,
    PushState,
    SetAside,
    Deploy,
    Promote,
    Rollback,
    Hold,
    Cancel,
    Resume,
    Abandon,
    StoreKey,
    TestKey,
    SaveSettings,
    ChangeVariable,
    FormatCode,
    ChangeHost,
    ReadApp, // how it is set up on its platform
    ChangeApp,
    ReadBackups,
    BackUp,
    Export,
};

// What is true after the failure: the last sentence.
enum class TrueNow {
    NothingChanged,    // nothing reached the outside
    LastKnownStays,    // a refresh failed; the old values stay on screen, dated
    NothingKnown,      // a first read failed
    OutcomeUnknown,    // it may have happened; it is read back before anything else
    CommitDropped,     // the push was refused: no one else saw the commit
    RequestStays,      // the pull request is open, and was not merged
    MergedNotApplied,  // its pull request is merged, and nothing was made of it yet
    GitAheadOfRuntime, // git carries the change, the platform does not run it yet
    OldServes,         // git carries the change, the old containers still serve
    NothingServes,     // the old version stopped and the new one does not run
    NewServesBadly,    // the new version serves, and is not well
    PartlyApplied,     // some changes of a plan were made
    StateUnsaved,      // terraform kept the new state in a local file only
};

// The one thing to offer first. None: there is nothing sensible but closing.
enum class NextStep {
    None,
    Retry,
    ReplaceKey,
    ReviewAgain,
    ShowLock,
    OpenFile,
    InstallProgram,
    PlanAgain,
    RecheckNow,
    RetryTrigger,
    RevertCommit,
    RollBackNow,
    ShowDetails,
    FreeSpace,
    CheckAddress,
};

// `<What could not be done>: <cause>. <What is true now>.` and what can be done next, in the language in
// force. Holds the other side's words only in `details`, which is shown as plain text in a code block.
struct ErrorText {
    QString what;  // "Could not roll back prod/api"
    QString cause; // "Dokploy did not answer in time"
    QString now;   // "Nothing was changed"
    NextStep next = NextStep::None;
    QString nextLabel; // "Try again"; empty for NextStep::None
    QString details;   // status, subject and the other side's own words; may be empty

    QString title() const;    // "Could not roll back prod/api: Dokploy did not answer in time."
    QString sentence() const; // all three
    friend bool operator==(const ErrorText &, const ErrorText &) = default;
};

// `object` is what the attempt was about ("prod/api"); the error's own subject when empty.
ErrorText errorText(const Error &error, Attempt attempt, TrueNow now, const QString &object = {});
// With what is true after such an attempt fails by such a code, when nothing more is known.
ErrorText errorText(const Error &error, Attempt attempt, const QString &object = {});
TrueNow usuallyTrue(const Error &error, Attempt attempt);

// For a view that can do no more about it than read again, and lead to the key that was refused.
ErrorText readAgainText(const Error &error, Attempt attempt, TrueNow now, const QString &object = {});

QString causeText(const Error &error); // the middle part alone: "the key was refused"
QString nextStepLabel(NextStep step);

} // namespace envdeck::ui

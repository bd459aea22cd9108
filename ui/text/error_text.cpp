// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/error_text.h"

#include "ui/text/cause_words.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct ErrorWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::ErrorWords)
};

namespace {

QString whatWithout(Attempt attempt)
{
    switch (attempt) {
    case Attempt::OpenWorkspace: return ErrorWords::tr("Could not open the workspace");
    case Attempt::Read: return ErrorWords::tr("Could not read the present state");
    case Attempt::ReadHistory: return ErrorWords::tr("Could not read the history");
    case Attempt::ReadHealth: return ErrorWords::tr("Could not read the health");
    case Attempt::ReadMetrics: return ErrorWords::tr("Could not read the metrics");
    case Attempt::ReadLog: return ErrorWords::tr("Could not read the log");
    case Attempt::ReadPlan: return ErrorWords::tr("Could not read the plan");
    case Attempt::ReadAudit: return ErrorWords::tr("Could not read the audit log");
    case Attempt::ReadOutputs: return ErrorWords::tr("Could not read the outputs");
    case Attempt::ReadRuns: return ErrorWords::tr("Could not read the runs");
    case Attempt::ReadCode: return ErrorWords::tr("Could not read the terraform code");
    case Attempt::ReadHost: return ErrorWords::tr("Could not read the host");
    case Attempt::Plan: return ErrorWords::tr("Could not make a plan");
    case Attempt::CheckDrift: return ErrorWords::tr("Could not check for drift");
    case Attempt::Apply: return ErrorWords::tr("Could not apply the plan");
    case Attempt::Unlock: return ErrorWords::tr("Could not unlock the state");
    case Attempt::PushState: return ErrorWords::tr("Could not write the state back");
    case Attempt::SetAside: return ErrorWords::tr("Could not set the unsaved state aside");
    case Attempt::Deploy: return ErrorWords::tr("Could not deploy");
    case Attempt::Promote: return ErrorWords::tr("Could not promote");
    case Attempt::Rollback: return ErrorWords::tr("Could not roll back");
    case Attempt::Hold: return ErrorWords::tr("Could not set the hold");
    case Attempt::Cancel: return ErrorWords::tr("Could not cancel");
    case Attempt::Resume: return ErrorWords::tr("Could not resume");
    case Attempt::Abandon: return ErrorWords::tr("Could not mark as abandoned");
    case Attempt::StoreKey: return ErrorWords::tr("Could not store the key");
    case Attempt::TestKey: return ErrorWords::tr("Could not test the key");
    case Attempt::SaveSettings: return ErrorWords::tr("Could not save the settings");
    case Attempt::ChangeVariable: return ErrorWords::tr("Could not change the variable");
    case Attempt::FormatCode: return ErrorWords::tr("Could not format the code");
    case Attempt::ChangeHost: return ErrorWords::tr("Could not change the host");
    case Attempt::ReadApp: return ErrorWords::tr("Could not read how the app is set up");
    case Attempt::ChangeApp: return ErrorWords::tr("Could not change the app");
    case Attempt::ReadBackups: return ErrorWords::tr("Could not read the backups");
    case Attempt::BackUp: return ErrorWords::tr("Could not back it up");
    case Attempt::Export: return ErrorWords::tr("Could not export");
    }
    Q_UNREACHABLE();
}

QString whatWith(Attempt attempt)
{
    switch (attempt) {
    case Attempt::OpenWorkspace: return ErrorWords::tr("Could not open the workspace %1");
    case Attempt::Read: return ErrorWords::tr("Could not read the state of %1");
    case Attempt::ReadHistory: return ErrorWords::tr("Could not read the history of %1");
    case Attempt::ReadHealth: return ErrorWords::tr("Could not read the health of %1");
    case Attempt::ReadMetrics: return ErrorWords::tr("Could not read the metrics of %1");
    case Attempt::ReadLog: return ErrorWords::tr("Could not read the log of %1");
    case Attempt::ReadPlan: return ErrorWords::tr("Could not read the plan of %1");
    case Attempt::ReadAudit: return ErrorWords::tr("Could not read the audit log of %1");
    case Attempt::ReadOutputs: return ErrorWords::tr("Could not read the outputs of %1");
    case Attempt::ReadRuns: return ErrorWords::tr("Could not read the runs of %1");
    case Attempt::ReadCode: return ErrorWords::tr("Could not read the terraform code of %1");
    case Attempt::ReadHost: return ErrorWords::tr("Could not read %1");
    case Attempt::Plan: return ErrorWords::tr("Could not make a plan for %1");
    case Attempt::CheckDrift: return ErrorWords::tr("Could not check %1 for drift");
    case Attempt::Apply: return ErrorWords::tr("Could not apply the plan to %1");
    case Attempt::Unlock: return ErrorWords::tr("Could not unlock the state of %1");
    case Attempt::PushState: return ErrorWords::tr("Could not write the state of %1 back");
    case Attempt::SetAside: return ErrorWords::tr("Could not set the unsaved state of %1 aside");
    case Attempt::Deploy: return ErrorWords::tr("Could not deploy %1");
    case Attempt::Promote: return ErrorWords::tr("Could not promote %1");
    case Attempt::Rollback: return ErrorWords::tr("Could not roll back %1");
    case Attempt::Hold: return ErrorWords::tr("Could not set the hold on %1");
    case Attempt::Cancel: return ErrorWords::tr("Could not cancel the work on %1");
    case Attempt::Resume: return ErrorWords::tr("Could not resume the work on %1");
    case Attempt::Abandon: return ErrorWords::tr("Could not mark the work on %1 as abandoned");
    case Attempt::StoreKey: return ErrorWords::tr("Could not store the key for %1");
    case Attempt::TestKey: return ErrorWords::tr("Could not test the key for %1");
    case Attempt::SaveSettings: return ErrorWords::tr("Could not save the settings of %1");
    case Attempt::ChangeVariable: return ErrorWords::tr("Could not change the variable in %1");
    case Attempt::FormatCode: return ErrorWords::tr("Could not format the code in %1");
    case Attempt::ChangeHost:
    case Attempt::ChangeApp: return ErrorWords::tr("Could not change %1");
    case Attempt::ReadApp: return ErrorWords::tr("Could not read how %1 is set up");
    case Attempt::ReadBackups: return ErrorWords::tr("Could not read the backups of %1");
    case Attempt::BackUp: return ErrorWords::tr("Could not back up %1");
    case Attempt::Export: return ErrorWords::tr("Could not export %1");
    }
    Q_UNREACHABLE();
}

QString nowText(TrueNow now)
{
    switch (now) {
    case TrueNow::NothingChanged: return ErrorWords::tr("Nothing was changed");
    case TrueNow::LastKnownStays:
        return ErrorWords::tr("The last known values stay on screen, with their age");
    case TrueNow::NothingKnown: return ErrorWords::tr("Nothing is known of it yet");
    case TrueNow::OutcomeUnknown:
        return ErrorWords::tr(
            "Whether it took effect is not known; it is read back before anything else happens there");
    case TrueNow::CommitDropped:
        return ErrorWords::tr("Nothing was changed: the commit was not accepted and nobody else sees it");
    case TrueNow::RequestStays:
        return ErrorWords::tr("Its branch was not changed, and the pull request stays open");
    case TrueNow::MergedNotApplied:
        return ErrorWords::tr("The pull request is merged, and nothing was applied yet");
    case TrueNow::GitAheadOfRuntime:
        return ErrorWords::tr("Git carries the change, and the platform does not run it yet");
    case TrueNow::OldServes:
        return ErrorWords::tr("Git carries the change, and the old containers still serve");
    case TrueNow::NothingServes:
        return ErrorWords::tr("The old version was stopped and the new one does not run: nothing serves");
    case TrueNow::NewServesBadly: return ErrorWords::tr("The new version serves and is not healthy");
    case TrueNow::PartlyApplied:
        return ErrorWords::tr("Some changes of the plan may have been made; a new plan shows what is left");
    case TrueNow::StateUnsaved:
        return ErrorWords::tr(
            "Changes were made and the new state is only in a local file; push it before anything else");
    }
    Q_UNREACHABLE();
}

bool reads(Attempt attempt)
{
    switch (attempt) {
    case Attempt::Read:
    case Attempt::ReadHistory:
    case Attempt::ReadHealth:
    case Attempt::ReadMetrics:
    case Attempt::ReadLog:
    case Attempt::ReadPlan:
    case Attempt::ReadAudit:
    case Attempt::ReadOutputs:
    case Attempt::ReadRuns:
    case Attempt::ReadCode:
    case Attempt::ReadApp:
    case Attempt::ReadBackups:
    case Attempt::ReadHost: return true;
    case Attempt::OpenWorkspace:
    case Attempt::Plan:
    case Attempt::CheckDrift:
    case Attempt::Apply:
    case Attempt::Unlock:
    case Attempt::PushState:
    case Attempt::SetAside:
    case Attempt::Deploy:
    case Attempt::Promote:
    case Attempt::Rollback:
    case Attempt::Hold:
    case Attempt::Cancel:
    case Attempt::Resume:
    case Attempt::Abandon:
    case Attempt::StoreKey:
    case Attempt::TestKey:
    case Attempt::SaveSettings:
    case Attempt::ChangeVariable:
    case Attempt::FormatCode:
    case Attempt::ChangeHost:
    case Attempt::ChangeApp:
    case Attempt::BackUp:
    case Attempt::Export: return false;
    }
    Q_UNREACHABLE();
}

bool changesOutside(Attempt attempt)
{
    return attempt == Attempt::Apply || attempt == Attempt::Unlock || attempt == Attempt::PushState ||
           attempt == Attempt::Deploy || attempt == Attempt::Promote || attempt == Attempt::Rollback ||
           attempt == Attempt::Hold || attempt == Attempt::Resume || attempt == Attempt::ChangeHost ||
           attempt == Attempt::ChangeApp || attempt == Attempt::BackUp;
}

// Whether such an answer leaves open if the request took effect.
bool leavesOpen(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Timeout:
    case ErrorCode::Unreachable:
    case ErrorCode::BadResponse:
    case ErrorCode::ToolFailed:
    case ErrorCode::Io:
    case ErrorCode::OutcomeUnknown:
    case ErrorCode::Internal: return true;
    case ErrorCode::Canceled:
    case ErrorCode::Tls:
    case ErrorCode::Unauthorized:
    case ErrorCode::Forbidden:
    case ErrorCode::NotFound:
    case ErrorCode::Conflict:
    case ErrorCode::RateLimited:
    case ErrorCode::BadInput:
    case ErrorCode::BadConfig:
    case ErrorCode::ToolMissing:
    case ErrorCode::OriginMoved:
    case ErrorCode::Unhealthy:
    case ErrorCode::Locked: return false;
    }
    Q_UNREACHABLE();
}

NextStep stepForCode(ErrorCode code, Attempt attempt)
{
    switch (code) {
    case ErrorCode::Canceled:
    case ErrorCode::Timeout:
    case ErrorCode::Unreachable:
    case ErrorCode::RateLimited: return NextStep::Retry;
    case ErrorCode::Tls: return NextStep::CheckAddress;
    case ErrorCode::Unauthorized:
    case ErrorCode::OriginMoved:
    case ErrorCode::Forbidden: return NextStep::ReplaceKey;
    case ErrorCode::OutcomeUnknown: return NextStep::RecheckNow;
    case ErrorCode::NotFound: return reads(attempt) ? NextStep::Retry : NextStep::ReviewAgain;
    case ErrorCode::Conflict: return attempt == Attempt::Apply ? NextStep::PlanAgain : NextStep::ReviewAgain;
    case ErrorCode::BadInput: return NextStep::ReviewAgain;
    case ErrorCode::BadConfig: return NextStep::OpenFile;
    case ErrorCode::ToolMissing: return NextStep::InstallProgram;
    case ErrorCode::Unhealthy: return NextStep::RollBackNow;
    case ErrorCode::Locked: return NextStep::ShowLock;
    case ErrorCode::BadResponse:
    case ErrorCode::ToolFailed:
    case ErrorCode::Internal: return NextStep::ShowDetails;
    case ErrorCode::Io: return NextStep::FreeSpace;
    }
    Q_UNREACHABLE();
}

NextStep stepFor(const Error &error, Attempt attempt, TrueNow now)
{
    switch (now) {
    case TrueNow::OutcomeUnknown: return NextStep::RecheckNow;
    case TrueNow::CommitDropped:
    case TrueNow::MergedNotApplied:
    case TrueNow::RequestStays: return NextStep::ReviewAgain;
    case TrueNow::GitAheadOfRuntime: return NextStep::RetryTrigger;
    case TrueNow::OldServes: return NextStep::RevertCommit;
    case TrueNow::NothingServes:
    case TrueNow::NewServesBadly: return NextStep::RollBackNow;
    case TrueNow::PartlyApplied: return NextStep::PlanAgain;
    case TrueNow::StateUnsaved: return NextStep::ShowDetails;
    case TrueNow::NothingChanged:
    case TrueNow::LastKnownStays:
    case TrueNow::NothingKnown: return stepForCode(error.code, attempt);
    }
    Q_UNREACHABLE();
}

QString detailsOf(const Error &error, const QString &object)
{
    QStringList lines;
    if (!error.subject.isEmpty() && error.subject != object)
        lines.append(error.subject);
    if (error.status != 0)
        lines.append(ErrorWords::tr("Status %1").arg(error.status));
    if (!error.detail.isEmpty())
        lines.append(error.detail);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

QString causeText(const Error &error)
{
    if (const QString known = knownCause(error); !known.isEmpty())
        return known;
    const bool named = !error.subject.isEmpty();
    switch (error.code) {
    case ErrorCode::Canceled: return ErrorWords::tr("it was cancelled");
    case ErrorCode::Timeout: return ErrorWords::tr("no answer came in time");
    case ErrorCode::Unreachable: return ErrorWords::tr("the other side could not be reached");
    case ErrorCode::Tls: return ErrorWords::tr("the certificate of the other side could not be verified");
    case ErrorCode::Unauthorized: return ErrorWords::tr("the key was refused");
    case ErrorCode::Forbidden: return ErrorWords::tr("the key is not allowed to do this");
    case ErrorCode::NotFound: return ErrorWords::tr("the other side does not know it");
    case ErrorCode::Conflict:
        if (error.detail == QLatin1String("not-plain"))
            return ErrorWords::tr(
                "the value is not written plainly on one line; change it in the file by hand");
        return ErrorWords::tr("it was changed by somebody else in the meantime");
    case ErrorCode::RateLimited: return ErrorWords::tr("the other side asks to wait: too many requests");
    case ErrorCode::BadResponse: return ErrorWords::tr("the answer could not be understood");
    case ErrorCode::BadInput: return ErrorWords::tr("a given value cannot be used");
    case ErrorCode::BadConfig:
        return named ? ErrorWords::tr("%1 holds something that cannot be used").arg(error.subject)
                     : ErrorWords::tr("a setting cannot be used");
    case ErrorCode::ToolMissing:
        if (error.subject.section(QLatin1Char('/'), -1) == QLatin1String("envdeck-runner"))
            return ErrorWords::tr(
                "envdeck-runner, which is a part of Envdeck, was found neither beside it nor in PATH; "
                "install Envdeck again");
        if (const QStringList either = error.subject.split(QStringLiteral(", ")); either.size() == 2)
            return ErrorWords::tr("neither %1 nor %2 was found on this machine")
                .arg(either.first(), either.last());
        return named ? ErrorWords::tr("%1 was not found on this machine").arg(error.subject)
                     : ErrorWords::tr("a program that it needs was not found on this machine");
    case ErrorCode::ToolFailed:
        return error.status != 0 ? ErrorWords::tr("the program ended with code %1").arg(error.status)
                                 : ErrorWords::tr("the program failed");
    case ErrorCode::OutcomeUnknown: return ErrorWords::tr("the connection broke after the request was sent");
    case ErrorCode::Unhealthy: return ErrorWords::tr("the new version does not run well");
    case ErrorCode::OriginMoved:
        return ErrorWords::tr("the key was entered for another address than the one asked now");
    case ErrorCode::Locked: return ErrorWords::tr("another operation holds the lock");
    case ErrorCode::Io:
        return named ? ErrorWords::tr("%1 could not be read or written").arg(error.subject)
                     : ErrorWords::tr("a file could not be read or written");
    case ErrorCode::Internal: return ErrorWords::tr("something went wrong inside Envdeck");
    }
    Q_UNREACHABLE();
}

QString nextStepLabel(NextStep step)
{
    switch (step) {
    case NextStep::None: return {};
    case NextStep::Retry: return ErrorWords::tr("Try again");
    case NextStep::ReplaceKey: return ErrorWords::tr("Replace key");
    case NextStep::ReviewAgain: return ErrorWords::tr("Review again");
    case NextStep::ShowLock: return ErrorWords::tr("Show who holds it");
    case NextStep::OpenFile: return ErrorWords::tr("Open file");
    case NextStep::InstallProgram: return ErrorWords::tr("How to install it");
    case NextStep::PlanAgain: return ErrorWords::tr("Plan again");
    case NextStep::RecheckNow: return ErrorWords::tr("Check again now");
    case NextStep::RetryTrigger: return ErrorWords::tr("Trigger again");
    case NextStep::RevertCommit: return ErrorWords::tr("Revert commit");
    case NextStep::RollBackNow: return ErrorWords::tr("Roll back now");
    case NextStep::ShowDetails: return ErrorWords::tr("Show details");
    case NextStep::FreeSpace: return ErrorWords::tr("Try again");
    case NextStep::CheckAddress: return ErrorWords::tr("Check the address");
    }
    Q_UNREACHABLE();
}

ErrorText readAgainText(const Error &error, Attempt attempt, TrueNow now, const QString &object)
{
    ErrorText text = errorText(error, attempt, now, object);
    if (text.next != NextStep::ReplaceKey) {
        text.next = NextStep::Retry;
        text.nextLabel = nextStepLabel(NextStep::Retry);
    }
    return text;
}

TrueNow usuallyTrue(const Error &error, Attempt attempt)
{
    if (reads(attempt))
        return TrueNow::LastKnownStays;
    if (!changesOutside(attempt) || !leavesOpen(error.code))
        return TrueNow::NothingChanged;
    return attempt == Attempt::Apply && error.code == ErrorCode::ToolFailed ? TrueNow::PartlyApplied
                                                                            : TrueNow::OutcomeUnknown;
}

ErrorText errorText(const Error &error, Attempt attempt, TrueNow now, const QString &object)
{
    const QString about = object.isEmpty() ? error.subject : object;
    ErrorText text;
    text.what = about.isEmpty() ? whatWithout(attempt) : whatWith(attempt).arg(about);
    Error cause = error;
    if (cause.code == ErrorCode::ToolMissing && cause.subject == object)
        cause.subject.clear(); // what it was about stands in for a program that nobody named
    text.cause = causeText(cause);
    text.now = nowText(now);
    text.next = stepFor(error, attempt, now);
    text.nextLabel = nextStepLabel(text.next);
    text.details = detailsOf(error, about);
    return text;
}

ErrorText errorText(const Error &error, Attempt attempt, const QString &object)
{
    return errorText(error, attempt, usuallyTrue(error, attempt), object);
}

QString ErrorText::title() const
{
    //: What could not be done, and why
    return ErrorWords::tr("%1: %2.").arg(what, cause);
}

QString ErrorText::sentence() const
{
    //: What could not be done, why, and what is true now
    return ErrorWords::tr("%1: %2. %3.").arg(what, cause, now);
}

} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/job_text.h"

#include "core/domain/plan_mode.h"
#include "core/domain/deployment.h"
#include "ui/text/deployment_text.h"
#include "ui/text/pull_text.h"
#include "ui/text/settings_text.h"
#include "ui/text/step_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace envdeck::ui {

struct JobWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::JobWords)
};

namespace {

const StepStatus *stepAt(const JobStatus &job, int index)
{
    return index >= 0 && index < job.steps.size() ? &job.steps.at(index) : nullptr;
}

const StepStatus *failedStep(const JobStatus &job)
{
    for (const StepStatus &step : job.steps) {
        if (step.state == StepState::Failed || step.state == StepState::Unknown)
            return &step;
    }
    return stepAt(job, job.current);
}

bool isOfHost(const JobStatus &job)
{
    static const QStringList kinds{QStringLiteral("trust-host"),      QStringLiteral("replace-host-key"),
                                   QStringLiteral("forget-host"),     QStringLiteral("restart-container"),
                                   QStringLiteral("restart-service"), QStringLiteral("prune-images"),
                                   QStringLiteral("bootstrap"),       QStringLiteral("reboot")};
    return kinds.contains(job.kind);
}

bool isOfApp(const JobStatus &job)
{
    static const QStringList kinds{QStringLiteral("app-variables"), QStringLiteral("stop-app"),
                                   QStringLiteral("start-app"),     QStringLiteral("restore-panel"),
                                   QStringLiteral("adopt-compose"), QStringLiteral("draft-stack")};
    return kinds.contains(job.kind);
}

bool isApply(const JobStatus &job)
{
    return job.kind == QLatin1String("apply");
}

// Plan and apply say by their detail what kind of plan it is; else it begins with the counts, or a branch.
PlanMode modeOf(const JobStatus &job)
{
    return planModeFromOption(job.detail.section(QLatin1Char(' '), 0, 0));
}

QString planTitle(const JobStatus &job)
{
    switch (modeOf(job)) {
    case PlanMode::Changes: return JobWords::tr("Plan %1").arg(job.environment);
    case PlanMode::RefreshOnly:
        return JobWords::tr("Plan to accept what is there in %1").arg(job.environment);
    case PlanMode::Destroy: return JobWords::tr("Plan to destroy %1").arg(job.environment);
    }
    Q_UNREACHABLE();
}

QString applyTitle(const JobStatus &job)
{
    switch (modeOf(job)) {
    case PlanMode::Changes: return JobWords::tr("Apply the plan in %1").arg(job.environment);
    case PlanMode::RefreshOnly: return JobWords::tr("Accept what is there in %1").arg(job.environment);
    case PlanMode::Destroy: return JobWords::tr("Destroy everything in %1").arg(job.environment);
    }
    Q_UNREACHABLE();
}

Attempt attemptOf(const JobStatus &job)
{
    if (job.kind == QLatin1String("deploy") || job.kind == QLatin1String("trigger") ||
        job.kind == QLatin1String("watch"))
        return Attempt::Deploy;
    if (job.kind == QLatin1String("promote"))
        return Attempt::Promote;
    if (job.kind == QLatin1String("rollback"))
        return Attempt::Rollback;
    if (job.kind == QLatin1String("hold"))
        return Attempt::Hold;
    if (isApply(job))
        return Attempt::Apply;
    if (isOfHost(job))
        return Attempt::ChangeHost;
    if (job.kind == QLatin1String("unlock"))
        return Attempt::Unlock;
    if (job.kind == QLatin1String("push-state"))
        return Attempt::PushState;
    if (job.kind == QLatin1String("set-aside"))
        return Attempt::SetAside;
    if (job.kind == QLatin1String("drift"))
        return Attempt::CheckDrift;
    if (job.kind == QLatin1String("thresholds"))
        return Attempt::SaveSettings;
    if (job.kind == QLatin1String("variable"))
        return Attempt::ChangeVariable;
    if (job.kind == QLatin1String("format"))
        return Attempt::FormatCode;
    if (isOfApp(job))
        return Attempt::ChangeApp;
    if (job.kind == QLatin1String("backup"))
        return Attempt::BackUp;
    if (job.kind.startsWith(QLatin1String("key-")))
        return Attempt::StoreKey;
    return Attempt::Plan;
}

// Other changes ask once more before they send anything; an apply is interrupted in the middle, and so is
// what is done to a host.
bool hadBegunToChange(const JobStatus &job)
{
    return (isApply(job) || isOfHost(job)) &&
           std::any_of(job.steps.cbegin(), job.steps.cend(), [](const StepStatus &step) {
               return step.started.isValid() && stepEffect(step.id) == StepEffect::Changing;
           });
}

QString endText(const JobStatus &job)
{
    switch (job.state) {
    case JobState::Succeeded: return {}; // the state's word says it, and the title what
    case JobState::Cancelled:
        if (leftPullOpen(job))
            return JobWords::tr("Cancelled; pull request #%1 stays open").arg(pullOf(job)->number);
        return hadBegunToChange(job) ? JobWords::tr("Cancelled on the way; what was done by then stays")
                                     : JobWords::tr("Cancelled before anything was changed");
    case JobState::Failed:
    case JobState::Unknown: return jobFailureText(job).title();
    case JobState::Queued:
    case JobState::Running: break;
    }
    return {};
}

} // namespace

QString jobTitle(const JobStatus &job)
{
    const QString app = job.subject.section(QLatin1Char('/'), 1);
    if (const auto action = actionFromName(job.kind); action && !app.isEmpty())
        return actionTitle(*action, Target{job.environment, app});
    if (job.kind == QLatin1String("trigger"))
        return JobWords::tr("Let Dokploy deploy %1 in %2").arg(app, job.environment);
    if (job.kind == QLatin1String("watch"))
        return JobWords::tr("Watch %1 in %2").arg(app, job.environment);
    if (job.kind == QLatin1String("plan"))
        return planTitle(job);
    if (job.kind == QLatin1String("drift"))
        return JobWords::tr("Check %1 for drift").arg(job.environment);
    if (isApply(job))
        return applyTitle(job);
    if (job.kind == QLatin1String("trust-host"))
        return JobWords::tr("Trust the key of %1").arg(job.subject);
    if (job.kind == QLatin1String("replace-host-key"))
        return JobWords::tr("Replace the key of %1").arg(job.subject);
    if (job.kind == QLatin1String("forget-host"))
        return JobWords::tr("Forget the key of %1").arg(job.subject);
    if (job.kind == QLatin1String("restart-container") || job.kind == QLatin1String("restart-service"))
        return JobWords::tr("Restart %1 on %2").arg(job.detail, job.subject);
    if (job.kind == QLatin1String("prune-images"))
        return JobWords::tr("Remove unused images from %1").arg(job.subject);
    if (job.kind == QLatin1String("bootstrap"))
        return JobWords::tr("Bootstrap %1").arg(job.subject);
    if (job.kind == QLatin1String("reboot"))
        return JobWords::tr("Restart the host %1").arg(job.subject);
    if (job.kind == QLatin1String("unlock"))
        return JobWords::tr("Unlock the state of %1").arg(job.environment);
    if (job.kind == QLatin1String("push-state"))
        return JobWords::tr("Write the state of %1 back").arg(job.environment);
    if (job.kind == QLatin1String("set-aside"))
        return JobWords::tr("Set the unsaved state of %1 aside").arg(job.environment);
    if (job.kind == QLatin1String("thresholds"))
        return JobWords::tr("Change the thresholds");
    if (job.kind == QLatin1String("variable"))
        return JobWords::tr("Change a variable of %1").arg(job.environment);
    if (job.kind == QLatin1String("format"))
        return JobWords::tr("Format the code of %1").arg(job.environment);
    if (job.kind == QLatin1String("app-variables"))
        return JobWords::tr("Change variables of %1 in %2").arg(app, job.environment);
    if (job.kind == QLatin1String("stop-app"))
        return JobWords::tr("Stop %1 in %2").arg(app, job.environment);
    if (job.kind == QLatin1String("start-app"))
        return JobWords::tr("Start %1 in %2").arg(app, job.environment);
    if (job.kind == QLatin1String("restore-panel"))
        return JobWords::tr("Restore %1 in %2 in Dokploy").arg(app, job.environment);
    if (job.kind == QLatin1String("adopt-compose"))
        return JobWords::tr("Adopt the compose file of %1 in %2").arg(app, job.environment);
    if (job.kind == QLatin1String("draft-stack"))
        return JobWords::tr("Draft %1 in %2 as a stack that rolls").arg(app, job.environment);
    if (job.kind == QLatin1String("backup"))
        return JobWords::tr("Back up %1 in %2").arg(app, job.environment);
    if (job.kind == QLatin1String("key-set"))
        return JobWords::tr("Set the key for %1").arg(accountName(job.subject));
    if (job.kind == QLatin1String("key-replace"))
        return JobWords::tr("Replace the key for %1").arg(accountName(job.subject));
    if (job.kind == QLatin1String("key-remove"))
        return JobWords::tr("Remove the key for %1").arg(accountName(job.subject));
    if (job.kind == QLatin1String("reveal-variable"))
        return JobWords::tr("Reveal %1 of %2 in %3").arg(job.detail, app, job.environment);
    return QStringLiteral("%1 %2").arg(job.kind, job.subject).trimmed();
}

QString jobStateWord(const JobStatus &job)
{
    switch (job.state) {
    case JobState::Queued: return JobWords::tr("Queued");
    case JobState::Running: return JobWords::tr("Running");
    case JobState::Succeeded: return JobWords::tr("Done");
    case JobState::Failed: return JobWords::tr("Failed");
    case JobState::Cancelled: return JobWords::tr("Cancelled");
    case JobState::Unknown:
        return job.interrupted ? JobWords::tr("Interrupted") : JobWords::tr("Lost contact");
    }
    Q_UNREACHABLE();
}

Severity jobSeverity(const JobStatus &job)
{
    switch (job.state) {
    case JobState::Queued: return Severity::None;
    case JobState::Running: return Severity::Running;
    case JobState::Succeeded: return Severity::Ok;
    case JobState::Failed: return Severity::Critical;
    case JobState::Cancelled: return Severity::None;
    case JobState::Unknown: return job.interrupted ? Severity::Warning : Severity::Unknown;
    }
    Q_UNREACHABLE();
}

QString jobStepText(const JobStatus &job)
{
    if (job.state == JobState::Queued)
        return job.waitingFor.isEmpty() ? JobWords::tr("Waits for its turn")
                                        : JobWords::tr("Waits: %1 holds the environment").arg(job.waitingFor);
    if (job.isOver())
        return endText(job);
    const StepStatus *step = stepAt(job, job.current);
    if (!step)
        return JobWords::tr("Starting");
    const QString where =
        JobWords::tr("Step %1 of %2: %3")
            .arg(QString::number(job.current + 1), QString::number(job.steps.size()), stepName(step->id));
    return step->note.isEmpty() ? where : QStringLiteral("%1 (%2)").arg(where, stepNote(*step));
}

double jobProgress(const JobStatus &job)
{
    if (job.steps.isEmpty() || job.isOver())
        return -1;
    return (qMax(0, job.current) + 0.5) / static_cast<double>(job.steps.size());
}

QString cancelLabel(const JobStatus &job)
{
    if (job.isOver() || !job.cancelable)
        return {};
    if (job.state == JobState::Queued)
        return JobWords::tr("Leave the queue");
    const StepStatus *step = stepAt(job, job.current);
    const StepEffect effect = step ? stepEffect(step->id) : StepEffect::Before;
    switch (effect) {
    case StepEffect::Before:
        return isApply(job)           ? JobWords::tr("Cancel before apply")
               : job.risk == Risk::R0 ? JobWords::tr("Cancel")
                                      : JobWords::tr("Cancel before anything changes");
    case StepEffect::Changing: return JobWords::tr("Interrupt");
    case StepEffect::After: return JobWords::tr("Stop waiting");
    }
    Q_UNREACHABLE();
}

QString cancelRefusal(const JobStatus &job)
{
    if (job.cancelable)
        return {};
    if (job.isOver())
        return JobWords::tr("It is over");
    return JobWords::tr("The change is on its way and cannot be taken back here");
}

ErrorText jobFailureText(const JobStatus &job)
{
    const StepStatus *step = failedStep(job);
    Error error = job.error.value_or(step && step->error ? *step->error : Error{});
    if (!job.error && !(step && step->error))
        error.code = job.interrupted ? ErrorCode::Canceled : ErrorCode::Timeout;
    TrueNow now = usuallyTrue(error, attemptOf(job));
    if (job.state == JobState::Unknown)
        now = job.risk == Risk::R0 ? TrueNow::NothingChanged : TrueNow::OutcomeUnknown;
    else if (step)
        now = trueAfterFailedStep(*step, error, now);
    if (now == TrueNow::NothingChanged && wasMerged(job))
        now = TrueNow::MergedNotApplied;
    // "dev/terraform" names the lock of a plan, not a thing that anybody knows.
    const bool isOfEnvironment = job.subject.isEmpty() || job.kind == QLatin1String("plan") ||
                                 job.kind == QLatin1String("drift") || job.kind == QLatin1String("unlock") ||
                                 job.kind == QLatin1String("push-state") ||
                                 job.kind == QLatin1String("set-aside") || isApply(job);
    return errorText(error, attemptOf(job), now, isOfEnvironment ? job.environment : job.subject);
}

QString jobReport(const JobStatus &job, const QString &log)
{
    QStringList lines{jobTitle(job),
                      job.detail,
                      JobWords::tr("State: %1").arg(jobStateWord(job)),
                      JobWords::tr("Operation: %1").arg(job.operation),
                      JobWords::tr("By: %1").arg(job.actor),
                      JobWords::tr("Started: %1").arg(exactTimeText(job.started)),
                      JobWords::tr("Ended: %1").arg(exactTimeText(job.ended))};
    if (job.state == JobState::Failed || job.state == JobState::Unknown) {
        const ErrorText error = jobFailureText(job);
        lines << QString() << error.sentence() << error.details;
    }
    lines << QString();
    int number = 0;
    for (const StepStatus &step : job.steps) {
        const QString took = step.started.isValid() && step.ended.isValid()
                                 ? durationText(std::chrono::milliseconds(step.started.msecsTo(step.ended)))
                                 : QString();
        lines << QStringLiteral("%1. %2: %3 %4 %5")
                     .arg(QString::number(++number), stepName(step.id), stepStateWord(step.state), took,
                          stepNote(step))
                     .trimmed();
    }
    if (!log.isEmpty())
        lines << QString() << log;
    return lines.join(QLatin1Char('\n'));
}

} // namespace envdeck::ui

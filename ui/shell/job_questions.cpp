// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/job_questions.h"

#include "ui/dialogs/confirm_sheet.h"
#include "ui/text/job_text.h"
#include "ui/text/pull_text.h"
#include "ui/text/variable_text.h"
#include "ui/widgets/overlay_host.h"

#include <QCoreApplication>

namespace envdeck::ui {

struct JobQuestionWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::JobQuestionWords)
};

namespace {

GuardedAction guardedFor(Risk risk, const JobStatus &job, const ShellModel &model)
{
    Environment environment;
    environment.name = job.environment;
    for (const ShellEnvironment &known : model.environments()) {
        if (known.name == job.environment)
            environment.kind = known.kind;
    }
    GuardedAction action;
    action.guard = guardFor(risk, environment);
    action.kind = environment.kind;
    action.hatched = model.isLocal();
    action.environment = job.environment;
    return action;
}

// A change that concerns all environments is frozen with any of them.
MergePlace placeOf(const JobStatus &job, const ShellModel &model)
{
    MergePlace place;
    place.hatched = model.isLocal();
    for (const ShellEnvironment &known : model.environments()) {
        if (known.name == job.environment)
            place.kind = known.kind;
        if (known.freeze && !place.freeze && (job.environment.isEmpty() || known.name == job.environment))
            place.freeze = known.freeze;
    }
    return place;
}

} // namespace

void openQuitQuestion(OverlayHost *overlay, const QList<JobStatus> &jobs, QObject *context,
                      std::function<void()> confirmed)
{
    QStringList running;
    for (const JobStatus &job : jobs) {
        if (!job.isOver())
            running.append(QStringLiteral("%1: %2").arg(jobTitle(job), jobStepText(job)));
    }
    GuardedAction action;
    action.guard.review = true;
    action.title = JobQuestionWords::tr("Quit while jobs run?");
    action.accept = JobQuestionWords::tr("Quit");
    auto *sheet = new ConfirmSheet(
        action,
        JobQuestionWords::tr("Programs that were started go on by themselves. What Envdeck waits for is not "
                             "watched until it is started again; then it is read back and shown first."),
        running.join(QLatin1Char('\n')));
    QObject::connect(sheet, &GuardedSheet::accepted, context, std::move(confirmed), Qt::QueuedConnection);
    openSheet(overlay, sheet);
}

void openAbandonQuestion(OverlayHost *overlay, const JobStatus &job, ShellModel &model)
{
    GuardedAction action = guardedFor(Risk::R3, job, model);
    action.guard.readTick = false; // there is no plan to read: the reason takes its place
    action.title = JobQuestionWords::tr("Mark as abandoned: %1").arg(jobTitle(job));
    action.accept = JobQuestionWords::tr("Mark as abandoned");
    auto *sheet = new ConfirmSheet(
        action,
        JobQuestionWords::tr(
            "The job is closed without knowing how it ended. Nothing is undone, and %1 is free for "
            "the next one.")
            .arg(job.environment),
        {}, true);
    QObject::connect(sheet, &GuardedSheet::accepted, &model,
                     [&model, operation = job.operation](const Confirmation &confirmation) {
                         model.abandonJob(operation, confirmation.reason);
                     });
    openSheet(overlay, sheet);
}

void openMergeQuestion(OverlayHost *overlay, const JobStatus &job, const MergePlace &place, QObject *context,
                       std::function<void(const QString &reason)> merged)
{
    const auto pull = pullOf(job);
    if (!pull)
        return;
    Environment environment;
    environment.name = job.environment;
    environment.kind = place.kind;
    GuardedAction action;
    action.guard = guardFor(place.freeze ? Risk::R3 : Risk::R2, environment);
    action.guard.readTick = false; // there is no plan to read: the reason takes its place
    action.kind = place.kind;
    action.hatched = place.hatched;
    action.environment = job.environment;
    action.title = JobQuestionWords::tr("Merge pull request #%1: %2").arg(pull->number).arg(jobTitle(job));
    action.accept =
        place.freeze ? JobQuestionWords::tr("Override freeze and merge") : JobQuestionWords::tr("Merge");
    QString text = JobQuestionWords::tr("The change reaches its branch, and what follows from it begins.");
    if (place.freeze)
        text = frozenText(job.environment, *place.freeze) + QLatin1Char('\n') + text;
    auto *sheet = new ConfirmSheet(action, text, pullText(*pull), place.freeze.has_value());
    QObject::connect(
        sheet, &GuardedSheet::accepted, context,
        [merged = std::move(merged)](const Confirmation &confirmation) { merged(confirmation.reason); });
    openSheet(overlay, sheet);
}

void openMergeQuestion(OverlayHost *overlay, const JobStatus &job, ShellModel &model)
{
    openMergeQuestion(overlay, job, placeOf(job, model), &model,
                      [&model, operation = job.operation](const QString &reason) {
                          model.mergePullRequest(operation, reason);
                      });
}

} // namespace envdeck::ui

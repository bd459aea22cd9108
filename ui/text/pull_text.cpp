// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/pull_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace envdeck::ui {

struct PullWords {
    Q_DECLARE_TR_FUNCTIONS(envdeck::ui::PullWords)
};

namespace {

QString hindranceText(MergeHindrance hindrance)
{
    switch (hindrance) {
    case MergeHindrance::None: return PullWords::tr("ready to be merged");
    case MergeHindrance::Draft: return PullWords::tr("still a draft");
    case MergeHindrance::Conflicts: return PullWords::tr("in conflict with its branch");
    case MergeHindrance::ChangesAsked: return PullWords::tr("a reviewer asks for changes");
    case MergeHindrance::Reviews: return PullWords::tr("waiting for review");
    case MergeHindrance::ChecksRun: return PullWords::tr("checks are running");
    case MergeHindrance::ChecksFailed: return PullWords::tr("a check failed");
    case MergeHindrance::ChecksAwaited: return PullWords::tr("waiting for its checks to begin");
    case MergeHindrance::Rules: return PullWords::tr("held back by the rules of its branch");
    case MergeHindrance::Computed: return PullWords::tr("opened");
    }
    Q_UNREACHABLE();
}

const StepStatus *stepOf(const JobStatus &job, const char *id)
{
    const auto found = std::find_if(job.steps.cbegin(), job.steps.cend(),
                                    [id](const StepStatus &step) { return step.id == QLatin1String(id); });
    return found == job.steps.cend() ? nullptr : &*found;
}

} // namespace

QString pullText(const PullProgress &pull)
{
    QString text = PullWords::tr("#%1: %2", "a pull request, and how it is")
                       .arg(QString::number(pull.number), hindranceText(pull.hindrance));
    if (pull.approvalsWanted.value_or(0) > 0)
        text += PullWords::tr(", %1 of %2 approvals").arg(pull.approvals).arg(*pull.approvalsWanted);
    else if (pull.approvals > 0)
        text += PullWords::tr(", %n approval(s)", nullptr, pull.approvals);
    if (pull.checksTotal > 0)
        text += PullWords::tr(", %1 of %2 checks passed").arg(pull.checksPassed).arg(pull.checksTotal);
    else if (pull.hindrance == MergeHindrance::None)
        text += PullWords::tr(", no check has reported");
    return text;
}

QString stepNote(const StepStatus &step)
{
    if (step.note == QLatin1String("was-free"))
        return PullWords::tr("it was free already, nothing was forced", "the lock of a state");
    const auto pull = pullProgressOf(step.note);
    return pull ? pullText(*pull) : step.note;
}

std::optional<PullProgress> pullOf(const JobStatus &job)
{
    for (const char *id : {"approval", "request"}) {
        const StepStatus *step = stepOf(job, id);
        if (const auto pull = step ? pullProgressOf(step->note) : std::nullopt)
            return pull;
    }
    return {};
}

bool mayMerge(const JobStatus &job)
{
    const auto pull = pullOf(job);
    return waitsForPeople(job) && pull && pull->hindrance == MergeHindrance::None;
}

bool wasMerged(const JobStatus &job)
{
    const StepStatus *merge = stepOf(job, "merge");
    return merge && merge->state == StepState::Done;
}

bool leftPullOpen(const JobStatus &job)
{
    const bool closed = job.error && job.error->detail == QLatin1String("pull-request-closed");
    return job.isOver() && pullOf(job) && !closed && !wasMerged(job);
}

} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/guarding.h"
#include "app/ctl/job_watch.h"
#include "app/ctl/pulls.h"
#include "app/ctl/values.h"
#include "core/domain/freeze.h"
#include "ui/text/plan_lines.h"
#include "ui/text/proposal_text.h"

namespace envdeck::ctl {

namespace {

PlanMode modeOf(const Arguments &arguments)
{
    return arguments.destroy       ? PlanMode::Destroy
           : arguments.refreshOnly ? PlanMode::RefreshOnly
                                   : PlanMode::Changes;
}

// Behind the counts of it, which read like those of any plan.
QStringList modeLines(const infrastructure::ReviewedPlan &plan)
{
    switch (plan.mode) {
    case PlanMode::Changes: return {};
    case PlanMode::RefreshOnly:
        return {QStringLiteral("refresh only: an apply takes what is there into the state, and changes "
                               "nothing outside")};
    case PlanMode::Destroy:
        return {QStringLiteral("destroy: an apply destroys everything that the state of %1 holds")
                    .arg(plan.environment)};
    }
    Q_UNREACHABLE();
}

QString modeName(PlanMode mode)
{
    return mode == PlanMode::Changes ? QStringLiteral("changes") : planModeOption(mode).mid(1);
}

Answer planAnswer(const infrastructure::ReviewedPlan &reviewed, const Environment &environment, Answer answer,
                  const Arguments &arguments)
{
    QJsonArray resources;
    for (const ResourceChange &change : reviewed.plan.resources) {
        if (change.action != ChangeAction::NoOp)
            resources.append(toJson(change));
    }
    answer.lines.append(QString());
    answer.lines += ui::planLines(reviewed.plan, reviewed.mode);
    answer.lines += modeLines(reviewed);
    answer.data.insert(QStringLiteral("mode"), modeName(reviewed.mode));
    answer.data.insert(QStringLiteral("counts"), toJson(reviewed.plan.counts));
    answer.data.insert(QStringLiteral("resources"), resources);
    if (reviewed.mode != PlanMode::RefreshOnly) // what is there is there already
        answer.data.insert(QStringLiteral("monthlyCost"),
                           toJson(terraform::costOf(reviewed.plan, terraform::builtInPrices())));
    answer.data.insert(QStringLiteral("commit"), reviewed.record.commit);
    answer.data.insert(QStringLiteral("digest"), QString::fromLatin1(reviewed.record.planDigest));
    answer.data.insert(QStringLiteral("validUntil"), timeJson(reviewed.validUntil));
    if (!reviewed.plan.hasChanges())
        return answer;
    Arguments none = arguments;
    none.confirm.clear();
    QStringList apply{QStringLiteral("apply"), QStringLiteral("--env"), environment.name};
    if (!arguments.branch.isEmpty())
        apply += {QStringLiteral("--branch"), arguments.branch, QStringLiteral("--wait")};
    const QString next = commandLine(apply + optionsFor(guardOf(reviewed, environment), none), arguments);
    answer.data.insert(QStringLiteral("next"), next);
    answer.lines.append(QStringLiteral("next: %1   (until %2)").arg(next, timeText(reviewed.validUntil)));
    if (arguments.exitCode)
        answer.code = exitSomethingToDo;
    return answer;
}

// Somebody's code, and credentials that could do anything: a person has to name where it runs.
std::optional<Answer> refusedCode(const Arguments &arguments)
{
    Guard guard;
    guard.typed = arguments.environment;
    return arguments.branch.isEmpty() ? std::nullopt : refusedBy(guard, arguments);
}

// The pull request of a plan: its counts as the title, the plan as it was shown.
Result<jobs::Job> proposedJob(Session &session, const infrastructure::ReviewedPlan &reviewed,
                              const QString &reason, const Arguments &arguments)
{
    QString lines = ui::planLines(reviewed.plan).join(QLatin1Char('\n'));
    lines.remove(QStringLiteral("```"));
    const QString title = ui::proposalTitle(reviewed);
    const QString body = ui::proposalBody(reviewed, QStringLiteral("```\n%1\n```").arg(lines), reason);
    return session.infrastructure().mergedApplyJob(reviewed.environment, arguments.branch, title, body,
                                                   reason);
}

QStringList planWords(const Arguments &arguments)
{
    QStringList words{QStringLiteral("plan"), QStringLiteral("--env"), arguments.environment};
    if (!arguments.branch.isEmpty())
        words << QStringLiteral("--branch") << arguments.branch << QStringLiteral("--confirm")
              << arguments.environment;
    return words;
}

} // namespace

Async<Answer> plan(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (const auto refused = refusedCode(arguments))
        return ready<Answer>(*refused);
    const auto job = arguments.branch.isEmpty()
                         ? session.infrastructure().planJob(arguments.environment, modeOf(arguments))
                         : session.infrastructure().branchPlanJob(arguments.environment, arguments.branch);
    return andThen(ran(session, job, arguments, stop), &session, [&session, arguments](const Answer &answer) {
        const auto reviewed = session.infrastructure().plan(arguments.environment);
        const Environment &environment = *session.workspace().environment(arguments.environment);
        return ready<Answer>(answer.isOk() && reviewed ? planAnswer(*reviewed, environment, answer, arguments)
                                                       : answer);
    });
}

namespace {

Answer noPlanAnswer(const Arguments &arguments)
{
    Answer answer = answerOf(Error{ErrorCode::NotFound, arguments.environment,
                                   QStringLiteral("no plan that is younger than 30 minutes"), 0},
                             commandLine(planWords(arguments), arguments));
    answer.problems.first().text =
        QStringLiteral("%1: there is no plan to apply that is younger than 30 minutes and not yet applied")
            .arg(arguments.branch.isEmpty()
                     ? arguments.environment
                     : QStringLiteral("%1, branch %2").arg(arguments.environment, arguments.branch));
    return answer;
}

// Confirmed by what is known of the plan: reading it runs the program on its code.
Async<Answer> applyConfirmed(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const Environment *environment = session.workspace().environment(arguments.environment);
    const auto restored = session.infrastructure().restoreBranch(environment->name, arguments.branch, stop);
    return andThen(joined(&session, restored), &session,
                   [&session, environment, arguments,
                    stop](const std::tuple<Result<std::optional<infrastructure::ReviewedPlan>>> &result) {
                       const auto &reviewed = std::get<0>(result);
                       if (!reviewed)
                           return ready<Answer>(answerOf(reviewed.error()));
                       if (!reviewed.value())
                           return ready<Answer>(noPlanAnswer(arguments));
                       if (const auto refused =
                               refusedBy(guardOf(*reviewed.value(), *environment), arguments))
                           return ready<Answer>(*refused);
                       const QString reason =
                           arguments.backupReason.isEmpty()
                               ? arguments.reason
                               : arguments.reason + QStringLiteral("; no backup: ") + arguments.backupReason;
                       const auto job = arguments.branch.isEmpty()
                                            ? session.infrastructure().applyJob(environment->name, reason)
                                            : proposedJob(session, *reviewed.value(), reason, arguments);
                       if (!job)
                           return ready<Answer>(answerOf(job.error()));
                       mergeWhenPossible(session, job.value(), arguments);
                       const bool goesOn = arguments.branch.isEmpty() || arguments.wait;
                       const auto ended = ran(session, job.value(), arguments, stop);
                       return andThen(ended, &session, [goesOn, name = environment->name](Answer answer) {
                           if (!goesOn && answer.isOk())
                               answer.lines = openedLines(answer, QStringLiteral("apply ") + name);
                           return ready<Answer>(answer);
                       });
                   });
}

} // namespace

Async<Answer> apply(Session &session, const Arguments &arguments, std::stop_token stop)
{
    using Found = std::optional<journal::PlanReview>;
    const auto known = session.infrastructure().newestReview(arguments.environment, arguments.branch);
    return andThen(
        joined(&session, known), &session,
        [&session, arguments, stop](const std::tuple<Result<Found>> &result) {
            const auto &review = std::get<0>(result);
            if (!review)
                return ready<Answer>(answerOf(review.error()));
            if (!review.value())
                return ready<Answer>(noPlanAnswer(arguments));
            const Environment &environment = *session.workspace().environment(arguments.environment);
            if (const auto refused =
                    refusedBy(infrastructure::guardOf(*review.value(), environment), arguments))
                return ready<Answer>(*refused);
            if (const auto frozen = frozenBy(freezeNow(environment.policy, session.clock().now()), arguments))
                return ready<Answer>(refusedAnswer(*frozen));
            return applyConfirmed(session, arguments, stop);
        });
}

} // namespace envdeck::ctl

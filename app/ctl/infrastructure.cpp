// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/guarding.h"
#include "app/ctl/job_watch.h"
#include "app/ctl/pulls.h"
#include "app/ctl/values.h"
#include "ui/text/plan_lines.h"

namespace envdeck::ctl {

namespace {

Guard guardOf(const Plan &plan, const Environment &environment)
{
    return guardFor(plan.destroys() ? Risk::R4 : Risk::R3, environment,
                    infrastructure::destroyedObject(plan));
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
    answer.lines += ui::planLines(reviewed.plan);
    answer.data.insert(QStringLiteral("counts"), toJson(reviewed.plan.counts));
    answer.data.insert(QStringLiteral("resources"), resources);
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
    const QString next =
        commandLine(apply + optionsFor(guardOf(reviewed.plan, environment), none), arguments);
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
    const PlanCounts &counts = reviewed.plan.counts;
    const QString title = QStringLiteral("Change %1: %2 to add, %3 to change, %4 to replace, %5 to destroy")
                              .arg(reviewed.environment)
                              .arg(counts.create)
                              .arg(counts.update)
                              .arg(counts.replace)
                              .arg(counts.destroy);
    QString lines = ui::planLines(reviewed.plan).join(QLatin1Char('\n'));
    lines.remove(QStringLiteral("```"));
    QString body = QStringLiteral("Plan of `%1` at %2:\n\n```\n%3\n```\n")
                       .arg(reviewed.environment, reviewed.record.commit.left(7), lines);
    if (!reason.isEmpty())
        body += QStringLiteral("\n> %1\n").arg(QString(reason).simplified());
    body += QStringLiteral("\nAfter the merge %1 is planned again. When that plan does exactly this, it is "
                           "applied; else it is reviewed once more.\n")
                .arg(reviewed.environment);
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
                         ? session.infrastructure().planJob(arguments.environment)
                         : session.infrastructure().branchPlanJob(arguments.environment, arguments.branch);
    return andThen(ran(session, job, arguments, stop), &session, [&session, arguments](const Answer &answer) {
        const auto reviewed = session.infrastructure().plan(arguments.environment);
        const Environment &environment = *session.workspace().environment(arguments.environment);
        return ready<Answer>(answer.isOk() && reviewed ? planAnswer(*reviewed, environment, answer, arguments)
                                                       : answer);
    });
}

Async<Answer> apply(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const Environment *environment = session.workspace().environment(arguments.environment);
    const auto restored = session.infrastructure().restoreBranch(environment->name, arguments.branch, stop);
    return andThen(
        joined(&session, restored), &session,
        [&session, environment, arguments,
         stop](const std::tuple<Result<std::optional<infrastructure::ReviewedPlan>>> &result) {
            const auto &reviewed = std::get<0>(result);
            if (!reviewed)
                return ready<Answer>(answerOf(reviewed.error()));
            if (!reviewed.value()) {
                Answer answer = answerOf(Error{ErrorCode::NotFound, environment->name,
                                               QStringLiteral("no plan that is younger than 30 minutes"), 0},
                                         commandLine(planWords(arguments), arguments));
                answer.problems.first().text =
                    QStringLiteral(
                        "%1: there is no plan to apply that is younger than 30 minutes and not yet applied")
                        .arg(arguments.branch.isEmpty()
                                 ? environment->name
                                 : QStringLiteral("%1, branch %2").arg(environment->name, arguments.branch));
                return ready<Answer>(answer);
            }
            if (const auto refused = refusedBy(guardOf(reviewed.value()->plan, *environment), arguments))
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

} // namespace envdeck::ctl

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/guarding.h"
#include "app/ctl/job_watch.h"
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
    const QString next =
        commandLine(QStringList{QStringLiteral("apply"), QStringLiteral("--env"), environment.name} +
                        optionsFor(guardOf(reviewed.plan, environment), none),
                    arguments);
    answer.data.insert(QStringLiteral("next"), next);
    answer.lines.append(QStringLiteral("next: %1   (until %2)").arg(next, timeText(reviewed.validUntil)));
    if (arguments.exitCode)
        answer.code = exitSomethingToDo;
    return answer;
}

} // namespace

Async<Answer> plan(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const auto job = session.infrastructure().planJob(arguments.environment);
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
    const auto restored = session.infrastructure().restore(environment->name, stop);
    return andThen(
        joined(&session, restored), &session,
        [&session, environment, arguments,
         stop](const std::tuple<Result<std::optional<infrastructure::ReviewedPlan>>> &result) {
            const auto &reviewed = std::get<0>(result);
            if (!reviewed)
                return ready<Answer>(answerOf(reviewed.error()));
            if (!reviewed.value()) {
                Answer answer =
                    answerOf(Error{ErrorCode::NotFound, environment->name,
                                   QStringLiteral("no plan that is younger than 30 minutes"), 0},
                             commandLine({QStringLiteral("plan"), QStringLiteral("--env"), environment->name},
                                         arguments));
                answer.problems.first().text =
                    QStringLiteral(
                        "%1: there is no plan to apply that is younger than 30 minutes and not yet applied")
                        .arg(environment->name);
                return ready<Answer>(answer);
            }
            if (const auto refused = refusedBy(guardOf(reviewed.value()->plan, *environment), arguments))
                return ready<Answer>(*refused);
            const QString reason =
                arguments.backupReason.isEmpty()
                    ? arguments.reason
                    : arguments.reason + QStringLiteral("; no backup: ") + arguments.backupReason;
            const auto job = session.infrastructure().applyJob(environment->name, reason);
            return job ? ran(session, job.value(), arguments, stop) : ready<Answer>(answerOf(job.error()));
        });
}

} // namespace envdeck::ctl

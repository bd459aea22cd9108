// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/guarding.h"
#include "app/ctl/job_watch.h"
#include "core/terraform/failure.h"

namespace envdeck::ctl {

namespace {

Answer outputsAnswer(const infrastructure::State &state)
{
    Answer answer;
    QJsonArray rows;
    QList<QStringList> table{{QStringLiteral("OUTPUT"), QStringLiteral("VALUE"), QStringLiteral("TYPE")}};
    for (const terraform::Output &output : state.outputs) {
        const QJsonValue value =
            output.sensitive ? QJsonValue()
                             : QJsonDocument::fromJson('[' + output.json.toUtf8() + ']').array().at(0);
        rows.append(QJsonObject{{QStringLiteral("name"), output.name},
                                {QStringLiteral("type"), output.type},
                                {QStringLiteral("sensitive"), output.sensitive},
                                {QStringLiteral("value"), value}});
        table.append({output.name,
                      output.sensitive ? QStringLiteral("(sensitive, not shown)") : output.text(),
                      output.type});
    }
    answer.lines = !state.summary.exists ? QStringList{QStringLiteral("there is no terraform state yet")}
                   : rows.isEmpty()      ? QStringList{QStringLiteral("the code declares no outputs")}
                                         : aligned(table);
    answer.data = {
        {QStringLiteral("outputs"), rows},
        {QStringLiteral("serial"), state.summary.exists ? QJsonValue(state.summary.serial) : QJsonValue()}};
    return answer;
}

Answer lockIdRefused(const Arguments &arguments)
{
    const QString text =
        QStringLiteral("\"%1\" is no id of a lock; the run that was refused prints it").arg(arguments.lockId);
    Answer answer;
    answer.code = exitUsage;
    answer.problems.append(
        {QStringLiteral("bad-input"), arguments.lockId, QStringLiteral("lock-id"),
         commandLine({QStringLiteral("plan"), QStringLiteral("--env"), arguments.environment}, arguments),
         text});
    return answer;
}

} // namespace

Async<Answer> outputs(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const auto read = session.infrastructure().state(arguments.environment, stop);
    return andThen(joined(&session, read), &session,
                   [](const std::tuple<Result<infrastructure::State>> &result) {
                       const auto &state = std::get<0>(result);
                       return ready<Answer>(state ? outputsAnswer(state.value()) : answerOf(state.error()));
                   });
}

Async<Answer> unlock(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (!terraform::isLockId(arguments.lockId))
        return ready<Answer>(lockIdRefused(arguments));
    const Environment &environment = *session.workspace().environment(arguments.environment);
    if (const auto refused = refusedBy(guardFor(Risk::R3, environment), arguments))
        return ready<Answer>(*refused);
    return ran(session, session.stateKeeper().unlockJob(environment.name, arguments.lockId, arguments.reason),
               arguments, stop);
}

namespace {

Answer noUnsavedState(const Arguments &arguments)
{
    return answerOf(
        Error{ErrorCode::NotFound, arguments.environment, QStringLiteral("no-errored-state"), 0},
        commandLine({QStringLiteral("runs"), QStringLiteral("--env"), arguments.environment}, arguments));
}

// As in the window: whoever finds the file later reads why.
Answer unexplained(const Arguments &arguments)
{
    return refusedAnswer({errorCodeName(ErrorCode::Forbidden), arguments.environment,
                          QStringLiteral("no reason"),
                          sameCommand(arguments, {QStringLiteral("--reason"), QStringLiteral("why")}),
                          QStringLiteral("nothing was done: setting a state aside takes a reason")});
}

// Where it lies now, which is all that is left of it.
Answer withPlace(const Answer &answer, Session &session, const EnvironmentId &environment)
{
    Answer told = answer;
    const QList<JobStatus> jobs = session.jobs().jobs();
    const auto job = std::find_if(jobs.cbegin(), jobs.cend(), [&](const JobStatus &status) {
        return status.kind == QLatin1String("set-aside") && status.environment == environment;
    });
    if (job == jobs.cend() || job->state != JobState::Succeeded)
        return told;
    told.lines.append(QStringLiteral("kept as ") + job->steps.last().note);
    told.data.insert(QStringLiteral("file"), job->steps.last().note);
    return told;
}

// Also of a file that is no state.
Async<Answer> setStateAside(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const Environment *environment = session.workspace().environment(arguments.environment);
    const auto asked = session.stateKeeper().erroredDigest(environment->name);
    return andThen(
        joined(&session, asked), &session,
        [&session, environment, arguments, stop](const std::tuple<Result<QByteArray>> &result) {
            const Result<QByteArray> &digest = std::get<0>(result);
            if (!digest)
                return ready<Answer>(answerOf(digest.error()));
            if (digest.value().isEmpty())
                return ready<Answer>(noUnsavedState(arguments));
            if (const auto refused = refusedBy(guardFor(Risk::R3, *environment), arguments))
                return ready<Answer>(*refused);
            if (arguments.reason.trimmed().isEmpty())
                return ready<Answer>(unexplained(arguments));
            const auto job =
                session.stateKeeper().setAsideJob(environment->name, digest.value(), arguments.reason);
            return andThen(ran(session, job, arguments, stop), &session,
                           [&session, arguments](const Answer &answer) {
                               return ready<Answer>(withPlace(answer, session, arguments.environment));
                           });
        });
}

} // namespace

Async<Answer> pushState(Session &session, const Arguments &arguments, std::stop_token stop)
{
    using Found = std::optional<infrastructure::ErroredState>;
    if (arguments.setAside)
        return setStateAside(session, arguments, stop);
    const Environment *environment = session.workspace().environment(arguments.environment);
    const auto asked = session.stateKeeper().erroredState(environment->name);
    return andThen(joined(&session, asked), &session,
                   [&session, environment, arguments, stop](const std::tuple<Result<Found>> &result) {
                       const Result<Found> &errored = std::get<0>(result);
                       if (!errored)
                           return ready<Answer>(answerOf(errored.error()));
                       if (!errored.value())
                           return ready<Answer>(noUnsavedState(arguments));
                       if (const auto refused = refusedBy(guardFor(Risk::R3, *environment), arguments))
                           return ready<Answer>(*refused);
                       const auto job = session.stateKeeper().pushStateJob(
                           environment->name, *errored.value(), arguments.reason);
                       return ran(session, job, arguments, stop);
                   });
}

} // namespace envdeck::ctl

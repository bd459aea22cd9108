// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/values.h"
#include "ui/text/audit_text.h"
#include "ui/text/error_text.h"
#include "ui/text/number_text.h"
#include "ui/text/run_text.h"
#include "ui/text/time_text.h"

namespace envdeck::ctl {

namespace {

using infrastructure::ErroredState;
using infrastructure::RunEntry;
using infrastructure::RunLife;

QString stateOf(const RunEntry &run)
{
    const bool goesOn = run.life == RunLife::Followed || run.life == RunLife::Alone;
    return run.life == RunLife::Over ? jobStateName(run.record.state)
                                     : jobStateName(goesOn ? JobState::Running : JobState::Unknown);
}

QJsonValue tookJson(const RunEntry &run)
{
    const auto took = ui::runDuration(run.record);
    return took ? QJsonValue(qint64(took->count())) : QJsonValue();
}

QJsonObject runJson(const RunEntry &run)
{
    const infrastructure::RunRecord &record = run.record;
    QJsonValue error;
    if (record.error)
        error = QJsonObject{{QStringLiteral("code"), errorCodeName(record.error->code)},
                            {QStringLiteral("subject"), record.error->subject},
                            {QStringLiteral("detail"), record.error->detail}};
    return {{QStringLiteral("operation"), record.operation},
            {QStringLiteral("kind"), record.kind},
            {QStringLiteral("environment"), record.environment},
            {QStringLiteral("actor"), record.actor},
            {QStringLiteral("reason"), record.reason},
            {QStringLiteral("at"), timeJson(record.began.isValid() ? record.began : record.ended)},
            {QStringLiteral("ended"), timeJson(record.ended)},
            {QStringLiteral("tookMs"), tookJson(run)},
            {QStringLiteral("commit"), record.commit},
            {QStringLiteral("program"), record.program},
            {QStringLiteral("counts"), record.counts ? QJsonValue(toJson(*record.counts)) : QJsonValue()},
            {QStringLiteral("state"), stateOf(run)},
            {QStringLiteral("followed"), run.life == RunLife::Followed},
            {QStringLiteral("error"), error}};
}

QStringList rowOf(const RunEntry &run)
{
    const infrastructure::RunRecord &record = run.record;
    const auto took = ui::runDuration(record);
    return {timeText(record.began.isValid() ? record.began : record.ended),
            record.environment,
            ui::auditActionWord(record.kind),
            ui::runStateWord(run),
            record.counts ? ui::shortCounts(*record.counts) : ui::absentText(),
            took ? ui::durationText(*took) : ui::absentText(),
            record.commit.left(7),
            record.actor,
            record.operation};
}

// Environments whose last apply could not save its state.
Problem unsaved(const EnvironmentId &environment, const ErroredState &errored, const Arguments &arguments)
{
    const QString next =
        commandLine({QStringLiteral("push-state"), QStringLiteral("--env"), environment}, arguments);
    return {QStringLiteral("errored-state"), environment, errored.path, next,
            QStringLiteral(
                "%1: an apply could not save its state; the only copy, serial %2 with %3 resources, lies "
                "in %4. Until it is written back, no plan is applied")
                .arg(environment)
                .arg(errored.serial)
                .arg(errored.resources)
                .arg(errored.path)};
}

Async<QList<Problem>> unsavedStates(Session &session, const Arguments &arguments)
{
    QStringList names;
    QList<Async<std::optional<ErroredState>>> asked;
    for (const Environment &environment : session.workspace().environments) {
        if (!arguments.environment.isEmpty() && arguments.environment != environment.name)
            continue;
        names.append(environment.name);
        asked.append(session.stateKeeper().erroredState(environment.name));
    }
    return andThen(joined(&session, asked), &session,
                   [names, arguments](const QList<Result<std::optional<ErroredState>>> &found) {
                       QList<Problem> problems;
                       for (qsizetype i = 0; i < found.size(); ++i) {
                           if (found.at(i) && found.at(i).value())
                               problems.append(unsaved(names.at(i), *found.at(i).value(), arguments));
                       }
                       return ready<QList<Problem>>(problems);
                   });
}

Answer runsAnswer(const QList<RunEntry> &runs)
{
    Answer answer;
    QJsonArray rows;
    QList<QStringList> table{{QStringLiteral("WHEN"), QStringLiteral("ENVIRONMENT"), QStringLiteral("WHAT"),
                              QStringLiteral("RESULT"), QStringLiteral("CHANGES"), QStringLiteral("TOOK"),
                              QStringLiteral("COMMIT"), QStringLiteral("WHO"), QStringLiteral("OPERATION")}};
    for (const RunEntry &run : runs) {
        rows.append(runJson(run));
        table.append(rowOf(run));
    }
    answer.lines = rows.isEmpty() ? QStringList{QStringLiteral("terraform was not run from this machine yet")}
                                  : aligned(table);
    answer.data = {{QStringLiteral("runs"), rows}};
    return answer;
}

Answer reportAnswer(const infrastructure::RunReport &report)
{
    Answer answer;
    answer.data = {{QStringLiteral("run"), runJson(report.run)}, {QStringLiteral("log"), report.log}};
    QList<QStringList> facts;
    for (const auto &[label, value] : ui::runFacts(report.run))
        facts.append({label, value});
    answer.lines = aligned(facts);
    answer.lines.append(QString());
    answer.lines += report.log.isEmpty() ? QStringList{QStringLiteral("no log was kept")}
                                         : report.log.split(QLatin1Char('\n'));
    return answer;
}

} // namespace

Async<Answer> runs(Session &session, const Arguments &arguments, std::stop_token)
{
    const auto asked =
        joined(&session, session.infrastructure().runs().list(arguments.environment, arguments.limit),
               unsavedStates(session, arguments));
    return andThen(asked, &session, [](const auto &results) {
        const auto &[runs, problems] = results;
        if (!runs)
            return ready<Answer>(answerOf(runs.error()));
        Answer answer = runsAnswer(runs.value());
        answer.problems = problems ? problems.value() : QList<Problem>();
        return ready<Answer>(answer);
    });
}

Async<Answer> showRun(Session &session, const Arguments &arguments, std::stop_token)
{
    const auto asked = joined(&session, session.infrastructure().runs().report(arguments.operation));
    return andThen(asked, &session, [arguments](const std::tuple<Result<infrastructure::RunReport>> &result) {
        const auto &report = std::get<0>(result);
        if (report)
            return ready<Answer>(reportAnswer(report.value()));
        if (report.error().code != ErrorCode::NotFound)
            return ready<Answer>(answerOf(report.error()));
        Answer answer = answerOf(report.error(), commandLine({QStringLiteral("runs")}, arguments));
        answer.problems.first().text =
            QStringLiteral("no run of terraform has the operation id \"%1\"").arg(arguments.operation);
        return ready<Answer>(answer);
    });
}

} // namespace envdeck::ctl

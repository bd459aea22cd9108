// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/job_watch.h"
#include "app/ctl/names.h"
#include "ui/text/backup_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

namespace envdeck::ctl {

namespace {

using backups::Row;

QJsonObject rowJson(const EnvironmentId &environment, const Row &row)
{
    QJsonObject json{{QStringLiteral("environment"), environment},
                     {QStringLiteral("name"), row.set.name},
                     {QStringLiteral("kind"), row.set.kind},
                     {QStringLiteral("state"), backups::stateName(row.state)},
                     {QStringLiteral("running"), row.isRunning},
                     {QStringLiteral("plan"), QJsonValue()}};
    if (!row.plan)
        return json;
    const platform::BackupPlan &plan = *row.plan;
    json.insert(QStringLiteral("plan"),
                QJsonObject{{QStringLiteral("id"), plan.id},
                            {QStringLiteral("schedule"), plan.schedule},
                            {QStringLiteral("enabled"), plan.enabled},
                            {QStringLiteral("database"), plan.database},
                            {QStringLiteral("destination"), plan.destination},
                            {QStringLiteral("folder"), plan.folder},
                            {QStringLiteral("keep"), plan.keep ? QJsonValue(*plan.keep) : QJsonValue()}});
    json.insert(QStringLiteral("lastGood"),
                row.lastGood.isNull()
                    ? QJsonValue()
                    : QJsonValue(QJsonObject{
                          {QStringLiteral("at"), timeJson(row.lastGood)},
                          {QStringLiteral("seen"), row.seen},
                          {QStringLiteral("bytes"), row.seen ? QJsonValue(row.bytes) : QJsonValue()}}));
    json.insert(QStringLiteral("kept"), plan.storedError ? QJsonValue() : QJsonValue(row.kept));
    json.insert(QStringLiteral("next"), timeJson(row.next));
    if (plan.storedError)
        json.insert(QStringLiteral("why"), errorCodeName(plan.storedError->code));
    return json;
}

QStringList cellsOf(const EnvironmentId &environment, const Row &row, const QDateTime &now)
{
    const QString none = ui::absentText();
    return {row.set.name,
            row.set.kind,
            environment,
            ui::backupStateText(row, now),
            row.lastGood.isNull() ? none : ui::agoText(row.lastGood, now),
            row.seen ? ui::sizeText(row.bytes) : none,
            row.plan ? row.plan->schedule : none,
            ui::keptText(row),
            row.next.isNull() ? none : ui::agoText(row.next, now),
            row.plan ? row.plan->destination : none};
}

bool isNotConfigured(const Error &error)
{
    return error.detail == QLatin1String("not-configured");
}

// Of every environment that has a platform, or of the one that is named.
QStringList environmentsOf(const Workspace &workspace, const Arguments &arguments)
{
    QStringList names;
    for (const Environment &environment : workspace.environments) {
        if (arguments.environment.isEmpty() || environment.name == arguments.environment)
            names.append(environment.name);
    }
    return names;
}

// The plan that is meant by a name; where there are several one must be said.
std::optional<Answer> wrongName(const QList<Row> &rows, const Arguments &arguments, Row *chosen)
{
    QList<Row> found;
    QStringList names, plans;
    for (const Row &row : rows) {
        names.append(row.set.name);
        if (row.set.name != arguments.name ||
            (!arguments.value.isEmpty() && row.plan && row.plan->id != arguments.value))
            continue;
        found.append(row);
        if (row.plan)
            plans.append(row.plan->id);
    }
    names.removeDuplicates();
    if (found.size() == 1 && found.first().plan) {
        *chosen = found.first();
        return std::nullopt;
    }
    QString text;
    if (found.size() > 1)
        text = QStringLiteral("%1 has several schedules; say which: --plan %2")
                   .arg(arguments.name, plans.join(QStringLiteral(" or ")));
    else if (found.size() == 1)
        text = QStringLiteral("nobody backs %1 up: make a schedule for it in Dokploy of %2 first")
                   .arg(arguments.name, arguments.environment);
    else
        text = QStringLiteral("there is no data set \"%1\" in %2; there are: %3")
                   .arg(arguments.name, arguments.environment,
                        names.isEmpty() ? QStringLiteral("none") : names.join(QStringLiteral(", ")));
    return usageAnswer(
        {QStringLiteral("usage"), arguments.name, text,
         commandLine({QStringLiteral("backups"), QStringLiteral("--env"), arguments.environment}, arguments),
         text});
}

} // namespace

Async<Answer> listBackups(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const QStringList names = environmentsOf(session.workspace(), arguments);
    QList<Async<QList<Row>>> reads;
    for (const QString &name : names)
        reads.append(session.backups().read(name, stop));
    return andThen(
        joined(&session, reads), &session,
        [&session, arguments, names](const QList<Result<QList<Row>>> &answers) {
            const QDateTime now = session.clock().now();
            Answer answer;
            QJsonArray list;
            QList<QStringList> table{{QStringLiteral("DATA SET"), QStringLiteral("KIND"),
                                      QStringLiteral("ENVIRONMENT"), QStringLiteral("STATE"),
                                      QStringLiteral("LAST GOOD"), QStringLiteral("SIZE"),
                                      QStringLiteral("SCHEDULE"), QStringLiteral("KEPT"),
                                      QStringLiteral("NEXT"), QStringLiteral("TO")}};
            bool something = false;
            for (qsizetype i = 0; i < names.size(); ++i) {
                if (!answers.at(i)) {
                    if (isNotConfigured(answers.at(i).error()) && arguments.environment.isEmpty())
                        continue;
                    Problem problem = problemOf(answers.at(i).error());
                    problem.subject = names.at(i);
                    answer.code = exitCodeOf(answers.at(i).error());
                    answer.problems.append(problem);
                    continue;
                }
                for (const Row &row : answers.at(i).value()) {
                    list.append(rowJson(names.at(i), row));
                    table.append(cellsOf(names.at(i), row, now));
                    something = something || backups::isCritical(row.state) || backups::isWarning(row.state);
                }
            }
            answer.lines = table.size() > 1
                               ? aligned(table)
                               : QStringList{QStringLiteral("Dokploy runs no database, and backs none up")};
            answer.data = {{QStringLiteral("backups"), list}};
            if (arguments.exitCode && answer.code == exitOk && something)
                answer.code = exitSomethingToDo;
            return ready<Answer>(answer);
        });
}

Async<Answer> runBackup(Session &session, const Arguments &arguments, std::stop_token stop)
{
    return andThen(
        session.backups().read(arguments.environment, stop), &session,
        [&session, arguments, stop](const QList<Row> &rows) {
            Row row;
            if (const auto wrong = wrongName(rows, arguments, &row))
                return ready<Answer>(*wrong);
            if (arguments.dryRun) {
                Answer answer;
                answer.data = {{QStringLiteral("backup"), rowJson(arguments.environment, row)}};
                answer.lines = {
                    QStringLiteral("would back up %1 (%2) to %3, %4")
                        .arg(row.set.name, row.plan->database, row.plan->destination, row.plan->folder)};
                return ready<Answer>(answer);
            }
            const auto job = session.backups().backUpJob(arguments.environment, row, arguments.reason);
            return job ? ran(session, job.value(), arguments, stop) : ready<Answer>(answerOf(job.error()));
        });
}

} // namespace envdeck::ctl

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/app_answers.h"

#include "app/ctl/values.h"
#include "core/gitops/line_diff.h"
#include "ui/text/deployment_text.h"
#include "ui/text/error_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

#include <algorithm>

namespace envdeck::ctl {

namespace {

using apps::AppFacts;
using apps::VariableCell;
using apps::VariableRow;

QString certificateName(platform::AppCertificate kind)
{
    switch (kind) {
    case platform::AppCertificate::None: return QStringLiteral("none");
    case platform::AppCertificate::LetsEncrypt: return QStringLiteral("letsencrypt");
    case platform::AppCertificate::Custom: return QStringLiteral("custom");
    case platform::AppCertificate::Unknown: return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

QJsonObject routeJson(const platform::AppDomain &domain, const AppFacts &facts)
{
    QJsonObject certificate{{QStringLiteral("kind"), certificateName(domain.certificate)}};
    if (const auto seen = facts.certificates.constFind(domain.host); seen != facts.certificates.cend()) {
        certificate.insert(QStringLiteral("trusted"),
                           seen->value ? QJsonValue(seen->value->trusted) : QJsonValue(QJsonValue::Null));
        certificate.insert(QStringLiteral("expires"),
                           seen->value ? timeJson(seen->value->expires) : QJsonValue());
        if (seen->error)
            certificate.insert(QStringLiteral("why"), errorCodeName(seen->error->code));
    }
    return {{QStringLiteral("host"), domain.host},       {QStringLiteral("path"), domain.path},
            {QStringLiteral("port"), domain.port},       {QStringLiteral("https"), domain.https},
            {QStringLiteral("service"), domain.service}, {QStringLiteral("certificate"), certificate}};
}

QJsonObject driftJson(const apps::PanelDrift &drift)
{
    return {{QStringLiteral("kind"), apps::driftName(drift.kind)},
            {QStringLiteral("subject"), drift.subject},
            {QStringLiteral("expected"), drift.expected},
            {QStringLiteral("actual"), drift.actual}};
}

int runningOf(const health::Runtime &runtime)
{
    return int(
        std::count_if(runtime.containers.cbegin(), runtime.containers.cend(),
                      [](const platform::Container &c) { return c.state == QLatin1String("running"); }));
}

QJsonValue updatesJson(const apps::UpdateEffect &effect)
{
    if (!effect.stopsFirst)
        return {};
    return QJsonObject{
        {QStringLiteral("kind"), *effect.stopsFirst ? QStringLiteral("gap") : QStringLiteral("rolls")},
        {QStringLiteral("by"), effect.isStack     ? QStringLiteral("stack")
                               : effect.isCompose ? QStringLiteral("docker-compose")
                                                  : QStringLiteral("application")},
        {QStringLiteral("gapMs"),
         effect.medianGap() ? QJsonValue(qint64(effect.medianGap()->count())) : QJsonValue()},
        {QStringLiteral("measured"), int(effect.gaps.size())}};
}

QString updatesText(const apps::UpdateEffect &effect)
{
    if (!effect.stopsFirst)
        return ui::absentText();
    if (!*effect.stopsFirst)
        return QStringLiteral("rolls");
    return effect.medianGap() ? QStringLiteral("gap ") + ui::durationText(*effect.medianGap())
                              : QStringLiteral("gap");
}

QString routesText(const AppFacts &facts)
{
    if (!facts.setup.value)
        return ui::absentText();
    QStringList routes;
    for (const platform::AppDomain &domain : facts.setup.value->domains)
        routes.append((domain.https ? QStringLiteral("https://") : QStringLiteral("http://")) + domain.host +
                      (domain.path == QLatin1String("/") ? QString() : domain.path));
    return routes.isEmpty() ? ui::absentText() : routes.join(QLatin1Char(' '));
}

QString cellText(const VariableCell &cell)
{
    if (!cell.known)
        return QStringLiteral("?");
    if (!cell.isSet)
        return cell.needed ? QStringLiteral("MISSING") : QStringLiteral("-");
    QString text = cell.isEmpty ? QStringLiteral("empty") : QStringLiteral("set");
    if (!cell.reference.isEmpty())
        text += QStringLiteral(" (${{%1}})").arg(cell.reference);
    return cell.isReferenceBroken ? text + QStringLiteral(" BROKEN") : text;
}

QJsonObject cellJson(const VariableCell &cell)
{
    return {
        {QStringLiteral("state"), !cell.known    ? QStringLiteral("unknown")
                                  : !cell.isSet  ? QStringLiteral("missing")
                                  : cell.isEmpty ? QStringLiteral("empty")
                                                 : QStringLiteral("set")},
        {QStringLiteral("needed"), cell.needed},
        {QStringLiteral("sameAs"), cell.group == 0 ? QJsonValue() : QJsonValue(cell.group)},
        {QStringLiteral("reference"), cell.reference.isEmpty() ? QJsonValue() : QJsonValue(cell.reference)},
        {QStringLiteral("broken"), cell.isReferenceBroken}};
}

QJsonObject rowJson(const VariableRow &row)
{
    QJsonObject environments;
    for (const VariableCell &cell : row.cells)
        environments.insert(cell.environment, cellJson(cell));
    return {{QStringLiteral("name"), row.name},
            {QStringLiteral("differs"), row.differs},
            {QStringLiteral("environments"), environments}};
}

QString rowNote(const VariableRow &row)
{
    QStringList notes;
    if (row.differs)
        notes.append(QStringLiteral("differs"));
    for (const VariableCell &cell : row.cells) {
        if (cell.isMissing() && row.cells.size() > 1)
            notes.append(QStringLiteral("missing in ") + cell.environment);
    }
    return notes.join(QStringLiteral(", "));
}

Answer tableOf(const QList<VariableRow> &rows, const QStringList &environments, const QString &none)
{
    Answer answer;
    QStringList head{QStringLiteral("VARIABLE")};
    for (const QString &environment : environments)
        head.append(environment.toUpper());
    QList<QStringList> table{head + QStringList{QStringLiteral("NOTE")}};
    QJsonArray variables;
    for (const VariableRow &row : rows) {
        QStringList cells{row.name};
        for (const VariableCell &cell : row.cells)
            cells.append(cellText(cell));
        table.append(cells + QStringList{rowNote(row)});
        variables.append(rowJson(row));
    }
    answer.lines = rows.isEmpty() ? QStringList{none} : aligned(table);
    answer.data = {{QStringLiteral("variables"), variables}};
    return answer;
}

void addUnread(const QList<AppFacts> &environments, Answer *answer)
{
    for (const AppFacts &facts : environments) {
        if (!facts.setup.error)
            continue;
        answer->code = exitCodeOf(*facts.setup.error);
        Problem problem = problemOf(*facts.setup.error);
        problem.subject = facts.target.text();
        problem.text =
            QStringLiteral("%1 was not read: %2")
                .arg(facts.target.text(), problem.detail.isEmpty() ? problem.code : problem.detail);
        answer->problems.append(problem);
    }
}

QJsonObject sideJson(const DiffSide &side)
{
    return {{QStringLiteral("name"), side.name},
            {QStringLiteral("version"), toJson(side.image)},
            {QStringLiteral("commit"), side.commit}};
}

} // namespace

Answer appsAnswer(const QList<AppLook> &looks, const Arguments &arguments, const QDateTime &now,
                  const health::Intervals &intervals)
{
    Answer answer;
    QJsonArray list;
    QList<QStringList> table{{QStringLiteral("APP"), QStringLiteral("ENVIRONMENT"), QStringLiteral("VERSION"),
                              QStringLiteral("STATE"), QStringLiteral("RUNNING"), QStringLiteral("UPDATES"),
                              QStringLiteral("DEPLOYED"), QStringLiteral("BY"), QStringLiteral("ROUTES")}};
    QStringList drifted;
    QList<AppFacts> all;
    for (const AppLook &look : looks) {
        const health::AppHealth &health = look.health;
        const AppFacts &facts = look.facts;
        all.append(facts);
        QJsonArray routes, drift;
        if (facts.setup.value) {
            for (const platform::AppDomain &domain : facts.setup.value->domains)
                routes.append(routeJson(domain, facts));
        }
        for (const apps::PanelDrift &one : facts.drift) {
            drift.append(driftJson(one));
            drifted.append(
                QStringLiteral("%1: %2 %3").arg(facts.target.text(), apps::driftName(one.kind), one.subject));
        }
        list.append(QJsonObject{
            {QStringLiteral("app"), facts.target.app},
            {QStringLiteral("environment"), facts.target.environment},
            {QStringLiteral("state"), stateName(health.state)},
            {QStringLiteral("version"),
             observedJson(health.desired, now, intervals.git,
                          [](const Deployment &d) { return QJsonValue(toJson(d.image)); })},
            {QStringLiteral("deployed"),
             health.desired.value
                 ? QJsonValue(QJsonObject{{QStringLiteral("at"), timeJson(health.desired.value->at)},
                                          {QStringLiteral("by"), health.desired.value->author}})
                 : QJsonValue()},
            {QStringLiteral("replicas"),
             observedJson(health.runtime, now, intervals.platform,
                          [](const health::Runtime &r) {
                              return QJsonValue(QJsonObject{{QStringLiteral("running"), runningOf(r)},
                                                            {QStringLiteral("total"), r.containers.size()}});
                          })},
            {QStringLiteral("updates"), updatesJson(facts.effect)},
            {QStringLiteral("routes"), facts.setup.value ? QJsonValue(routes) : QJsonValue()},
            {QStringLiteral("drift"), drift}});
        const auto &desired = health.desired.value;
        table.append({facts.target.app, facts.target.environment,
                      desired ? desired->image.tag : ui::absentText(), ui::deploymentStateWord(health.state),
                      health.runtime.value ? QStringLiteral("%1/%2")
                                                 .arg(runningOf(*health.runtime.value))
                                                 .arg(health.runtime.value->containers.size())
                                           : ui::absentText(),
                      updatesText(facts.effect), desired ? ui::agoText(desired->at, now) : ui::absentText(),
                      desired ? desired->author : ui::absentText(), routesText(facts)});
    }
    answer.lines = aligned(table);
    if (!drifted.isEmpty())
        answer.lines += QStringList{QString(), QStringLiteral("changed in Dokploy's own panel:")} + drifted;
    answer.data = {{QStringLiteral("apps"), list}};
    addUnread(all, &answer);
    if (arguments.exitCode && answer.code == exitOk && !drifted.isEmpty())
        answer.code = exitSomethingToDo;
    return answer;
}

Answer variablesAnswer(const QList<AppFacts> &environments, const Arguments &arguments)
{
    QStringList names;
    for (const AppFacts &facts : environments)
        names.append(facts.target.environment);
    const QList<VariableRow> rows = apps::variableRows(environments);
    Answer answer = tableOf(rows, names, QStringLiteral("%1 has no variables").arg(arguments.app));
    answer.data.insert(QStringLiteral("app"), arguments.app);
    addUnread(environments, &answer);
    return answer;
}

Answer variablesDiffAnswer(const AppFacts &from, const AppFacts &to, const Arguments &arguments)
{
    QList<VariableRow> rows = apps::variableRows({from, to});
    rows.removeIf([](const VariableRow &row) { return !row.differs && !row.isMissingSomewhere(); });
    const QStringList names{from.target.environment, to.target.environment};
    Answer answer = tableOf(rows, names,
                            QStringLiteral("%1 has the same variables in %2 and %3")
                                .arg(arguments.app, names.first(), names.last()));
    answer.data.insert(QStringLiteral("app"), arguments.app);
    addUnread({from, to}, &answer);
    if (arguments.exitCode && answer.code == exitOk && !rows.isEmpty())
        answer.code = exitSomethingToDo;
    return answer;
}

Answer diffAnswer(const DiffSide &from, const DiffSide &to, const QList<VariableRow> &all,
                  const Arguments &arguments)
{
    QList<VariableRow> rows = all;
    rows.removeIf([](const VariableRow &row) { return !row.differs && !row.isMissingSomewhere(); });
    Answer answer;
    if (!all.isEmpty())
        answer = tableOf(rows, {from.name, to.name}, QStringLiteral("variables: the same"));
    QStringList lines{QStringLiteral("version  %1 -> %2").arg(from.image.tag, to.image.tag)};
    QJsonArray compose;
    for (const gitops::DiffLine &line : gitops::lineDiff(from.compose, to.compose)) {
        const QString sign = line.kind == gitops::DiffLine::Kind::Added     ? QStringLiteral("+")
                             : line.kind == gitops::DiffLine::Kind::Removed ? QStringLiteral("-")
                                                                            : QStringLiteral(" ");
        lines.append(QStringLiteral("%1 %2 %3").arg(line.number, 4).arg(sign, line.text));
        compose.append(QJsonObject{{QStringLiteral("sign"), sign},
                                   {QStringLiteral("line"), line.number},
                                   {QStringLiteral("text"), line.text}});
    }
    if (compose.isEmpty())
        lines.append(QStringLiteral("compose file: the same"));
    if (!all.isEmpty())
        lines += QStringList{QString()} + answer.lines;
    answer.lines = lines;
    answer.data.insert(QStringLiteral("app"), arguments.app);
    answer.data.insert(QStringLiteral("from"), sideJson(from));
    answer.data.insert(QStringLiteral("to"), sideJson(to));
    answer.data.insert(QStringLiteral("compose"), compose);
    if (arguments.exitCode && (!compose.isEmpty() || !rows.isEmpty()))
        answer.code = exitSomethingToDo;
    return answer;
}

} // namespace envdeck::ctl

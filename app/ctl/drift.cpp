// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/drift_answer.h"
#include "app/ctl/job_watch.h"
#include "app/ctl/values.h"
#include "ui/text/drift_text.h"
#include "ui/text/time_text.h"

#include <QJsonDocument>

namespace envdeck::ctl {

namespace {

using infrastructure::DriftedAttribute;
using infrastructure::DriftedResource;
using infrastructure::DriftReport;

QJsonValue numberOrNull(int number)
{
    return number > 0 ? QJsonValue(number) : QJsonValue();
}

// The value itself; null when there is none, and when it is not to be told.
QJsonValue valueJson(const QString &json, bool there)
{
    return there ? QJsonDocument::fromJson('[' + json.toUtf8() + ']').array().at(0) : QJsonValue();
}

QJsonObject attributeJson(const DriftedResource &resource, const DriftedAttribute &attribute)
{
    const ui::Adoption adoption = ui::adoptionOf(resource, attribute);
    return {
        {QStringLiteral("path"), attribute.path},
        {QStringLiteral("expected"),
         valueJson(attribute.expected, attribute.hasExpected && !attribute.sensitive)},
        {QStringLiteral("actual"), valueJson(attribute.actual, attribute.hasActual && !attribute.sensitive)},
        {QStringLiteral("sensitive"), attribute.sensitive},
        {QStringLiteral("firstSeen"), timeJson(attribute.firstSeen)},
        {QStringLiteral("file"), textOrNull(attribute.code.file)},
        {QStringLiteral("line"), numberOrNull(attribute.code.line)},
        {QStringLiteral("variable"), textOrNull(adoption.variable)},
        {QStringLiteral("adopt"), textOrNull(adoption.snippet)}};
}

QJsonObject resourceJson(const DriftedResource &resource)
{
    QJsonArray attributes;
    for (const DriftedAttribute &attribute : resource.attributes)
        attributes.append(attributeJson(resource, attribute));
    return {{QStringLiteral("address"), resource.address},
            {QStringLiteral("type"), resource.type},
            {QStringLiteral("deleted"), resource.deleted},
            {QStringLiteral("firstSeen"), timeJson(resource.firstSeen)},
            {QStringLiteral("file"), textOrNull(resource.file)},
            {QStringLiteral("line"), numberOrNull(resource.line)},
            {QStringLiteral("attributes"), attributes}};
}

void addRows(const DriftedResource &resource, const QDateTime &now, QList<QStringList> *rows)
{
    if (resource.deleted)
        rows->append({resource.address, QStringLiteral("-"), QStringLiteral("is there"), ui::driftGoneText(),
                      ui::agoText(resource.firstSeen, now)});
    for (const DriftedAttribute &attribute : resource.attributes)
        rows->append({resource.address, attribute.path, ui::driftExpectedText(attribute),
                      ui::driftActualText(attribute), ui::agoText(attribute.firstSeen, now)});
}

// A variable that alone gives the value is changed by one more command.
void addAdoptions(const DriftedResource &resource, const Arguments &arguments, QStringList *lines)
{
    for (const DriftedAttribute &attribute : resource.attributes) {
        const ui::Adoption adoption = ui::adoptionOf(resource, attribute);
        if (!adoption.variable.isEmpty())
            lines->append(
                QStringLiteral("adopt %1: %2")
                    .arg(attribute.path,
                         commandLine({QStringLiteral("variables"), QStringLiteral("set"), adoption.variable,
                                      adoption.typed, QStringLiteral("--env"), arguments.environment},
                                     arguments)));
        else if (!adoption.place.isEmpty())
            lines->append(QStringLiteral("adopt %1: by hand, at %2").arg(attribute.path, adoption.place));
    }
}

} // namespace

Answer driftAnswer(const DriftReport &report, const QDateTime &now, Answer answer, const Arguments &arguments)
{
    QJsonArray resources;
    QList<QStringList> rows{{QStringLiteral("RESOURCE"), QStringLiteral("ATTRIBUTE"),
                             QStringLiteral("EXPECTED"), QStringLiteral("ACTUAL"),
                             QStringLiteral("FIRST SEEN")}};
    QStringList adoptions;
    for (const DriftedResource &resource : report.resources) {
        resources.append(resourceJson(resource));
        addRows(resource, now, &rows);
        addAdoptions(resource, arguments, &adoptions);
    }
    answer.data.insert(QStringLiteral("commit"), report.commit);
    answer.data.insert(QStringLiteral("at"), timeJson(report.at));
    answer.data.insert(QStringLiteral("program"), report.program);
    answer.data.insert(QStringLiteral("hasState"), report.hasState);
    answer.data.insert(QStringLiteral("drifted"), int(report.resources.size()));
    answer.data.insert(QStringLiteral("resources"), resources);
    answer.lines.append(QString());
    if (!report.hasState)
        answer.lines.append(QStringLiteral("nothing was ever applied here, so nothing can have drifted"));
    else if (!report.hasDrift())
        answer.lines.append(QStringLiteral("what is there is what the last apply left"));
    if (!report.hasDrift())
        return answer;
    const QString next =
        commandLine({QStringLiteral("plan"), QStringLiteral("--env"), arguments.environment}, arguments);
    answer.lines += aligned(rows);
    answer.lines.append(QString());
    answer.lines += adoptions;
    answer.lines.append(
        QStringLiteral("next: %1   (restores what the code says, once it is applied)").arg(next));
    answer.data.insert(QStringLiteral("next"), next);
    if (arguments.exitCode)
        answer.code = exitSomethingToDo;
    return answer;
}

Async<Answer> drift(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const auto job = session.drift().driftJob(arguments.environment);
    return andThen(ran(session, job, arguments, stop), &session, [&session, arguments](const Answer &answer) {
        const auto report = session.drift().report(arguments.environment);
        return ready<Answer>(answer.isOk() && report
                                 ? driftAnswer(*report, session.clock().now(), answer, arguments)
                                 : answer);
    });
}

} // namespace envdeck::ctl

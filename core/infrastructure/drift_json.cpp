// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/drift_json.h"

#include <QJsonArray>

namespace envdeck::infrastructure {

namespace {

QString timeText(const QDateTime &at)
{
    return at.isValid() ? at.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime timeFrom(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

QString textIn(const QJsonObject &json, const char *key)
{
    return json.value(QLatin1String(key)).toString();
}

QJsonObject codeJson(const terraform::ArgumentCode &code)
{
    return {{QStringLiteral("file"), code.file},
            {QStringLiteral("line"), code.line},
            {QStringLiteral("name"), code.name},
            {QStringLiteral("expression"), QString::fromUtf8(code.expression)},
            {QStringLiteral("variable"), code.variable},
            {QStringLiteral("literal"), code.isLiteral},
            {QStringLiteral("secret"), code.isSecret},
            {QStringLiteral("type"), code.type}};
}

terraform::ArgumentCode codeFrom(const QJsonObject &json)
{
    return {textIn(json, "file"),
            json.value(QLatin1String("line")).toInt(),
            textIn(json, "name"),
            textIn(json, "expression").toUtf8(),
            textIn(json, "variable"),
            json.value(QLatin1String("literal")).toBool(),
            json.value(QLatin1String("secret")).toBool(),
            textIn(json, "type")};
}

QJsonObject attributeJson(const DriftedAttribute &attribute)
{
    QJsonObject json{{QStringLiteral("path"), attribute.path},
                     {QStringLiteral("sensitive"), attribute.sensitive},
                     {QStringLiteral("firstSeen"), timeText(attribute.firstSeen)},
                     {QStringLiteral("code"), codeJson(attribute.code)}};
    if (attribute.hasExpected)
        json.insert(QStringLiteral("expected"), attribute.expected);
    if (attribute.hasActual)
        json.insert(QStringLiteral("actual"), attribute.actual);
    return json;
}

DriftedAttribute attributeFrom(const QJsonObject &json)
{
    DriftedAttribute attribute;
    attribute.path = textIn(json, "path");
    attribute.sensitive = json.value(QLatin1String("sensitive")).toBool();
    attribute.firstSeen = timeFrom(json.value(QLatin1String("firstSeen")));
    attribute.code = codeFrom(json.value(QLatin1String("code")).toObject());
    attribute.hasExpected = json.contains(QLatin1String("expected"));
    attribute.hasActual = json.contains(QLatin1String("actual"));
    attribute.expected = textIn(json, "expected");
    attribute.actual = textIn(json, "actual");
    return attribute;
}

QJsonObject resourceJson(const DriftedResource &resource)
{
    QJsonArray attributes;
    for (const DriftedAttribute &attribute : resource.attributes)
        attributes.append(attributeJson(attribute));
    return {{QStringLiteral("address"), resource.address},
            {QStringLiteral("module"), resource.module},
            {QStringLiteral("type"), resource.type},
            {QStringLiteral("deleted"), resource.deleted},
            {QStringLiteral("firstSeen"), timeText(resource.firstSeen)},
            {QStringLiteral("file"), resource.file},
            {QStringLiteral("line"), resource.line},
            {QStringLiteral("repeated"), resource.repeated},
            {QStringLiteral("attributes"), attributes}};
}

DriftedResource resourceFrom(const QJsonObject &json)
{
    DriftedResource resource;
    resource.address = textIn(json, "address");
    resource.module = textIn(json, "module");
    resource.type = textIn(json, "type");
    resource.deleted = json.value(QLatin1String("deleted")).toBool();
    resource.firstSeen = timeFrom(json.value(QLatin1String("firstSeen")));
    resource.file = textIn(json, "file");
    resource.line = json.value(QLatin1String("line")).toInt();
    resource.repeated = json.value(QLatin1String("repeated")).toBool();
    const QJsonArray attributes = json.value(QLatin1String("attributes")).toArray();
    for (const QJsonValue &attribute : attributes)
        resource.attributes.append(attributeFrom(attribute.toObject()));
    return resource;
}

} // namespace

QJsonObject toJson(const DriftReport &report)
{
    QJsonArray resources;
    for (const DriftedResource &resource : report.resources)
        resources.append(resourceJson(resource));
    return {{QStringLiteral("environment"), report.environment}, {QStringLiteral("commit"), report.commit},
            {QStringLiteral("at"), timeText(report.at)},         {QStringLiteral("program"), report.program},
            {QStringLiteral("hasState"), report.hasState},       {QStringLiteral("resources"), resources}};
}

std::optional<DriftReport> driftReportFrom(const QJsonObject &json)
{
    DriftReport report;
    report.environment = textIn(json, "environment");
    report.commit = textIn(json, "commit");
    report.at = timeFrom(json.value(QLatin1String("at")));
    report.program = textIn(json, "program");
    report.hasState = json.value(QLatin1String("hasState")).toBool(true);
    const QJsonArray resources = json.value(QLatin1String("resources")).toArray();
    for (const QJsonValue &resource : resources)
        report.resources.append(resourceFrom(resource.toObject()));
    return report.environment.isEmpty() || !report.at.isValid() ? std::nullopt
                                                                : std::optional<DriftReport>(report);
}

} // namespace envdeck::infrastructure

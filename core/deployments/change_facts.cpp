// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/change_facts.h"

namespace envdeck::deployments {

namespace {

QJsonObject imageJson(const ImageRef &image)
{
    return {{QStringLiteral("repository"), image.repository},
            {QStringLiteral("tag"), image.tag},
            {QStringLiteral("digest"), image.digest}};
}

ImageRef imageFrom(const QJsonValue &value)
{
    const QJsonObject json = value.toObject();
    return {json.value(QLatin1String("repository")).toString(), json.value(QLatin1String("tag")).toString(),
            json.value(QLatin1String("digest")).toString()};
}

QJsonObject holdJson(const Hold &hold)
{
    return {{QStringLiteral("app"), hold.app},
            {QStringLiteral("version"), hold.version},
            {QStringLiteral("until"), hold.until.toString(Qt::ISODate)},
            {QStringLiteral("by"), hold.by},
            {QStringLiteral("reason"), hold.reason}};
}

Hold holdFrom(const QJsonObject &json)
{
    return {json.value(QLatin1String("app")).toString(), json.value(QLatin1String("version")).toString(),
            QDate::fromString(json.value(QLatin1String("until")).toString(), Qt::ISODate),
            json.value(QLatin1String("by")).toString(), json.value(QLatin1String("reason")).toString()};
}

} // namespace

QString titleOf(const ChangeFacts &facts)
{
    const QString name = facts.target.app;
    if (!facts.changesImage() && facts.action != Action::Hold)
        return QStringLiteral("Deploy %1 again").arg(name);
    switch (facts.action) {
    case Action::Deploy: return QStringLiteral("Deploy %1 %2").arg(name, facts.to.tag);
    case Action::Promote: return QStringLiteral("Promote %1 %2").arg(name, facts.to.tag);
    case Action::Rollback: return QStringLiteral("Roll back %1 to %2").arg(name, facts.to.tag);
    case Action::Hold:
        return facts.hold ? QStringLiteral("Hold %1 at %2").arg(name, facts.hold->version)
                          : QStringLiteral("Hold %1").arg(name);
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const ChangeFacts &facts)
{
    QJsonObject json{{QStringLiteral("operation"), facts.operation},
                     {QStringLiteral("action"), actionName(facts.action)},
                     {QStringLiteral("environment"), facts.target.environment},
                     {QStringLiteral("app"), facts.target.app},
                     {QStringLiteral("from"), imageJson(facts.from)},
                     {QStringLiteral("to"), imageJson(facts.to)},
                     {QStringLiteral("branch"), facts.branch},
                     {QStringLiteral("file"), facts.file},
                     {QStringLiteral("reason"), facts.reason},
                     {QStringLiteral("releasesHold"), facts.releasesHold}};
    if (facts.hold)
        json.insert(QStringLiteral("hold"), holdJson(*facts.hold));
    if (facts.path == ChangePath::PullRequest)
        json.insert(QStringLiteral("path"), QStringLiteral("pull-request"));
    return json;
}

Result<ChangeFacts> changeFactsFrom(const QJsonObject &json)
{
    ChangeFacts facts;
    const auto action = actionFromName(json.value(QLatin1String("action")).toString());
    facts.operation = json.value(QLatin1String("operation")).toString();
    facts.target = {json.value(QLatin1String("environment")).toString(),
                    json.value(QLatin1String("app")).toString()};
    facts.from = imageFrom(json.value(QLatin1String("from")));
    facts.to = imageFrom(json.value(QLatin1String("to")));
    facts.branch = json.value(QLatin1String("branch")).toString();
    facts.file = json.value(QLatin1String("file")).toString();
    facts.reason = json.value(QLatin1String("reason")).toString();
    facts.releasesHold = json.value(QLatin1String("releasesHold")).toBool();
    if (json.value(QLatin1String("path")).toString() == QLatin1String("pull-request"))
        facts.path = ChangePath::PullRequest;
    if (json.contains(QLatin1String("hold")))
        facts.hold = holdFrom(json.value(QLatin1String("hold")).toObject());
    const char *missing = !action                              ? "action"
                          : facts.operation.isEmpty()          ? "operation"
                          : facts.target.environment.isEmpty() ? "environment"
                          : facts.target.app.isEmpty()         ? "app"
                                                               : nullptr;
    if (missing)
        return Error{ErrorCode::BadInput, QStringLiteral("payload"), QString::fromLatin1(missing), 0};
    facts.action = *action;
    return facts;
}

} // namespace envdeck::deployments

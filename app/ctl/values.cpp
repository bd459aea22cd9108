// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/values.h"

#include "app/ctl/answer.h"
#include "ui/text/plan_text.h"

namespace envdeck::ctl {

namespace {

QJsonArray marksOf(const Deployment &deployment)
{
    QJsonArray marks;
    if (deployment.current)
        marks.append(QStringLiteral("current"));
    if (deployment.superseded)
        marks.append(QStringLiteral("superseded"));
    if (deployment.rolledBack)
        marks.append(QStringLiteral("rolled-back"));
    if (deployment.held)
        marks.append(QStringLiteral("held"));
    return marks;
}

} // namespace

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject toJson(const ImageRef &image)
{
    return {{QStringLiteral("repository"), image.repository},
            {QStringLiteral("tag"), textOrNull(image.tag)},
            {QStringLiteral("digest"), textOrNull(image.digest)}};
}

QJsonObject toJson(const Deployment &deployment)
{
    return {{QStringLiteral("app"), deployment.target.app},
            {QStringLiteral("environment"), deployment.target.environment},
            {QStringLiteral("state"), stateName(deployment.state)},
            {QStringLiteral("marks"), marksOf(deployment)},
            {QStringLiteral("version"), toJson(deployment.image)},
            {QStringLiteral("commit"), deployment.commit},
            {QStringLiteral("author"), deployment.author},
            {QStringLiteral("at"), timeJson(deployment.at)},
            {QStringLiteral("liveForMs"),
             deployment.liveFor ? QJsonValue(qint64(deployment.liveFor->count())) : QJsonValue()},
            {QStringLiteral("errorPercent"),
             deployment.errorPercent ? QJsonValue(*deployment.errorPercent) : QJsonValue()},
            {QStringLiteral("p95Ms"), deployment.p95Ms ? QJsonValue(*deployment.p95Ms) : QJsonValue()},
            {QStringLiteral("source"), deployment.source}};
}

QJsonObject toJson(const PlanCounts &counts)
{
    return {{QStringLiteral("create"), counts.create},       {QStringLiteral("update"), counts.update},
            {QStringLiteral("replace"), counts.replace},     {QStringLiteral("destroy"), counts.destroy},
            {QStringLiteral("unchanged"), counts.unchanged}, {QStringLiteral("moved"), counts.moved},
            {QStringLiteral("imported"), counts.imported},   {QStringLiteral("forgotten"), counts.forgotten}};
}

QJsonObject toJson(const ResourceChange &change)
{
    return {{QStringLiteral("address"), change.address},
            {QStringLiteral("action"), ui::changeActionWord(change.action)},
            {QStringLiteral("reason"), textOrNull(change.reason)},
            {QStringLiteral("attributes"), int(change.attributes.list().size())}};
}

QJsonObject toJson(const terraform::PlanCost &cost)
{
    QJsonArray differences;
    for (auto it = cost.differenceByCurrency.cbegin(); it != cost.differenceByCurrency.cend(); ++it)
        differences.append(QJsonObject{{QStringLiteral("currency"), it.key()},
                                       {QStringLiteral("amount"), double(it.value()) / 100}});
    const bool isUnknown = differences.isEmpty() && cost.unknown > 0;
    return {{QStringLiteral("differences"), isUnknown ? QJsonValue() : QJsonValue(differences)},
            {QStringLiteral("unknownServers"), cost.unknown},
            {QStringLiteral("asOf"), textOrNull(cost.asOf.toString(Qt::ISODate))},
            {QStringLiteral("why"), isUnknown ? QJsonValue(QStringLiteral("no list price")) : QJsonValue()}};
}

QString verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok: return QStringLiteral("ok");
    case Verdict::Warning: return QStringLiteral("warning");
    case Verdict::Failed: return QStringLiteral("failed");
    case Verdict::Unknown: return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

} // namespace envdeck::ctl

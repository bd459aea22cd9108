// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/journal/observations.h"

namespace envdeck::journal {

namespace {

QJsonValue numberOrNull(std::optional<double> number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

std::optional<double> numberIn(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

QJsonObject countsObject(const PlanCounts &counts)
{
    return {{QStringLiteral("create"), counts.create},
            {QStringLiteral("update"), counts.update},
            {QStringLiteral("replace"), counts.replace},
            {QStringLiteral("destroy"), counts.destroy},
            {QStringLiteral("unchanged"), counts.unchanged},
            {QStringLiteral("moved"), counts.moved},
            {QStringLiteral("imported"), counts.imported},
            {QStringLiteral("forgotten"), counts.forgotten},
            {QStringLiteral("read"), counts.read}};
}

PlanCounts countsIn(const QJsonObject &object)
{
    const auto number = [&object](const char *key) { return object.value(QLatin1String(key)).toInt(); };
    PlanCounts counts;
    counts.create = number("create");
    counts.update = number("update");
    counts.replace = number("replace");
    counts.destroy = number("destroy");
    counts.unchanged = number("unchanged");
    counts.moved = number("moved");
    counts.imported = number("imported");
    counts.forgotten = number("forgotten");
    counts.read = number("read");
    return counts;
}

} // namespace

Entry entryOf(const DeploymentRecord &deployment)
{
    Entry entry;
    entry.kind = Kind::Deployment;
    entry.operation = deployment.operation;
    entry.environment = deployment.target.environment;
    entry.subject = deployment.target.app;
    entry.commit = deployment.commit;
    entry.state = stateName(deployment.state);
    entry.payload = {{QStringLiteral("image"), deployment.image.text()},
                     {QStringLiteral("errorPercent"), numberOrNull(deployment.errorPercent)},
                     {QStringLiteral("p95Ms"), numberOrNull(deployment.p95Ms)},
                     {QStringLiteral("platform"), deployment.platform}};
    // apart from the payload: a time alone is no news
    entry.evidence = {{QStringLiteral("observedAt"), deployment.observedAt.toMSecsSinceEpoch()}};
    return entry;
}

DeploymentRecord deploymentOf(const Record &record)
{
    DeploymentRecord deployment;
    deployment.target = {record.environment, record.subject};
    deployment.image =
        ImageRef::parse(record.payload.value(QLatin1String("image")).toString()).value_or(ImageRef{});
    deployment.commit = record.commit;
    deployment.state = stateFromName(record.state).value_or(DeploymentState::Unknown);
    deployment.errorPercent = numberIn(record.payload, QLatin1String("errorPercent"));
    deployment.p95Ms = numberIn(record.payload, QLatin1String("p95Ms"));
    const qint64 observedAt = record.evidence.value(QLatin1String("observedAt")).toInteger();
    deployment.observedAt = QDateTime::fromMSecsSinceEpoch(observedAt, Qt::UTC);
    deployment.operation = record.operation;
    deployment.platform = record.payload.value(QLatin1String("platform")).toString();
    return deployment;
}

Entry entryOf(const PlanReview &review)
{
    Entry entry;
    entry.kind = Kind::Review;
    entry.operation = review.operation;
    entry.environment = review.environment;
    entry.actor = review.actor;
    entry.commit = review.record.commit;
    entry.evidence = {{QStringLiteral("at"), review.at.toMSecsSinceEpoch()}};
    entry.payload = {{QStringLiteral("planDigest"), QString::fromLatin1(review.record.planDigest)},
                     {QStringLiteral("lockFileDigest"), QString::fromLatin1(review.record.lockFileDigest)},
                     {QStringLiteral("variablesDigest"), QString::fromLatin1(review.record.variablesDigest)},
                     {QStringLiteral("workspace"), review.record.workspace},
                     {QStringLiteral("backend"), review.record.backend},
                     {QStringLiteral("serial"), review.record.serial},
                     {QStringLiteral("lineage"), review.record.lineage},
                     {QStringLiteral("program"), review.record.program},
                     {QStringLiteral("branch"), review.branch},
                     {QStringLiteral("mode"), planModeOption(review.mode)},
                     {QStringLiteral("withheld"), review.withheld},
                     {QStringLiteral("destroys"), review.destroys},
                     {QStringLiteral("counts"), countsObject(review.record.counts)}};
    return entry;
}

PlanReview reviewOf(const Record &record)
{
    const auto text = [&record](const char *key) {
        return record.payload.value(QLatin1String(key)).toString();
    };
    PlanReview review;
    review.environment = record.environment;
    review.actor = record.actor;
    review.operation = record.operation;
    review.at =
        QDateTime::fromMSecsSinceEpoch(record.evidence.value(QLatin1String("at")).toInteger(), Qt::UTC);
    review.record.planDigest = text("planDigest").toLatin1();
    review.record.lockFileDigest = text("lockFileDigest").toLatin1();
    review.record.variablesDigest = text("variablesDigest").toLatin1();
    review.record.commit = record.commit;
    review.branch = text("branch");
    review.mode = planModeFromOption(text("mode"));
    review.withheld = record.payload.value(QLatin1String("withheld")).toBool();
    review.destroys = text("destroys");
    review.record.workspace = text("workspace");
    review.record.backend = text("backend");
    review.record.serial = record.payload.value(QLatin1String("serial")).toInteger();
    review.record.lineage = text("lineage");
    review.record.program = text("program");
    review.record.counts = countsIn(record.payload.value(QLatin1String("counts")).toObject());
    return review;
}

} // namespace envdeck::journal

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/threshold_facts.h"

#include "core/workspace/thresholds_edit.h"

namespace envdeck::configuration {

namespace {

QJsonObject numbersOf(const Thresholds &thresholds)
{
    QJsonObject json;
    for (const workspace::ThresholdSpec &spec : workspace::thresholdSpecs())
        json.insert(spec.key, workspace::thresholdNumber(thresholds, spec.key));
    return json;
}

Result<Thresholds> thresholdsIn(const QJsonObject &json, const QString &field)
{
    Thresholds thresholds;
    const QJsonObject numbers = json.value(field).toObject();
    for (const workspace::ThresholdSpec &spec : workspace::thresholdSpecs()) {
        const QJsonValue number = numbers.value(spec.key);
        if (!number.isDouble())
            return Error{ErrorCode::BadInput, field + QLatin1Char('.') + spec.key, {}, 0};
        workspace::setThresholdNumber(&thresholds, spec.key, number.toDouble());
    }
    return thresholds;
}

} // namespace

QJsonObject toJson(const ThresholdFacts &facts)
{
    return {{QStringLiteral("operation"), facts.operation},
            {QStringLiteral("branch"), facts.branch},
            {QStringLiteral("from"), numbersOf(facts.from)},
            {QStringLiteral("to"), numbersOf(facts.to)},
            {QStringLiteral("reason"), facts.reason},
            {QStringLiteral("pullRequest"), facts.path == ChangePath::PullRequest}};
}

Result<ThresholdFacts> thresholdFactsFrom(const QJsonObject &json)
{
    ThresholdFacts facts;
    facts.operation = json.value(QLatin1String("operation")).toString();
    facts.branch = json.value(QLatin1String("branch")).toString();
    facts.reason = json.value(QLatin1String("reason")).toString();
    if (json.value(QLatin1String("pullRequest")).toBool())
        facts.path = ChangePath::PullRequest;
    if (facts.operation.isEmpty() || facts.branch.isEmpty())
        return Error{ErrorCode::BadInput,
                     facts.operation.isEmpty() ? QStringLiteral("operation") : QStringLiteral("branch"),
                     {},
                     0};
    const auto from = thresholdsIn(json, QStringLiteral("from"));
    const auto to = thresholdsIn(json, QStringLiteral("to"));
    if (!from || !to)
        return from ? to.error() : from.error();
    facts.from = from.value();
    facts.to = to.value();
    return facts;
}

} // namespace envdeck::configuration

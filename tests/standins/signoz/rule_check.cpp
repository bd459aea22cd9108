// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/rule_check.h"

#include "tests/standins/signoz/members.h"
#include "tests/standins/signoz/refusal.h"

#include <QJsonArray>
#include <QMap>
#include <algorithm>
#include <numeric>

namespace envdeck::standins::signoz {

namespace {

QJsonArray withDefaults(const QJsonArray &objects, const QString &member)
{
    QJsonArray out;
    for (const QJsonValue &value : objects) {
        QJsonObject object = value.toObject();
        if (!object.contains(member))
            object.insert(member, QString());
        out.append(object);
    }
    return out;
}

QJsonObject completedSpec(QJsonObject spec, const QString &type)
{
    if (type == QLatin1String("builder_formula")) {
        if (!spec.contains(QLatin1String("disabled")))
            spec.insert(QStringLiteral("disabled"), false);
        return spec;
    }
    if (spec.contains(QLatin1String("groupBy")))
        spec.insert(QStringLiteral("groupBy"),
                    withDefaults(spec.value(QLatin1String("groupBy")).toArray(), QStringLiteral("signal")));
    if (spec.value(QLatin1String("signal")).toString() == QLatin1String("metrics"))
        spec.insert(
            QStringLiteral("aggregations"),
            withDefaults(spec.value(QLatin1String("aggregations")).toArray(), QStringLiteral("temporality")));
    for (const QString &member : {QStringLiteral("legend"), QStringLiteral("source")}) {
        if (!spec.contains(member))
            spec.insert(member, QString());
    }
    return spec;
}

} // namespace

void checkRule(const QJsonObject &body, const QStringList &channels)
{
    QStringList problems;
    for (const auto &member :
         {"alert", "alertType", "ruleType", "condition", "evaluation", "notificationSettings"}) {
        if (body.value(QLatin1String(member)).isUndefined())
            problems += QStringLiteral("%1: field is required for schemaVersion \"v2alpha1\"")
                            .arg(QLatin1String(member));
    }
    const auto thresholds = objectsMember(
        objectMember(objectMember(body, QStringLiteral("condition")), QStringLiteral("thresholds")),
        QStringLiteral("spec"));
    if (problems.isEmpty() && thresholds.isEmpty())
        problems += QStringLiteral("condition.thresholds: field is required for schemaVersion \"v2alpha1\"");
    if (!problems.isEmpty())
        throw invalidInput(QStringLiteral("alert rule is not valid"), problems);
    if (textMember(body, QStringLiteral("schemaVersion")) != QLatin1String("v2alpha1"))
        throw unsupported(QStringLiteral("only rules of schemaVersion v2alpha1 are supported here"));
    if (textMember(body, QStringLiteral("ruleType")) != QLatin1String("threshold_rule"))
        throw unsupported(QStringLiteral("only threshold rules are supported here"));
    QStringList missing;
    for (const QJsonObject &threshold : thresholds) {
        for (const QJsonValue &channel : threshold.value(QLatin1String("channels")).toArray()) {
            if (!channels.contains(channel.toString()))
                missing += channel.toString();
        }
    }
    if (!missing.isEmpty())
        throw invalidInput(QStringLiteral("channels: the following channels do not exist: [%1]")
                               .arg(missing.join(QLatin1Char(' '))));
}

QJsonObject completedRule(QJsonObject body)
{
    QJsonObject condition = body.value(QLatin1String("condition")).toObject();
    QJsonObject composite = condition.value(QLatin1String("compositeQuery")).toObject();
    QJsonArray queries;
    for (const QJsonValue &value : composite.value(QLatin1String("queries")).toArray()) {
        QJsonObject envelope = value.toObject();
        envelope.insert(QStringLiteral("spec"),
                        completedSpec(envelope.value(QLatin1String("spec")).toObject(),
                                      envelope.value(QLatin1String("type")).toString()));
        queries.append(envelope);
    }
    composite.insert(QStringLiteral("queries"), queries);
    condition.insert(QStringLiteral("compositeQuery"), composite);
    body.insert(QStringLiteral("condition"), condition);
    return body;
}

bool crosses(const QString &op, double value, double target)
{
    if (op == QLatin1String("above"))
        return value > target;
    if (op == QLatin1String("below"))
        return value < target;
    if (op == QLatin1String("above_or_equal"))
        return value >= target;
    if (op == QLatin1String("below_or_equal"))
        return value <= target;
    if (op == QLatin1String("equal"))
        return value == target;
    if (op == QLatin1String("not_equal"))
        return value != target;
    throw unsupported(QStringLiteral("the comparison \"%1\" of a rule is not supported here").arg(op));
}

double windowValue(const QString &matchType, const QString &op, const std::vector<double> &values)
{
    const bool up = op.startsWith(QLatin1String("above"));
    const double highest = *std::max_element(values.begin(), values.end());
    const double lowest = *std::min_element(values.begin(), values.end());
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    if (matchType == QLatin1String("at_least_once"))
        return up ? highest : lowest;
    if (matchType == QLatin1String("all_the_times"))
        return up ? lowest : highest;
    if (matchType == QLatin1String("on_average"))
        return sum / double(values.size());
    if (matchType == QLatin1String("in_total"))
        return sum;
    if (matchType == QLatin1String("last"))
        return values.back();
    throw invalidInput(QStringLiteral("invalid matchType: \"%1\"").arg(matchType));
}

double converted(double value, const QString &from, const QString &to)
{
    static const QMap<QString, double> nanoseconds{{QStringLiteral("ns"), 1},
                                                   {QStringLiteral("us"), 1e3},
                                                   {QStringLiteral("ms"), 1e6},
                                                   {QStringLiteral("s"), 1e9}};
    if (!nanoseconds.contains(from) || !nanoseconds.contains(to))
        return value;
    return value * nanoseconds.value(from) / nanoseconds.value(to);
}

} // namespace envdeck::standins::signoz

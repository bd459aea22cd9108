// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/query_spec.h"

#include "tests/standins/signoz/members.h"
#include "tests/standins/signoz/refusal.h"

#include <QJsonArray>

namespace envdeck::standins::signoz {

namespace {

void refuseGiven(const QJsonObject &spec, const QStringList &members)
{
    for (const QString &member : members) {
        const QJsonValue value = spec.value(member);
        const bool given = value.isString()   ? !value.toString().isEmpty()
                           : value.isArray()  ? !value.toArray().isEmpty()
                           : value.isObject() ? !value.toObject().isEmpty()
                                              : false;
        if (given && value[QLatin1String("expression")] != QJsonValue(QString()))
            throw unsupported(QStringLiteral("%1 is not supported here").arg(member));
    }
}

qint64 stepOf(const QJsonValue &value)
{
    if (value.isString()) {
        const auto duration = goDuration(value.toString());
        if (!duration)
            throw invalidInput(QStringLiteral("invalid step interval: %1").arg(value.toString()));
        return *duration / 1000;
    }
    return value.toInteger();
}

int limitOf(const QJsonObject &spec)
{
    const qint64 limit = numberMember(spec, QStringLiteral("limit"));
    if (limit < 0 || limit > 10000)
        throw invalidInput(QStringLiteral("limit must be between 0 and 10000"));
    return int(limit);
}

QList<OrderBy> orderOf(const QJsonObject &spec)
{
    QList<OrderBy> order;
    for (const QJsonObject &entry : objectsMember(spec, QStringLiteral("order"))) {
        onlyMembers(entry, words("key direction"), QStringLiteral("order"));
        const QString direction = textMember(entry, QStringLiteral("direction"), QStringLiteral("asc"));
        if (direction != QLatin1String("asc") && direction != QLatin1String("desc"))
            throw invalidInput(QStringLiteral("invalid order direction: %1").arg(direction));
        order.append({textMember(objectMember(entry, QStringLiteral("key")), QStringLiteral("name")),
                      direction == QLatin1String("desc")});
    }
    return order;
}

Signal signalOf(const QJsonObject &spec)
{
    const QString signal = textMember(spec, QStringLiteral("signal"));
    if (signal == QLatin1String("traces"))
        return Signal::Traces;
    if (signal == QLatin1String("logs"))
        return Signal::Logs;
    if (signal == QLatin1String("metrics"))
        return Signal::Metrics;
    throw invalidInput(QStringLiteral("unknown signal: \"%1\"").arg(signal),
                       {QStringLiteral("Valid values are: traces, logs, metrics")});
}

MetricAggregation metricOf(const QJsonObject &entry)
{
    onlyMembers(entry,
                words("metricName temporality timeAggregation spaceAggregation reduceTo "
                      "comparisonSpaceAggregationParam"),
                QStringLiteral("aggregation"));
    MetricAggregation metric{
        textMember(entry, QStringLiteral("metricName")), textMember(entry, QStringLiteral("timeAggregation")),
        textMember(entry, QStringLiteral("spaceAggregation")), textMember(entry, QStringLiteral("reduceTo"))};
    if (metric.metric.isEmpty())
        throw invalidInput(QStringLiteral("metricName is required"));
    return metric;
}

void readAggregations(const QJsonObject &spec, RequestType type, BuilderQuery &query)
{
    const auto entries = objectsMember(spec, QStringLiteral("aggregations"));
    if (entries.isEmpty())
        throw invalidInput(
            QStringLiteral("at least one aggregation is required in query '%1'").arg(query.name));
    if (query.signal == Signal::Metrics) {
        if (entries.size() > 1)
            throw unsupported(QStringLiteral("several metrics in one query are not supported here"));
        query.metric = metricOf(entries.first());
        if (type == RequestType::Scalar && query.metric.reduce.isEmpty())
            throw invalidInput(
                QStringLiteral(
                    "reduceTo is required for aggregation #1 in query '%1' for the scalar request type")
                    .arg(query.name),
                {QStringLiteral(
                    "Metric queries produce a time series; scalar requests must specify how to reduce it "
                    "to a single value. Valid values are: sum, count, avg, min, max, last, median")});
        return;
    }
    for (const QJsonObject &entry : entries) {
        onlyMembers(entry, words("expression alias"), QStringLiteral("aggregation"));
        query.aggregations +=
            Aggregation::parse(query.signal, textMember(entry, QStringLiteral("expression")),
                               textMember(entry, QStringLiteral("alias")));
    }
    for (qsizetype i = 0; i < query.aggregations.size(); ++i) {
        if (query.aggregations.at(i).alias.isEmpty())
            query.aggregations[i].alias = QStringLiteral("__result_%1").arg(i);
    }
}

void checkOrder(const BuilderQuery &query)
{
    QStringList keys = query.groupBy;
    for (qsizetype i = 0; i < query.aggregations.size(); ++i)
        keys += {query.aggregations.at(i).expression, query.aggregations.at(i).alias, QString::number(i),
                 QStringLiteral("__result_%1").arg(i)};
    if (query.signal == Signal::Metrics)
        keys += {QStringLiteral("__result"), QStringLiteral("__result_0"), QStringLiteral("0"),
                 QStringLiteral("%1(%2)").arg(query.metric.space, query.metric.metric)};
    for (const OrderBy &order : query.order) {
        if (!keys.contains(order.key))
            throw invalidInput(
                QStringLiteral("invalid order by key '%1' for query '%2'").arg(order.key, query.name),
                {QStringLiteral("Valid keys are: ") + keys.join(QStringLiteral(", "))});
    }
}

} // namespace

BuilderQuery builderQuery(const QJsonObject &spec, RequestType type, const Variables &variables)
{
    onlyMembers(
        spec,
        words("name stepInterval signal source aggregations disabled filter groupBy order selectFields limit "
              "limitBy offset cursor having secondaryAggregations functions legend"),
        QStringLiteral("query spec"));
    BuilderQuery query;
    query.name = textMember(spec, QStringLiteral("name"));
    query.signal = signalOf(spec);
    const bool isSpanRows = type == RequestType::Raw && query.signal == Signal::Traces;
    refuseGiven(spec, words("source limitBy cursor having secondaryAggregations functions"));
    if (!isSpanRows)
        refuseGiven(spec, words("selectFields"));
    for (const QJsonObject &field : objectsMember(spec, QStringLiteral("selectFields")))
        query.selected.append(canonicalField(query.signal, textMember(field, QStringLiteral("name"))));
    query.disabled = boolMember(spec, QStringLiteral("disabled"));
    query.step = stepOf(spec.value(QLatin1String("stepInterval")));
    query.limit = limitOf(spec);
    query.offset = int(numberMember(spec, QStringLiteral("offset")));
    if (query.offset < 0)
        throw invalidInput(QStringLiteral("offset must not be negative"));
    query.order = orderOf(spec);
    query.filter = Filter::parse(
        query.signal, textMember(objectMember(spec, QStringLiteral("filter")), QStringLiteral("expression")),
        variables);
    for (const QJsonObject &key : objectsMember(spec, QStringLiteral("groupBy")))
        query.groupBy.append(canonicalField(query.signal, textMember(key, QStringLiteral("name"))));
    if (type == RequestType::Raw) {
        if (query.signal == Signal::Metrics)
            throw invalidInput(QStringLiteral("raw request type is not supported for metrics"));
        if (isSpanRows && query.selected.isEmpty())
            throw unsupported(QStringLiteral("raw rows of traces need selectFields here"));
        return query;
    }
    readAggregations(spec, type, query);
    checkOrder(query);
    return query;
}

FormulaQuery formulaQuery(const QJsonObject &spec)
{
    onlyMembers(spec, words("name expression disabled order limit having functions legend"),
                QStringLiteral("formula spec"));
    refuseGiven(spec, words("having functions"));
    FormulaQuery query;
    query.name = textMember(spec, QStringLiteral("name"));
    query.formula = Formula::parse(textMember(spec, QStringLiteral("expression")));
    query.disabled = boolMember(spec, QStringLiteral("disabled"));
    query.order = orderOf(spec);
    query.limit = limitOf(spec);
    return query;
}

} // namespace envdeck::standins::signoz

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/query_request.h"

#include "tests/standins/signoz/members.h"
#include "tests/standins/signoz/query_spec.h"
#include "tests/standins/signoz/refusal.h"

#include <QJsonArray>

namespace envdeck::standins::signoz {

namespace {

Value valueOf(const QJsonValue &json)
{
    if (json.isBool())
        return json.toBool();
    if (json.isDouble())
        return json.toDouble();
    return json.toString();
}

Variables variablesOf(const QJsonObject &object)
{
    Variables variables;
    for (auto it = object.begin(); it != object.end(); ++it) {
        QList<Value> values;
        const QJsonValue value = it.value()[QLatin1String("value")];
        for (const QJsonValue &one : value.isArray() ? value.toArray() : QJsonArray{value})
            values.append(valueOf(one));
        variables.insert(it.key(), values);
    }
    return variables;
}

void readQueries(const QList<QJsonObject> &envelopes, const Variables &variables, QueryRequest &request)
{
    QStringList names;
    bool anyEnabled = false;
    const auto take = [&](const QString &name, bool disabled) {
        if (names.contains(name))
            throw invalidInput(QStringLiteral("duplicate query name '%1'").arg(name));
        names.append(name);
        anyEnabled = anyEnabled || !disabled;
    };
    for (const QJsonObject &envelope : envelopes) {
        onlyMembers(envelope, words("type spec"), QStringLiteral("query envelope"));
        const QString type = textMember(envelope, QStringLiteral("type"));
        const QJsonObject spec = objectMember(envelope, QStringLiteral("spec"));
        if (type == QLatin1String("builder_query")) {
            request.queries.append(builderQuery(spec, request.type, variables));
            take(request.queries.last().name, request.queries.last().disabled);
        } else if (type == QLatin1String("builder_formula")) {
            request.formulas.append(formulaQuery(spec));
            take(request.formulas.last().name, request.formulas.last().disabled);
        } else if (words("promql clickhouse_sql builder_trace_operator builder_ai_query").contains(type)) {
            throw unsupported(QStringLiteral("queries of type %1 are not supported here").arg(type));
        } else {
            throw invalidInput(QStringLiteral("unknown query type: \"%1\"").arg(type));
        }
    }
    if (!anyEnabled)
        throw invalidInput(QStringLiteral("at least one query must be enabled"));
    for (const FormulaQuery &formula : request.formulas) {
        for (const QString &name : formula.formula.names()) {
            if (!names.contains(name.section(QLatin1Char('.'), 0, 0)))
                throw invalidInput(
                    QStringLiteral("formula '%1' uses unknown query '%2'").arg(formula.name, name));
        }
    }
}

RequestType typeOf(const QJsonObject &body)
{
    const QString type = textMember(body, QStringLiteral("requestType"));
    if (type == QLatin1String("time_series"))
        return RequestType::TimeSeries;
    if (type == QLatin1String("scalar"))
        return RequestType::Scalar;
    if (type == QLatin1String("raw"))
        return RequestType::Raw;
    if (words("trace raw_stream distribution").contains(type))
        throw unsupported(QStringLiteral("unsupported request type: %1").arg(type));
    throw invalidInput(QStringLiteral("invalid request type: \"%1\"").arg(type));
}

} // namespace

QueryRequest QueryRequest::parse(const QJsonObject &body)
{
    onlyMembers(body,
                words("schemaVersion start end requestType compositeQuery variables noCache formatOptions"),
                QStringLiteral("query range request"));
    QueryRequest request;
    request.start = numberMember(body, QStringLiteral("start"));
    request.end = numberMember(body, QStringLiteral("end"));
    request.type = typeOf(body);
    const QJsonObject format = objectMember(body, QStringLiteral("formatOptions"));
    onlyMembers(format, words("fillGaps formatTableResultForUI"), QStringLiteral("format options"));
    request.fillGaps = boolMember(format, QStringLiteral("fillGaps"));
    if (boolMember(format, QStringLiteral("formatTableResultForUI")))
        throw unsupported(QStringLiteral("formatTableResultForUI is not supported here"));
    const QJsonObject composite = objectMember(body, QStringLiteral("compositeQuery"));
    onlyMembers(composite, words("queries"), QStringLiteral("composite query"));
    if (request.start >= request.end)
        throw invalidInput(QStringLiteral("start time must be before end time"));
    readQueries(objectsMember(composite, QStringLiteral("queries")),
                variablesOf(objectMember(body, QStringLiteral("variables"))), request);
    return request;
}

QueryRequest QueryRequest::fromRule(const QList<QJsonObject> &envelopes)
{
    QueryRequest request;
    readQueries(envelopes, {}, request);
    return request;
}

} // namespace envdeck::standins::signoz

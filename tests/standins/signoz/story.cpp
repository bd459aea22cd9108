// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/story.h"

#include <QJsonArray>

namespace envdeck::standins {

namespace {

QJsonObject field(const QString &name)
{
    return {{QStringLiteral("name"), name},
            {QStringLiteral("fieldContext"), QStringLiteral("resource")},
            {QStringLiteral("fieldDataType"), QStringLiteral("string")}};
}

QJsonObject builder(const QString &name, const QString &signal, const QJsonObject &aggregation,
                    const QString &filter, const QString &groupBy, bool disabled)
{
    return {{QStringLiteral("type"), QStringLiteral("builder_query")},
            {QStringLiteral("spec"),
             QJsonObject{{QStringLiteral("name"), name},
                         {QStringLiteral("signal"), signal},
                         {QStringLiteral("stepInterval"), 60},
                         {QStringLiteral("disabled"), disabled},
                         {QStringLiteral("aggregations"), QJsonArray{aggregation}},
                         {QStringLiteral("filter"), QJsonObject{{QStringLiteral("expression"), filter}}},
                         {QStringLiteral("groupBy"),
                          QJsonArray{field(groupBy), field(QStringLiteral("deployment.environment"))}}}}};
}

QJsonObject formula(const QString &expression)
{
    return {{QStringLiteral("type"), QStringLiteral("builder_formula")},
            {QStringLiteral("spec"), QJsonObject{{QStringLiteral("name"), QStringLiteral("F1")},
                                                 {QStringLiteral("expression"), expression}}}};
}

struct Limit {
    double target;
    QString unit;      // of the target
    QString queryUnit; // of the query
    QString severity;
    QString window;
};

QJsonObject rule(const QString &name, const QString &type, const QJsonArray &queries, const QString &selected,
                 const QString &groupBy, const Limit &limit)
{
    const QJsonObject threshold{{QStringLiteral("name"), limit.severity},
                                {QStringLiteral("target"), limit.target},
                                {QStringLiteral("targetUnit"), limit.unit},
                                {QStringLiteral("recoveryTarget"), QJsonValue()},
                                {QStringLiteral("op"), QStringLiteral("above")},
                                {QStringLiteral("matchType"), QStringLiteral("on_average")},
                                {QStringLiteral("channels"), QJsonArray{QStringLiteral("ops-webhook")}}};
    const QJsonObject composite{{QStringLiteral("queryType"), QStringLiteral("builder")},
                                {QStringLiteral("panelType"), QStringLiteral("graph")},
                                {QStringLiteral("unit"), limit.queryUnit},
                                {QStringLiteral("queries"), queries}};
    const QJsonObject condition{
        {QStringLiteral("compositeQuery"), composite},
        {QStringLiteral("selectedQueryName"), selected},
        {QStringLiteral("thresholds"), QJsonObject{{QStringLiteral("kind"), QStringLiteral("basic")},
                                                   {QStringLiteral("spec"), QJsonArray{threshold}}}}};
    const QJsonObject evaluation{
        {QStringLiteral("kind"), QStringLiteral("rolling")},
        {QStringLiteral("spec"), QJsonObject{{QStringLiteral("evalWindow"), limit.window},
                                             {QStringLiteral("frequency"), QStringLiteral("1m")}}}};
    const QJsonObject renotify{{QStringLiteral("enabled"), true},
                               {QStringLiteral("interval"), QStringLiteral("4h")},
                               {QStringLiteral("alertStates"), QJsonArray{QStringLiteral("firing")}}};
    return {
        {QStringLiteral("alert"), name},
        {QStringLiteral("alertType"), type},
        {QStringLiteral("description"), QStringLiteral("%1 of {{$%2}} is {{$value}}").arg(name, groupBy)},
        {QStringLiteral("ruleType"), QStringLiteral("threshold_rule")},
        {QStringLiteral("version"), QStringLiteral("v5")},
        {QStringLiteral("schemaVersion"), QStringLiteral("v2alpha1")},
        {QStringLiteral("disabled"), false},
        {QStringLiteral("condition"), condition},
        {QStringLiteral("evaluation"), evaluation},
        {QStringLiteral("notificationSettings"), QJsonObject{{QStringLiteral("groupBy"), QJsonArray{groupBy}},
                                                             {QStringLiteral("usePolicy"), false},
                                                             {QStringLiteral("renotify"), renotify}}},
        {QStringLiteral("labels"), QJsonObject{{QStringLiteral("managed_by"), QStringLiteral("envdeck")}}},
        {QStringLiteral("annotations"),
         QJsonObject{{QStringLiteral("summary"), QStringLiteral("%1: {{$%2}}").arg(name, groupBy)},
                     {QStringLiteral("description"),
                      QStringLiteral("{{$%1}} is at {{$value}} (limit {{$threshold}})").arg(groupBy)}}}};
}

QString inEnvironment(const QString &environment)
{
    return QStringLiteral("deployment.environment = '%1'").arg(environment);
}

const QString serverSpans = QStringLiteral("kind_string = 'Server' AND ");
const QString tracesSignal = QStringLiteral("traces");
const QString tracesAlert = QStringLiteral("TRACES_BASED_ALERT");

} // namespace

QJsonObject errorRateRule(const QString &environment, double percent, const QString &severity,
                          const QString &window)
{
    const QJsonObject count{{QStringLiteral("expression"), QStringLiteral("count()")}};
    const QString service = QStringLiteral("service.name");
    const QString all = serverSpans + inEnvironment(environment);
    const QJsonArray queries{builder(QStringLiteral("A"), tracesSignal, count,
                                     all + QStringLiteral(" AND has_error = true"), service, true),
                             builder(QStringLiteral("B"), tracesSignal, count, all, service, true),
                             formula(QStringLiteral("A / B * 100"))};
    return rule(QStringLiteral("Error rate above %1 % in %2").arg(percent).arg(environment), tracesAlert,
                queries, QStringLiteral("F1"), service,
                {percent, QStringLiteral("percent"), QStringLiteral("percent"), severity, window});
}

QJsonObject p95Rule(const QString &environment, double milliseconds, const QString &severity,
                    const QString &window)
{
    const QJsonObject p95{{QStringLiteral("expression"), QStringLiteral("p95(duration_nano)")}};
    const QString service = QStringLiteral("service.name");
    const QJsonArray queries{builder(QStringLiteral("A"), tracesSignal, p95,
                                     serverSpans + inEnvironment(environment), service, false)};
    return rule(QStringLiteral("p95 above %1 ms in %2").arg(milliseconds).arg(environment), tracesAlert,
                queries, QStringLiteral("A"), service,
                {milliseconds, QStringLiteral("ms"), QStringLiteral("ns"), severity, window});
}

QJsonObject hostCpuRule(const QString &environment, double percent, const QString &severity,
                        const QString &window)
{
    const QJsonObject cpu{{QStringLiteral("metricName"), QStringLiteral("system.cpu.time")},
                          {QStringLiteral("timeAggregation"), QStringLiteral("rate")},
                          {QStringLiteral("spaceAggregation"), QStringLiteral("sum")}};
    const QString host = QStringLiteral("host.name");
    const QString metrics = QStringLiteral("metrics");
    const QString all = inEnvironment(environment);
    const QJsonArray queries{
        builder(QStringLiteral("A"), metrics, cpu, all + QStringLiteral(" AND state != 'idle'"), host, true),
        builder(QStringLiteral("B"), metrics, cpu, all, host, true), formula(QStringLiteral("A / B * 100"))};
    return rule(QStringLiteral("Host CPU above %1 % in %2").arg(percent).arg(environment),
                QStringLiteral("METRIC_BASED_ALERT"), queries, QStringLiteral("F1"), host,
                {percent, QStringLiteral("percent"), QStringLiteral("percent"), severity, window});
}

} // namespace envdeck::standins

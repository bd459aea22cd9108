// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/signoz/api.h"
#include "tests/standins/signoz/members.h"
#include "tests/standins/signoz/refusal.h"

#include <QJsonDocument>

namespace envdeck::standins::signoz {

namespace {

// The services endpoints are older than the rest: nanoseconds in strings, and errors of another shape.
struct LegacyRefusal {
    QString message;
};

Answer legacyAnswer(const QString &message)
{
    const QJsonObject error{{QStringLiteral("code"), 400}, {QStringLiteral("msg"), message}};
    const QJsonObject body{{QStringLiteral("data"), QJsonValue()},
                           {QStringLiteral("total"), 0},
                           {QStringLiteral("limit"), 0},
                           {QStringLiteral("offset"), 0},
                           {QStringLiteral("errors"), QJsonArray{error}}};
    return Answer::text(QJsonDocument(body).toJson(QJsonDocument::Compact) + '\n', 400);
}

qint64 millisecondsOf(const QJsonObject &body, const QString &name)
{
    bool ok = false;
    const qint64 nanos = body.value(name).toString().toLongLong(&ok);
    if (!ok)
        throw LegacyRefusal{QStringLiteral("%1 param is not in correct timestamp format").arg(name)};
    return nanos / 1'000'000;
}

Filter filterOf(const QJsonObject &body)
{
    Filter filter;
    for (const QJsonObject &tag : objectsMember(body, QStringLiteral("tags"))) {
        const QString key =
            tag.value(tag.contains(QLatin1String("Key")) ? QLatin1String("Key") : QLatin1String("key"))
                .toString();
        const QString op = tag.value(tag.contains(QLatin1String("Operator")) ? QLatin1String("Operator")
                                                                             : QLatin1String("operator"))
                               .toString();
        if (op.compare(QLatin1String("In"), Qt::CaseInsensitive) != 0)
            throw unsupported(QStringLiteral("the tag operator %1 is not supported here").arg(op));
        QStringList values;
        for (const QJsonValue &value :
             tag.value(tag.contains(QLatin1String("StringValues")) ? QLatin1String("StringValues")
                                                                   : QLatin1String("stringValues"))
                 .toArray())
            values.append(value.toString());
        filter = Filter::both(filter, Filter::oneOf(canonicalField(Signal::Traces, key), values));
    }
    return filter;
}

QueryRequest serviceRequest(qint64 start, qint64 end, const Filter &filter)
{
    QueryRequest request;
    request.start = start;
    request.end = end;
    request.type = RequestType::Scalar;
    BuilderQuery query;
    query.name = QStringLiteral("A");
    query.aggregations = Aggregation::parse(
        Signal::Traces,
        QStringLiteral("count(), countIf(has_error = true), avg(duration_nano), p99(duration_nano)"), {});
    query.filter = filter;
    query.groupBy = {QStringLiteral("service.name")};
    request.queries = {query};
    return request;
}

} // namespace

std::optional<Answer> Api::services(const Request &request)
{
    const bool post = request.method == "POST";
    if (post && request.path == QLatin1String("/api/v2/services") && m_version.isAtLeast(102))
        return servicesAnswer(request, true);
    if (post && request.path == QLatin1String("/api/v1/services"))
        return servicesAnswer(request, false);
    if (request.method == "GET" && request.path == QLatin1String("/api/v1/services/list"))
        return serviceNames();
    if (request.method == "GET" && request.path == QLatin1String("/api/v1/stats") && m_version.isAtLeast(129))
        return success(stats());
    return std::nullopt;
}

Answer Api::servicesAnswer(const Request &request, bool enveloped) const
{
    QJsonArray items;
    try {
        const QJsonObject body = bodyOf(request);
        const qint64 start = millisecondsOf(body, QStringLiteral("start"));
        const qint64 end = millisecondsOf(body, QStringLiteral("end"));
        if (start >= end)
            throw LegacyRefusal{QStringLiteral("start param should be smaller than end")};
        const double seconds = double(end - start) / 1000;
        const QueryResult result = evaluate(serviceRequest(start, end, filterOf(body)), telemetry()).first();
        for (std::size_t i = 0; i < result.aggregations.first().series.size(); ++i) {
            const auto value = [&](qsizetype aggregation) {
                return result.aggregations.at(aggregation).series[i].total;
            };
            const QString name = result.aggregations.first().series[i].group.first();
            const QJsonArray operations{QStringLiteral("GET /") + name};
            items.append(QJsonObject{
                {QStringLiteral("serviceName"), name},
                {QStringLiteral("p99"), rounded(value(3))},
                {QStringLiteral("avgDuration"), rounded(value(2))},
                {QStringLiteral("numCalls"), value(0)},
                {QStringLiteral("callRate"), rounded(value(0) / seconds)},
                {QStringLiteral("numErrors"), value(1)},
                {QStringLiteral("errorRate"), rounded(value(1) / value(0) * 100)},
                {QStringLiteral("num4XX"), 0},
                {QStringLiteral("fourXXRate"), 0},
                {QStringLiteral("dataWarning"), QJsonObject{{QStringLiteral("topLevelOps"), operations}}}});
        }
    } catch (const LegacyRefusal &refusal) {
        return legacyAnswer(refusal.message);
    }
    return enveloped ? success(items) : Answer::json(items);
}

Answer Api::serviceNames() const
{
    QStringList names;
    for (const SampleSource *source : telemetry().sources) {
        for (const StreamInfo &stream : source->streams(0, now()))
            names.append(stream.service);
    }
    names.removeDuplicates();
    names.sort();
    return Answer::json(QJsonArray::fromStringList(names));
}

QJsonObject Api::stats() const
{
    QJsonObject data{{QStringLiteral("build.version"), m_options.version},
                     {QStringLiteral("deployment.platform"), QStringLiteral("docker")},
                     {QStringLiteral("rule.count"), qint64(m_rules.size())},
                     {QStringLiteral("alertmanager.channel.count"), channelNames().size()},
                     {QStringLiteral("serviceaccount.count"), 1}};
    int firing = 0;
    for (const Rule &rule : m_rules)
        firing += rule.firingCount();
    data.insert(QStringLiteral("alert.firing.count"), firing);
    const auto observed = [&data](const QString &signal, double count, qint64 newest) {
        const QString prefix = QStringLiteral("telemetry.") + signal;
        data.insert(prefix + QStringLiteral(".count"), count);
        data.insert(prefix + QStringLiteral(".last_observed.time"),
                    QDateTime::fromMSecsSinceEpoch(newest, Qt::UTC).toString(Qt::ISODate));
        data.insert(prefix + QStringLiteral(".last_observed.time_unix"), newest / 1000);
    };

    QueryRequest request = serviceRequest(now() - 24 * 60 * minuteMs, now(), {});
    request.type = RequestType::TimeSeries;
    request.queries.first().step = 60;
    request.queries.first().groupBy.clear();
    request.queries.first().aggregations = Aggregation::parse(Signal::Traces, QStringLiteral("count()"), {});
    const QueryResult result = evaluate(request, telemetry()).first();
    if (!result.aggregations.first().series.empty()) {
        const ResultSeries &series = result.aggregations.first().series.front();
        const qint64 newest = std::min(series.buckets.back().at + minuteMs, now());
        observed(QStringLiteral("traces"), series.total, newest);
        observed(QStringLiteral("logs"), series.total, newest); // a line for each request
    }
    if (!m_hosts.hosts().isEmpty()) {
        observed(QStringLiteral("metrics"),
                 double(HostMetrics::metrics().size() * m_hosts.hosts().size() * 24 * 60), now());
        data.insert(QStringLiteral("telemetry.metrics.system.exists"), true);
        data.insert(QStringLiteral("telemetry.metrics.k8s.exists"), false);
    }
    return data;
}

} // namespace envdeck::standins::signoz

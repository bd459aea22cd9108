// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/contract/signoz/recorded.h"

#include "tests/support/fixtures.h"

#include <QJsonDocument>

namespace envdeck::testing {

namespace {

QJsonObject recording(const QString &name)
{
    return QJsonDocument::fromJson(testData(QStringLiteral("signoz/%1.json").arg(name))).object();
}

QJsonObject response(const QString &name)
{
    return recording(name).value(QLatin1String("response")).toObject();
}

} // namespace

QJsonObject recordedRequest(const QString &name)
{
    return recording(name).value(QLatin1String("request")).toObject();
}

QJsonValue recordedBody(const QString &name)
{
    return response(name).value(QLatin1String("body"));
}

ScriptedReply recordedReply(const QString &name)
{
    return jsonReply(QJsonDocument(recordedBody(name).toObject()).toJson(),
                     response(name).value(QLatin1String("status")).toInt());
}

QJsonObject recordedResult(const QString &recording, const QString &name, qsizetype series)
{
    const QJsonValue results =
        recordedBody(recording)[QLatin1String("data")][QLatin1String("data")][QLatin1String("results")];
    QJsonObject result = results[0].toObject();
    result.insert(QStringLiteral("queryName"), name);
    QJsonObject aggregation = result.value(QLatin1String("aggregations"))[0].toObject();
    const QJsonArray all = aggregation.value(QLatin1String("series")).toArray();
    if (series < all.size())
        aggregation.insert(QStringLiteral("series"), QJsonArray{all.at(series)});
    result.insert(QStringLiteral("aggregations"), QJsonArray{aggregation});
    return result;
}

QJsonObject queryData(const QJsonArray &results)
{
    return {{QStringLiteral("type"), QStringLiteral("time_series")},
            {QStringLiteral("meta"), QJsonObject()},
            {QStringLiteral("data"), QJsonObject{{QStringLiteral("results"), results}}}};
}

QJsonObject recordedSignals()
{
    QJsonObject latency = recordedResult(QStringLiteral("031_qr_p99_latency"), signoz::latencyQuery);
    QJsonObject p99 = latency.value(QLatin1String("aggregations"))[0].toObject();
    QJsonArray aggregations;
    for (const int index : {0, 1, 2}) {
        p99.insert(QStringLiteral("index"), index);
        aggregations.append(p99);
    }
    latency.insert(QStringLiteral("aggregations"), aggregations);
    return queryData(
        {latency, recordedResult(QStringLiteral("032_qr_error_rate_formula"), signoz::errorsQuery),
         recordedResult(QStringLiteral("030_qr_request_rate_per_service"), signoz::rateQuery, 1)});
}

signoz::Grid recordedGrid()
{
    return {1'787'219'100'000, 1'787'220'000'000, 60'000};
}

} // namespace envdeck::testing

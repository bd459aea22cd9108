// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/health/snapshot.h"

#include <QJsonArray>
#include <cmath>

namespace envdeck::health {

namespace {

QString timeText(const QDateTime &at)
{
    return at.isValid() ? at.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime timeFrom(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

QJsonObject seriesJson(const Series &series)
{
    QJsonArray times, values;
    for (std::size_t i = 0; i < series.times.size(); ++i) {
        times.append(series.times[i]);
        values.append(std::isnan(series.values[i]) ? QJsonValue() : QJsonValue(series.values[i]));
    }
    return {{QStringLiteral("unit"), series.unit},
            {QStringLiteral("times"), times},
            {QStringLiteral("values"), values}};
}

Series seriesFrom(const QJsonObject &json)
{
    Series series;
    series.unit = json.value(QLatin1String("unit")).toString();
    const QJsonArray times = json.value(QLatin1String("times")).toArray();
    const QJsonArray values = json.value(QLatin1String("values")).toArray();
    for (qsizetype i = 0; i < std::min(times.size(), values.size()); ++i) {
        series.times.push_back(times.at(i).toInteger());
        series.values.push_back(values.at(i).isNull() ? std::nan("") : values.at(i).toDouble());
    }
    return series;
}

QJsonObject appJson(const AppHealth &app)
{
    QJsonObject json{{QStringLiteral("state"), stateName(app.state)}};
    if (const auto &desired = app.desired.value)
        json.insert(QStringLiteral("desired"), QJsonObject{{QStringLiteral("image"), desired->image.text()},
                                                           {QStringLiteral("commit"), desired->commit},
                                                           {QStringLiteral("author"), desired->author},
                                                           {QStringLiteral("since"), timeText(desired->at)},
                                                           {QStringLiteral("at"), timeText(app.desired.at)}});
    if (const auto &answer = app.answer.value)
        json.insert(QStringLiteral("answer"), QJsonObject{{QStringLiteral("status"), answer->status},
                                                          {QStringLiteral("version"), answer->header},
                                                          {QStringLiteral("at"), timeText(app.answer.at)}});
    if (const auto &golden = app.golden.value)
        json.insert(QStringLiteral("golden"),
                    QJsonObject{{QStringLiteral("errors"), seriesJson(golden->errorPercent)},
                                {QStringLiteral("p95"), seriesJson(golden->p95)},
                                {QStringLiteral("at"), timeText(app.golden.at)}});
    if (const auto &behaviour = app.behaviour.value; behaviour && behaviour->errorPercent)
        json.insert(
            QStringLiteral("behaviour"),
            QJsonObject{{QStringLiteral("errorPercent"), *behaviour->errorPercent},
                        {QStringLiteral("p95Ms"), behaviour->p95Ms.value_or(-1)},
                        {QStringLiteral("requestsPerSecond"), behaviour->requestsPerSecond.value_or(-1)},
                        {QStringLiteral("seconds"), behaviour->seconds},
                        {QStringLiteral("at"), timeText(app.behaviour.at)}});
    return json;
}

void restoreApp(const QJsonObject &json, AppHealth *app)
{
    app->state =
        stateFromName(json.value(QLatin1String("state")).toString()).value_or(DeploymentState::Unknown);
    const QJsonObject desired = json.value(QLatin1String("desired")).toObject();
    if (const auto image = ImageRef::parse(desired.value(QLatin1String("image")).toString())) {
        Deployment deployment;
        deployment.target = app->target;
        deployment.image = *image;
        deployment.commit = desired.value(QLatin1String("commit")).toString();
        deployment.author = desired.value(QLatin1String("author")).toString();
        deployment.at = timeFrom(desired.value(QLatin1String("since")));
        deployment.current = true;
        app->desired =
            observed(deployment, QStringLiteral("git"), timeFrom(desired.value(QLatin1String("at"))));
    }
    const QJsonObject answer = json.value(QLatin1String("answer")).toObject();
    if (!answer.isEmpty())
        app->answer = observed(http::ProbeAnswer{answer.value(QLatin1String("status")).toInt(),
                                                 {},
                                                 answer.value(QLatin1String("version")).toString(),
                                                 {}},
                               QStringLiteral("health"), timeFrom(answer.value(QLatin1String("at"))));
    const QJsonObject golden = json.value(QLatin1String("golden")).toObject();
    if (!golden.isEmpty()) {
        platform::GoldenSignals restored;
        restored.errorPercent = seriesFrom(golden.value(QLatin1String("errors")).toObject());
        restored.p95 = seriesFrom(golden.value(QLatin1String("p95")).toObject());
        app->golden =
            observed(restored, QStringLiteral("SigNoz"), timeFrom(golden.value(QLatin1String("at"))));
    }
    const QJsonObject behaviour = json.value(QLatin1String("behaviour")).toObject();
    if (!behaviour.isEmpty()) {
        platform::Behaviour restored;
        restored.errorPercent = behaviour.value(QLatin1String("errorPercent")).toDouble();
        if (const double p95 = behaviour.value(QLatin1String("p95Ms")).toDouble(-1); p95 >= 0)
            restored.p95Ms = p95;
        if (const double rate = behaviour.value(QLatin1String("requestsPerSecond")).toDouble(-1); rate >= 0)
            restored.requestsPerSecond = rate;
        restored.seconds = behaviour.value(QLatin1String("seconds")).toDouble();
        app->behaviour =
            observed(restored, QStringLiteral("SigNoz"), timeFrom(behaviour.value(QLatin1String("at"))));
    }
}

} // namespace

QJsonObject toJson(const Overview &overview)
{
    QJsonObject environments;
    for (const EnvironmentHealth &environment : overview.environments) {
        QJsonObject apps;
        for (const AppHealth &app : environment.apps)
            apps.insert(app.target.app, appJson(app));
        environments.insert(environment.name, apps);
    }
    return {{QStringLiteral("version"), 1}, {QStringLiteral("environments"), environments}};
}

void restoreFrom(const QJsonObject &json, Overview *overview)
{
    if (json.value(QLatin1String("version")).toInt() != 1)
        return;
    const QJsonObject environments = json.value(QLatin1String("environments")).toObject();
    for (EnvironmentHealth &environment : overview->environments) {
        const QJsonObject apps = environments.value(environment.name).toObject();
        for (AppHealth &app : environment.apps)
            restoreApp(apps.value(app.target.app).toObject(), &app);
    }
    overview->restored = true;
}

} // namespace envdeck::health

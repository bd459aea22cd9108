// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"
#include "app/ctl/values.h"
#include "core/health/service.h"
#include "ui/text/deployment_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

namespace envdeck::ctl {

namespace {

Error unknownName(const char *what, const QString &name)
{
    return Error{ErrorCode::BadInput, name, QStringLiteral("unknown %1").arg(QLatin1String(what)), 0};
}

QString attentionName(health::AttentionCode code)
{
    switch (code) {
    case health::AttentionCode::Failed: return QStringLiteral("failed");
    case health::AttentionCode::Degraded: return QStringLiteral("degraded");
    case health::AttentionCode::Mismatch: return QStringLiteral("mismatch");
    case health::AttentionCode::NotAnswering: return QStringLiteral("not-answering");
    case health::AttentionCode::AlertFiring: return QStringLiteral("alert-firing");
    case health::AttentionCode::SourceFailed: return QStringLiteral("source-failed");
    case health::AttentionCode::PlatformOutdated: return QStringLiteral("platform-outdated");
    }
    Q_UNREACHABLE();
}

QString subjectOf(const Target &target)
{
    return target.app.isEmpty() ? target.environment : target.text();
}

QString factsText(const QHash<QString, QString> &facts)
{
    QStringList parts;
    QStringList keys = facts.keys();
    std::sort(keys.begin(), keys.end());
    for (const QString &key : keys)
        parts.append(key + QLatin1Char(' ') + facts.value(key));
    return parts.join(QStringLiteral(", "));
}

QJsonObject appJson(const health::AppHealth &app, const QDateTime &now, const health::Intervals &intervals)
{
    return {{QStringLiteral("app"), app.target.app},
            {QStringLiteral("state"), stateName(app.state)},
            {QStringLiteral("version"), observedJson(app.desired, now, intervals.git, [](const Deployment &d) { return QJsonValue(toJson(d.image)); })},
            {QStringLiteral("running"), observedJson(app.answer, now, intervals.health, [](const http::ProbeAnswer &a) {
                 return QJsonValue(QJsonObject{{QStringLiteral("status"), a.status}, {QStringLiteral("version"), a.header}});
             })},
            {QStringLiteral("errorPercent"), observedJson(app.behaviour, now, intervals.telemetry, [](const platform::Behaviour &b) {
                 return b.errorPercent ? QJsonValue(*b.errorPercent) : QJsonValue();
             })},
            {QStringLiteral("p95Ms"), observedJson(app.behaviour, now, intervals.telemetry, [](const platform::Behaviour &b) {
                 return b.p95Ms ? QJsonValue(*b.p95Ms) : QJsonValue();
             })}};
}

Answer statusAnswer(const health::Overview &overview, const Arguments &arguments, const QDateTime &now, const health::Intervals &intervals)
{
    Answer answer;
    QJsonArray environments, attention;
    QList<QStringList> rows{{QStringLiteral("ENVIRONMENT"), QStringLiteral("APP"), QStringLiteral("VERSION"), QStringLiteral("STATE"),
                             QStringLiteral("ERRORS"), QStringLiteral("P95"), QStringLiteral("SINCE")}};
    for (const health::EnvironmentHealth &environment : overview.environments) {
        if (!arguments.environment.isEmpty() && arguments.environment != environment.name)
            continue;
        QJsonArray apps;
        for (const health::AppHealth &app : environment.apps) {
            apps.append(appJson(app, now, intervals));
            const auto behaviour = app.behaviour.value.value_or(platform::Behaviour());
            rows.append({environment.name, app.target.app, app.desired.value ? app.desired.value->image.tag : ui::absentText(), stateName(app.state),
                         ui::percentText(behaviour.errorPercent), ui::latencyText(behaviour.p95Ms),
                         app.desired.value ? ui::agoText(app.desired.value->at, now) : ui::absentText()});
        }
        environments.append(QJsonObject{{QStringLiteral("name"), environment.name}, {QStringLiteral("apps"), apps}});
    }
    answer.lines = aligned(rows);
    for (const health::Attention &item : overview.attention) {
        if (!arguments.environment.isEmpty() && arguments.environment != item.target.environment)
            continue;
        QJsonObject facts;
        for (auto it = item.facts.cbegin(); it != item.facts.cend(); ++it)
            facts.insert(it.key(), it.value());
        attention.append(QJsonObject{{QStringLiteral("code"), attentionName(item.code)}, {QStringLiteral("critical"), item.critical},
                                     {QStringLiteral("subject"), subjectOf(item.target)}, {QStringLiteral("since"), timeJson(item.since)},
                                     {QStringLiteral("facts"), facts}});
        if (attention.size() == 1)
            answer.lines.append(QString());
        answer.lines.append(QStringLiteral("%1  %2  %3").arg(subjectOf(item.target), attentionName(item.code), factsText(item.facts)));
    }
    answer.data = {{QStringLiteral("environments"), environments}, {QStringLiteral("attention"), attention}};
    if (arguments.exitCode && !attention.isEmpty())
        answer.code = exitSomethingToDo;
    return answer;
}

Answer historyAnswer(const deployments::History &history, int limit, const QDateTime &now)
{
    Answer answer;
    QJsonArray rows;
    QList<QStringList> table{{QStringLiteral("STATE"), QStringLiteral("VERSION"), QStringLiteral("WHEN"), QStringLiteral("BY"),
                              QStringLiteral("LIVE FOR"), QStringLiteral("ERRORS"), QStringLiteral("P95"), QStringLiteral("SOURCE")}};
    for (const Deployment &deployment : history.deployments.first(std::min<qsizetype>(limit, history.deployments.size()))) {
        rows.append(toJson(deployment));
        table.append({ui::deploymentWord(deployment), deployment.image.tag, ui::agoText(deployment.at, now), deployment.author, ui::liveForText(deployment),
                      ui::percentText(deployment.errorPercent), ui::latencyText(deployment.p95Ms), deployment.source});
    }
    answer.lines = aligned(table);
    answer.data = {{QStringLiteral("deployments"), rows},
                   {QStringLiteral("safest"), history.safest >= 0 ? QJsonValue(history.deployments.at(history.safest).image.tag) : QJsonValue()}};
    for (const deployments::MissingSource &missing : history.missing)
        answer.problems.append({errorCodeName(missing.error.code), missing.source, missing.error.detail, {}});
    return answer;
}

Answer auditAnswer(const QList<journal::AuditEntry> &entries)
{
    Answer answer;
    QJsonArray rows;
    QList<QStringList> table{{QStringLiteral("WHEN"), QStringLiteral("WHO"), QStringLiteral("WHAT"), QStringLiteral("OBJECT"),
                              QStringLiteral("RESULT"), QStringLiteral("COMMIT"), QStringLiteral("REASON")}};
    for (const journal::AuditEntry &entry : entries) {
        rows.append(QJsonObject{{QStringLiteral("operation"), entry.operation}, {QStringLiteral("at"), timeJson(entry.at)},
                                {QStringLiteral("ended"), timeJson(entry.ended)}, {QStringLiteral("actor"), entry.actor},
                                {QStringLiteral("environment"), entry.environment}, {QStringLiteral("action"), entry.action},
                                {QStringLiteral("subject"), entry.subject}, {QStringLiteral("detail"), entry.detail},
                                {QStringLiteral("state"), entry.state}, {QStringLiteral("commit"), entry.commit},
                                {QStringLiteral("reason"), entry.reason}, {QStringLiteral("outside"), entry.outside}});
        table.append({timeText(entry.at), entry.actor, entry.action, entry.subject + (entry.detail.isEmpty() ? QString() : QLatin1Char(' ') + entry.detail),
                      entry.state, entry.commit.left(7), entry.reason});
    }
    answer.lines = aligned(table);
    answer.data = {{QStringLiteral("entries"), rows}};
    return answer;
}

} // namespace

Async<Answer> status(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (!arguments.environment.isEmpty() && !session.workspace().environment(arguments.environment))
        return ready<Answer>(answerOf(unknownName("environment", arguments.environment)));
    return andThen(session.health().lookOnce(stop), &session, [&session, arguments](const health::Overview &overview) {
        return ready<Answer>(statusAnswer(overview, arguments, session.clock().now(), session.health().intervals()));
    });
}

Async<Answer> history(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const auto read = session.deployments().history({arguments.environment, arguments.app}, stop);
    return andThen(joined(&session, read), &session, [&session, limit = arguments.limit](const std::tuple<Result<deployments::History>> &result) {
        const auto &history = std::get<0>(result);
        return ready<Answer>(history ? historyAnswer(history.value(), limit, session.clock().now()) : answerOf(history.error()));
    });
}

Async<Answer> audit(Session &session, const Arguments &arguments, std::stop_token)
{
    journal::Filter filter;
    filter.environment = arguments.environment;
    filter.limit = arguments.limit;
    return andThen(joined(&session, session.journal().entries(filter)), &session, [](const std::tuple<Result<QList<journal::AuditEntry>>> &result) {
        const auto &entries = std::get<0>(result);
        return ready<Answer>(entries ? auditAnswer(entries.value()) : answerOf(entries.error()));
    });
}

} // namespace envdeck::ctl

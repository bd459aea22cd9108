// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"
#include "app/ctl/values.h"
#include "core/health/service.h"
#include "ui/text/attention_text.h"
#include "ui/text/audit_text.h"
#include "ui/text/deployment_text.h"
#include "ui/text/error_text.h"
#include "ui/text/number_text.h"
#include "ui/text/time_text.h"

namespace envdeck::ctl {

namespace {

QString attentionName(health::AttentionCode code)
{
    switch (code) {
    case health::AttentionCode::Failed: return QStringLiteral("failed");
    case health::AttentionCode::Degraded: return QStringLiteral("degraded");
    case health::AttentionCode::Mismatch: return QStringLiteral("mismatch");
    case health::AttentionCode::HoldBroken: return QStringLiteral("hold-broken");
    case health::AttentionCode::NotAnswering: return QStringLiteral("not-answering");
    case health::AttentionCode::AlertFiring: return QStringLiteral("alert-firing");
    case health::AttentionCode::SourceFailed: return QStringLiteral("source-failed");
    case health::AttentionCode::PlatformOutdated: return QStringLiteral("platform-outdated");
    case health::AttentionCode::Drifted: return QStringLiteral("drifted");
    }
    Q_UNREACHABLE();
}

QString sourceName(const QString &source)
{
    if (source == QLatin1String("dokploy"))
        return QStringLiteral("Dokploy");
    if (source == QLatin1String("signoz"))
        return QStringLiteral("SigNoz");
    return QStringLiteral("the ") + source;
}

QString subjectOf(const Target &target)
{
    return target.app.isEmpty() ? target.environment : target.text();
}

QJsonObject appJson(const health::AppHealth &app, const QDateTime &now, const health::Intervals &intervals)
{
    return {{QStringLiteral("app"), app.target.app},
            {QStringLiteral("state"), stateName(app.state)},
            {QStringLiteral("version"),
             observedJson(app.desired, now, intervals.git,
                          [](const Deployment &d) { return QJsonValue(toJson(d.image)); })},
            {QStringLiteral("running"),
             observedJson(app.answer, now, intervals.health,
                          [](const http::ProbeAnswer &a) {
                              return QJsonValue(QJsonObject{{QStringLiteral("status"), a.status},
                                                            {QStringLiteral("version"), a.header}});
                          })},
            {QStringLiteral("errorPercent"), observedJson(app.behaviour, now, intervals.telemetry,
                                                          [](const platform::Behaviour &b) {
                                                              return b.errorPercent
                                                                         ? QJsonValue(*b.errorPercent)
                                                                         : QJsonValue();
                                                          })},
            {QStringLiteral("p95Ms"),
             observedJson(app.behaviour, now, intervals.telemetry, [](const platform::Behaviour &b) {
                 return b.p95Ms ? QJsonValue(*b.p95Ms) : QJsonValue();
             })}};
}

Answer statusAnswer(const health::Overview &overview, const Arguments &arguments, const QDateTime &now,
                    const health::Intervals &intervals)
{
    Answer answer;
    QJsonArray environments, attention;
    QList<QStringList> rows{{QStringLiteral("ENVIRONMENT"), QStringLiteral("APP"), QStringLiteral("VERSION"),
                             QStringLiteral("STATE"), QStringLiteral("ERRORS"), QStringLiteral("P95"),
                             QStringLiteral("SINCE")}};
    for (const health::EnvironmentHealth &environment : overview.environments) {
        if (!arguments.environment.isEmpty() && arguments.environment != environment.name)
            continue;
        QJsonArray apps;
        for (const health::AppHealth &app : environment.apps) {
            apps.append(appJson(app, now, intervals));
            const auto behaviour = app.behaviour.value.value_or(platform::Behaviour());
            rows.append({environment.name, app.target.app,
                         app.desired.value ? app.desired.value->image.tag : ui::absentText(),
                         ui::deploymentStateWord(app.state), ui::percentText(behaviour.errorPercent),
                         ui::latencyText(behaviour.p95Ms),
                         app.desired.value ? ui::agoText(app.desired.value->at, now) : ui::absentText()});
        }
        environments.append(
            QJsonObject{{QStringLiteral("name"), environment.name}, {QStringLiteral("apps"), apps}});
    }
    answer.lines = aligned(rows);
    QList<QStringList> worries;
    for (const health::Attention &item : overview.attention) {
        if (!arguments.environment.isEmpty() && arguments.environment != item.target.environment)
            continue;
        QJsonObject facts;
        for (auto it = item.facts.cbegin(); it != item.facts.cend(); ++it)
            facts.insert(it.key(), it.value());
        attention.append(QJsonObject{{QStringLiteral("code"), attentionName(item.code)},
                                     {QStringLiteral("critical"), item.critical},
                                     {QStringLiteral("subject"), subjectOf(item.target)},
                                     {QStringLiteral("since"), timeJson(item.since)},
                                     {QStringLiteral("facts"), facts}});
        worries.append({item.critical ? QStringLiteral("CRITICAL") : QStringLiteral("warning"),
                        subjectOf(item.target), ui::attentionText(item),
                        item.since.isValid() ? ui::agoText(item.since, now) : QString()});
    }
    answer.lines.append(QString());
    answer.lines +=
        worries.isEmpty() ? QStringList{QStringLiteral("nothing needs attention")} : aligned(worries);
    answer.data = {{QStringLiteral("environments"), environments}, {QStringLiteral("attention"), attention}};
    if (arguments.exitCode && !attention.isEmpty())
        answer.code = exitSomethingToDo;
    return answer;
}

Answer historyAnswer(const deployments::History &history, int limit, const QDateTime &now)
{
    Answer answer;
    QJsonArray rows;
    QList<QStringList> table{{QStringLiteral("STATE"), QStringLiteral("VERSION"), QStringLiteral("WHEN"),
                              QStringLiteral("BY"), QStringLiteral("LIVE FOR"), QStringLiteral("ERRORS"),
                              QStringLiteral("P95"), QStringLiteral("SOURCE")}};
    for (const Deployment &deployment :
         history.deployments.first(std::min<qsizetype>(limit, history.deployments.size()))) {
        rows.append(toJson(deployment));
        table.append({ui::deploymentWord(deployment), deployment.image.tag, ui::agoText(deployment.at, now),
                      deployment.author, ui::liveForText(deployment),
                      ui::percentText(deployment.errorPercent), ui::latencyText(deployment.p95Ms),
                      deployment.source});
    }
    answer.lines = aligned(table);
    answer.data = {
        {QStringLiteral("deployments"), rows},
        {QStringLiteral("safest"),
         history.safest >= 0 ? QJsonValue(history.deployments.at(history.safest).image.tag) : QJsonValue()}};
    if (rows.isEmpty())
        answer.lines = {QStringLiteral("%1 was never deployed to %2")
                            .arg(history.target.app, history.target.environment)};
    else if (history.deployments.size() > rows.size())
        answer.lines.append(QStringLiteral("%1 older: --limit %2 shows them")
                                .arg(history.deployments.size() - rows.size())
                                .arg(history.deployments.size()));
    for (const deployments::MissingSource &missing : history.missing) {
        // A key is found by the error's own subject; everything else is about the source.
        const bool isKey = missing.error.detail == QLatin1String("no-key") ||
                           missing.error.detail.startsWith(QLatin1String("key-unreadable"));
        Problem problem{errorCodeName(missing.error.code),
                        isKey ? missing.error.subject : missing.source,
                        missing.error.detail,
                        {},
                        {}};
        problem.text = QStringLiteral("%1 could not be asked, so what it knows is missing: %2")
                           .arg(sourceName(missing.source), ui::causeText(missing.error));
        answer.problems.append(problem);
    }
    return answer;
}

Answer auditAnswer(const QList<journal::AuditEntry> &entries)
{
    Answer answer;
    QJsonArray rows;
    QList<QStringList> table{{QStringLiteral("WHEN"), QStringLiteral("WHO"), QStringLiteral("WHAT"),
                              QStringLiteral("OBJECT"), QStringLiteral("RESULT"), QStringLiteral("COMMIT"),
                              QStringLiteral("REASON")}};
    for (const journal::AuditEntry &entry : entries) {
        rows.append(QJsonObject{{QStringLiteral("operation"), entry.operation},
                                {QStringLiteral("at"), timeJson(entry.at)},
                                {QStringLiteral("ended"), timeJson(entry.ended)},
                                {QStringLiteral("actor"), entry.actor},
                                {QStringLiteral("environment"), entry.environment},
                                {QStringLiteral("action"), entry.action},
                                {QStringLiteral("subject"), entry.subject},
                                {QStringLiteral("detail"), entry.detail},
                                {QStringLiteral("state"), entry.state},
                                {QStringLiteral("commit"), entry.commit},
                                {QStringLiteral("reason"), entry.reason},
                                {QStringLiteral("outside"), entry.outside}});
        table.append({timeText(entry.at), entry.actor, ui::auditActionWord(entry.action),
                      entry.subject + (entry.detail.isEmpty() ? QString() : QLatin1Char(' ') + entry.detail),
                      ui::auditResultWord(entry), entry.commit.left(7), entry.reason});
    }
    answer.lines = rows.isEmpty() ? QStringList{QStringLiteral("nothing was changed from this machine yet")}
                                  : aligned(table);
    answer.data = {{QStringLiteral("entries"), rows}};
    return answer;
}

} // namespace

Async<Answer> status(Session &session, const Arguments &arguments, std::stop_token stop)
{
    // Drift is what an earlier check found, here or in the window: nobody waits for terraform to see a
    // status.
    QList<Async<std::optional<infrastructure::DriftReport>>> kept;
    for (const Environment &environment : session.workspace().environments)
        kept.append(session.drift().restore(environment.name));
    const auto looked = andThen(joined(&session, kept), &session,
                                [&session, stop](const auto &) { return session.health().lookOnce(stop); });
    return andThen(looked, &session, [&session, arguments](const health::Overview &overview) {
        return ready<Answer>(
            statusAnswer(overview, arguments, session.clock().now(), session.health().intervals()));
    });
}

Async<Answer> history(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const auto read = session.deployments().history({arguments.environment, arguments.app}, stop);
    return andThen(
        joined(&session, read), &session,
        [&session, limit = arguments.limit](const std::tuple<Result<deployments::History>> &result) {
            const auto &history = std::get<0>(result);
            return ready<Answer>(history ? historyAnswer(history.value(), limit, session.clock().now())
                                         : answerOf(history.error()));
        });
}

Async<Answer> audit(Session &session, const Arguments &arguments, std::stop_token)
{
    journal::Filter filter;
    filter.environment = arguments.environment;
    filter.limit = arguments.limit;
    return andThen(joined(&session, session.journal().entries(filter)), &session,
                   [](const std::tuple<Result<QList<journal::AuditEntry>>> &result) {
                       const auto &entries = std::get<0>(result);
                       return ready<Answer>(entries ? auditAnswer(entries.value())
                                                    : answerOf(entries.error()));
                   });
}

} // namespace envdeck::ctl

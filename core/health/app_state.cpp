// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/health/overview.h"

#include <algorithm>

namespace envdeck::health {

namespace {

// One error among fifty requests is 2 % and says nothing: this many in the span that is looked at do.
constexpr double errorsThatCount = 5;

bool errorsCount(const platform::Behaviour &behaviour, double thresholdPercent)
{
    if (!behaviour.errorPercent || *behaviour.errorPercent <= thresholdPercent)
        return false;
    const double errors =
        behaviour.requestsPerSecond.value_or(1) * behaviour.seconds * *behaviour.errorPercent / 100;
    return errors >= errorsThatCount;
}

bool isFresh(Freshness freshness)
{
    return freshness == Freshness::Fresh;
}

bool runsBadly(const platform::Container &container)
{
    return container.state != QLatin1String("running") || container.health == QLatin1String("unhealthy");
}

bool runsAnother(const Runtime &runtime, const ImageRef &wanted)
{
    return std::any_of(runtime.containers.cbegin(), runtime.containers.cend(),
                       [&](const platform::Container &container) {
                           return container.state == QLatin1String("running") &&
                                  container.image.repository == wanted.repository &&
                                  !container.image.tag.isEmpty() && container.image.tag != wanted.tag;
                       });
}

Attention attention(AttentionCode code, bool critical, const Target &target, const QDateTime &since,
                    const QHash<QString, QString> &facts)
{
    return {code, critical, target, since, facts};
}

void addAppAttention(QList<Attention> *list, const AppHealth &app)
{
    QHash<QString, QString> facts;
    QDateTime since;
    if (app.desired.value) {
        facts.insert(QStringLiteral("version"), app.desired.value->image.tag);
        since = app.desired.value->at;
    }
    if (app.desired.value && !app.desired.value->brokenHold.isEmpty()) {
        QHash<QString, QString> broken = facts;
        broken.insert(QStringLiteral("held"), app.desired.value->brokenHold);
        list->append(attention(AttentionCode::HoldBroken, true, app.target, since, broken));
    }
    switch (app.state) {
    case DeploymentState::Failed: {
        if (app.runtime.value) {
            for (const platform::Container &container : app.runtime.value->containers) {
                if (container.exitCode)
                    facts.insert(QStringLiteral("exitCode"), QString::number(*container.exitCode));
            }
        }
        const bool silent = app.answer.error.has_value() && !facts.contains(QStringLiteral("exitCode"));
        list->append(attention(silent ? AttentionCode::NotAnswering : AttentionCode::Failed, true, app.target,
                               since, facts));
        return;
    }
    case DeploymentState::Degraded:
        if (app.behaviour.value && app.behaviour.value->errorPercent)
            facts.insert(QStringLiteral("errorPercent"),
                         QString::number(*app.behaviour.value->errorPercent, 'f', 1));
        list->append(attention(AttentionCode::Degraded, true, app.target, since, facts));
        return;
    case DeploymentState::Mismatch:
        if (app.answer.value)
            facts.insert(QStringLiteral("running"), app.answer.value->header);
        list->append(attention(AttentionCode::Mismatch, true, app.target, since, facts));
        return;
    case DeploymentState::Running:
    case DeploymentState::Healthy:
    case DeploymentState::Unknown: return;
    }
    Q_UNREACHABLE();
}

// What git says was the last that anybody saw there, however long ago.
bool wasSeenRunning(const AppHealth &app)
{
    const ImageRef &wanted = app.desired.value->image;
    if (app.namesVersion && app.answer.value)
        return app.answer.value->header == wanted.tag;
    return app.runtime.value && !app.runtime.value->containers.isEmpty() &&
           !runsAnother(*app.runtime.value, wanted);
}

// The version that was live when the alert began, where another one has taken over since and is well. While
// the new one is not, the alert may be about it too.
std::optional<Deployment> outlived(const EnvironmentHealth &environment, const Alert &alert)
{
    const auto app =
        std::find_if(environment.apps.cbegin(), environment.apps.cend(),
                     [&](const AppHealth &candidate) { return candidate.target.app == alert.service; });
    if (app == environment.apps.cend() || !app->desired.value || !alert.since.isValid() ||
        app->desired.value->at <= alert.since)
        return std::nullopt;
    if (app->state != DeploymentState::Healthy &&
        !(app->state == DeploymentState::Unknown && wasSeenRunning(*app)))
        return std::nullopt;
    const auto then =
        std::find_if(app->earlier.cbegin(), app->earlier.cend(),
                     [&](const Deployment &deployment) { return deployment.at <= alert.since; });
    if (then == app->earlier.cend() || then->image.tag == app->desired.value->image.tag)
        return std::nullopt;
    return *then;
}

void addAlertAttention(QList<Attention> *list, const EnvironmentHealth &environment, const Alert &alert)
{
    QHash<QString, QString> facts{{QStringLiteral("rule"), alert.rule}};
    const Target target{environment.name, alert.service};
    const auto gone = outlived(environment, alert);
    if (gone)
        facts.insert(QStringLiteral("outlived"), gone->image.tag);
    const bool critical = !gone && alert.severity == QLatin1String("critical");
    list->append(attention(AttentionCode::AlertFiring, critical, target, alert.since, facts));
}

template <typename T>
void addSourceAttention(QList<Attention> *list, const Observed<T> &what, const EnvironmentId &environment,
                        const QString &source)
{
    if (!what.error)
        return;
    QHash<QString, QString> facts{{QStringLiteral("source"), source},
                                  {QStringLiteral("error"), errorCodeName(what.error->code)}};
    if (!what.error->detail.isEmpty())
        facts.insert(QStringLiteral("detail"), what.error->detail);
    list->append(attention(AttentionCode::SourceFailed, false, {environment, {}}, what.at, facts));
}

} // namespace

DeploymentState appState(const AppHealth &app, double errorThresholdPercent, const QDateTime &now,
                         const Intervals &intervals)
{
    const bool runtimeFresh = isFresh(freshness(app.runtime, now, intervals.platform));
    const bool answerFresh = isFresh(freshness(app.answer, now, intervals.health));
    if (runtimeFresh && app.runtime.value->deploying)
        return DeploymentState::Running;
    if (runtimeFresh) {
        const auto &containers = app.runtime.value->containers;
        if (containers.isEmpty() || std::any_of(containers.cbegin(), containers.cend(), runsBadly))
            return DeploymentState::Failed;
        if (app.desired.value && runsAnother(*app.runtime.value, app.desired.value->image))
            return DeploymentState::Mismatch;
    }
    if (app.hasHealth) {
        // Nobody answers, or not well: that is known, whatever the platform says or does not say.
        const bool refused = app.answer.error && app.answer.error->code == ErrorCode::Unreachable;
        if (refused || (answerFresh && app.answer.value->status / 100 != 2))
            return DeploymentState::Failed;
        if (answerFresh && app.namesVersion && app.desired.value && !app.answer.value->header.isEmpty() &&
            app.answer.value->header != app.desired.value->image.tag)
            return DeploymentState::Mismatch;
    }
    if (isFresh(freshness(app.behaviour, now, intervals.telemetry)) &&
        errorsCount(*app.behaviour.value, errorThresholdPercent))
        return DeploymentState::Degraded;
    const bool wellByHealth = !app.hasHealth || answerFresh;
    return wellByHealth && (runtimeFresh || (app.hasHealth && answerFresh && !app.runtime.triedAt.isValid()))
               ? DeploymentState::Healthy
               : DeploymentState::Unknown;
}

QList<Attention> attentionOf(const Overview &overview, const Thresholds &, const QDateTime &,
                             const Intervals &)
{
    QList<Attention> list;
    QHash<EnvironmentId, bool> isProd;
    for (const EnvironmentHealth &environment : overview.environments) {
        isProd.insert(environment.name, environment.kind == EnvironmentKind::Prod);
        for (const AppHealth &app : environment.apps)
            addAppAttention(&list, app);
        if (environment.alerts.value) {
            for (const Alert &alert : *environment.alerts.value) {
                if (alert.firing)
                    addAlertAttention(&list, environment, alert);
            }
        }
        if (environment.hasPlatform)
            addSourceAttention(&list, environment.platform, environment.name, QStringLiteral("dokploy"));
        if (environment.hasTelemetry)
            addSourceAttention(&list, environment.alerts, environment.name, QStringLiteral("signoz"));
        if (environment.platform.value && environment.platform.value->outdated)
            list.append(attention(AttentionCode::PlatformOutdated, false, {environment.name, {}}, {},
                                  {{QStringLiteral("version"), environment.platform.value->version}}));
        if (environment.drift.resources > 0)
            list.append(
                attention(AttentionCode::Drifted, false, {environment.name, {}}, environment.drift.since,
                          {{QStringLiteral("resources"), QString::number(environment.drift.resources)}}));
    }
    std::stable_sort(list.begin(), list.end(), [&](const Attention &a, const Attention &b) {
        const auto rank = [&](const Attention &x) {
            return std::pair(!isProd.value(x.target.environment), !x.critical);
        };
        if (rank(a) != rank(b))
            return rank(a) < rank(b);
        return a.since.isValid() && (!b.since.isValid() || a.since < b.since);
    });
    return list;
}

} // namespace envdeck::health

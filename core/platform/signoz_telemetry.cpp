// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/signoz_telemetry.h"

#include "core/platform/kept_client.h"
#include "core/secrets/key_reading.h"

namespace envdeck::platform {

namespace {

Error noTelemetry(const QString &subject)
{
    return Error{ErrorCode::BadConfig, subject, QStringLiteral("not-configured"), 0};
}

constexpr int mostOperations = 20;
constexpr int mostSpans = 5;

Span spanOf(const signoz::Span &span)
{
    return {span.name, span.at, span.ms, span.failed, span.status, span.traceId};
}

TraceFacts traceFacts(const QList<signoz::Operation> &operations, const QList<signoz::Span> &slowest,
                      const QList<signoz::Span> &failed)
{
    TraceFacts facts;
    for (const signoz::Operation &each : operations)
        facts.operations.append({each.name, each.requests, each.failed, each.p95Ms});
    for (const signoz::Span &span : slowest)
        facts.slowest.append(spanOf(span));
    if (!failed.isEmpty())
        facts.firstFailed = spanOf(failed.first());
    return facts;
}

} // namespace

SignozTelemetry::SignozTelemetry(const Workspace &workspace, http::Client &http, secrets::Vault &vault)
    : m_workspace(workspace), m_http(http), m_vault(vault), m_context(std::make_unique<QObject>())
{
}

SignozTelemetry::~SignozTelemetry() = default;

Async<std::shared_ptr<signoz::Client>> SignozTelemetry::client(const EnvironmentId &id)
{
    const Environment *environment = m_workspace.environment(id);
    if (!environment || !environment->signoz)
        return ready<std::shared_ptr<signoz::Client>>(noTelemetry(id));
    if (const auto it = m_clients.find(id); it != m_clients.end())
        return ready<std::shared_ptr<signoz::Client>>(it->second);

    const QUrl url = environment->signoz->url;
    const QString caFile =
        environment->tlsCa.isEmpty() ? QString() : m_workspace.root + QLatin1Char('/') + environment->tlsCa;
    if (const auto allowed = m_http.allow(url, caFile); !allowed)
        return ready<std::shared_ptr<signoz::Client>>(allowed.error());
    return andThen(secrets::readKey(m_vault, secrets::signozKey(m_workspace, *environment), m_context.get()),
                   m_context.get(), [this, id, url](const Secret &key) {
                       auto &client = m_clients[id];
                       if (!client) // another call may have been faster
                           client = std::make_shared<signoz::Client>(m_http, url, key);
                       return ready<std::shared_ptr<signoz::Client>>(client);
                   });
}

std::optional<signoz::Scope> SignozTelemetry::scopeOf(const Target &target) const
{
    const Environment *environment = m_workspace.environment(target.environment);
    const App *app = m_workspace.app(target.app);
    if (!environment || !environment->signoz || !app || app->telemetryService.isEmpty())
        return std::nullopt;
    return signoz::Scope{app->telemetryService, environment->signoz->filter};
}

template <typename T, typename Fn>
Async<T> SignozTelemetry::ask(const EnvironmentId &environment, Fn fn)
{
    const auto answer = andThen(client(environment), m_context.get(),
                                [this, fn](const std::shared_ptr<signoz::Client> &client) {
                                    return askKept(client, m_context.get(), fn);
                                });
    whenDone(answer, m_context.get(), [this, environment](const Result<T> &result) {
        if (!result && result.error().code == ErrorCode::Unauthorized)
            m_clients.erase(environment); // the key may be replaced: the next call asks the vault again
    });
    return answer;
}

Async<GoldenSignals> SignozTelemetry::goldenSignals(const Target &target, const TimeRange &range,
                                                    std::stop_token stop)
{
    const auto scope = scopeOf(target);
    if (!scope)
        return ready<GoldenSignals>(noTelemetry(target.text()));
    return ask<GoldenSignals>(
        target.environment, [this, scope = *scope, range, stop](signoz::Client &client) {
            return andThen(client.queryRange(scope, {range.from, range.to}, {}, stop), m_context.get(),
                           [](const signoz::GoldenSignals &found) {
                               return ready<GoldenSignals>(GoldenSignals{found.rate, found.errorPercent,
                                                                         found.p50, found.p95, found.p99});
                           });
        });
}

Async<Behaviour> SignozTelemetry::behaviour(const Target &target, const TimeRange &range,
                                            std::stop_token stop)
{
    const auto scope = scopeOf(target);
    if (!scope)
        return ready<Behaviour>(noTelemetry(target.text()));
    return ask<Behaviour>(target.environment, [this, scope = *scope, range, stop](signoz::Client &client) {
        return andThen(client.aggregate(scope, {range.from, range.to}, stop), m_context.get(),
                       [seconds = double(range.from.secsTo(range.to))](const signoz::Aggregate &found) {
                           return ready<Behaviour>(
                               Behaviour{found.requestsPerSecond, found.errorPercent, found.p95Ms, seconds});
                       });
    });
}

Async<TraceFacts> SignozTelemetry::traces(const Target &target, const TimeRange &range,
                                          const QDateTime &failedSince, std::stop_token stop)
{
    const auto scope = scopeOf(target);
    if (!scope)
        return ready<TraceFacts>(noTelemetry(target.text()));
    return ask<TraceFacts>(
        target.environment, [this, scope = *scope, range, failedSince, stop](signoz::Client &client) {
            using signoz::SpanOrder;
            const signoz::Range all{range.from, range.to};
            const auto asked =
                joined(m_context.get(), client.operations(scope, all, mostOperations, stop),
                       client.spans(scope, all, SpanOrder::Slowest, false, mostSpans, stop),
                       client.spans(scope, {failedSince, range.to}, SpanOrder::Earliest, true, 1, stop));
            return andThen(asked, m_context.get(), [](const auto &answers) {
                const auto &[operations, slowest, failed] = answers;
                if (!operations)
                    return ready<TraceFacts>(operations.error());
                if (!slowest || !failed)
                    return ready<TraceFacts>(slowest ? failed.error() : slowest.error());
                return ready<TraceFacts>(traceFacts(operations.value(), slowest.value(), failed.value()));
            });
        });
}

Async<QList<Alert>> SignozTelemetry::alerts(const EnvironmentId &environment, std::stop_token stop)
{
    return ask<QList<Alert>>(environment, [this, environment, stop](signoz::Client &client) {
        return andThen(client.alerts(stop), m_context.get(), [environment](QList<Alert> alerts) {
            alerts.removeIf([&](const Alert &alert) {
                return !alert.environment.isEmpty() && alert.environment != environment;
            });
            return ready<QList<Alert>>(alerts);
        });
    });
}

Async<QString> SignozTelemetry::version(const EnvironmentId &environment, std::stop_token stop)
{
    return ask<QString>(environment, [this, stop](signoz::Client &client) {
        return andThen(client.server(stop), m_context.get(),
                       [](const signoz::ServerInfo &server) { return ready<QString>(server.versionText); });
    });
}

void SignozTelemetry::forgetKeys()
{
    m_clients.clear();
}

} // namespace envdeck::platform

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/signoz/client.h"

#include "core/api/signoz/answers.h"
#include "core/api/signoz/filter.h"
#include "core/http/json.h"

#include <QJsonDocument>
#include <QUrlQuery>

namespace envdeck::signoz {

namespace {

// A dead server should not keep a page waiting for long; a query over two weeks may take a while.
constexpr std::chrono::seconds queryDeadline{45};
constexpr std::chrono::minutes arrivalSpan{60};
constexpr std::chrono::seconds arrivalStep{60};

Error badRange(const QString &subject)
{
    return {ErrorCode::BadInput, subject, QStringLiteral("empty time range"), 0};
}

} // namespace

Client::Client(http::Client &http, const QUrl &base, const Secret &key, QObject *parent)
    : QObject(parent), m_http(http), m_base(base), m_key(key)
{
    m_redactor.learn(key);
}

http::Request Client::request(const QString &path) const
{
    http::Request request;
    request.url = m_base;
    QString prefix = m_base.path();
    while (prefix.endsWith(QLatin1Char('/')))
        prefix.chop(1);
    request.url.setPath(prefix + path);
    request.url.setQuery(QString());
    request.url.setFragment({});
    request.subject = m_base.host() + QLatin1Char(' ') + path;
    return request;
}

Async<QJsonValue> Client::ask(http::Request request, std::stop_token stop)
{
    request.secret = http::SecretHeader{"SIGNOZ-API-KEY", m_key, {}};
    request.alsoGood = {400}; // its body says in several lines what was wrong
    const QString subject = request.subject;
    return andThen(gate(stop), this, [this, request, subject, stop](const ServerInfo &) {
        return andThen(m_http.getJson(request, stop), this, [this, subject](const QJsonValue &body) {
            const auto data = dataOf(body, subject);
            if (data)
                return ready<QJsonValue>(data);
            Error error = data.error();
            error.detail = m_redactor.redacted(error.detail);
            return ready<QJsonValue>(error);
        });
    });
}

Async<QJsonValue> Client::query(const QJsonObject &body, std::stop_token stop)
{
    http::Request asked = request(QStringLiteral("/api/v5/query_range"));
    asked.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    asked.deadline = queryDeadline;
    return ask(std::move(asked), std::move(stop));
}

Async<ServerInfo> Client::gate(std::stop_token stop)
{
    const auto judge = [this](const ServerInfo &info) {
        if (info.support != Support::Refused)
            return ready<ServerInfo>(info);
        return ready<ServerInfo>(Error{ErrorCode::BadConfig, m_base.host(), info.versionText, 0});
    };
    return m_server ? judge(*m_server) : andThen(server(std::move(stop)), this, judge);
}

Async<void> Client::health(std::stop_token stop)
{
    const http::Request asked = request(QStringLiteral("/api/v1/health"));
    return andThen(
        m_http.getJson(asked, std::move(stop)), this, [subject = asked.subject](const QJsonValue &body) {
            const http::JsonReader answer(body, subject);
            if (answer.string(u"status") != QLatin1String("ok") && answer.ok())
                return ready<void>(Error{ErrorCode::ToolFailed, subject, answer.string(u"status"), 200});
            return ready<void>(answer.ok() ? Result<void>() : Result<void>(answer.done(Done()).error()));
        });
}

Async<ServerInfo> Client::server(std::stop_token stop)
{
    const http::Request asked = request(QStringLiteral("/api/v1/version"));
    return andThen(m_http.getJson(asked, std::move(stop)), this,
                   [this, subject = asked.subject](const QJsonValue &body) {
                       const auto info = serverInfo(body, subject);
                       if (info)
                           m_server = info.value();
                       return ready<ServerInfo>(info);
                   });
}

Async<GoldenSignals> Client::queryRange(const Scope &scope, const Range &range,
                                        std::optional<std::chrono::seconds> step, std::stop_token stop)
{
    if (range.from >= range.to)
        return ready<GoldenSignals>(badRange(m_base.host()));
    const auto filter = filterOf(scope, QStringLiteral("kind_string = 'Server'"));
    if (!filter)
        return ready<GoldenSignals>(filter.error());
    const Grid grid = gridOf(range, boundedStep(range, step.value_or(stepFor(range))));
    return andThen(query(goldenSignalsBody(filter.value(), grid), std::move(stop)), this,
                   [grid, subject = m_base.host()](const QJsonValue &data) {
                       return ready<GoldenSignals>(goldenSignals(data, grid, subject));
                   });
}

Async<Aggregate> Client::aggregate(const Scope &scope, const Range &range, std::stop_token stop)
{
    if (range.from >= range.to)
        return ready<Aggregate>(badRange(m_base.host()));
    const auto filter = filterOf(scope, QStringLiteral("kind_string = 'Server'"));
    if (!filter)
        return ready<Aggregate>(filter.error());
    return andThen(query(aggregateBody(filter.value(), range), std::move(stop)), this,
                   [range, subject = m_base.host()](const QJsonValue &data) {
                       return ready<Aggregate>(signoz::aggregate(data, range, subject));
                   });
}

Async<QList<Operation>> Client::operations(const Scope &scope, const Range &range, int most,
                                           std::stop_token stop)
{
    if (range.from >= range.to)
        return ready<QList<Operation>>(badRange(m_base.host()));
    const auto filter = filterOf(scope, QStringLiteral("kind_string = 'Server'"));
    if (!filter)
        return ready<QList<Operation>>(filter.error());
    return andThen(query(operationsBody(filter.value(), range, most), std::move(stop)), this,
                   [subject = m_base.host()](const QJsonValue &data) {
                       return ready<QList<Operation>>(signoz::operations(data, subject));
                   });
}

Async<QList<Span>> Client::spans(const Scope &scope, const Range &range, SpanOrder order, bool failedOnly,
                                 int most, std::stop_token stop)
{
    if (range.from >= range.to)
        return ready<QList<Span>>(badRange(m_base.host()));
    QString kind = QStringLiteral("kind_string = 'Server'");
    if (failedOnly)
        kind += QStringLiteral(" AND has_error = true");
    const auto filter = filterOf(scope, kind);
    if (!filter)
        return ready<QList<Span>>(filter.error());
    return andThen(query(spansBody(filter.value(), range, order, most), std::move(stop)), this,
                   [subject = m_base.host()](const QJsonValue &data) {
                       return ready<QList<Span>>(spanRows(data, subject));
                   });
}

Async<QList<Alert>> Client::alerts(std::stop_token stop)
{
    http::Request asked = request(QStringLiteral("/api/v1/alerts"));
    QUrlQuery parameters;
    parameters.addQueryItem(QStringLiteral("active"), QStringLiteral("true"));
    parameters.addQueryItem(QStringLiteral("silenced"), QStringLiteral("false"));
    parameters.addQueryItem(QStringLiteral("inhibited"), QStringLiteral("false"));
    asked.url.setQuery(parameters);
    return andThen(ask(asked, std::move(stop)), this, [subject = asked.subject](const QJsonValue &data) {
        return ready<QList<Alert>>(signoz::alerts(data, subject));
    });
}

Async<QDateTime> Client::newestData(const Scope &scope, const QDateTime &now, std::stop_token stop)
{
    const auto filter = filterOf(scope);
    if (!filter)
        return ready<QDateTime>(filter.error());
    // To the end of the minute that has begun, so that what came a second ago is seen.
    const Range range{now.addMSecs(-std::chrono::milliseconds(arrivalSpan).count()),
                      now.addMSecs(std::chrono::milliseconds(arrivalStep).count() - 1)};
    const Grid grid = gridOf(range, arrivalStep);
    return andThen(query(arrivalBody(filter.value(), grid), std::move(stop)), this,
                   [grid, subject = m_base.host()](const QJsonValue &data) {
                       return ready<QDateTime>(newestOf(data, grid, subject));
                   });
}

} // namespace envdeck::signoz

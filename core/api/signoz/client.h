// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/signoz/query.h"
#include "core/base/async.h"
#include "core/base/redactor.h"
#include "core/domain/alert.h"
#include "core/http/client.h"

#include <QObject>

namespace envdeck::signoz {

// SigNoz's API for one server and one key (header SIGNOZ-API-KEY; role viewer is enough). Reads only, so
// every call may be repeated.
// - The version is asked for once, before the first question. Below 0.96: BadConfig, with the version as
// detail.
// - Unauthorized: a wrong or revoked key. Forbidden can hit any single call. BadInput: the server refused the
// query,
//   `detail` holds its message and the lines below it. BadConfig: the environment's filter is no closed
//   expression.
// - BadResponse: an answer of another shape, with the path of the field; also the web page that SigNoz (or a
// proxy)
//   answers in place of an endpoint that it does not have.
// Thread: the one it was made in. Destroying it makes open answers read as Canceled.
class Client : public QObject {
public:
    // `base` is what the operator typed, a path included; `http` has to allow it. The key is sent nowhere
    // else.
    Client(http::Client &http, const QUrl &base, const Secret &key, QObject *parent = nullptr);

    Async<void> health(std::stop_token stop = {});       // needs no key: tells "down" from "refused"
    Async<ServerInfo> server(std::stop_token stop = {}); // needs no key either

    // Rate, errors and latency of the scope's server spans. The range is widened to whole steps at its begin
    // and shortened to whole steps at its end, so that no value is cut by the edge. Without `step`:
    // stepFor(range).
    Async<GoldenSignals> queryRange(const Scope &scope, const Range &range,
                                    std::optional<std::chrono::seconds> step = {}, std::stop_token stop = {});

    // How the scope behaved over the whole range: "this version while it was live".
    Async<Aggregate> aggregate(const Scope &scope, const Range &range, std::stop_token stop = {});

    // The kinds of requests, those with the most failures first, then the most frequent; at most `most`.
    Async<QList<Operation>> operations(const Scope &scope, const Range &range, int most,
                                       std::stop_token stop = {});
    // Single spans of the scope; with `failedOnly` those that failed alone.
    Async<QList<Span>> spans(const Scope &scope, const Range &range, SpanOrder order, bool failedOnly,
                             int most, std::stop_token stop = {});

    // Alerts that fire now, neither silenced nor inhibited, of all environments. `environment` and `service`
    // are what their labels say, empty when they say nothing.
    Async<QList<Alert>> alerts(std::stop_token stop = {});

    // Is data arriving? Begin of the newest minute of the hour before `now` that has a span of the scope (of
    // any kind); null when there is none.
    Async<QDateTime> newestData(const Scope &scope, const QDateTime &now, std::stop_token stop = {});

private:
    Async<ServerInfo> gate(std::stop_token stop);
    Async<QJsonValue> query(const QJsonObject &body, std::stop_token stop);
    Async<QJsonValue> ask(http::Request request, std::stop_token stop);
    http::Request request(const QString &path) const;

    http::Client &m_http;
    QUrl m_base;
    Secret m_key;
    Redactor m_redactor;
    std::optional<ServerInfo> m_server;
};

} // namespace envdeck::signoz

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/worker.h"
#include "core/http/request.h"
#include "core/http/text_socket.h"

#include <QHash>
#include <QJsonValue>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSslConfiguration>
#include <memory>
#include <stop_token>

namespace envdeck::http {

struct Options {
    std::chrono::milliseconds firstDelay{500}; // between tries; doubles, with jitter, up to half a minute
    QByteArray userAgent = "Envdeck/" ENVDECK_VERSION;
};

// The one way out over HTTP. What it holds to, whoever asks:
// - https with verification, plain http to loopback only; HTTP/1.1; no proxy, cookies, cache, or stored
// credentials;
// - only origins it was told of (allow()); a redirect is an error and is never followed;
// - caps on headers and body (after decompression), and a deadline for the whole call;
// - a secret goes into its one header and into nothing else: errors and log lines are redacted.
//
// Errors: Canceled, Timeout, Unreachable (no connection, 502, 503), Tls, BadInput (400, 413, 415, 422, or
// refused before sending), Unauthorized, Forbidden, NotFound (404, 410), Conflict (409, 412), Locked (423),
// RateLimited, ToolFailed (other 5xx: the server says that it failed), BadResponse (redirects, other
// statuses, wrong content type, truncated, too large). `status` is the HTTP status when one came; `detail` at
// most 300 characters of the answer, redacted. RateLimited starts its detail with "Retry-After: N" when the
// server named a wait we could not make.
//
// send() has one more, OutcomeUnknown: the request may have reached the server and no whole answer came back
// (also 502, 504, and a 2xx that cannot be read). Read the world before doing anything else. Every other
// error of send() means that the change was refused or never left.
//
// Thread: the one it was made in. Destroying it cancels what is under way (reads as Canceled).
class Client : public QObject {
public:
    explicit Client(Options options = {}, QObject *parent = nullptr);
    ~Client() override;
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    // Lets requests go to scheme, host and port of `url`. `caFile` (PEM) holds certificate authorities that
    // are trusted for this origin in addition to the system's; BadConfig or Io when it holds none.
    Result<void> allow(const QUrl &url, const QString &caFile = {});
    bool allows(const QUrl &url) const;

    Async<Response> get(Request request, std::stop_token stop = {});
    Async<Response> send(MutatingRequest request, std::stop_token stop = {});

    // The parsed body of a 2xx answer: any JSON value, null for an empty body. Large ones are parsed in a
    // worker.
    Async<QJsonValue> getJson(Request request, std::stop_token stop = {});
    Async<QJsonValue> sendJson(MutatingRequest request, std::stop_token stop = {});

    // Opens a WebSocket to an allowed origin, for what a server tells as it happens. BadInput is refused
    // before anything is sent; everything later is told by the socket's signals.
    Result<std::unique_ptr<TextSocket>> listen(const SocketRequest &request);

private:
    friend class Call;
    friend class ReadCall;

    Result<void> checked(const QUrl &url, Reach reach, bool hasSecret) const;
    void dress(QNetworkRequest &request) const; // what does not depend on the call
    Async<QJsonValue> parsed(const Response &response, const QString &subject, ErrorCode unreadable);

    Options m_options;
    QHash<QString, QSslConfiguration> m_origins;
    QNetworkAccessManager m_reads;
    std::unique_ptr<Worker> m_parser; // from the first large body on
};

} // namespace envdeck::http

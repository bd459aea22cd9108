// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>
#include <chrono>
#include <optional>
#include <utility>

namespace envdeck::http {

using Headers = QList<std::pair<QByteArray, QByteArray>>;

inline constexpr qint64 headerCap = 64 * 1024;
inline constexpr qint64 bodyCap = 8 * 1024 * 1024; // decompressed

// A header whose value is `prefix` and a secret. Only the client reveals it, on the last line before the
// wire.
struct SecretHeader {
    QByteArray name; // "x-api-key", "Authorization"
    Secret value;
    QByteArray prefix; // "Bearer ", "Basic "
};

// Which addresses a request may go to.
enum class Reach {
    Listed,  // origins that the client was told of
    Vouched, // an origin that the caller has checked itself: the token server of a registry
    Foreign, // an address that a server named (a registry's blob storage): https, no private or local
             // address, and refused when it carries a secret
};

// A read: GET, HEAD, or a query by POST. May be repeated.
struct Request {
    QUrl url; // https, or http to loopback; no user information
    Headers headers;
    std::optional<SecretHeader> secret;
    bool head = false;
    QByteArray body; // not empty: sent by POST as application/json, to an endpoint that changes nothing
    // What a 2xx answer may be; empty: anything. "application/…+json" counts as JSON.
    QList<QByteArray> contentTypes{"application/json"};
    QList<int> alsoGood;    // statuses beside 2xx that are answers and not errors: {401, 404}
    bool anyStatus = false; // every status is an answer, redirects too
    int retries = 3;        // further tries after no connection, silence, 429, 502, 503 and 504
    std::chrono::milliseconds deadline{30000}; // for everything, waits between tries included
    std::chrono::milliseconds silence{15000};  // of the other side, that ends one try
    qint64 maxBody = bodyCap;
    Reach reach = Reach::Listed;
    QString subject; // of errors; empty: host and path
};

// A change. Sent at most once, never repeated by us or by Qt.
struct MutatingRequest {
    QByteArray verb = "POST";
    QUrl url;
    Headers headers;
    std::optional<SecretHeader> secret;
    QByteArray body = "{}";
    QByteArray bodyType = "application/json";
    QList<QByteArray> contentTypes{"application/json"};
    QList<int> alsoGood;
    std::chrono::milliseconds deadline{60000}; // some servers answer a change only when it is done
    qint64 maxBody = bodyCap;
    QString subject;
};

// A line break in a secret would begin another header.
bool fitsAHeader(const std::optional<SecretHeader> &secret);

struct Response {
    int status = 0;
    Headers headers;
    QByteArray body;

    QByteArray header(QByteArrayView name) const; // case-insensitive; the first one, empty when there is none
    QList<QByteArray> headerAll(QByteArrayView name) const; // in order; one line of the wire each
    QByteArray mediaType() const; // lower case, without parameters: "application/json"
};

} // namespace envdeck::http

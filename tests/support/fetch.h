// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/event_loop.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <memory>

namespace envdeck::testing {

struct Fetched {
    int status = 0; // 0: nobody answered
    QByteArray body;
    QList<QNetworkReply::RawHeaderPair> headers;

    QByteArray header(const QByteArray &name) const
    {
        for (const auto &[key, value] : headers) {
            if (key.compare(name, Qt::CaseInsensitive) == 0)
                return value;
        }
        return {};
    }
};

// Asks a server on loopback and waits for the answer, redirects not followed. Shares nothing with the
// product's client, so that a test of a stand-in sees the wire. Needs Qt6::Network.
inline Fetched fetch(const QByteArray &method, const QUrl &url,
                     const QList<QNetworkReply::RawHeaderPair> &headers = {}, const QByteArray &body = {})
{
    QNetworkAccessManager network;
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(60000);
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    // Sent as a custom verb, Qt would wait for the body that no HEAD answer has.
    const std::unique_ptr<QNetworkReply> reply(
        method == "HEAD" ? network.head(request) : network.sendCustomRequest(request, method, body));
    eventually([&] { return reply->isFinished(); }, std::chrono::seconds(90));
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
            reply->rawHeaderPairs()};
}

} // namespace envdeck::testing

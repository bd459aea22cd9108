// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/base/poster.h"

#include <QNetworkReply>
#include <QNetworkRequest>

namespace envdeck::standins {

namespace {
constexpr int posterPatienceMs = 10000;
}

void Poster::ask(const QByteArray &method, const QUrl &url, const Headers &headers, const QByteArray &body,
                 Then then)
{
    QNetworkRequest request(url);
    request.setTransferTimeout(posterPatienceMs);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    for (const auto &[key, value] : headers)
        request.setRawHeader(key, value);
    QNetworkReply *reply = m_network.sendCustomRequest(request, method, body);
    connect(reply, &QNetworkReply::finished, this, [reply, then = std::move(then)] {
        reply->deleteLater();
        then(
            PeerAnswer{reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()});
    });
}

} // namespace envdeck::standins

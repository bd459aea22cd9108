// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QNetworkAccessManager>
#include <QUrl>
#include <functional>

namespace envdeck::standins {

struct PeerAnswer {
    int status = 0; // 0: nobody answered
    QByteArray body;
};

// How the stand-ins and the sandbox talk to each other over HTTP. It shares no line with the product's
// client, so that a mistake of the one is not hidden by the other.
class Poster : public QObject {
    Q_OBJECT
public:
    using Headers = QList<QPair<QByteArray, QByteArray>>;
    using Then = std::function<void(const PeerAnswer &)>;

    explicit Poster(QObject *parent = nullptr) : QObject(parent) {}

    // `then` is called once, from the event loop, unless this dies first. A redirect is an answer like any
    // other.
    void ask(const QByteArray &method, const QUrl &url, const Headers &headers, const QByteArray &body,
             Then then);

private:
    QNetworkAccessManager m_network;
};

} // namespace envdeck::standins

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/http/request.h"

#include <QNetworkRequest>
#include <QObject>
#include <QTimer>

class QWebSocket;

namespace envdeck::http {

struct SocketRequest {
    QUrl url; // as of a request: https, or http to loopback
    std::optional<SecretHeader> secret;
    std::chrono::milliseconds opening{
        8000}; // some servers never answer the upgrade of a path they do not know
    QString subject;
};

// A WebSocket that is only listened to; made by Client::listen(), which holds it to the same rules as every
// request. It ends once: closed() when the other side closed it (1000 also when
// it gave no code), failed() when
// there was no connection, or it broke. Destroying it closes it and says nothing. Thread: the one it was made
// in.
class TextSocket final : public QObject {
    Q_OBJECT

public:
    ~TextSocket() override;

Q_SIGNALS:
    void opened();
    void received(const QString &text); // one frame: any number of lines, or a part of one
    void closed(int code, const QString &reason);
    void failed(const envdeck::Error &error); // Unreachable, Timeout, Tls

private:
    friend class Client;
    TextSocket(const QNetworkRequest &request, const SocketRequest &facts);
    void over();
    void fail(ErrorCode code, const QString &detail);

    QWebSocket *m_socket;
    QTimer m_opening;
    QString m_subject;
    bool m_wasOpen = false;
    bool m_tls = false;
    bool m_over = false;
};

} // namespace envdeck::http

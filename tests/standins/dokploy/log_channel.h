// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/dokploy/store.h"

#include <QObject>
#include <QTimer>
#include <QWebSocket>
#include <memory>

namespace envdeck::standins::dokploy {

// One WebSocket of /listen-deployment: the log from its first line, then what is added, and no end of its
// own. Like Dokploy it upgrades first and refuses afterwards: 4000 for a bad path, a close without a reason
// for a wrong key. Of any other path it says nothing.
class LogChannel final : public QObject {
    Q_OBJECT
public:
    LogChannel(std::unique_ptr<QWebSocket> socket, const Store &store, const QString &apiKey,
               QObject *parent);

private:
    void begin(const QString &apiKey);
    void send();

    std::unique_ptr<QWebSocket> m_socket;
    const Store &m_store;
    QString m_path;
    qsizetype m_sent = 0;
    QTimer m_timer;
};

} // namespace envdeck::standins::dokploy

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/dokploy/log_channel.h"

#include <QNetworkRequest>
#include <QUrlQuery>

namespace envdeck::standins::dokploy {

LogChannel::LogChannel(std::unique_ptr<QWebSocket> socket, const Store &store, const QString &apiKey,
                       QObject *parent)
    : QObject(parent), m_socket(std::move(socket)), m_store(store)
{
    connect(m_socket.get(), &QWebSocket::disconnected, this, &QObject::deleteLater);
    // Later: the server is still handing the connection over.
    QTimer::singleShot(0, this, [this, apiKey] { begin(apiKey); });
}

void LogChannel::begin(const QString &apiKey)
{
    const QUrl url = m_socket->requestUrl();
    if (url.path() != QLatin1String("/listen-deployment"))
        return;
    const auto refuse = [this](int code, const char *reason) {
        m_socket->close(QWebSocketProtocol::CloseCode(code), QString::fromLatin1(reason));
    };
    if (apiKey.isEmpty() || QString::fromUtf8(m_socket->request().rawHeader("x-api-key")) != apiKey)
        return refuse(QWebSocketProtocol::CloseCodeNormal, ""); // as Qt reads a close without a code
    m_path = QUrlQuery(url).queryItemValue(QStringLiteral("logPath"), QUrl::FullyDecoded);
    if (m_path.isEmpty())
        return refuse(4000, "logPath no provided");
    if (!m_path.startsWith(QLatin1String("/etc/dokploy/logs/")) || m_path.contains(QLatin1String("..")))
        return refuse(4000, "Invalid log path");
    connect(&m_timer, &QTimer::timeout, this, &LogChannel::send);
    m_timer.start(100);
    send();
}

void LogChannel::send()
{
    for (const DeploymentRecord &record : m_store.state.deployments) {
        if (textOf(record.row, "logPath") != m_path || record.log.size() <= m_sent)
            continue;
        m_socket->sendTextMessage(record.log.mid(m_sent));
        m_sent = record.log.size();
    }
}

} // namespace envdeck::standins::dokploy

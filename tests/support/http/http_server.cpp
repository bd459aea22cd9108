// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/http/http_server.h"

#include <QPointer>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>
#include <memory>
#include <sys/socket.h>

namespace envdeck::testing {

namespace {

QByteArray asBytes(const ScriptedReply &reply, bool withBody)
{
    if (!reply.raw.isEmpty())
        return reply.raw;
    QByteArray out = "HTTP/1.1 " + QByteArray::number(reply.status) + " Scripted\r\n";
    if (!reply.type.isEmpty())
        out += "Content-Type: " + reply.type + "\r\n";
    for (const auto &[name, value] : reply.headers)
        out += name + ": " + value + "\r\n";
    if (reply.close)
        out += "Connection: close\r\n";
    if (reply.chunked)
        out += "Transfer-Encoding: chunked\r\n\r\n";
    else
        out += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n\r\n";
    if (!withBody)
        return out;
    if (!reply.chunked)
        return out + reply.body;
    if (!reply.body.isEmpty())
        out += QByteArray::number(reply.body.size(), 16) + "\r\n" + reply.body + "\r\n";
    return out + "0\r\n\r\n";
}

void drip(QTcpSocket *socket, const std::shared_ptr<QByteArray> &rest, const ScriptedReply &reply)
{
    socket->write(rest->left(reply.dripBytes));
    rest->remove(0, reply.dripBytes);
    if (!rest->isEmpty())
        QTimer::singleShot(reply.dripEvery, socket, [socket, rest, reply] { drip(socket, rest, reply); });
}

void resetConnection(QTcpSocket *socket)
{
    const linger immediately{1, 0};
    ::setsockopt(int(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &immediately, sizeof immediately);
    socket->abort();
}

// The first whole request of `buffer`, which it is taken out of.
std::optional<ReceivedRequest> takeRequest(QByteArray &buffer)
{
    const qsizetype headerEnd = buffer.indexOf("\r\n\r\n");
    if (headerEnd < 0)
        return {};
    ReceivedRequest request;
    const QList<QByteArray> lines = buffer.left(headerEnd).split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    request.method = first.value(0);
    request.target = first.value(1);
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines.at(i).indexOf(':');
        request.headers.append({lines.at(i).left(colon).trimmed(), lines.at(i).mid(colon + 1).trimmed()});
    }
    const qsizetype length = request.header("content-length").toLongLong();
    if (buffer.size() < headerEnd + 4 + length)
        return {};
    request.body = buffer.mid(headerEnd + 4, length);
    request.raw = buffer.left(headerEnd + 4 + length);
    buffer.remove(0, request.raw.size());
    return request;
}

} // namespace

QByteArray ReceivedRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

ScriptedReply jsonReply(const QByteArray &body, int status)
{
    ScriptedReply reply;
    reply.body = body;
    reply.status = status;
    return reply;
}

HttpServer::HttpServer(std::optional<TlsIdentity> tls) : m_tls(std::move(tls))
{
    listen(QHostAddress::LocalHost);
}

HttpServer::~HttpServer()
{
    close();
    for (QTcpSocket *socket : findChildren<QTcpSocket *>()) {
        socket->disconnect(this);
        socket->abort();
    }
}

QUrl HttpServer::url(const QString &pathAndQuery) const
{
    const QString scheme = m_tls ? QStringLiteral("https") : QStringLiteral("http");
    return QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(scheme).arg(serverPort()).arg(pathAndQuery));
}

void HttpServer::on(const QByteArray &methodAndPath, const QList<ScriptedReply> &replies)
{
    m_scripts.insert(methodAndPath, replies);
    m_turn.insert(methodAndPath, 0);
}

void HttpServer::onAny(Handler handler)
{
    m_handler = std::move(handler);
}

int HttpServer::count(const QByteArray &methodAndPath) const
{
    return int(std::count_if(m_requests.cbegin(), m_requests.cend(), [&](const ReceivedRequest &request) {
        return request.method + ' ' + request.path() == methodAndPath;
    }));
}

void HttpServer::closeConnections()
{
    for (QTcpSocket *socket : findChildren<QTcpSocket *>())
        socket->disconnectFromHost();
}

void HttpServer::incomingConnection(qintptr descriptor)
{
    const int connection = ++m_connections;
    if (!m_tls) {
        auto *socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
        serve(socket, connection);
        return;
    }
    auto *socket = new QSslSocket(this);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(m_tls->certificate);
    configuration.setPrivateKey(m_tls->key);
    socket->setSslConfiguration(configuration);
    socket->setSocketDescriptor(descriptor);
    serve(socket, connection);
    socket->startServerEncryption();
}

void HttpServer::serve(QTcpSocket *socket, int connection)
{
    auto buffer = std::make_shared<QByteArray>();
    connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer, connection] {
        const QByteArray some = socket->readAll();
        m_bytes += some;
        *buffer += some;
        while (auto request = takeRequest(*buffer)) {
            request->connection = connection;
            m_requests.append(*request);
            answer(socket, *request);
        }
    });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
}

ScriptedReply HttpServer::scripted(const ReceivedRequest &request)
{
    if (m_handler)
        return m_handler(request);
    const QByteArray key = request.method + ' ' + request.path();
    const QList<ScriptedReply> replies = m_scripts.value(key);
    if (replies.isEmpty())
        return jsonReply("{\"message\":\"unscripted\"}", 404);
    const int turn = m_turn[key]++;
    return replies.at(std::min<qsizetype>(turn, replies.size() - 1));
}

void HttpServer::answer(QTcpSocket *socket, const ReceivedRequest &request)
{
    const ScriptedReply reply = scripted(request);
    const bool lastOne = reply.close || request.header("connection").toLower() == "close";
    const auto send = [socket, reply, lastOne, head = request.method == "HEAD"] {
        if (reply.never)
            return;
        if (reply.reset)
            return resetConnection(socket);
        if (reply.dropSilently)
            return socket->disconnectFromHost();
        QByteArray bytes = asBytes(reply, !head);
        if (reply.truncateAt >= 0)
            bytes.truncate(reply.truncateAt);
        if (reply.dripBytes > 0)
            return drip(socket, std::make_shared<QByteArray>(bytes), reply);
        socket->write(bytes);
        if (lastOne || reply.truncateAt >= 0)
            socket->disconnectFromHost();
    };
    if (reply.delay.count() > 0)
        QTimer::singleShot(reply.delay, socket, send);
    else
        send();
}

} // namespace envdeck::testing

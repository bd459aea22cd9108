// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/base/http_standin.h"

#include <QFile>
#include <QHttpServerRequest>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMetaEnum>
#include <QTimer>

namespace envdeck::standins {

namespace {

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200: return "OK";
    case 301: return "Moved Permanently";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 415: return "Unsupported Media Type";
    case 500: return "Internal Server Error";
    default: return "Status";
    }
}

struct Trouble {
    Fault fault = Fault::None;
    int delayMs = slowAnswerMs;
};

Trouble troubleIn(const QString &file)
{
    QFile opened(file);
    if (file.isEmpty() || !opened.open(QIODevice::ReadOnly))
        return {};
    const QList<QByteArray> words = opened.read(64).simplified().split(' ');
    const QByteArray name = words.first();
    if (name == "slow")
        return {Fault::Slow, words.size() > 1 ? words.at(1).toInt() : slowAnswerMs};
    if (name == "silent")
        return {Fault::Silent};
    if (name == "html")
        return {Fault::Html};
    return {name == "unauthorized" ? Fault::Unauthorized : Fault::None};
}

Request requestOf(const QHttpServerRequest &request)
{
    const auto method = QMetaEnum::fromType<QHttpServerRequest::Method>().valueToKey(int(request.method()));
    return Request{QByteArray(method).toUpper(), request.url().path(), request.query(), request.headers(),
                   request.body()};
}

} // namespace

QByteArray Request::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QString Request::parameter(const QString &name) const
{
    return query.queryItemValue(name, QUrl::FullyDecoded);
}

Answer Answer::json(const QJsonValue &value, int status)
{
    if (value.isObject())
        return Answer{status, QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)};
    // QJsonDocument holds objects and arrays only.
    QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return Answer{status, wrapped.mid(1, wrapped.size() - 2)};
}

Answer Answer::text(const QByteArray &text, int status)
{
    return Answer{status, text, "text/plain; charset=utf-8"};
}

void Reply::send(const Answer &answer)
{
    QTcpSocket *socket = m_socket.data();
    m_socket.clear();
    if (!socket || socket->state() != QAbstractSocket::ConnectedState)
        return;
    QByteArray head =
        "HTTP/1.1 " + QByteArray::number(answer.status) + ' ' + reasonOf(answer.status) + "\r\n";
    if (!answer.contentType.isEmpty())
        head += "Content-Type: " + answer.contentType + "\r\n";
    for (const auto &[key, value] : answer.headers)
        head += key + ": " + value + "\r\n";
    head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n\r\n";
    socket->write(m_withoutBody ? head : head + answer.body);
}

HttpStandin::HttpStandin(QObject *parent) : QAbstractHttpServer(parent) {}

bool HttpStandin::start(quint16 port, const QHostAddress &address)
{
    if (!address.isLoopback())
        return false;
    m_address = address;
    m_port = listen(address, port);
    return m_port != 0;
}

QUrl HttpStandin::url() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(m_address.toString());
    url.setPort(m_port);
    return url;
}

bool HttpStandin::needsKey(const Request &) const
{
    return true;
}

Answer HttpStandin::refusal() const
{
    return Answer::json(QJsonObject{{QStringLiteral("message"), QStringLiteral("Unauthorized")}}, 401);
}

void HttpStandin::answer(const Request &request, Reply reply)
{
    const Trouble trouble = troubleIn(m_faultFile);
    switch (trouble.fault) {
    case Fault::None: return handle(request, reply);
    case Fault::Slow:
        QTimer::singleShot(trouble.delayMs, this, [this, request, reply] { handle(request, reply); });
        return;
    case Fault::Silent: return;
    case Fault::Html:
        return reply.send(Answer{200,
                                 "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body>\n"
                                 "<center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center>\n"
                                 "</body></html>\n",
                                 "text/html; charset=utf-8"});
    case Fault::Unauthorized: return needsKey(request) ? reply.send(refusal()) : handle(request, reply);
    }
}

bool HttpStandin::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    const Request asked = requestOf(request);
    if (asked.header("upgrade") == "websocket" && upgrades())
        return true;
    answer(asked, Reply(socket, request.method() == QHttpServerRequest::Method::Head));
    return true;
}

void HttpStandin::missingHandler(const QHttpServerRequest &, QTcpSocket *) {}

} // namespace envdeck::standins

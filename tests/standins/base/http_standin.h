// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractHttpServer>
#include <QJsonValue>
#include <QPointer>
#include <QTcpSocket>
#include <QUrl>
#include <QUrlQuery>

namespace envdeck::standins {

// A request as a value: it outlives the connection, so that an answer may come later.
struct Request {
    QByteArray method; // "GET"
    QString path;      // decoded, without the query: "/api/compose.one"
    QUrlQuery query;
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;

    QByteArray header(const QByteArray &name) const; // any case; empty when absent
    QString parameter(const QString &name) const;    // decoded; empty when absent
};

struct Answer {
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json";
    QList<QPair<QByteArray, QByteArray>> headers = {};

    static Answer json(const QJsonValue &value,
                       int status = 200); // a bare string or number is a document too
    static Answer text(const QByteArray &text, int status = 200);
};

// The way to answer one request, now or later. When the peer has gone, or was answered before, it does
// nothing.
class Reply {
public:
    Reply(QTcpSocket *socket, bool withoutBody) : m_socket(socket), m_withoutBody(withoutBody) {}
    void send(const Answer &answer);

private:
    QPointer<QTcpSocket> m_socket;
    bool m_withoutBody; // HEAD: the length is told, the body is not sent
};

// What goes wrong in front of a stand-in, whatever is asked.
enum class Fault {
    None,
    Slow,         // every answer comes after slowAnswer
    Silent,       // accepts and never answers
    Html,         // a proxy's error page with status 200
    Unauthorized, // the refusal that the real server gives to a wrong key
};

inline constexpr int slowAnswerMs = 8000;

// Base of the stand-in servers: listens on 127.0.0.1 only, hands over whole requests as values, injects
// faults. Handlers run on the event loop of the thread that made it, one after the other. (Qt HttpServer 6.4:
// headers come in lower case; a body is buffered whole.)
class HttpStandin : public QAbstractHttpServer {
    Q_OBJECT
public:
    explicit HttpStandin(QObject *parent = nullptr);

    // False when the port is taken. 0: any free one. `address` must be a loopback one.
    bool start(quint16 port = 0, const QHostAddress &address = QHostAddress::LocalHost);
    quint16 port() const { return m_port; }
    QUrl url() const; // http://127.0.0.1:PORT

    // A file whose text names the fault of the moment ("slow", "slow 300" for so many milliseconds, "silent",
    // "html", "unauthorized"); absent or anything else: none. It is read before every answer, so another
    // process decides what goes wrong from when on.
    void setFaultFile(const QString &path) { m_faultFile = path; }

protected:
    virtual void handle(const Request &request, Reply reply) = 0;
    // Whether a WebSocket that is asked for is left to newWebSocketConnection(); connect to it then.
    virtual bool upgrades() const { return false; }
    virtual bool needsKey(const Request &request) const; // true; Fault::Unauthorized spares the others
    virtual Answer refusal() const;                      // 401 with {"message":"Unauthorized"}

private:
    void answer(const Request &request, Reply reply);
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) final;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) final;

    QHostAddress m_address;
    quint16 m_port = 0;
    QString m_faultFile;
};

} // namespace envdeck::standins

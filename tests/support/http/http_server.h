// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>
#include <QSslCertificate>
#include <QSslKey>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>
#include <chrono>
#include <functional>
#include <optional>

namespace envdeck::testing {

struct ReceivedRequest {
    QByteArray method;
    QByteArray target; // path with query, as it came
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    QByteArray raw;                               // every byte of it
    int connection = 0;                           // 1 for the first one
    QByteArray header(QByteArrayView name) const; // empty when absent
    QByteArray path() const
    {
        return target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
    }
};

// What the server does with a request. The body is sent with Content-Length unless `chunked`.
struct ScriptedReply {
    int status = 200;
    QByteArray type = "application/json";
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    std::chrono::milliseconds delay{0};
    bool chunked = false;
    bool close = false;        // Connection: close, and closes
    bool dropSilently = false; // reads the request and closes without a byte
    bool reset = false;        // …with RST instead of FIN
    bool never = false;        // keeps the connection and says nothing
    qint64 truncateAt = -1;    // closes after so many bytes of the whole answer
    qint64 dripBytes = 0;      // > 0: so many bytes every dripEvery
    std::chrono::milliseconds dripEvery{20};
    QByteArray raw; // not empty: sent instead of everything above
};
ScriptedReply jsonReply(const QByteArray &body, int status = 200);

// A certificate and key made with the openssl program; nothing when that is not installed.
struct TlsIdentity {
    QSslCertificate certificate;
    QSslKey key;
    QString caFile; // PEM of the self-made authority that signed it, in a temporary folder of the process
};
std::optional<TlsIdentity> makeTlsIdentity(const QByteArray &subjectAltName = "IP:127.0.0.1,DNS:localhost",
                                           int days = 2);

// HTTP/1.1 on a random port of 127.0.0.1, keep-alive, whole requests only: a request counts when its last
// byte came.
class HttpServer : public QTcpServer {
public:
    using Handler = std::function<ScriptedReply(const ReceivedRequest &)>;

    explicit HttpServer(std::optional<TlsIdentity> tls = {});
    ~HttpServer() override;

    QUrl url(const QString &pathAndQuery = QStringLiteral("/")) const;
    // Answers to "METHOD /path" (without query) in turn; the last one repeats. Unknown requests: 404
    // {"message":"unscripted"}.
    void on(const QByteArray &methodAndPath, const QList<ScriptedReply> &replies);
    void onAny(Handler handler); // instead of on()

    const QList<ReceivedRequest> &requests() const { return m_requests; }
    int count(const QByteArray &methodAndPath) const;
    int connections() const { return m_connections; }
    QByteArray allBytes() const { return m_bytes; } // everything that ever arrived, decrypted
    void closeConnections();                        // as a server does with idle ones

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void serve(QTcpSocket *socket, int connection);
    void answer(QTcpSocket *socket, const ReceivedRequest &request);
    ScriptedReply scripted(const ReceivedRequest &request);

    std::optional<TlsIdentity> m_tls;
    Handler m_handler;
    QHash<QByteArray, QList<ScriptedReply>> m_scripts;
    QHash<QByteArray, int> m_turn;
    QList<ReceivedRequest> m_requests;
    QByteArray m_bytes;
    int m_connections = 0;
};

} // namespace envdeck::testing

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/text_socket.h"

#include "core/http/client.h"

#include <QNetworkProxy>
#include <QWebSocket>

namespace envdeck::http {

TextSocket::TextSocket(const QNetworkRequest &request, const SocketRequest &facts)
    : m_socket(new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this)), m_subject(facts.subject)
{
    m_socket->setProxy(QNetworkProxy::NoProxy);
    m_socket->setMaxAllowedIncomingFrameSize(quint64(bodyCap));
    m_socket->setMaxAllowedIncomingMessageSize(quint64(bodyCap));
    m_socket->setSslConfiguration(request.sslConfiguration());
    connect(m_socket, &QWebSocket::connected, this, [this] {
        m_opening.stop();
        m_wasOpen = true;
        Q_EMIT opened();
    });
    connect(m_socket, &QWebSocket::textMessageReceived, this, &TextSocket::received);
    connect(m_socket, &QWebSocket::sslErrors, this, [this] { m_tls = true; }); // nothing is ignored
    connect(m_socket, &QWebSocket::stateChanged, this, [this](QAbstractSocket::SocketState state) {
        if (state == QAbstractSocket::UnconnectedState)
            over();
    });
    // An upgrade that is refused changes no state.
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto trouble = &QWebSocket::errorOccurred;
#else
    const auto trouble = QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error);
#endif
    connect(m_socket, trouble, this, [this] {
        if (!m_wasOpen)
            over();
    });
    m_opening.setSingleShot(true);
    connect(&m_opening, &QTimer::timeout, this,
            [this] { fail(ErrorCode::Timeout, QStringLiteral("upgrade")); });
    m_opening.start(facts.opening);
    m_socket->open(request);
}

TextSocket::~TextSocket()
{
    m_over = true;
    m_socket->disconnect(this);
    m_socket->abort();
}

void TextSocket::over()
{
    if (m_over)
        return;
    if (!m_wasOpen)
        return fail(m_tls ? ErrorCode::Tls : ErrorCode::Unreachable, m_socket->errorString().left(300));
    // A connection that breaks is told as a close of its own making (1006 is never sent by anybody).
    const int code = m_socket->closeCode();
    if (code == QWebSocketProtocol::CloseCodeAbnormalDisconnection)
        return fail(ErrorCode::Unreachable, QStringLiteral("connection lost"));
    m_over = true;
    Q_EMIT closed(code, m_socket->closeReason().left(300));
}

void TextSocket::fail(ErrorCode code, const QString &detail)
{
    if (m_over)
        return;
    m_over = true;
    m_opening.stop();
    Q_EMIT failed(Error{code, m_subject, detail, 0});
}

Result<std::unique_ptr<TextSocket>> Client::listen(const SocketRequest &facts)
{
    if (const auto fine = checked(facts.url, Reach::Listed, facts.secret.has_value()); !fine)
        return fine.error();
    if (!fitsAHeader(facts.secret))
        return Error{ErrorCode::BadInput, facts.url.host(),
                     QStringLiteral("a secret with control characters"), 0};
    QNetworkRequest request(facts.url);
    dress(request);
    if (facts.secret)
        request.setRawHeader(facts.secret->name,
                             facts.secret->prefix + facts.secret->value.reveal().toByteArray());
    QUrl url = facts.url;
    url.setScheme(url.scheme() == QLatin1String("https") ? QStringLiteral("wss") : QStringLiteral("ws"));
    request.setUrl(url); // after dress(), which knows the origin by its http name
    return std::unique_ptr<TextSocket>(new TextSocket(request, facts));
}

} // namespace envdeck::http

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/call.h"

#include "core/base/log.h"
#include "core/http/error_map.h"

namespace envdeck::http {

namespace {

constexpr qint64 readAhead = 256 * 1024;

qint64 sizeOf(const Headers &headers)
{
    qint64 size = 0;
    for (const auto &[name, value] : headers)
        size += name.size() + value.size() + 4;
    return size;
}

// Qt calls every status from 400 on an error of its own, of varying kinds (400 is a "protocol" one).
bool isWhole(QNetworkReply::NetworkError error, int status)
{
    if (error == QNetworkReply::NoError)
        return status > 0;
    const bool ofTransport = error <= QNetworkReply::UnknownNetworkError ||
                             error == QNetworkReply::ContentReSendError ||
                             error == QNetworkReply::ProtocolFailure;
    return status >= 400 && !ofTransport;
}

} // namespace

OneShotBody::OneShotBody(QByteArray body) : m_body(std::move(body))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneShotBody::readData(char *data, qint64 size)
{
    m_touched = true;
    const qint64 some = std::min<qint64>(size, m_body.size() - m_at);
    std::copy_n(m_body.constData() + m_at, some, data);
    m_at += some;
    return some;
}

Call::Call(Client *client, const QUrl &url, std::chrono::milliseconds deadline, qint64 maxBody,
           std::stop_token stop)
    : QObject(client), m_client(client), m_url(url), m_deadline(deadline), m_maxBody(maxBody),
      m_stop(std::move(stop))
{
    m_promise.start();
    m_subject = placeOf(url);
    m_clock.start();
    m_deadlineTimer.setSingleShot(true);
    m_silenceTimer.setSingleShot(true);
    connect(&m_deadlineTimer, &QTimer::timeout, this, [this] { end(Ending::Kind::TimedOut); });
    connect(&m_silenceTimer, &QTimer::timeout, this, [this] { end(Ending::Kind::TimedOut); });
    m_deadlineTimer.start(deadline);
    // The asker may stop from any thread; the reply belongs to this one.
    m_onStop.emplace(m_stop, [this] {
        QMetaObject::invokeMethod(
            this, [this] { end(Ending::Kind::Canceled); }, Qt::QueuedConnection);
    });
}

Call::~Call()
{
    m_onStop.reset(); // waits for one that is just posting
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        delete m_reply.data();
    }
}

QNetworkRequest Call::prepared(const Headers &headers, const std::optional<SecretHeader> &secret)
{
    QNetworkRequest request(m_url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setDecompressedSafetyCheckThreshold(m_maxBody);
    m_client->dress(request);
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    if (secret) {
        m_redactor.learn(secret->value);
        request.setRawHeader(secret->name, secret->prefix + secret->value.reveal().toByteArray());
    }
    return request;
}

void Call::watch(QNetworkReply *reply, std::chrono::milliseconds silence)
{
    m_reply = reply;
    m_ending = {};
    // Bounds what piles up between the network thread and us.
    reply->setReadBufferSize(readAhead);
    connect(reply, &QNetworkReply::metaDataChanged, this, &Call::checkHeaders);
    connect(reply, &QNetworkReply::readyRead, this, &Call::readSome);
    connect(reply, &QNetworkReply::finished, this, &Call::onFinished);
    if (silence.count() > 0) {
        m_silenceTimer.start(silence);
        const auto heard = [this] { m_silenceTimer.start(); };
        connect(reply, &QNetworkReply::downloadProgress, this, heard);
        connect(reply, &QNetworkReply::uploadProgress, this, heard);
        connect(reply, &QNetworkReply::requestSent, this, heard);
    }
}

void Call::end(Ending::Kind kind)
{
    if (m_finished)
        return;
    m_ending.kind = kind;
    if (m_reply) {
        m_reply->abort(); // finishes it
    } else {
        settle({kind, {}, {}, {}}); // between two tries
    }
}

void Call::checkHeaders()
{
    if (sizeOf(m_reply->rawHeaderPairs()) > headerCap)
        end(Ending::Kind::TooLarge);
}

void Call::readSome()
{
    Response &response = m_ending.response;
    response.body += m_reply->read(m_maxBody + 1 - response.body.size());
    if (response.body.size() > m_maxBody && m_ending.kind != Ending::Kind::TooLarge)
        end(Ending::Kind::TooLarge);
}

void Call::onFinished()
{
    QNetworkReply *reply = m_reply;
    m_reply.clear();
    m_silenceTimer.stop();
    Ending ending = std::exchange(m_ending, {});
    Response &response = ending.response;
    response.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    response.headers = reply->rawHeaderPairs();
    if (ending.kind == Ending::Kind::Failed) {
        response.body += reply->read(m_maxBody + 1 - response.body.size());
        ending.error = reply->error();
        ending.words = reply->errorString();
        if (response.body.size() > m_maxBody)
            ending.kind = Ending::Kind::TooLarge;
        else if (isWhole(ending.error, response.status))
            ending.kind = Ending::Kind::Answered;
    }
    qCDebug(lcHttp).noquote().nospace()
        << "place=" << m_subject << " status=" << response.status << " error=" << int(ending.error)
        << " bytes=" << response.body.size() << " ms=" << m_clock.elapsed();
    reply->disconnect(this);
    reply->deleteLater();
    settle(std::move(ending));
}

void Call::finish(Result<Response> result)
{
    m_finished = true;
    m_deadlineTimer.stop();
    m_promise.addResult(std::move(result));
    m_promise.finish();
    deleteLater();
}

Error Call::problem(ErrorCode code, const Response &response, const QString &words) const
{
    QString detail = words;
    const QString said = excerpt(response, m_redactor);
    if (!said.isEmpty())
        detail += (detail.isEmpty() ? QString() : QStringLiteral(": ")) + said;
    return {code, m_subject, m_redactor.redacted(detail).left(excerptLength), response.status};
}

Error Call::redirected(const Response &response) const
{
    // The host alone: a Location may carry tokens.
    const QUrl target = m_url.resolved(QUrl::fromEncoded(response.header("location")));
    return {ErrorCode::BadResponse, m_subject,
            response.header("location").isEmpty()
                ? QStringLiteral("redirected")
                : QStringLiteral("redirected to %1://%2").arg(target.scheme(), target.host()),
            response.status};
}

Error Call::wrongType(ErrorCode code, const Response &response, const QList<QByteArray> &wanted) const
{
    const QByteArray came = response.mediaType();
    return problem(code, response,
                   QStringLiteral("expected %1, got %2")
                       .arg(QString::fromLatin1(wanted.first()),
                            came.isEmpty() ? QStringLiteral("no content type") : QString::fromLatin1(came)));
}

} // namespace envdeck::http

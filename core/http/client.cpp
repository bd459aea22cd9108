// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/client.h"

#include "core/domain/workspace.h"
#include "core/http/address.h"
#include "core/http/call.h"
#include "core/http/error_map.h"
#include "core/http/json.h"

#include <QFile>
#include <QNetworkProxy>

namespace envdeck::http {

namespace {

constexpr qsizetype parsedHere = 256 * 1024;

QSslConfiguration verified()
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    return tls;
}

Result<QList<QSslCertificate>> authorities(const QString &file)
{
    QFile pem(file);
    if (!pem.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Io, file, pem.errorString(), 0};
    const QList<QSslCertificate> found = QSslCertificate::fromData(pem.read(bodyCap), QSsl::Pem);
    if (found.isEmpty())
        return Error{ErrorCode::BadConfig, file, QStringLiteral("no PEM certificate"), 0};
    return found;
}

Error refused(const QUrl &url, const QString &why)
{
    return {ErrorCode::BadInput, url.host(), why, 0};
}

} // namespace

Client::Client(Options options, QObject *parent) : QObject(parent), m_options(std::move(options))
{
    m_reads.setProxy(QNetworkProxy::NoProxy);
    m_reads.setAutoDeleteReplies(false);
}

Client::~Client()
{
    // Before the managers that own their replies.
    qDeleteAll(findChildren<Call *>(Qt::FindDirectChildrenOnly));
}

Result<void> Client::allow(const QUrl &url, const QString &caFile)
{
    QSslConfiguration tls = verified();
    if (!caFile.isEmpty()) {
        const auto extra = authorities(caFile);
        if (!extra)
            return extra.error();
        // Adding to a configuration stops Qt from looking up the system's on demand, so they are named as
        // well.
        tls.setCaCertificates(QSslConfiguration::systemCaCertificates() + extra.value());
    }
    m_origins.insert(originOf(url), tls);
    return {};
}

bool Client::allows(const QUrl &url) const
{
    return m_origins.contains(originOf(url));
}

Result<void> Client::checked(const QUrl &url, Reach reach, bool hasSecret) const
{
    if (!url.isValid() || url.host().isEmpty())
        return refused(url, QStringLiteral("not a URL"));
    if (url.scheme() != QLatin1String("https") && !(url.scheme() == QLatin1String("http") && isLoopback(url)))
        return refused(url, QStringLiteral("only https, and http to loopback"));
    if (!url.userInfo().isEmpty())
        return refused(url, QStringLiteral("user information in the URL"));
    switch (reach) {
    case Reach::Listed:
        if (!allows(url))
            return refused(url, QStringLiteral("not an origin of this workspace"));
        break;
    case Reach::Vouched: break;
    case Reach::Foreign: {
        const QHostAddress address(url.host());
        if (hasSecret)
            return refused(url, QStringLiteral("no secret goes to an address that a server named"));
        if (isLoopback(url) || (!address.isNull() && addressKind(address) != AddressKind::Public))
            return refused(url, QStringLiteral("a server named a local address"));
        break;
    }
    }
    return {};
}

void Client::dress(QNetworkRequest &request) const
{
    request.setHeader(QNetworkRequest::UserAgentHeader, m_options.userAgent);
    request.setSslConfiguration(m_origins.value(originOf(request.url()), verified()));
}

Async<Response> Client::get(Request request, std::stop_token stop)
{
    if (const auto fine = checked(request.url, request.reach, request.secret.has_value()); !fine)
        return ready<Response>(fine.error());
    if (!fitsAHeader(request.secret))
        return ready<Response>(refused(request.url, QStringLiteral("a secret with control characters")));
    if (stop.stop_requested())
        return ready<Response>(Error{ErrorCode::Canceled, request.subject, {}, 0});
    auto *call = new ReadCall(this, std::move(request), m_options.firstDelay, std::move(stop));
    call->start();
    return call->future();
}

Async<Response> Client::send(MutatingRequest request, std::stop_token stop)
{
    if (const auto fine = checked(request.url, Reach::Listed, true); !fine)
        return ready<Response>(fine.error());
    if (!fitsAHeader(request.secret))
        return ready<Response>(refused(request.url, QStringLiteral("a secret with control characters")));
    if (stop.stop_requested())
        return ready<Response>(Error{ErrorCode::Canceled, request.subject, {}, 0});
    auto *call = new SendCall(this, std::move(request), std::move(stop));
    call->start();
    return call->future();
}

Async<QJsonValue> Client::parsed(const Response &response, const QString &subject, ErrorCode unreadable)
{
    const auto parse = [body = response.body, status = response.status, subject,
                        unreadable]() -> Result<QJsonValue> {
        const auto json = parseJson(body);
        if (json)
            return json;
        return Error{unreadable, subject, json.error().detail, status};
    };
    if (response.body.size() <= parsedHere)
        return ready<QJsonValue>(parse());
    if (!m_parser)
        m_parser = std::make_unique<Worker>(QStringLiteral("http-parser"));
    return m_parser->run(parse);
}

Async<QJsonValue> Client::getJson(Request request, std::stop_token stop)
{
    const QString subject = request.subject.isEmpty() ? placeOf(request.url) : request.subject;
    return andThen(get(std::move(request), std::move(stop)), this, [this, subject](const Response &response) {
        return parsed(response, subject, ErrorCode::BadResponse);
    });
}

Async<QJsonValue> Client::sendJson(MutatingRequest request, std::stop_token stop)
{
    const QString subject = request.subject.isEmpty() ? placeOf(request.url) : request.subject;
    return andThen(send(std::move(request), std::move(stop)), this,
                   [this, subject](const Response &response) {
                       return parsed(response, subject, ErrorCode::OutcomeUnknown);
                   });
}

} // namespace envdeck::http

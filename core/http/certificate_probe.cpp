// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/certificate_probe.h"

#include "core/http/address.h"

#include <QHostInfo>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTimer>
#include <functional>

namespace envdeck::http {

namespace {

using namespace std::chrono_literals;

constexpr auto handshakeLimit = 8s;

CertificateFacts factsOf(const QSslCertificate &certificate)
{
    const QStringList names = certificate.issuerInfo(QSslCertificate::CommonName) +
                              certificate.issuerInfo(QSslCertificate::Organization);
    CertificateFacts facts;
    facts.issuer = names.isEmpty() ? QString() : names.first().left(120);
    facts.expires = certificate.expiryDate().toUTC();
    return facts;
}

class Handshake final : public QObject {
public:
    Handshake(const QString &host, quint16 port, bool loopbackAllowed, std::stop_token stop, QObject *parent)
        : QObject(parent), m_host(host), m_port(port), m_loopback(loopbackAllowed)
    {
        m_promise.start();
        m_socket.setProxy(QNetworkProxy::NoProxy);
        connect(&m_socket, &QSslSocket::encrypted, this, [this] {
            CertificateFacts facts = factsOf(m_socket.peerCertificate());
            facts.trusted = true;
            finish(facts);
        });
        connect(&m_socket, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
            const QSslCertificate certificate = m_socket.peerCertificate();
            if (certificate.isNull() || errors.isEmpty())
                return; // errorOccurred() follows
            CertificateFacts facts = factsOf(certificate);
            facts.problem = errors.first().errorString().left(200);
            finish(facts);
        });
        connect(&m_socket, &QSslSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
            const bool tls = error == QAbstractSocket::SslHandshakeFailedError;
            finish(Error{tls ? ErrorCode::Tls : ErrorCode::Unreachable, m_host,
                         m_socket.errorString().left(200), 0});
        });
        QTimer::singleShot(handshakeLimit, this, [this] {
            finish(Error{ErrorCode::Timeout, m_host, {}, 0});
        });
        m_onStop.emplace(std::move(stop), [this] {
            QMetaObject::invokeMethod(
                this,
                [this] {
                    finish(Error{ErrorCode::Canceled, m_host, {}, 0});
                },
                Qt::QueuedConnection);
        });
        m_lookup = QHostInfo::lookupHost(host, this, [this](const QHostInfo &info) { resolved(info); });
    }
    ~Handshake() override { QHostInfo::abortHostLookup(m_lookup); }

    Async<CertificateFacts> future() { return m_promise.future(); }

private:
    void resolved(const QHostInfo &info)
    {
        if (info.error() != QHostInfo::NoError || info.addresses().isEmpty())
            return finish(Error{ErrorCode::Unreachable, m_host, info.errorString(), 0});
        for (const QHostAddress &address : info.addresses()) {
            if (!mayProbe(address, m_loopback))
                return finish(Error{ErrorCode::Forbidden, m_host,
                                    QStringLiteral("leads to %1").arg(address.toString()), 0});
        }
        // To the very address that was looked at; the name is what the certificate must carry.
        m_socket.connectToHostEncrypted(info.addresses().first().toString(), m_port, m_host);
    }

    void finish(Result<CertificateFacts> result)
    {
        if (std::exchange(m_finished, true))
            return;
        m_promise.addResult(std::move(result));
        m_promise.finish();
        m_socket.disconnect(this);
        m_socket.abort();
        deleteLater();
    }

    QString m_host;
    quint16 m_port;
    bool m_loopback;
    int m_lookup = -1;
    bool m_finished = false;
    QSslSocket m_socket;
    QPromise<Result<CertificateFacts>> m_promise;
    std::optional<std::stop_callback<std::function<void()>>> m_onStop;
};

} // namespace

Async<CertificateFacts> CertificateProbe::look(const QString &host, bool loopbackAllowed,
                                               std::stop_token stop, quint16 port)
{
    if (host.isEmpty() || host.contains(QLatin1Char('*')))
        return ready<CertificateFacts>(Error{ErrorCode::BadInput, host, QStringLiteral("not one name"), 0});
    return (new Handshake(host, port, loopbackAllowed, std::move(stop), this))->future();
}

} // namespace envdeck::http

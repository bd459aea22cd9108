// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hosts/network_probe.h"

#include "core/domain/workspace.h"
#include "core/hosts/remote_text.h"
#include "core/http/address.h"

#include <QElapsedTimer>
#include <QHostInfo>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>
#include <algorithm>

namespace envdeck::hosts {

namespace {

constexpr std::chrono::milliseconds oneAddress{3000};
constexpr qsizetype mostAddresses = 3;
constexpr qint64 longestStatusLine = 8 * 1024;

bool mayConnectTo(const QHostAddress &address, bool loopbackAllowed)
{
    switch (http::addressKind(address)) {
    case http::AddressKind::Public:
    case http::AddressKind::Private: return true;
    case http::AddressKind::Loopback: return loopbackAllowed;
    case http::AddressKind::LinkLocal:
    case http::AddressKind::Metadata:
    case http::AddressKind::Unusable: break;
    }
    return false;
}

Cause causeOf(const QList<QSslError> &errors)
{
    for (const QSslError &error : errors) {
        switch (error.error()) {
        case QSslError::CertificateExpired:
        case QSslError::CertificateNotYetValid: return Cause::CertificateExpired;
        case QSslError::HostNameMismatch: return Cause::CertificateOfAnother;
        case QSslError::SelfSignedCertificate:
        case QSslError::SelfSignedCertificateInChain:
        case QSslError::UnableToGetLocalIssuerCertificate:
        case QSslError::UnableToVerifyFirstCertificate:
        case QSslError::CertificateUntrusted: return Cause::CertificateUntrusted;
        default: break;
        }
    }
    return Cause::Unknown;
}

// One way up; deletes itself when it has answered.
class Climb : public QObject {
public:
    Climb(const LadderRequest &request, const QSslConfiguration &tls, std::stop_token stop, QObject *parent)
        : QObject(parent), m_request(request), m_socket(this)
    {
        m_promise.start();
        m_ladder.url = request.url;
        m_secure = request.url.scheme() == QLatin1String("https");
        m_port = quint16(request.url.port(m_secure ? 443 : 80));
        m_socket.setSslConfiguration(tls);
        m_socket.setPeerVerifyName(request.url.host());
        m_socket.setProxy(QNetworkProxy::NoProxy);
        connect(&m_socket, &QSslSocket::connected, this, [this] { connected(); });
        connect(&m_socket, &QSslSocket::encrypted, this, [this] { encrypted(); });
        connect(&m_socket, &QSslSocket::readyRead, this, [this] { answered(); });
        connect(&m_socket, &QSslSocket::errorOccurred, this, [this] { broke(); });
        m_deadline.setSingleShot(true);
        connect(&m_deadline, &QTimer::timeout, this, [this] { tooLate(); });
        m_deadline.start(request.deadline);
        m_perAddress.setSingleShot(true);
        connect(&m_perAddress, &QTimer::timeout, this, [this] { nextAddress(Cause::NoAnswer, {}); });
        m_onStop.emplace(std::move(stop), [this] {
            QMetaObject::invokeMethod(
                this,
                [this] {
                    finish(Error{ErrorCode::Canceled, m_request.url.host(), {}, 0});
                },
                Qt::QueuedConnection);
        });
        m_clock.start();
        resolve();
    }
    ~Climb() override
    {
        if (m_lookup >= 0)
            QHostInfo::abortHostLookup(m_lookup);
        m_socket.disconnect(this);
    }

    Async<NetworkLadder> future() { return m_promise.future(); }

private:
    void resolve()
    {
        const QHostAddress literal(m_request.url.host());
        if (!literal.isNull()) {
            QMetaObject::invokeMethod(
                this, [this, literal] { resolved({literal}, {}); }, Qt::QueuedConnection);
            return;
        }
        m_lookup = QHostInfo::lookupHost(m_request.url.host(), this, [this](const QHostInfo &info) {
            m_lookup = -1;
            resolved(info.addresses(), info.errorString());
        });
    }

    void resolved(const QList<QHostAddress> &addresses, const QString &words)
    {
        if (m_over)
            return;
        m_ladder.resolve.took = rungTime();
        for (const QHostAddress &address : addresses)
            m_ladder.addresses.append(address.toString());
        if (addresses.isEmpty())
            return fail(&m_ladder.resolve, Cause::NameUnknown, words);
        m_ladder.resolve.state = RungState::Passed;
        for (const QHostAddress &address : addresses) {
            if (!mayConnectTo(address, m_request.loopbackAllowed))
                return finish(Error{ErrorCode::Forbidden, m_request.url.host(),
                                    QStringLiteral("leads to %1").arg(address.toString()), 0});
        }
        m_left = addresses.mid(0, mostAddresses);
        nextAddress(Cause::NothingListens, {});
    }

    // The words of the last try stand for all.
    void nextAddress(Cause cause, const QString &words)
    {
        if (m_left.isEmpty())
            return fail(&m_ladder.connect, cause, words);
        m_ladder.address = m_left.first().toString();
        m_trying = true;
        m_socket.blockSignals(true);
        m_socket.abort();
        m_socket.blockSignals(false);
        m_clock.restart();
        m_perAddress.start(oneAddress);
        m_socket.connectToHost(m_left.takeFirst(), m_port);
    }

    void connected()
    {
        m_perAddress.stop();
        m_trying = false;
        m_ladder.connect = {RungState::Passed, rungTime(), {}, {}};
        if (m_secure)
            return m_socket.startClientEncryption();
        m_ladder.tls.state = RungState::NotNeeded;
        ask();
    }

    void encrypted()
    {
        m_ladder.tls = {RungState::Passed, rungTime(), {}, {}};
        noteCertificate();
        ask();
    }

    void noteCertificate()
    {
        const QSslCertificate certificate = m_socket.peerCertificate();
        if (certificate.isNull())
            return;
        const auto name = [](const QStringList &names) {
            return remoteText(QStringView(names.value(0)), 120);
        };
        m_ladder.certificate = CertificateFacts{name(certificate.subjectInfo(QSslCertificate::CommonName)),
                                                name(certificate.issuerInfo(QSslCertificate::CommonName)),
                                                certificate.expiryDate().toUTC()};
    }

    void ask()
    {
        const QUrl &url = m_request.url;
        QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
        if (url.hasQuery())
            path += '?' + url.query(QUrl::FullyEncoded).toLatin1();
        QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
        if (host.contains(':'))
            host = '[' + host + ']';
        if (url.port() > 0)
            host += ':' + QByteArray::number(url.port());
        m_asked = true;
        m_socket.write("GET " + (path.isEmpty() ? QByteArray("/") : path) + " HTTP/1.1\r\nHost: " + host +
                       "\r\nUser-Agent: Envdeck/" ENVDECK_VERSION
                       "\r\nAccept: */*\r\nConnection: close\r\n\r\n");
    }

    void answered()
    {
        if (!m_asked || m_over)
            return;
        if (!m_socket.canReadLine()) {
            if (m_socket.bytesAvailable() > longestStatusLine)
                fail(&m_ladder.http, Cause::Unknown, QStringLiteral("no HTTP answer"));
            return;
        }
        // "HTTP/1.1 200 OK"
        const QByteArray line = m_socket.readLine(longestStatusLine).trimmed();
        const QList<QByteArray> words = line.split(' ');
        bool isNumber = false;
        const int status = words.value(1).toInt(&isNumber);
        if (!line.startsWith("HTTP/") || !isNumber || status < 100 || status > 599)
            return fail(&m_ladder.http, Cause::Unknown, remoteText(QByteArrayView(line), 100));
        m_ladder.status = status;
        m_ladder.http = {RungState::Passed, rungTime(), {}, {}};
        if (status >= 500)
            return fail(&m_ladder.http, Cause::ServerError, remoteText(QByteArrayView(line), 100));
        finish(m_ladder);
    }

    void broke()
    {
        if (m_over)
            return;
        const QString words = m_socket.errorString();
        if (m_trying) {
            m_perAddress.stop();
            const bool refused = m_socket.error() == QAbstractSocket::ConnectionRefusedError;
            // Not from within the socket's own signal: it is used again.
            QTimer::singleShot(0, this, [this, refused, words] {
                nextAddress(refused ? Cause::NothingListens : Cause::NoAnswer, words);
            });
            return;
        }
        if (m_asked)
            return fail(&m_ladder.http, Cause::Unknown, words);
        noteCertificate();
        fail(&m_ladder.tls, causeOf(m_socket.sslHandshakeErrors()), words);
    }

    void tooLate()
    {
        if (m_asked)
            fail(&m_ladder.http, Cause::NoAnswer, {});
        else if (m_ladder.connect.state == RungState::Passed)
            fail(&m_ladder.tls, Cause::NoAnswer, {});
        else if (m_ladder.resolve.state == RungState::Passed)
            fail(&m_ladder.connect, Cause::NoAnswer, {});
        else
            fail(&m_ladder.resolve, Cause::NoAnswer, {});
    }

    std::chrono::milliseconds rungTime() { return std::chrono::milliseconds(m_clock.restart()); }

    void fail(Rung *rung, Cause cause, const QString &words)
    {
        *rung = {RungState::Failed, std::nullopt, cause, remoteText(QStringView(words))};
        finish(m_ladder);
    }

    void finish(const Result<NetworkLadder> &result)
    {
        if (m_over)
            return;
        m_over = true;
        m_deadline.stop();
        m_perAddress.stop();
        m_promise.addResult(result);
        m_promise.finish();
        deleteLater();
    }

    LadderRequest m_request;
    NetworkLadder m_ladder;
    QSslSocket m_socket;
    QTimer m_deadline;
    QTimer m_perAddress;
    QElapsedTimer m_clock;
    QList<QHostAddress> m_left;
    QPromise<Result<NetworkLadder>> m_promise;
    int m_lookup = -1;
    quint16 m_port = 0;
    bool m_secure = false;
    bool m_trying = false;
    bool m_asked = false;
    bool m_over = false;
    std::optional<std::stop_callback<std::function<void()>>> m_onStop;
};

} // namespace

Async<NetworkLadder> NetworkProbe::climb(const LadderRequest &request, std::stop_token stop)
{
    const QUrl &url = request.url;
    const bool isWeb = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!url.isValid() || url.host().isEmpty() || !isWeb || !url.userInfo().isEmpty())
        return ready<NetworkLadder>(
            Error{ErrorCode::BadInput, url.host(), QStringLiteral("no URL to climb to"), 0});
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (!request.caFile.isEmpty()) {
        const auto authorities = QSslCertificate::fromPath(request.caFile);
        if (authorities.isEmpty())
            return ready<NetworkLadder>(Error{ErrorCode::BadConfig, request.caFile, {}, 0});
        tls.addCaCertificates(authorities);
    }
    auto *climb = new Climb(request, tls, std::move(stop), this);
    return climb->future();
}

} // namespace envdeck::hosts

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/http/probe.h"

#include "core/domain/workspace.h"
#include "core/http/address.h"
#include "core/http/error_map.h"

#include <QElapsedTimer>
#include <QHostInfo>
#include <QTimer>

namespace envdeck::http {

namespace {

constexpr qint64 probedBody = 1024 * 1024;

Result<void> checkedAddresses(const QList<QHostAddress> &addresses, const ProbeRequest &request)
{
    for (const QHostAddress &address : addresses) {
        if (!mayProbe(address, request.loopbackAllowed))
            return Error{ErrorCode::Forbidden, request.url.host(),
                         QStringLiteral("leads to %1").arg(address.toString()), 0};
    }
    return {};
}

// One look-up of a name, given up at the deadline or when stopped.
class Lookup : public QObject {
public:
    Lookup(const QString &host, std::chrono::milliseconds deadline, std::stop_token stop, QObject *parent)
        : QObject(parent), m_host(host)
    {
        m_promise.start();
        m_id = QHostInfo::lookupHost(host, this, [this](const QHostInfo &info) {
            if (info.error() != QHostInfo::NoError || info.addresses().isEmpty())
                return finish(Error{ErrorCode::Unreachable, m_host, info.errorString(), 0});
            finish(info.addresses());
        });
        QTimer::singleShot(deadline, this, [this] { finish(Error{ErrorCode::Timeout, m_host, {}, 0}); });
        m_onStop.emplace(std::move(stop), [this] {
            QMetaObject::invokeMethod(
                this,
                [this] {
                    finish(Error{ErrorCode::Canceled, m_host, {}, 0});
                },
                Qt::QueuedConnection);
        });
    }
    ~Lookup() override { QHostInfo::abortHostLookup(m_id); }

    Async<QList<QHostAddress>> future() { return m_promise.future(); }

private:
    void finish(Result<QList<QHostAddress>> result)
    {
        if (m_finished)
            return;
        m_finished = true;
        m_promise.addResult(std::move(result));
        m_promise.finish();
        deleteLater();
    }

    QString m_host;
    int m_id = -1;
    bool m_finished = false;
    QPromise<Result<QList<QHostAddress>>> m_promise;
    std::optional<std::stop_callback<std::function<void()>>> m_onStop;
};

} // namespace

Probe::Probe(Options options, QObject *parent) : QObject(parent), m_client(std::move(options)) {}

Async<ProbeAnswer> Probe::look(ProbeRequest request, std::stop_token stop)
{
    const QUrl &url = request.url;
    const bool plain = url.scheme() == QLatin1String("http");
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() ||
        (url.scheme() != QLatin1String("https") && !(plain && isLoopback(url))))
        return ready<ProbeAnswer>(
            Error{ErrorCode::BadInput, url.host(), QStringLiteral("no URL for a health probe"), 0});

    const QHostAddress literal(url.host());
    if (!literal.isNull()) {
        const auto fine = checkedAddresses({literal}, request);
        return fine ? ask(request, stop) : ready<ProbeAnswer>(fine.error());
    }
    auto *lookup = new Lookup(url.host(), request.deadline, stop, this);
    return andThen(lookup->future(), this, [this, request, stop](const QList<QHostAddress> &addresses) {
        const auto fine = checkedAddresses(addresses, request);
        return fine ? ask(request, stop) : ready<ProbeAnswer>(fine.error());
    });
}

Async<ProbeAnswer> Probe::ask(const ProbeRequest &request, std::stop_token stop)
{
    if (!m_client.allows(request.url)) {
        if (const auto allowed = m_client.allow(request.url, request.caFile); !allowed)
            return ready<ProbeAnswer>(allowed.error());
    }
    Request get;
    get.url = request.url;
    get.headers = {{"Accept", "*/*"},
                   {"Connection", "close"}}; // a kept connection proves nothing about new ones
    get.contentTypes = {};
    get.anyStatus = true;
    get.retries = 0;
    get.deadline = request.deadline;
    get.silence = request.deadline;
    get.maxBody = probedBody;
    QElapsedTimer clock;
    clock.start();
    return andThen(
        m_client.get(get, std::move(stop)), this, [clock, name = request.header](const Response &response) {
            ProbeAnswer answer;
            answer.status = response.status;
            answer.latency = std::chrono::milliseconds(clock.elapsed());
            answer.header =
                name.isEmpty() ? QString() : QString::fromUtf8(response.header(name)).left(excerptLength);
            answer.excerpt = excerpt(response, Redactor());
            return ready<ProbeAnswer>(answer);
        });
}

} // namespace envdeck::http

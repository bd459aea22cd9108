// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/bootstrap_ways.h"

#include <QHostInfo>

namespace envdeck {

namespace {

using namespace std::chrono_literals;

Async<void> named(const QString &host, QObject *context)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    QHostInfo::lookupHost(host, context, [promise, host](const QHostInfo &info) {
        const bool there = info.error() == QHostInfo::NoError && !info.addresses().isEmpty();
        promise->addResult(
            there ? Result<void>()
                  : Result<void>(Error{ErrorCode::Unreachable, host, QStringLiteral("no-dns"), 0}));
        promise->finish();
    });
    return promise->future();
}

} // namespace

std::function<Async<bootstrap::Tunnel>(const platform::HostId &, quint16)>
tunnelThrough(platform::SshShell &shell)
{
    return [&shell](const platform::HostId &host, quint16 port) {
        using Held = std::pair<std::shared_ptr<ssh::Connection>, std::shared_ptr<ssh::Forward>>;
        return andThen(shell.connection(host), &shell,
                       [&shell, port](const std::shared_ptr<ssh::Connection> &connection) {
                           const auto forward = connection->forward({QStringLiteral("127.0.0.1"), port});
                           return andThen(
                               forward, &shell, [connection](const std::shared_ptr<ssh::Forward> &open) {
                                   // The way goes before the connection it leads through.
                                   const auto held = std::make_shared<Held>(connection, open);
                                   return ready<bootstrap::Tunnel>(bootstrap::Tunnel{open->port(), held});
                               });
                       });
    };
}

std::function<Async<void>(const QUrl &, std::stop_token)> panelReach(http::Client &http, QObject *context)
{
    return [&http, context](const QUrl &panel, std::stop_token stop) {
        return andThen(named(panel.host(), context), context, [&http, context, panel, stop](Done) {
            http::Request request;
            request.url = panel;
            request.url.setPath(QStringLiteral("/api/health"));
            request.retries = 0;
            request.deadline = 15s;
            return andThen(http.get(request, stop), context,
                           [](const http::Response &) { return ready<void>({}); });
        });
    };
}

} // namespace envdeck

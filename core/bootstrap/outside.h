// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/domain/workspace.h"
#include "core/http/client.h"
#include "core/platform/shell.h"
#include "core/secrets/vault.h"

#include <functional>
#include <memory>

namespace envdeck::bootstrap {

// A port of 127.0.0.1 that leads to one of the host's, for as long as `held` lives.
struct Tunnel {
    quint16 port = 0;
    std::shared_ptr<const void> held;
};

// Where we put things on a host.
struct Places {
    QString folder = QStringLiteral("/var/lib/envdeck"); // root's, 0700
    QString swapFile = QStringLiteral("/swapfile");
    QString fstab = QStringLiteral("/etc/fstab");
    // Without a docker to ask, one of these says that a swarm may sleep here.
    QStringList remains{QStringLiteral("/var/lib/docker/swarm"), QStringLiteral("/var/snap/docker"),
                        QStringLiteral("/run/docker.sock"), QStringLiteral("/etc/dokploy")};
    friend bool operator==(const Places &, const Places &) = default;
};

struct Pace {
    std::chrono::milliseconds poll{2000};                           // of a program that runs on the host
    std::chrono::milliseconds health{5000};                         // of Dokploy that comes up
    std::chrono::milliseconds certificate{10000};                   // of the panel's name
    std::chrono::milliseconds healthFor = std::chrono::minutes(10); // images of a slow line
    std::chrono::milliseconds certificateFor = std::chrono::minutes(20);
    std::chrono::seconds firewallDoubt{120}; // it is off again when nobody could log in by then
};

// What a bootstrap works with. All references outlive it.
struct Outside {
    const Workspace &workspace;
    QString remote; // of the repository
    platform::Shell &shell;
    http::Client &http;
    secrets::Vault &vault;
    const Clock &clock;
    std::function<Async<Tunnel>(const platform::HostId &, quint16 port)> tunnel;
    // The next command goes over a connection of its own, made from scratch.
    std::function<void(const platform::HostId &)> connectAnew;
    // Whether the panel answers at its own address, with a certificate that holds: "no-dns" as the detail of
    // Unreachable where the name leads nowhere yet, Tls for another certificate.
    std::function<Async<void>(const QUrl &, std::stop_token)> panelAnswers;
    QString folder;                                                          // for installers that were read
    QUrl installer = QUrl(QStringLiteral("https://dokploy.com/install.sh")); // a redirect is refused
    Places places = {};
    Pace pace = {};
};

} // namespace envdeck::bootstrap

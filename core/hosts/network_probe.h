// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/hosts/network_ladder.h"

#include <QObject>
#include <stop_token>

namespace envdeck::hosts {

struct LadderRequest {
    QUrl url;
    QString caFile;                           // authorities trusted beside the system's; empty: none
    bool loopbackAllowed = false;             // when all declared hosts of the environment are loopback
    std::chrono::milliseconds deadline{9000}; // of all rungs together
};

// Climbs the ladder from this computer: the system's own name resolution (with its hosts file, as a browser
// here would), up to three of the addresses in turn, TLS with full verification, one GET without any
// credential of which only the status line is read. A rung that fails is a value of the ladder; errors are
// BadInput (no web URL), Forbidden (leads to loopback, link-local or a cloud's metadata; see http::Probe),
// BadConfig (caFile) and Canceled. Thread: the one it was made in; nothing of it waits.
class NetworkProbe : public QObject {
public:
    explicit NetworkProbe(QObject *parent = nullptr) : QObject(parent) {}

    Async<NetworkLadder> climb(const LadderRequest &request, std::stop_token stop = {});
};

} // namespace envdeck::hosts

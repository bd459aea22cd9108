// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/http/http_server.h"

namespace envdeck::testing {

// Keeps one terraform state over HTTP on loopback, with LOCK and UNLOCK as the http backend asks for them.
// (Terraform 1.11.4: a forced UNLOCK comes without a body, so that no server can compare ids.)
class StateServer {
public:
    StateServer();

    QByteArray backend() const; // the block of the configuration
    QByteArray state;           // empty: none yet
    QByteArray lock;            // JSON of the holder; empty: free
    bool savesNothing = false;  // every POST fails, as on a full disk
    bool keepsItsLock = false;  // UNLOCK is answered well and does nothing
    int unlocks = 0;
    QByteArrayList passwords; // that were given, each once

    void lockedBy(const QByteArray &id); // by somebody who died

private:
    ScriptedReply answer(const ReceivedRequest &request);

    HttpServer m_server;
};

} // namespace envdeck::testing

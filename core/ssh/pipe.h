// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/endpoint.h"
#include "core/ssh/exec.h"

namespace envdeck::ssh {

// Somebody wants this descriptor joined to a port that the server reaches.
struct PipeWish {
    Endpoint to;
    int fd = -1;                              // ours; closed when it ends
    std::function<void(Result<void>)> opened; // may be empty
};

// A descriptor joined to a direct-tcpip channel, in both directions until both have ended.
class Pipe {
public:
    Pipe(ssh_session session, PipeWish wish);
    ~Pipe();
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;

    bool step();
    bool isDone() const { return m_done; }
    int descriptor() const { return m_wish.fd; }
    short interest() const; // events of poll(2) that would let it move

private:
    bool open();
    bool outward();
    bool inward();
    void say(const Result<void> &result);

    ssh_session m_session;
    PipeWish m_wish;
    ChannelPointer m_channel;
    QByteArray m_toServer;
    QByteArray m_toLocal;
    bool m_open = false;
    bool m_localEnded = false; // nothing more comes from the descriptor
    bool m_serverTold = false;
    bool m_localTold = false;
    bool m_done = false;
};

} // namespace envdeck::ssh

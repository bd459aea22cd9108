// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/known_hosts.h"
#include "core/ssh/waiter.h"

#include <memory>

struct ssh_session_struct;

namespace envdeck::ssh {

struct SessionEnd {
    void operator()(ssh_session_struct *session) const;
};
using SessionPointer = std::unique_ptr<ssh_session_struct, SessionEnd>;

// A session with a server whose key stands in our file. Only such a one can be logged in to.
class VerifiedSession {
public:
    ssh_session_struct *get() const { return m_session.get(); }

private:
    friend class UnverifiedSession;
    explicit VerifiedSession(SessionPointer session) : m_session(std::move(session)) {}
    SessionPointer m_session;
};

// Keys are exchanged, and we know what the server calls itself: nothing more. It has no way to log in.
class UnverifiedSession {
public:
    // Takes the socket. Reads no configuration of the user or the system and starts no program. Key types in
    // `known` are asked for first. Errors: Unreachable, BadResponse (no common algorithm, no SSH server), and
    // the waiter's.
    static Result<UnverifiedSession> open(int fd, const Endpoint &endpoint, const QList<QByteArray> &known,
                                          Waiter &waiter);
    const HostKey &key() const { return m_key; }
    // Forbidden with "host-key-unknown", Conflict with "host-key-changed", "host-key-other-type",
    // "host-key-revoked" or "host-key-error".
    Result<VerifiedSession> verify(const KnownHosts &known, const Endpoint &endpoint) &&;

private:
    UnverifiedSession(SessionPointer session, HostKey key)
        : m_session(std::move(session)), m_key(std::move(key))
    {
    }
    SessionPointer m_session;
    HostKey m_key;
};

} // namespace envdeck::ssh

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/known_hosts.h"

#include <QDateTime>
#include <functional>

namespace envdeck::ssh {

// One key that somebody decided to trust.
struct Trust {
    Endpoint endpoint;
    HostKey key;
    QString who;           // the operator's name; empty in a line that Envdeck did not write
    QDateTime at;          // UTC, milliseconds; invalid where it is not known
    bool verified = false; // compared with what the provider shows; otherwise taken on first sight
    QString comment;       // the operator's own words, for people

    friend bool operator==(const Trust &, const Trust &) = default;
};

// Our own known_hosts file, never the user's: 0600, in OpenSSH's format. Who trusted a key, when, and whether
// it was compared stands in the comment of its line, so one write changes both or neither. Each change
// happens under a lock that the kernel holds, on <file>.lock, and is made to what the file says at that
// moment. Blocks: call it from a worker; any number of processes may use one file. Errors of all: Io;
// BadConfig as of KnownHosts::parse, and nothing is written then. Of changes: Locked, another process held
// the lock for ten seconds; BadInput, no endpoint or no well-formed key.
class TrustStore {
public:
    explicit TrustStore(QString path) : m_path(std::move(path)) {}
    const QString &file() const { return m_path; }

    // An absent file is an empty one.
    Result<KnownHosts> read() const;
    // Every key without a marker, in the order of the file. A host field that is a pattern or a hash comes as
    // it is written, with port 0.
    Result<QList<Trust>> list() const;

    // Records a key for a host that has none. Of a key that is known already only the note changes, and only
    // from unverified to verified. Conflict when another key stands there: replacing is a decision of its
    // own. Forbidden with "revoked" or "weak".
    Result<void> trust(const Trust &trust) const;
    // All keys of the endpoint leave and the new one comes. NotFound when none stands there; Conflict when
    // the old one is not among them, or when a pattern that somebody wrote by hand ("pattern") would still
    // speak for the host; Forbidden as above. BadInput, "same": the key did not change.
    Result<void> replace(const QString &oldFingerprint, const Trust &trust) const;
    // All keys of the endpoint leave; @revoked lines stay. NotFound, and Conflict with "pattern".
    Result<void> remove(const Endpoint &endpoint) const;
    // From now on refused for every host, and never to be trusted again.
    Result<void> revoke(const HostKey &key) const;

private:
    using Edit = std::function<Result<QByteArray>(const QByteArray &content, const KnownHosts &known)>;
    Result<void> change(const Edit &edit) const;

    QString m_path;
};

} // namespace envdeck::ssh

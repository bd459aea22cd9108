// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/known_hosts.h"

#include <QDateTime>

namespace envdeck::ssh {

// Who decided to trust a key, and how sure they were.
struct Trust {
    Endpoint endpoint;
    HostKey key;
    QString by;            // the operator's name
    QDateTime at;          // UTC
    bool verified = false; // compared with the provider's console; otherwise taken on first sight
    QString comment;
};

// Our own known_hosts file and beside it, in <file>.json, who trusted what and when. Never the user's own
// file. Blocks: call it from a worker. Several programs may write: each write happens under a lock file.
class TrustStore {
public:
    explicit TrustStore(QString file) : m_file(std::move(file)) {}
    const QString &file() const { return m_file; }

    // An absent file is an empty one. BadConfig as of KnownHosts::parse, Io.
    Result<KnownHosts> read() const;
    // Every key of the file that has a plain host, with its side-car; by and at are empty where there is
    // none.
    Result<QList<Trust>> entries() const;
    // Conflict when another key stands for that endpoint: replacing one is a decision of its own. Forbidden
    // for a key that is revoked or weak.
    Result<void> trust(const Trust &trust) const;
    // The same, and all other keys of the endpoint leave.
    Result<void> replace(const Trust &trust) const;
    Result<void> forget(const Endpoint &endpoint) const;
    Result<void> revoke(const HostKey &key) const; // from now on refused for every host

private:
    Result<void> write(const Trust &trust, bool replacing) const;
    Result<void> change(const std::function<Result<QByteArray>(const QByteArray &)> &edit) const;
    Result<void> note(const Trust &trust) const;

    QString m_file;
};

} // namespace envdeck::ssh

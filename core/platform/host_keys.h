// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/shell.h"

namespace envdeck::platform {

// A key that was confirmed for a host.
struct ConfirmedKey {
    QString type;          // "ssh-ed25519"
    QString fingerprint;   // "SHA256:…", as ssh-keygen -l shows it
    QString who;           // empty: not known
    QDateTime at;          // UTC; null: not known
    bool compared = false; // with what the provider shows; otherwise taken on first sight
    friend bool operator==(const ConfirmedKey &, const ConfirmedKey &) = default;
};

// What a host shows now, and what is known of it. Nothing was logged in to.
struct HostIdentity {
    enum class Verdict { Known, Unknown, Changed, Revoked, Unreadable };
    Verdict verdict = Verdict::Unknown;
    QString address; // "203.0.113.7:22"
    QString type;
    QString fingerprint;
    QString grouped;               // the fingerprint in groups of four, for comparing by eye
    QList<ConfirmedKey> confirmed; // for this address; one as a rule
    friend bool operator==(const HostIdentity &, const HostIdentity &) = default;
};

// Who a host is, decided by a person once. Thread: the caller's; answers come through its event loop.
class HostKeys {
public:
    virtual ~HostKeys() = default;

    virtual Async<HostIdentity> identity(const HostId &host) = 0;
    // Only the key with that fingerprint, which the host must still show: Conflict "shows-another" otherwise,
    // and Conflict when another one is confirmed already.
    virtual Async<void> confirm(const HostId &host, const QString &fingerprint, const QString &who,
                                bool compared) = 0;
    // Takes the place of the one with `old`: Conflict when that is not confirmed any more.
    virtual Async<void> replace(const HostId &host, const QString &old, const QString &fingerprint,
                                const QString &who, bool compared) = 0;
    virtual Async<void> forget(const HostId &host) = 0; // asked anew before the next connection
};

} // namespace envdeck::platform

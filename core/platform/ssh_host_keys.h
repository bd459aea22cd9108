// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/platform/host_keys.h"
#include "core/platform/ssh_shell.h"
#include "core/ssh/trust_keeper.h"

#include <QObject>

namespace envdeck::platform {

// HostKeys over our own known_hosts file. Thread: the one it was made in.
class SshHostKeys final : public QObject, public HostKeys {
    Q_OBJECT

public:
    // All outlive it.
    SshHostKeys(SshShell &shell, ssh::TrustKeeper &keeper, const Clock &clock, QObject *parent = nullptr);

    Async<HostIdentity> identity(const HostId &host) override;
    Async<void> confirm(const HostId &host, const QString &fingerprint, const QString &who,
                        bool compared) override;
    Async<void> replace(const HostId &host, const QString &old, const QString &fingerprint,
                        const QString &who, bool compared) override;
    Async<void> forget(const HostId &host) override;

private:
    struct Shown {
        ssh::Endpoint endpoint;
        ssh::HostKey key;
    };
    Async<Shown> shown(const HostId &host);
    Async<void> settled(const Async<void> &change, const HostId &host); // and the host is tried again

    SshShell &m_shell;
    ssh::TrustKeeper &m_keeper;
    const Clock &m_clock;
};

} // namespace envdeck::platform

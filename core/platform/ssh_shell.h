// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "core/platform/shell.h"
#include "core/ssh/connection.h"

#include <QHash>
#include <QObject>

namespace envdeck::platform {

// Shell over SSH: one kept connection a host, made on the first wish and made anew when its address changed.
// Thread: the one it was made in.
class SshShell final : public QObject, public Shell {
    Q_OBJECT

public:
    struct Outside {
        const Workspace &workspace;                              // outlives it
        QString knownHostsFile;                                  // see ssh::trustStorePath
        std::function<Async<QString>(const HostId &)> addressOf; // BadConfig "no-address" while there is none
        std::function<Async<ssh::Login>(const HostId &)> loginOf;
        // May be empty: then a key that wants a passphrase is none.
        std::function<Async<Secret>(const HostId &, const ssh::PassphraseQuestion &)> askPassphrase;
    };

    explicit SshShell(Outside outside, QObject *parent = nullptr);
    ~SshShell() override;

    Async<ShellOutput> run(const HostId &host, const QByteArray &script, const ShellLimits &limits,
                           std::stop_token stop) override;
    Async<ShellOutput> follow(const HostId &host, const QByteArray &script, const Lines &lines,
                              std::stop_token stop) override;

    // For what is more than a script: uploads, forwards, the key that the server shows.
    Async<std::shared_ptr<ssh::Connection>> connection(const HostId &host);
    // How it stands; nothing while nobody wanted it.
    std::optional<ssh::State> state(const HostId &host) const;
    // After its key was confirmed or a credential changed: forgets that it failed, and asks for the login
    // again, also of the hosts that are reached through it.
    void retry(const HostId &host);

private:
    using Way = std::shared_ptr<ssh::Connection>;
    struct Held {
        ssh::Target target;
        Way jump; // null: directly
        Way connection;
    };

    Async<Way> connection(const HostId &host, const ssh::Target &target, const Way &jump);

    Outside m_outside;
    QHash<HostId, Held> m_held;
};

} // namespace envdeck::platform

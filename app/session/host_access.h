// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/hosts/prune_plan.h"
#include "core/hosts/service.h"
#include "core/hosts/witness.h"
#include "core/infrastructure/service.h"
#include "core/platform/ssh_host_keys.h"
#include "core/secrets/vault.h"

namespace envdeck::deployments {
class Service;
}

namespace envdeck {

// The hosts of one workspace and the ways to them. No host is spoken to before somebody wishes it.
class HostAccess final : public QObject {
public:
    // All but the texts outlive it. `remote` is the repository that names the hosts: the keys are bound to
    // it.
    struct Outside {
        const Workspace &workspace;
        const Clock &clock;
        secrets::Vault &vault;
        infrastructure::Service &infrastructure;
        deployments::Service &deployments;
        Paths paths;
        QString remote;
    };

    explicit HostAccess(Outside outside, QObject *parent = nullptr);

    platform::SshShell &shell() { return m_shell; }
    hosts::Witness &witness() { return m_witness; }
    platform::HostKeys &keys() { return m_hostKeys; }
    hosts::Service &service() { return m_service; }
    // The last deployments of every app of an environment: what a prune must keep.
    Async<QList<hosts::AppHistory>> histories(const EnvironmentId &environment);
    // A key was entered or removed: the next connection logs in anew.
    void forgetLogins();

private:
    Async<QString> addressOf(const platform::HostId &host);
    Async<ssh::Login> loginOf(const platform::HostId &host);

    Async<QList<hosts::AppHistory>> historiesFrom(const QList<Target> &targets,
                                                  const QList<hosts::AppHistory> &known);

    struct Outputs { // of terraform: read seldom, since that starts it
        QDateTime at;
        QHash<QString, QString> values;
    };

    Outside m_outside;
    QHash<EnvironmentId, Outputs> m_outputs;
    ssh::TrustKeeper m_keeper;
    platform::SshShell m_shell;
    platform::SshHostKeys m_hostKeys;
    hosts::Service m_service;
    hosts::Witness m_witness;
};

} // namespace envdeck

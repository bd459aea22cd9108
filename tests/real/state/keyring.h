// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/terraform_secrets.h"
#include "tests/real/git/git_world.h"

namespace envdeck::infrastructure {

// What an operator keeps for the terraform of an environment, bound to the repository.
struct Keyring {
    Keyring(const Workspace &workspace, const QString &remote)
        : of(workspace), secrets(workspace, vault, remote, QProcessEnvironment()), m_remote(remote)
    {
    }

    void keep(const EnvironmentId &environment, const QString &name, const QByteArray &value)
    {
        EXPECT_TRUE(
            git::await(vault.write(secrets::terraformKey(of, environment, name, m_remote), Secret(value))));
    }

    const Workspace &of;
    secrets::Vault vault{std::make_unique<secrets::MemoryStore>()};
    TerraformSecrets secrets;

private:
    QString m_remote;
};

} // namespace envdeck::infrastructure

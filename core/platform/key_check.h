// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/git/mirror.h"
#include "core/platform/code_host.h"
#include "core/platform/deploy_platform.h"
#include "core/platform/oci_registry.h"
#include "core/platform/shell.h"
#include "core/platform/telemetry.h"

namespace envdeck::platform {

// Asks the system that a key is for whether it takes it. Reads only.
class KeyCheck {
public:
    virtual ~KeyCheck() = default;

    // `kind` as secrets::SecretKey spells it. Errors: Unauthorized or Forbidden when the key is refused;
    // NotFound when there is none and one is needed; those of the vault and of the call otherwise. BadInput
    // for a kind that nothing here asks with.
    virtual Async<void> check(const QString &kind, std::stop_token stop) = 0;
};

class PlatformKeyCheck final : public KeyCheck {
public:
    // All outlive this.
    PlatformKeyCheck(const Workspace &workspace, DeployPlatform &platform, Telemetry &telemetry,
                     OciRegistry &registry, git::Mirror &mirror);

    // Who the key "github" is for; outlives this. Without one it is BadInput like an unknown kind.
    void setCodeHost(CodeHost *host) { m_host = host; }
    // What the keys "ssh/…" and "ssh-passphrase/…" open; outlives this.
    void setShell(Shell *shell) { m_shell = shell; }

    // A key of the code host that may not do what pull requests take is Forbidden with the detail
    // "missing-rights" and their names.
    Async<void> check(const QString &kind, std::stop_token stop) override;

private:
    const Workspace &m_workspace;
    DeployPlatform &m_platform;
    Telemetry &m_telemetry;
    OciRegistry &m_registry;
    git::Mirror &m_mirror;
    CodeHost *m_host = nullptr;
    Shell *m_shell = nullptr;
    QObject m_context; // last: dies first, and with it what is still waited for
};

} // namespace envdeck::platform

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bootstrap/outside.h"
#include "core/platform/ssh_shell.h"

namespace envdeck {

// The ways out of a bootstrap that are more than scripts; `shell`, `http` and `context` outlive them.
std::function<Async<bootstrap::Tunnel>(const platform::HostId &, quint16)>
tunnelThrough(platform::SshShell &shell);
// Asks the name first, so that one that leads nowhere is told from a certificate that is not there. `http`
// was told of the panel.
std::function<Async<void>(const QUrl &, std::stop_token)> panelReach(http::Client &http, QObject *context);

} // namespace envdeck

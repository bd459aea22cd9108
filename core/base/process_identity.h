// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

namespace envdeck {

// One process, told apart from a later one that got the same pid on the same boot.
struct ProcessIdentity {
    qint64 pid = 0;
    qint64 startTicks = 0; // field 22 of /proc/PID/stat
    friend bool operator==(const ProcessIdentity &, const ProcessIdentity &) = default;
};

// The process with that pid as it is now; nothing when there is none. A zombie counts as none.
std::optional<ProcessIdentity> identityOf(qint64 pid);

// Changes with every boot of the machine; pids and start ticks mean nothing across two of them.
QString currentBootId();

} // namespace envdeck

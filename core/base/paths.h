// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace envdeck {

// Envdeck's own folders under the XDG base folders. Nothing of a workspace's repository is kept here
// but the bare clones; nothing here is ever committed.
struct Paths {
    QString data;    // $XDG_DATA_HOME/envdeck: bare clones, runs
    QString state;   // $XDG_STATE_HOME/envdeck: journal, logs, snapshots
    QString config;  // $XDG_CONFIG_HOME/envdeck: personal settings
    QString runtime; // $XDG_RUNTIME_DIR/envdeck, or a folder under state where there is none: locks, sockets

    friend bool operator==(const Paths &, const Paths &) = default;
};

// Reads the environment; touches no disk.
Paths userPaths();

// Makes the folder and its parents; the folder itself is 0700. Reports Io when that fails or when what
// is there is no folder of ours.
Result<void> makePrivateFolder(const QString &path);

// Stable, short and free of path characters: names a workspace's own folder by the path of its root.
QString workspaceKey(const QString &workspaceRoot);

} // namespace envdeck

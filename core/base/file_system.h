// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace envdeck {

// Whether the folder lies on storage that other machines may share, where file locks and SQLite's WAL
// promise nothing. False when it cannot be told. Asks the kernel only; a hung server may block it.
bool isOnNetwork(const QString &folder);

// The rule behind it: `magic` as statfs(2) gives it, `type` as /proc/self/mountinfo names it ("fuse.sshfs").
bool isNetworkFileSystem(quint64 magic, const QString &type);

} // namespace envdeck

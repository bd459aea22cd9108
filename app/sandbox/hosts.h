// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/settings.h"

namespace envdeck::sandbox {

// The hosts: for each environment a real sshd of its own on 127.0.0.1, where this machine has one. Whoever
// logs in is who started the sandbox, on this machine, with the sandbox's own `docker` first in PATH.

QString hostPart(const QString &environment); // "host-dev", as a part and as a port
QString hostName(const QString &environment); // "dev-1", as envdeck.yaml calls it

// A sandbox that was made where there is no sshd has none, and stays without.
bool hasHosts(const Settings &settings);
// Why there are none here and now; empty when there is everything.
QString hostsMissing();

// Keys and configuration, when they are not there yet. Envdeck's own list of confirmed host keys is not
// touched: the operator confirms them.
Result<void> makeHosts(const Folder &folder, const Settings &settings);
// The programs of every host, that call this one; at every start, since it may have moved.
Result<void> writeHostPrograms(const Folder &folder, const Settings &settings, const QString &program);

Result<QByteArray> loginKey(const Folder &folder, const QString &environment); // private, for its secrets
QString hostFingerprint(const Folder &folder, const QString &environment); // "SHA256:…" of the key it shows

// Another host key, until the first one is put back.
Result<void> changeHostKey(const Folder &folder, const QString &environment);
Result<void> restoreHostKey(const Folder &folder, const QString &environment);

// Runs the sshd of one environment until SIGTERM. Answers the exit code.
int serveHost(const Folder &folder, const Settings &settings, const QString &environment);

} // namespace envdeck::sandbox

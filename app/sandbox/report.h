// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/settings.h"

#include <QJsonObject>

namespace envdeck::sandbox {

// What is true at this moment, from the process table and the disk; the shape of `--json`:
// {"workspace","remote","secretsFile","endpoints":{"dokploy":{ENV:URL},"signoz","registry","github"},
//  "apps":[{"name","environment","url","version","state","exitCode","pid"}],
//  "hosts":[{"name","environment","address","port","user","fingerprint","state","pid","why"}],"noHosts":WHY,
//  "parts":[{"name","state","pid"}],"scenarios":[…],"running":BOOL}
// A part and a host is "running", "stopped", or "held" by a scenario. `running` is true when no part is
// stopped. Without sshd there are no hosts, and "noHosts" says so; else it is null.
QJsonObject report(const Folder &folder, const Settings &settings);

QString asText(const QJsonObject &report); // for people: aligned, no colour

} // namespace envdeck::sandbox

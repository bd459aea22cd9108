// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"
#include "core/domain/preflight.h"

#include <QList>

namespace envdeck::deployments {

// What the checks of a change, all of them at their end, say about making it.
enum class Clearance {
    Clear,
    Blocked,   // a check failed
    NoKey,     // forward, and the platform cannot be asked to take it: its key is missing or unreadable
    Unchecked, // nobody outside could be asked anything: going forward blindly takes a person's own word
};

// A way back is never Unchecked nor NoKey: it must stay open while registry, telemetry and panel are down,
// and the push alone may be enough for the platform.
Clearance clearanceOf(Action action, const QList<PreflightCheck> &checks);

// The one that says why the platform's key cannot be used; null when none does.
const PreflightCheck *checkWithoutKey(const QList<PreflightCheck> &checks);

// Those that ended unknown, to be named before the change is made.
QList<PreflightCheck> checksNotMade(const QList<PreflightCheck> &checks);

} // namespace envdeck::deployments

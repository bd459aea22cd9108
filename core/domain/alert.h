// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"

#include <QDateTime>

namespace envdeck {

// A rule of the monitoring system that fires, or did.
struct Alert {
    QString id;
    QString rule;              // its name
    QString severity;          // the system's own word: "critical", "warning"
    bool firing = false;       // false: pending
    EnvironmentId environment; // empty when the alert names none
    QString service;           // empty when the alert names none
    QDateTime since;           // UTC
    friend bool operator==(const Alert &, const Alert &) = default;
};

} // namespace envdeck

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/finding.h"
#include "core/domain/workspace.h"
#include "core/platform/telemetry.h"

namespace envdeck::observability {

// The version that is in force, and since when. A null time: not known.
struct Newest {
    QString version;
    QDateTime at;                                  // UTC
    std::optional<double> errorPercentBefore = {}; // of the minutes before it came; nothing: not measured
};

// What the traces of `service` tell: the operations that fail or are slow beyond the limits, those with the
// most failures first, with the slowest requests as evidence. Failures that began with the newest version are
// a likely cause, others are related: a trace says where it hurts. NoProblem when all is within the limits.
QList<Finding> lookAtTraces(const platform::TraceFacts &facts, const QString &service,
                            const Thresholds &limits, const Newest &newest);

} // namespace envdeck::observability

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/drift.h"

#include <QJsonObject>

namespace envdeck::infrastructure {

// A report as the snapshot that the next run, and other programs of the same user, begin with.
QJsonObject toJson(const DriftReport &report);
// Nothing for what is no report.
std::optional<DriftReport> driftReportFrom(const QJsonObject &json);

} // namespace envdeck::infrastructure

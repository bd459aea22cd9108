// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"
#include "core/domain/plan.h"
#include "core/domain/preflight.h"
#include "core/terraform/prices.h"

#include <QJsonObject>

namespace envdeck::ctl {

// The shapes of domain values in answers; frozen by the golden files in tests/data/ctl.
QJsonValue textOrNull(const QString &text); // null for an empty one
QJsonObject toJson(const ImageRef &image);
QJsonObject toJson(const Deployment &deployment);
QJsonObject toJson(const PlanCounts &counts);
// By currency, of servers with a list price; null with why when there is none for any of those that change.
QJsonObject toJson(const terraform::PlanCost &cost);
QString verdictName(Verdict verdict);             // "ok", "warning", "failed", "unknown"
QJsonObject toJson(const ResourceChange &change); // without values: who needs them looks at the window

} // namespace envdeck::ctl

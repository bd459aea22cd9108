// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"

#include <QJsonObject>

namespace envdeck::infrastructure {

// A review record as the payload of an apply job. Digests and names only, nothing secret.
QJsonObject toJson(const PlanCounts &counts);
PlanCounts planCountsFrom(const QJsonObject &json);
QJsonObject toJson(const ReviewRecord &record);
ReviewRecord reviewRecordFrom(const QJsonObject &json);

} // namespace envdeck::infrastructure

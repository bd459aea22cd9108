// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/health/overview.h"

#include <QJsonObject>

namespace envdeck::health {

// What a cold start shows: versions, states and the last hour's figures, with the time of each.
QJsonObject toJson(const Overview &overview);
// Into an overview that has the workspace's environments and apps; what the snapshot does not know stays
// unknown.
void restoreFrom(const QJsonObject &json, Overview *overview);

} // namespace envdeck::health

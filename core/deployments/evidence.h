// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/observation.h"

#include <QJsonObject>

namespace envdeck::deployments {

inline constexpr int linesKept = 200; // of what a dead container said last

// The container that says most of why a version is not well: one that ended, else one that is restarted or
// unhealthy, else the one with most restarts. Null when there is none.
const platform::Container *tellingOne(const QList<platform::Container> &containers);

// What is kept with the journal's rows of the job: {"container", "state", "exitCode", "restarts",
// "healthStatus", "healthBody"}, each only where it is known.
QJsonObject evidenceOf(const Look &look);

} // namespace envdeck::deployments

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/evaluate.h"
#include "tests/standins/signoz/server_version.h"

#include <QJsonObject>

namespace envdeck::standins::signoz {

// The answer to a body of POST /api/v5/query_range: the whole success envelope. Throws a Refusal.
QJsonObject queryAnswer(const QJsonObject &body, const Telemetry &telemetry, const ServerVersion &version);

} // namespace envdeck::standins::signoz

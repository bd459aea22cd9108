// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/evaluate.h"

#include <QJsonObject>

namespace envdeck::standins::signoz {

// The page of spans that a raw query over traces asks for: {"queryName","nextCursor","rows":[…] or null},
// with the selected fields. One span for each request, ordered by timestamp or by duration_nano. Throws a
// Refusal.
QJsonObject spanRows(const BuilderQuery &query, const QueryRequest &request, const Telemetry &telemetry);

} // namespace envdeck::standins::signoz

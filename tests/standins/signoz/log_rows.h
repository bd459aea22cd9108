// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/evaluate.h"

#include <QJsonObject>

namespace envdeck::standins::signoz {

// The page of log lines that a raw query over logs asks for: {"queryName","nextCursor","rows":[…] or null}.
// One line for each request; only order by time is known. Throws a Refusal.
QJsonObject logRows(const BuilderQuery &query, const QueryRequest &request, const Telemetry &telemetry);

} // namespace envdeck::standins::signoz

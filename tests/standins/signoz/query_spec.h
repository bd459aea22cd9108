// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/query_request.h"

namespace envdeck::standins::signoz {

using Variables = QMap<QString, QList<Value>>;

// The `spec` of one query of a request, checked. They throw the Refusal of the first thing that is wrong.
BuilderQuery builderQuery(const QJsonObject &spec, RequestType type, const Variables &variables);
FormulaQuery formulaQuery(const QJsonObject &spec);

} // namespace envdeck::standins::signoz

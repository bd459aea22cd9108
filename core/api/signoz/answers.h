// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/signoz/query.h"
#include "core/base/result.h"
#include "core/domain/alert.h"

#include <QJsonValue>

namespace envdeck::signoz {

// Parsing of answers. Each is BadResponse with `subject` and the path of the field that is missing or has
// another type.

// {"status":"success","data":…} to its data. A refusal ("status":"error") is BadInput: message, then the
// lines below it.
Result<QJsonValue> dataOf(const QJsonValue &body, const QString &subject);

Result<ServerInfo> serverInfo(const QJsonValue &body, const QString &subject); // a bare object

Result<GoldenSignals> goldenSignals(const QJsonValue &data, const Grid &grid, const QString &subject);
Result<Aggregate> aggregate(const QJsonValue &data, const Range &range, const QString &subject);
// Begin of the newest step that holds something; null when none does.
Result<QDateTime> newestOf(const QJsonValue &data, const Grid &grid, const QString &subject);

Result<QList<Operation>> operations(const QJsonValue &data, const QString &subject);
Result<QList<Span>> spanRows(const QJsonValue &data, const QString &subject);

Result<QList<Alert>> alerts(const QJsonValue &data, const QString &subject);

} // namespace envdeck::signoz

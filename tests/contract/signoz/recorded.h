// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/signoz/query.h"
#include "tests/support/http/http_server.h"

#include <QJsonArray>
#include <QJsonObject>

namespace envdeck::testing {

// One file of tests/data/signoz.
QJsonObject recordedRequest(const QString &name);
QJsonValue recordedBody(const QString &name); // of the answer
ScriptedReply recordedReply(const QString &name);

// The result of the first query of a recorded answer, as if the client's query `name` had been asked: the
// recordings name theirs A or F1. `series` picks one of its series, since the client asks without groups.
QJsonObject recordedResult(const QString &recording, const QString &name, qsizetype series = 0);
// What the server answers to a query with these results.
QJsonObject queryData(const QJsonArray &results);

// The golden signals of shop-api as the recordings have them: rate of 030, error percent of 032, p99 of 031
// for all three latencies.
QJsonObject recordedSignals();
// The range of all recordings, one minute a step: 15 points.
signoz::Grid recordedGrid();

} // namespace envdeck::testing

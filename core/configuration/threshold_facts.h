// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/workspace.h"

#include <QJsonObject>

namespace envdeck::configuration {

// What a job that changes thresholds needs, in a form that survives the process: its payload in the journal.
struct ThresholdFacts {
    QString operation;
    QString branch;
    Thresholds from; // as reviewed
    Thresholds to;
    QString reason;
    ChangePath path = ChangePath::Push;
    QString pushed = {}; // pulls::Errand::pushed; no part of the payload
    friend bool operator==(const ThresholdFacts &, const ThresholdFacts &) = default;
};

QJsonObject toJson(const ThresholdFacts &facts);
Result<ThresholdFacts> thresholdFactsFrom(const QJsonObject &json); // BadInput names the field

} // namespace envdeck::configuration

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/workspace.h"

#include <QJsonObject>

namespace envdeck::configuration {

// What a job that changes one variable needs, in a form that survives the process: its payload in the
// journal.
struct VariableFacts {
    QString operation;
    EnvironmentId environment;
    QString branch;
    QString file; // in the repository
    QString name;
    QByteArray from; // the expression that the file has, as reviewed; empty when it sets none
    QByteArray to;
    QString reason;
    ChangePath path = ChangePath::Push;
    QString pushed = {}; // pulls::Errand::pushed; no part of the payload
    friend bool operator==(const VariableFacts &, const VariableFacts &) = default;
};

QJsonObject toJson(const VariableFacts &facts);
Result<VariableFacts> variableFactsFrom(const QJsonObject &json); // BadInput names the field

} // namespace envdeck::configuration

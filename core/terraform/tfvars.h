// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/terraform/target.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace envdeck::terraform {

struct Assignment {
    QString name;
    int line = 0; // 1-based; 0 in a JSON file
    friend bool operator==(const Assignment &, const Assignment &) = default;
};

// The names that a tfvars file sets, without reading a value. BadConfig with line and column when it is none.
Result<QList<Assignment>> assignmentsIn(const QByteArray &tfvars);
Result<QList<Assignment>> assignmentsInJson(const QByteArray &tfvarsJson);

// BadConfig (subject: file and line, detail: the variable's name) when one of the target's value files sets a
// variable that reaches terraform as TF_VAR_: the file would win without a word. Reads the files.
Result<void> checkVariables(const Target &target);

} // namespace envdeck::terraform

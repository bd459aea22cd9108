// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/configuration.h"

#include <optional>

namespace envdeck::terraform {

enum class ValueSource {
    Default,     // of the declaration
    Environment, // TF_VAR_: its value is not known here
    File,        // a value file of the folder
};

// One place that gives a variable a value.
struct VariableValue {
    ValueSource source = ValueSource::File;
    QString file;          // in the folder; empty for Environment
    int line = 0;          // 1-based; 0 in a JSON file and for Environment
    QByteArray expression; // as written; empty for Environment
    friend bool operator==(const VariableValue &, const VariableValue &) = default;
};

enum class VariableProblem {
    Unset,              // no value and no default: a plan would fail
    Undeclared,         // a file sets it and nothing declares it: terraform warns and goes on
    EnvironmentAndFile, // the file wins over TF_VAR_ without a word: no plan until one of them goes
    SetTwice,           // twice in one file
};

// A variable with everything that gives it a value, the weakest first: the last one counts.
struct Variable {
    QString name;
    std::optional<VariableDeclaration> declaration;
    QList<VariableValue> values;
    std::optional<VariableProblem> problem;

    const VariableValue *effective() const; // null when it has no value
    // Declared sensitive, or named like a secret: its value is not for a screen.
    bool isSecret() const;
    friend bool operator==(const Variable &, const Variable &) = default;
};

QString problemName(VariableProblem problem); // "unset", "environment-and-file": as envdeckctl spells it

// The variables of a folder: declared ones as written, then undeclared ones by name. Value files are those of
// Target::valueFiles(), in their order: terraform.tfvars, terraform.tfvars.json, then *.auto.tfvars and
// *.auto.tfvars.json by name. `environmentNames` are given as TF_VAR_ by whoever runs terraform there;
// Envdeck itself gives none. Blocks. Errors: BadConfig (subject: file:line:column), Io.
Result<QList<Variable>> readVariables(const Configuration &configuration, const QString &folder,
                                      const QStringList &environmentNames);

// Where a new value belongs, in the folder: the file that gives the one that counts, else env.auto.tfvars.
// Errors: NotFound, undeclared; Forbidden "secret"; Conflict "json" or "ignored-file" (its value comes from a
// JSON file or terraform.tfvars: not a line to be committed).
Result<QString> fileForEdit(const QList<Variable> &variables, const QString &name);

} // namespace envdeck::terraform

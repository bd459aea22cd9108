// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/domain/workspace.h"
#include "core/terraform/variables.h"
#include "ui/text/severity.h"

namespace envdeck::ui {

// The terraform variables of one environment.

bool isValueShown(const terraform::Variable &variable, const terraform::VariableValue &value);
// The one that counts, on one line: `"cx33"`; empty when it is not shown, see valueNote().
QString valueText(const terraform::Variable &variable);
// What stands in its place: "secret, set", "not set".
QString valueNote(const terraform::Variable &variable);
QString valuePlaceText(const terraform::VariableValue &value); // "env.auto.tfvars:3", "default", "TF_VAR_"
// The places that it overrides, the strongest first; empty for none.
QString overriddenText(const terraform::Variable &variable);
// All of that in a sentence: where it is set, and what that overrides.
QString valueOriginText(const terraform::Variable &variable);

// A secret that stands in no file is as it should be: no problem then.
QString variableProblemWord(const terraform::Variable &variable); // "Set twice"; empty for none
QString variableProblemText(const terraform::Variable &variable);

// Why a variable is not changed from here, and where it is instead, in a sentence; for what
// configuration::VariableService::review() refuses. Empty for an error of another kind.
QString variableRefusal(const Error &error, const EnvironmentId &environment);
// What such a type takes, for somebody who types a value: "A list, texts in quotes: ["a", "b"]".
QString typeHint(const QString &type);
// Why what was typed is no value of the type: of terraform::expressionFor().
QString typedProblem(const Error &error);

QString frozenText(const EnvironmentId &environment, const Freeze &freeze);

} // namespace envdeck::ui

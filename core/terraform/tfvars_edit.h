// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace envdeck::terraform {

// What a person typed, as an expression of the variable's type: in quotes for a string, a number, true or
// false; for every other type it must be a literal of HCL already, and a list or an object where the type is
// one:
// ["a", "b"]. What stands inside of those is terraform's to judge. A heredoc becomes a text in quotes.
// BadInput with the type as subject ("any" for none) and what was typed as detail when it is none.
Result<QByteArray> expressionFor(const QString &type, const QString &typed);

// The tfvars with that value for the variable. Only the old expression goes, every other byte stays:
// comments, order, spaces, line ends. A variable that it does not set yet joins at the end. The result was
// read again: this one attribute has the expression, and every other is as before. Errors: BadConfig
// "line:column" for what is no tfvars; Conflict "set-twice" (subject: the line); BadInput "any" for an
// expression that does not stand alone there.
Result<QByteArray> withAssignment(const QByteArray &tfvars, const QString &name,
                                  const QByteArray &expression);

} // namespace envdeck::terraform

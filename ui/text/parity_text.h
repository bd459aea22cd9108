// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/configuration/environment_files.h"
#include "ui/text/severity.h"

namespace envdeck::ui {

QString parityKindWord(terraform::ParityKind kind); // "Module"
// "Only in some", "Own values" for a difference that is meant, "Same".
QString parityWord(const terraform::ParityRow &row);
Severity paritySeverity(const terraform::ParityRow &row);
// What that means, in a sentence or two; `environments` are those of the row's cells.
QString paritySentence(const terraform::ParityRow &row, const QStringList &environments);
// "3 differ in more than their values", "The environments differ in values alone".
QString paritySummary(const terraform::Parity &parity);
// Why an environment's folder could not be read: "prod: its branch does not hold …".
QString unreadText(const configuration::EnvironmentSide &side);

} // namespace envdeck::ui

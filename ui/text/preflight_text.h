// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"
#include "core/domain/preflight.h"
#include "ui/text/severity.h"

namespace envdeck::ui {

// One full sentence from the check's id, verdict and facts. A check we have no words for shows its id and
// detail.
QString preflightText(const PreflightCheck &check);
// While it is still running: "Looking for the image in the registry".
QString preflightWaitingText(const QString &id);
// "Deploy without checks": what is ticked where nobody could be asked.
QString withoutChecksText(Action action);
QString verdictWord(Verdict verdict);
Severity verdictSeverity(Verdict verdict);

} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bootstrap/plan.h"
#include "ui/text/severity.h"

namespace envdeck::ui {

// The plan of a bootstrap in words. A code that has none shows itself.
QString bootstrapCheckName(const bootstrap::Check &check);
QString bootstrapCheckText(const bootstrap::Check &check); // what is wrong, or the fact itself
Severity bootstrapSeverity(const bootstrap::Check &check);
QString bootstrapItemText(const bootstrap::PlanItem &item);
QString bootstrapVerdictWord(bootstrap::Verdict verdict);
Severity bootstrapSeverity(bootstrap::Verdict verdict);
QString bootstrapUndo(const QString &step); // empty for a step that changes nothing

} // namespace envdeck::ui

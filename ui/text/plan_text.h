// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"
#include "ui/text/severity.h"

namespace envdeck::ui {

QString changeActionWord(ChangeAction action);     // "Replace, delete first"
QString planSummaryText(const PlanCounts &counts); // "1 to add, 1 to change, 1 to replace, 0 to destroy"
QString
changeReasonText(const ResourceChange &change); // "an attribute that cannot change in place"; empty for none
// What is lost when this is applied: "Data on its disk is lost"; empty when nothing is.
QString lossText(const ResourceChange &change);

} // namespace envdeck::ui

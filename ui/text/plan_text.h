// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"
#include "ui/text/severity.h"

namespace envdeck::ui {

QString changeActionWord(ChangeAction action);     // "Replace, delete first"
QString changeGroupWord(ChangeAction action);      // "Replace", in whatever order
QString planSummaryText(const PlanCounts &counts); // "1 to add, 1 to change, 1 to replace, 0 to destroy"
QString
changeReasonText(const ResourceChange &change); // "an attribute that cannot change in place"; empty for none
// What else there is to say of the change: its reason, where it was moved or imported from, whose place a
// deposed object had, that a forgotten one stays. What is not ours to word goes through `quoted`, where one
// is given: a text with marks of its own needs it.
QStringList changeNotes(const ResourceChange &change, QString (*quoted)(const QString &) = nullptr);
QString
changeOrderText(ChangeAction action); // "destroy, then create", "in place"; empty where the action says it
// What is lost when this is applied: "Data on its disk is lost"; empty when nothing is.
QString lossText(const ResourceChange &change);

} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"
#include "core/domain/plan_mode.h"

#include <QStringList>

namespace envdeck::ui {

// "size: \"small\" -> \"large\"  (forces replacement)". A sensitive value is never in it, one that is known
// after apply is said to be.
QString attributeLine(const AttributeChange &change);

// A plan as lines of text: of each resource that changes the action, why, what is lost, and its attributes;
// then outputs, what was changed outside, the counts, and the cost but of what changed outside already.
QStringList planLines(const Plan &plan, PlanMode mode = PlanMode::Changes);

} // namespace envdeck::ui

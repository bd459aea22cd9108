// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"

#include <QStringList>

namespace envdeck::ui {

// "size: \"small\" -> \"large\"  (forces replacement)". A sensitive value is never in it, one that is known
// after apply is said to be.
QString attributeLine(const AttributeChange &change);

// A plan as lines of text: of each resource that changes the action, why, what is lost, and its attributes;
// then outputs, what was changed outside, and the counts.
QStringList planLines(const Plan &plan);

} // namespace envdeck::ui

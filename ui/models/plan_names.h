// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"

#include <QStringList>

#include <stop_token>

namespace envdeck::ui {

// The names of what differs in each resource, for the filter. Resources of a kind mostly say the same ones.
struct PlanNames {
    QList<QStringList> lists;
    QList<int> ofResource; // in the order of the plan: which of the lists; -1 for none
};

// Reads every attribute, which takes a while for a large plan: in a worker. Ends early when it is stopped.
PlanNames planNames(const Plan &plan, std::stop_token stop = {});

} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/terraform/prices.h"

namespace envdeck::ui {

// "Monthly cost: +6.49 EUR, by list prices of 2026-05-27 without VAT; 1 server with an unknown price is not
// in it". Empty when no server comes, goes or changes.
QString planCostText(const terraform::PlanCost &cost);

// "+6.49 EUR a month", "price unknown".
QString serverCostText(const terraform::CostChange &change);

} // namespace envdeck::ui

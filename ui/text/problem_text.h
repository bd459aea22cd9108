// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/problem.h"

namespace envdeck::ui {

// One sentence on what is wrong at one place of envdeck.yaml, with the nearest valid value where one is near:
// "environments has no key dokplpy. Did you mean dokploy?"
QString problemText(const workspace::Problem &problem);

} // namespace envdeck::ui

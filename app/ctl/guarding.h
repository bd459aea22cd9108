// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "core/domain/guard.h"

namespace envdeck::ctl {

// The same guard as in the window: what would be typed there is given by --confirm here. Nothing when it is
// satisfied.
std::optional<Answer> refusedBy(const Guard &guard, const Arguments &arguments);
// The options that would satisfy it.
QStringList optionsFor(const Guard &guard, const Arguments &arguments);
// Nothing too when a reason to go on in spite of the freeze was given.
std::optional<Problem> frozenBy(const std::optional<Freeze> &freeze, const Arguments &arguments);
Answer refusedAnswer(const Problem &problem);

} // namespace envdeck::ctl

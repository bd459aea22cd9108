// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "app/session/session.h"

#include <stop_token>

namespace envdeck::ctl {

// deploy of several apps, promote --through: one change after the other, until the first that is not healthy.
// Always waited for.
Async<Answer> rollOut(Session &session, const Arguments &arguments, std::stop_token stop);

inline bool isRollout(const Arguments &arguments)
{
    return !arguments.moreApps.isEmpty() || !arguments.through.isEmpty();
}

} // namespace envdeck::ctl

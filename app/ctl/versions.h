// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "app/session/session.h"

#include <stop_token>

namespace envdeck::ctl {

// deploy --list: the versions in the registry; with --to what that one brings.
Async<Answer> listVersions(Session &session, const Arguments &arguments, std::stop_token stop);

} // namespace envdeck::ctl

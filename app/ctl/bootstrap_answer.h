// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "core/bootstrap/service.h"

namespace envdeck::ctl {

// The plan of a bootstrap; refused (3) with one problem for each thing that stands against it.
Answer reviewAnswer(const bootstrap::Review &review, const Arguments &arguments);

} // namespace envdeck::ctl

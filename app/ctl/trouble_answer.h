// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "core/troubleshooting/report.h"

namespace envdeck::ctl {

// What a search for a cause came to. With --exit-code it leaves with 2 when there is a likely cause; when not
// one step could look, as the first of them failed.
Answer troubleAnswer(const troubleshooting::Report &report, const Arguments &arguments);

} // namespace envdeck::ctl

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/troubleshooting/report.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace envdeck::troubleshooting {

// Looks for one run: each step by itself, as long as it needs. Deleted with the run, which ends what it does.
// Errors: why a step could not look at all. Thread: the GUI's; answers come through its event loop.
class Examiner {
public:
    virtual ~Examiner() = default;

    virtual Async<Background> background() = 0;
    // `background` answers in time, and with nothing rather than with an error.
    virtual Async<StepAnswer> look(StepId step, const Async<Background> &background) = 0;
};

using Examiners = std::function<std::unique_ptr<Examiner>(const Target &, std::stop_token)>;

} // namespace envdeck::troubleshooting

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"

#include <chrono>
#include <memory>

namespace envdeck::infrastructure {

// A step that is a member of `steps`, which lives as long as the job. `outside`: it changes something there.
template <typename Steps, typename Run>
jobs::Step step(const char *id, const std::shared_ptr<Steps> &steps, Run run,
                std::chrono::milliseconds deadline, bool outside = false)
{
    return {QString::fromLatin1(id), outside, deadline,
            [steps, run](const jobs::Context &context) { return (steps.get()->*run)(context); }};
}

} // namespace envdeck::infrastructure

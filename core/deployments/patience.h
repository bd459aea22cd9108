// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace envdeck::deployments {

// How often is asked, and how long is waited, while a change takes effect.
struct Patience {
    std::chrono::milliseconds interval{1000};
    std::chrono::milliseconds webhook{12000}; // for a platform that deploys by itself, before we ask it to
    std::chrono::milliseconds accepted{60000};
    std::chrono::milliseconds finished{600000}; // pulling a large image over a slow line
    std::chrono::milliseconds start{120000};    // from the platform's "done" to the first healthy answer
    std::chrono::milliseconds check{5000};      // one preflight check
};

} // namespace envdeck::deployments

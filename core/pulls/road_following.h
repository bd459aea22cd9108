// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pulls/road.h"

namespace envdeck::pulls {

// A pull request while it is followed; for road.cpp and road_follow.cpp alone.
struct Road::Following {
    explicit Following(const jobs::Context &with) : context(with) {}
    jobs::Context context;
    QPromise<Result<void>> promise;
    std::optional<std::stop_callback<std::function<void()>>> onStop;
    bool asking = false;
    int looksWithout = 0; // in a row: it might be merged, and no check has reported
};

} // namespace envdeck::pulls

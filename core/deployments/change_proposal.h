// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/change_facts.h"
#include "core/pulls/road.h"

namespace envdeck::deployments {

QString commitMessageOf(const ChangeFacts &facts); // with its trailers

// The pull request of a change: what it does, why, and what merging it sets going, as Markdown.
pulls::Errand errandOf(const ChangeFacts &facts);

} // namespace envdeck::deployments

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/reviewed_plan.h"

namespace envdeck::ui {

// What the pull request of a plan is called: "Change test: 1 to add, 2 to change, 0 to replace, 0 to
// destroy".
QString proposalTitle(const infrastructure::ReviewedPlan &reviewed);
// Its body as Markdown, around the plan as Markdown. English, as commit messages are: a team reads it.
QString proposalBody(const infrastructure::ReviewedPlan &reviewed, const QString &planMarkdown,
                     const QString &reason);

} // namespace envdeck::ui

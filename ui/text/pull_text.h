// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/job_status.h"
#include "core/domain/pull_progress.h"

#include <QString>
#include <optional>

namespace envdeck::ui {

// "#12: waiting for review, 1 of 2 approvals, 3 of 4 checks passed"
QString pullText(const PullProgress &pull);

// A note of a step, worded where it is one that has words.
QString stepNote(const StepStatus &step);

// The pull request that a job goes through, as far as it is known; nothing for a job that pushes.
std::optional<PullProgress> pullOf(const JobStatus &job);
bool mayMerge(const JobStatus &job); // it waits for people, and nothing stands against merging
bool wasMerged(const JobStatus &job);
// It ended before its pull request was merged: that one is still there.
bool leftPullOpen(const JobStatus &job);

} // namespace envdeck::ui

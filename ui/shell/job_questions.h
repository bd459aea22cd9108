// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shell_model.h"

#include <functional>

namespace envdeck::ui {

class OverlayHost;

// Quit while jobs run? Names them, and says what becomes of them. `confirmed` runs after a yes, unless
// context died.
void openQuitQuestion(OverlayHost *overlay, const QList<JobStatus> &jobs, QObject *context,
                      std::function<void()> confirmed);

// Give an interrupted job up, with a written reason: the environment's guard for R3.
void openAbandonQuestion(OverlayHost *overlay, const JobStatus &job, ShellModel &model);

// Where something is merged.
struct MergePlace {
    EnvironmentKind kind = EnvironmentKind::Custom;
    bool hatched = false;              // Workspace::isLocal()
    std::optional<Freeze> freeze = {}; // in force now
};

// Merge the pull request of a job: the environment's guard for R2; in a freeze R3 and a written reason.
// `merged` gets the reason to go on in a freeze, unless context died.
void openMergeQuestion(OverlayHost *overlay, const JobStatus &job, const MergePlace &place, QObject *context,
                       std::function<void(const QString &reason)> merged);
void openMergeQuestion(OverlayHost *overlay, const JobStatus &job, ShellModel &model);

} // namespace envdeck::ui

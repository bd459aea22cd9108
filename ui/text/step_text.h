// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/job_status.h"
#include "ui/text/error_text.h"
#include "ui/text/severity.h"

namespace envdeck::ui {

QString stepName(const QString &id); // "push" to "Push"; an id we have no word for comes back as it is
QString stepStateWord(StepState state);
Severity stepSeverity(StepState state);

// Where a step stands to the change that its job makes.
enum class StepEffect { Before, Changing, After };
StepEffect stepEffect(const QString &id); // Before for an unknown id

// What is true when a job ended in this step; `otherwise` for a step we know nothing of.
TrueNow trueAfterFailedStep(const StepStatus &step, const Error &error, TrueNow otherwise);

} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/job_status.h"
#include "ui/text/error_text.h"
#include "ui/text/severity.h"
#include "ui/text/step_text.h"

namespace envdeck::ui {

QString jobTitle(const JobStatus &job);     // "Roll back api in prod"
QString jobStateWord(const JobStatus &job); // "Running", "Lost contact", "Interrupted"
Severity jobSeverity(const JobStatus &job);
// What it is doing or how it ended: "Step 7 of 8: observe health", "Waits for anna's plan in test".
QString jobStepText(const JobStatus &job);
double jobProgress(const JobStatus &job); // 0 to 1; < 0 when it has no steps or is over

// What cancelling does now: "Cancel before apply", "Stop waiting". Empty when it means nothing any more.
QString cancelLabel(const JobStatus &job);
// Why it cannot be cancelled now; empty when it can.
QString cancelRefusal(const JobStatus &job);

// Of a job that failed or ended unknown, from the step it failed in: what is true now and what comes next.
ErrorText jobFailureText(const JobStatus &job);
// Everything in plain text, for "Copy report"; `log` is redacted already.
QString jobReport(const JobStatus &job, const QString &log);

} // namespace envdeck::ui

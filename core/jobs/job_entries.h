// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/jobs/job_center.h"
#include "core/journal/record.h"

namespace envdeck::jobs {

// How jobs stand in the journal.

JobStatus statusOf(const Job &job, const QString &actor); // queued

journal::Entry intentOf(const Job &job, const QString &actor);
// `found` is the evidence of this step.
journal::Entry stepEntry(const JobStatus &job, const StepStatus &step, const QJsonObject &found);
journal::Entry outcomeOf(const JobStatus &job, bool closes, const QJsonObject &evidence);

// A job that was left open, as the journal tells of it.
JobStatus statusOf(const journal::OpenOperation &operation);
OpenJob openJobOf(const journal::OpenOperation &operation);
// Another living process is at it.
bool runsElsewhere(const journal::OpenOperation &operation);

// The end of `job` as the audit tells of it.
JobStatus withEnd(JobStatus job, const journal::AuditEntry &entry);

} // namespace envdeck::jobs

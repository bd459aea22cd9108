// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job_center.h"
#include "core/journal/owner.h"

#include <memory>
#include <vector>

namespace envdeck::jobs {

constexpr qsizetype linesKept = 2000; // of each job's log, in memory

// One job as the center keeps it.
struct JobSlot {
    JobStatus status;
    std::optional<JobStatus> before; // while it is being resumed: where it goes back to when that is refused
    bool changing = false;
    OpenJob open;                // to build it again
    journal::Owner owner;        // who runs it, when it runs elsewhere
    JobRunner *runner = nullptr; // a child of the center; null when it does not run here
    std::shared_ptr<JobLog> log;
    QStringList lines;
};

// A person has to decide about it, or to resume it.
bool isUnsettled(const JobStatus &job);

// The jobs of a center, in the order they came.
class JobList {
public:
    JobSlot *
    find(const QString &operation) const; // null when there is none; stays where it is while it is listed
    JobSlot &slotFor(const QString &operation); // made when there is none
    QList<JobStatus> statuses() const;          // unsettled ones first, then newest first
    std::optional<JobStatus> blockerOf(const EnvironmentId &environment, const QString &subject) const;
    bool forgetOver(
        qsizetype keep); // all but the newest of those that are over and settled; whether there were any

private:
    std::vector<std::unique_ptr<JobSlot>> m_slots;
};

} // namespace envdeck::jobs

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_list.h"

#include <algorithm>

namespace envdeck::jobs {

bool isUnsettled(const JobStatus &job)
{
    return job.state == JobState::Unknown && (job.blocks || job.resumable || job.interrupted);
}

JobSlot *JobList::find(const QString &operation) const
{
    const auto found = std::find_if(m_slots.begin(), m_slots.end(),
                                    [&](const auto &slot) { return slot->status.operation == operation; });
    return found == m_slots.end() ? nullptr : found->get();
}

JobSlot &JobList::slotFor(const QString &operation)
{
    if (JobSlot *slot = find(operation))
        return *slot;
    m_slots.push_back(std::make_unique<JobSlot>());
    m_slots.back()->status.operation = operation;
    return *m_slots.back();
}

QList<JobStatus> JobList::statuses() const
{
    QList<JobStatus> all;
    for (auto slot = m_slots.rbegin(); slot != m_slots.rend(); ++slot)
        all.append((*slot)->status);
    std::stable_partition(all.begin(), all.end(), isUnsettled);
    return all;
}

std::optional<JobStatus> JobList::blockerOf(const EnvironmentId &environment, const QString &subject) const
{
    const auto blocks = [&](const auto &slot) {
        return slot->status.blocks && slot->status.environment == environment &&
               slot->status.subject == subject;
    };
    const auto found = std::find_if(m_slots.begin(), m_slots.end(), blocks);
    return found == m_slots.end() ? std::nullopt : std::optional((*found)->status);
}

bool JobList::forgetOver(qsizetype keep)
{
    const auto isForgettable = [](const auto &slot) {
        return slot->status.isOver() && !isUnsettled(slot->status);
    };
    auto excess = std::count_if(m_slots.begin(), m_slots.end(), isForgettable) - keep;
    if (excess <= 0)
        return false;
    std::erase_if(m_slots, [&](const auto &slot) { return isForgettable(slot) && excess-- > 0; });
    return true;
}

} // namespace envdeck::jobs

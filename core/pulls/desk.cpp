// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pulls/desk.h"

#include <algorithm>

namespace envdeck::pulls {

Desk::Desk(git::Mirror &mirror, platform::CodeHost &host, const Pace &pace, QObject *parent)
    : QObject(parent), m_mirror(mirror), m_host(host), m_pace(pace)
{
}

void Desk::setWatched(bool watched)
{
    if (std::exchange(m_watched, watched) != watched)
        Q_EMIT watchedChanged();
}

void Desk::allowMerge(const QString &operation)
{
    m_allowed.insert(operation);
    Q_EMIT mergeAllowed(operation);
}

void Desk::followAgain(jobs::JobCenter &center)
{
    for (const JobStatus &job : center.jobs()) {
        const auto state = [&job](const char *id) {
            const auto found =
                std::find_if(job.steps.cbegin(), job.steps.cend(),
                             [id](const StepStatus &step) { return step.id == QLatin1String(id); });
            return found == job.steps.cend() ? StepState::Skipped : found->state;
        };
        const bool waits = state("request") == StepState::Done && state("merge") == StepState::Waiting;
        if (job.interrupted && job.resumable && !job.elsewhere && waits)
            static_cast<void>(bool(center.resume(job.operation)));
    }
}

} // namespace envdeck::pulls

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/job_status.h"

#include <algorithm>
#include <array>

namespace envdeck {

namespace {

constexpr std::array jobStates{JobState::Queued, JobState::Running,   JobState::Succeeded,
                               JobState::Failed, JobState::Cancelled, JobState::Unknown};
constexpr std::array stepStates{StepState::Waiting, StepState::Running, StepState::Done,
                                StepState::Failed,  StepState::Skipped, StepState::Unknown};

template <typename Value, std::size_t Size, typename Namer>
std::optional<Value> fromName(const std::array<Value, Size> &all, QStringView name, Namer namer)
{
    const auto found =
        std::find_if(all.begin(), all.end(), [&](Value value) { return namer(value) == name; });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

} // namespace

QString jobStateName(JobState state)
{
    switch (state) {
    case JobState::Queued: return QStringLiteral("queued");
    case JobState::Running: return QStringLiteral("running");
    case JobState::Succeeded: return QStringLiteral("succeeded");
    case JobState::Failed: return QStringLiteral("failed");
    case JobState::Cancelled: return QStringLiteral("cancelled");
    case JobState::Unknown: return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

QString stepStateName(StepState state)
{
    switch (state) {
    case StepState::Waiting: return QStringLiteral("waiting");
    case StepState::Running: return QStringLiteral("running");
    case StepState::Done: return QStringLiteral("done");
    case StepState::Failed: return QStringLiteral("failed");
    case StepState::Skipped: return QStringLiteral("skipped");
    case StepState::Unknown: return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

std::optional<JobState> jobStateFromName(QStringView name)
{
    return fromName(jobStates, name, jobStateName);
}

std::optional<StepState> stepStateFromName(QStringView name)
{
    return fromName(stepStates, name, stepStateName);
}

bool waitsForPeople(const JobStatus &job)
{
    return !job.isOver() && std::any_of(job.steps.cbegin(), job.steps.cend(), [](const StepStatus &step) {
        return step.id == QLatin1String("approval") && step.state == StepState::Running;
    });
}

} // namespace envdeck

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/domain/guard.h"

#include <QDateTime>
#include <QList>
#include <QMetaType>
#include <optional>

namespace envdeck {

// Ends: Succeeded, Failed, Cancelled, Unknown. Unknown reads "lost contact" while the program lives and
// "interrupted" when it was found after a crash; it blocks its target until the world was read back.
enum class JobState { Queued, Running, Succeeded, Failed, Cancelled, Unknown };
enum class StepState { Waiting, Running, Done, Failed, Skipped, Unknown };

struct StepStatus {
    QString id; // worded by ui/text: "push", "observe"
    StepState state = StepState::Waiting;
    QDateTime started; // UTC; null before
    QDateTime ended;
    QString note; // a number, a name, a sha: what the step found; never a sentence
    std::optional<Error> error;
    friend bool operator==(const StepStatus &, const StepStatus &) = default;
};

struct JobStatus {
    QString operation; // operation id
    QString kind;      // "deploy", "promote", "rollback", "plan", "apply"
    EnvironmentId environment;
    QString subject; // "prod/api"
    QString detail;  // "v1.3.8 -> v1.3.7"; may be empty
    QString actor;
    Risk risk = Risk::R0;
    JobState state = JobState::Queued;
    bool interrupted = false; // found unfinished at start
    bool cancelable = false;
    QList<StepStatus> steps;
    int current = -1; // index of the running step
    QDateTime started;
    QDateTime ended;
    std::optional<Error> error;
    QString waitingFor; // while queued: who holds the environment

    bool isOver() const { return state != JobState::Queued && state != JobState::Running; }
    friend bool operator==(const JobStatus &, const JobStatus &) = default;
};

} // namespace envdeck

Q_DECLARE_METATYPE(envdeck::JobStatus)

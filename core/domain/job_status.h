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

QString jobStateName(JobState state); // "succeeded": the spelling of envdeckctl and the journal
std::optional<JobState> jobStateFromName(QStringView name);
QString stepStateName(StepState state);
std::optional<StepState> stepStateFromName(QStringView name);

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
    QString waitingFor;       // while queued: who holds the environment
    QString waitingOperation; // ... with which operation
    QDateTime waitingSince;   // ... since when
    QString reason;           // why a person asked for it; why it was abandoned
    QString commit;           // full sha that it made; empty for none
    bool blocks = false; // Unknown, and no new change of this subject starts until it is settled or abandoned
    bool resumable = false; // Unknown, and it can be run again under the same operation id
    bool elsewhere = false; // another living process of this machine runs it: shown, not ours to touch
    bool recorded =
        true; // false: the journal did not take its end, so that a next start finds it interrupted

    bool isOver() const { return state != JobState::Queued && state != JobState::Running; }
    friend bool operator==(const JobStatus &, const JobStatus &) = default;
};

// Its pull request is open and followed, perhaps for days: it is not over, but nothing of it is at work and
// it does not hold its environment (jobs::Step::waits).
bool waitsForPeople(const JobStatus &job);
// It works, or will as soon as its turn comes.
inline bool isAtWork(const JobStatus &job)
{
    return !job.isOver() && !waitsForPeople(job);
}

} // namespace envdeck

Q_DECLARE_METATYPE(envdeck::JobStatus)

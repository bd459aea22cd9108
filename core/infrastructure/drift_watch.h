// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/drift_service.h"
#include "core/jobs/job_center.h"
#include "core/terraform/program.h"

#include <QTimer>
#include <functional>

namespace envdeck::infrastructure {

// Checks each environment for drift in turn while a window is open: every `schedules: drift` of the
// workspace, after a failure twice as late, up to eight times. One check at a time, and none while a job of
// that environment runs. Says nothing where there is no terraform to ask with. Thread: the GUI's.
class DriftWatch final : public QObject {
public:
    // All outlive it.
    struct Outside {
        // Service::program(): there is nothing to ask with while it fails
        std::function<Async<terraform::Program>(std::stop_token)> program;
        DriftService &drift;
        jobs::JobCenter &jobs;
        const Workspace &workspace;
        const Clock &clock;
    };
    struct Rhythm {
        std::chrono::milliseconds first = std::chrono::minutes(1); // after start(): opening comes first
        std::chrono::milliseconds look = std::chrono::minutes(10); // timers stand still while a laptop sleeps
    };

    explicit DriftWatch(const Outside &outside, QObject *parent = nullptr)
        : DriftWatch(outside, Rhythm(), parent)
    {
    }
    DriftWatch(const Outside &outside, const Rhythm &rhythm, QObject *parent = nullptr);
    ~DriftWatch() override;

    // Takes over what earlier checks found, and begins.
    void start();
    void look(); // now, as the timer does

    QDateTime dueAt(const EnvironmentId &environment) const; // null: it was never checked

private:
    struct Attempt {
        QDateTime at;
        int failures = 0;
    };

    const Environment *nextDue() const; // that is free to be checked; null when there is none
    void startDue();
    bool isFree(const EnvironmentId &environment) const;
    void follow(const JobStatus &status);

    Outside m_outside;
    Rhythm m_rhythm;
    QHash<EnvironmentId, Attempt> m_attempts;
    QString m_running; // operation of the check under way
    QTimer m_timer;
    std::stop_source m_stop;
};

// How often: what the workspace says, else every six hours.
std::chrono::seconds driftInterval(const Workspace &workspace);

} // namespace envdeck::infrastructure

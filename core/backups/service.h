// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/backups/facts.h"
#include "core/base/clock.h"
#include "core/jobs/job.h"

#include <QObject>

namespace envdeck::backups {

// How often the runs of a backup are looked at whose answer was lost, and for how long.
struct Patience {
    std::chrono::milliseconds interval = std::chrono::seconds(5);
    std::chrono::milliseconds limit = std::chrono::hours(2);
};

// The databases of an environment and their backups, as the platform has them, and the job that makes one
// more. Thread: the one that made it.
class Service final : public QObject {
public:
    // All outlive the service and its jobs.
    Service(platform::DataSets &sets, const Clock &clock, const Patience &patience = {},
            QObject *parent = nullptr);

    Async<QList<Row>> read(const EnvironmentId &environment, std::stop_token stop);
    // kind "backup", R1: it adds a file and changes nothing else. Steps: recheck, backup, readback. Its error
    // is Conflict "backup-running" while one is being made, ToolFailed "backup-failed" where it failed, and
    // "no-file" where the platform says that it is done and nothing new is at the destination. BadInput
    // without a plan.
    Result<jobs::Job> backUpJob(const EnvironmentId &environment, const Row &row, const QString &reason);

private:
    platform::DataSets &m_sets;
    const Clock &m_clock;
    Patience m_patience;
};

} // namespace envdeck::backups

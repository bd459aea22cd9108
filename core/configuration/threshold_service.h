// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/git/mirror.h"
#include "core/jobs/job_center.h"
#include "core/pulls/desk.h"

#include <QObject>

namespace envdeck::configuration {

// What envdeck.yaml says at the head of the branch, as everybody shares it.
struct SharedThresholds {
    QString branch;
    QString commit;  // full sha of the head
    QByteArray text; // of the file
    Thresholds thresholds;
    QHash<QString, int> lines; // where each is written; one that is missing has its built-in value
    friend bool operator==(const SharedThresholds &, const SharedThresholds &) = default;
};

// A change before it is made.
struct ThresholdReview {
    QString branch;
    QString baseCommit;
    QString file; // in the repository
    Thresholds from;
    Thresholds to;
    QStringList changes; // "error-rate 2 % -> 1 %"
    QByteArray before;   // the whole file
    QByteArray after;
    Guard guard; // of the environment that needs the most care: thresholds hold for all of them
    EnvironmentId guardedBy;
    // That environment's policy: by pull request when its deployments or its infrastructure go that way.
    ChangePath path = ChangePath::Push;
    friend bool operator==(const ThresholdReview &, const ThresholdReview &) = default;
};

// Reads and changes the thresholds in envdeck.yaml on the workspace's branch. A change is a commit that is
// pushed or proposed, made in the mirror; the operator's checkout is never touched, and says the old values
// until it is pulled. Thread: the one that made it.
class ThresholdService final : public QObject {
public:
    // All outlive the service and its jobs.
    ThresholdService(const Workspace &workspace, git::Mirror &mirror, const Clock &clock,
                     QObject *parent = nullptr);

    // Without it there are no pull requests. Outlives the service and its jobs.
    void setPulls(pulls::Desk *pulls) { m_pulls = pulls; }

    // Fetches first. Errors: those of the mirror; BadConfig when the file at the head is no envdeck.yaml.
    Async<SharedThresholds> read(std::stop_token stop = {});
    // Errors: BadInput "nothing-changed", Forbidden "pull-request" when the policy asks for one and none can
    // be opened, and those of workspace::withThresholds().
    Result<ThresholdReview> review(const SharedThresholds &shared, const Thresholds &wanted) const;
    // Of kind "thresholds", R2. Ends Failed with Conflict when the thresholds at the head are not those
    // reviewed.
    jobs::Job job(const ThresholdReview &review, const QString &reason) const;

    // So that a job of an earlier process can be resumed.
    void registerRebuild(jobs::JobCenter &center);

private:
    const Workspace &m_workspace;
    git::Mirror &m_mirror;
    const Clock &m_clock;
    pulls::Desk *m_pulls = nullptr;
};

} // namespace envdeck::configuration

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/configuration/format_facts.h"
#include "core/jobs/job_center.h"
#include "core/pulls/desk.h"
#include "core/terraform/formatting.h"

#include <optional>

namespace envdeck::configuration {

// A change of the layout of terraform code before it is made.
struct FormatReview {
    EnvironmentId environment;
    QString branch;
    QString baseCommit;
    QList<terraform::FormattedFile> files;
    Guard guard;
    std::optional<Freeze> freeze;       // in force now: going on takes a reason
    ChangePath path = ChangePath::Push; // the environment's policy
    friend bool operator==(const FormatReview &, const FormatReview &) = default;
};

// Commits terraform code as the program lays it out, on the environment's branch; the operator's checkout is
// never touched. What would be written differently is for infrastructure::Service::checkFormat() to say.
// Thread: the one that made it.
class FormatService final : public QObject {
public:
    // All outlive the service and its jobs.
    FormatService(const Workspace &workspace, git::Mirror &mirror, const Clock &clock,
                  QObject *parent = nullptr);

    // Without it there are no pull requests. Outlives the service and its jobs.
    void setPulls(pulls::Desk *pulls) { m_pulls = pulls; }
    bool canOpenPullRequests() const { return m_pulls && m_pulls->isPossible(); }

    // Of what was found at that commit of the environment's branch. Errors: BadInput "unknown-environment",
    // "nothing-changed"; Forbidden "pull-request" when the environment's policy has infrastructure changed by
    // pull request only, and there is none.
    Result<FormatReview> review(const EnvironmentId &environment, const QString &commit,
                                const QList<terraform::FormattedFile> &files) const;
    // Of kind "format", R2. Ends Failed with Conflict when a file at the head is not the one reviewed.
    jobs::Job job(const FormatReview &review, const QString &reason) const;

    // So that a job of an earlier process can be resumed.
    void registerRebuild(jobs::JobCenter &center);

private:
    const Workspace &m_workspace;
    git::Mirror &m_mirror;
    const Clock &m_clock;
    pulls::Desk *m_pulls = nullptr;
};

} // namespace envdeck::configuration

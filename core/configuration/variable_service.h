// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/configuration/environment_files.h"
#include "core/configuration/variable_facts.h"
#include "core/jobs/job_center.h"
#include "core/pulls/desk.h"

#include <optional>

namespace envdeck::configuration {

// A change of one variable before it is made.
struct VariableReview {
    EnvironmentId environment;
    QString branch;
    QString baseCommit;
    QString file; // in the repository
    QString name;
    QByteArray from; // expressions; empty when the file sets none yet
    QByteArray to;
    QByteArray before; // the whole file
    QByteArray after;
    Guard guard;
    std::optional<Freeze> freeze;       // in force now: going on takes a reason
    ChangePath path = ChangePath::Push; // the environment's policy
    friend bool operator==(const VariableReview &, const VariableReview &) = default;
};

// Changes one value in a tfvars file at the head of an environment's branch: a commit that is pushed, made in
// the mirror; the operator's checkout is never touched. What the variables are is read with files(). Thread:
// the one that made it.
class VariableService final : public QObject {
public:
    // All outlive the service and its jobs.
    VariableService(const Workspace &workspace, git::Mirror &mirror, const Clock &clock,
                    QObject *parent = nullptr);

    // Without it there are no pull requests. Outlives the service and its jobs.
    void setPulls(pulls::Desk *pulls) { m_pulls = pulls; }
    bool canOpenPullRequests() const { return m_pulls && m_pulls->isPossible(); }

    EnvironmentFiles &files() { return m_files; }

    // `typed` is what a person typed; see terraform::expressionFor(). Only this environment is read.
    // Errors: those of the mirror, of fileForEdit(), expressionFor() and withAssignment(); BadInput
    // "nothing-changed"; Forbidden "pull-request" when the environment's policy has infrastructure changed by
    // pull request only, and there is none.
    Async<VariableReview> review(const EnvironmentId &environment, const QString &name, const QString &typed,
                                 std::stop_token stop = {});
    // Of kind "variable", R2. Ends Failed with Conflict when the value at the head is not the one reviewed.
    jobs::Job job(const VariableReview &review, const QString &reason) const;

    // So that a job of an earlier process can be resumed.
    void registerRebuild(jobs::JobCenter &center);

private:
    Async<VariableReview> reviewed(const EnvironmentSide &side, const QString &name, const QString &typed,
                                   std::stop_token stop);

    const Workspace &m_workspace;
    git::Mirror &m_mirror;
    const Clock &m_clock;
    pulls::Desk *m_pulls = nullptr;
    EnvironmentFiles m_files;
};

} // namespace envdeck::configuration

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job.h"
#include "core/pulls/desk.h"

#include <QTimer>
#include <memory>
#include <optional>

namespace envdeck::pulls {

// What is to be reviewed and merged.
struct Errand {
    QString operation; // names the branch, so that a later process finds branch and pull request again
    QString base;      // branch
    QString title;
    QString body;    // Markdown
    QString message; // of the merge, with the trailers of the commit
    // A branch that others pushed, and its commit that was reviewed here; empty for one of our own making.
    QString head = {};
    QString commit = {};
    // Of our own making: the commit that an earlier run pushed, as its evidence has it (pushedBy()).
    QString pushed = {};
};

QString branchOf(const QString &operation);  // "envdeck/0193…"
QString pushedBy(const jobs::OpenJob &open); // Errand::pushed of a job that is built again

// One change on its way through a pull request: the steps "push" (to a branch of its own), "request",
// "approval" and "merge" of a job. Each looks at the host first and may run again: nothing is pushed, opened
// or merged twice. Cancelling before the merge leaves the pull request open.
//
// Errors beside the host's: Conflict "pull-request-closed" (somebody closed it), Conflict "head-moved"
// (somebody pushed to its branch: what would be merged is not what was reviewed here), Conflict "head-moved
// merged" (and it is merged already).
class Road final : public QObject {
public:
    // The desk outlives it.
    Road(Desk &desk, Errand errand);
    ~Road() override;

    // What an earlier run of the job left. Asks the host too, so that a missing key stops the job before
    // anything is pushed.
    Async<void> look(const jobs::Context &context);
    bool isPushed() const { return !m_commit.isEmpty() || isMerged(); } // after look() or push()
    bool isMerged() const { return m_pull && m_pull->merged; }

    Async<void> push(const QString &commit, const jobs::Context &context);
    Async<void> open(const jobs::Context &context);
    Async<void> follow(const jobs::Context &context);
    Async<void> merge(const jobs::Context &context);

    const QString &mergedCommit() const { return m_mergedCommit; } // on the base; after merge()

private:
    using Found = std::optional<platform::PullState>;

    QString branch() const;
    Async<void> find(const jobs::Context &context);
    Async<void> took(const Found &found);
    Async<void> unmoved(const jobs::Context &context);
    Async<void> described(const jobs::Context &context);
    Async<void> opened(const jobs::Context &context);
    Error moved(const platform::PullState &pull) const;
    Async<void> readBackPush(const QString &commit);
    Async<void> settled(const QString &mergedCommit, const jobs::Context &context);
    void ask();
    void heard(const Result<platform::PullState> &state);
    void holdBackForChecks();
    std::optional<Result<void>> judged(const platform::PullState &state);
    void waitFor(std::chrono::milliseconds time);
    void end(const Result<void> &result);

    Desk &m_desk;
    const Errand m_errand;
    QString m_commit; // on our branch
    Found m_pull;
    QString m_mergedCommit;

    // while it is followed
    struct Following;
    std::unique_ptr<Following> m_following;
    QTimer m_next;
};

// The steps after "push", as a job has them. `road` belongs to `owner`, which they keep alive.
template <typename Owner>
QList<jobs::Step> roadSteps(const std::shared_ptr<Owner> &owner, Road *road)
{
    using namespace std::chrono_literals;
    using Run = Async<void> (Road::*)(const jobs::Context &);
    const auto step = [&](const char *id, Run run, std::chrono::milliseconds deadline, bool outside) {
        return jobs::Step{QString::fromLatin1(id), outside, deadline,
                          [owner, road, run](const jobs::Context &context) { return (road->*run)(context); }};
    };
    QList<jobs::Step> steps{step("request", &Road::open, 3min, true),
                            step("approval", &Road::follow, 20 * 24h, false),
                            step("merge", &Road::merge, 5min, true)};
    steps[1].waits = true;
    return steps;
}

} // namespace envdeck::pulls

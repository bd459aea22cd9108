// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/pull_text.h"
#include "ui/text/job_text.h"

#include <gtest/gtest.h>

namespace envdeck::ui {
namespace {

QString q(const char *text)
{
    return QString::fromUtf8(text);
}

// A deployment that goes through a pull request, at that step.
JobStatus job(const char *at, const PullProgress &pull)
{
    JobStatus status;
    status.operation = q("op-1");
    status.kind = q("deploy");
    status.environment = q("prod");
    status.subject = q("prod/api");
    status.risk = Risk::R2;
    status.state = JobState::Running;
    status.cancelable = true;
    for (const char *id : {"recheck", "commit", "push", "request", "approval", "merge", "accepted"}) {
        StepStatus step;
        step.id = q(id);
        step.state = status.current >= 0 ? StepState::Waiting : StepState::Done;
        if (q(id) == q(at)) {
            step.state = StepState::Running;
            status.current = int(status.steps.size());
        }
        if (q(id) == q("approval"))
            step.note = pullNote(pull);
        status.steps.append(step);
    }
    return status;
}

const PullProgress waiting{
    12, 1, 2, 3, 4, MergeHindrance::Reviews, QUrl(q("https://github.com/acme/infra/pull/12"))};

TEST(PullText, SaysWhatItWaitsForAndHowFarThatIs)
{
    EXPECT_EQ(pullText(waiting), q("#12: waiting for review, 1 of 2 approvals, 3 of 4 checks passed"));
    PullProgress pull = waiting;
    pull.approvalsWanted.reset();
    pull.checksTotal = 0;
    pull.hindrance = MergeHindrance::None;
    EXPECT_EQ(pullText(pull), q("#12: ready to be merged, 1 approval(s), no check has reported"));
    pull.approvals = 0;
    EXPECT_EQ(pullText(pull), q("#12: ready to be merged, no check has reported"));
    pull.hindrance = MergeHindrance::ChecksAwaited;
    EXPECT_EQ(pullText(pull), q("#12: waiting for its checks to begin"));
    EXPECT_EQ(jobStepText(job("approval", waiting)),
              q("Step 5 of 7: Follow reviews and checks (#12: waiting for review, 1 of 2 approvals, 3 of 4 "
                "checks passed)"));
}

TEST(PullText, OffersTheMergeWhenNothingStandsAgainstIt)
{
    PullProgress ready = waiting;
    EXPECT_FALSE(mayMerge(job("approval", ready)));
    ready.hindrance = MergeHindrance::None;
    EXPECT_TRUE(mayMerge(job("approval", ready)));
    EXPECT_FALSE(mayMerge(job("merge", ready))); // it is under way
    EXPECT_TRUE(waitsForPeople(job("approval", waiting)));
    EXPECT_FALSE(waitsForPeople(job("accepted", waiting)));
}

TEST(PullText, WhatEndsBeforeTheMergeLeavesItOpenAndSaysSo)
{
    JobStatus cancelled = job("approval", waiting);
    cancelled.state = JobState::Cancelled;
    EXPECT_TRUE(leftPullOpen(cancelled));
    EXPECT_EQ(jobStepText(cancelled), q("Cancelled; pull request #12 stays open"));

    JobStatus failed = job("merge", waiting);
    failed.state = JobState::Failed;
    failed.steps[5].state = StepState::Failed;
    failed.error = Error{ErrorCode::Conflict, q("prod/api"), q("head-moved: Head branch was modified"), 409};
    failed.steps[5].error = failed.error;
    EXPECT_EQ(
        jobFailureText(failed).sentence(),
        q("Could not deploy prod/api: somebody else pushed to the branch of the pull request. Its branch "
          "was not changed, and the pull request stays open."));
    EXPECT_EQ(jobFailureText(failed).next, NextStep::ReviewAgain);

    JobStatus closed = job("approval", waiting);
    closed.state = JobState::Failed;
    closed.error = Error{ErrorCode::Conflict, q("prod/api"), q("pull-request-closed"), 0};
    EXPECT_FALSE(leftPullOpen(closed));
}

TEST(PullText, WhatTheHostRefusesIsNamed)
{
    const auto cause = [](ErrorCode code, const char *detail) {
        return causeText(Error{code, q("github.com"), q(detail), 403});
    };
    EXPECT_EQ(cause(ErrorCode::Forbidden, "missing-rights contents=write, pull_requests=write"),
              q("the key lacks a right that this takes: contents=write (pushing branches and merging), "
                "pull_requests=write (opening and following pull requests)"));
    EXPECT_EQ(cause(ErrorCode::Forbidden, "missing-scope repo: Not Found"),
              q("the key lacks a right that this takes: repo (branches, pull requests and their checks)"));
    EXPECT_EQ(cause(ErrorCode::RateLimited, "rate-limit 90: API rate limit exceeded"),
              q("the code host takes no more requests for 90 second(s)"));
    EXPECT_EQ(cause(ErrorCode::Conflict, "plan-differs counts"),
              q("the plan of the merged commit does not do what was reviewed"));
}

} // namespace
} // namespace envdeck::ui

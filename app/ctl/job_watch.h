// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/ctl/answer.h"
#include "app/session/session.h"

#include <stop_token>

namespace envdeck::ctl {

struct Watching {
    bool json = false;
    bool untilPeople = false; // left open, for a window or a next process, when its pull request is open
};

// Starts a job, tells its steps as they come (a line each; events with --json) and answers with its end. A
// stop asks the job to cancel. Somebody else's hold of the environment ends it with exit code 7 instead of
// waiting.
Async<JobStatus> watchJob(jobs::JobCenter &center, const jobs::Job &job, const Watching &how,
                          std::stop_token stop);

// How a job's end reads: 0 succeeded, 4 unknown, 130 cancelled, else by its error.
Answer answerOf(const JobStatus &status);

// Both together. With --wait the same change goes on whose pull request is open already; without it a pull
// request is opened and left to be followed.
Async<Answer> ran(Session &session, const jobs::Job &job, const Arguments &arguments, std::stop_token stop);

} // namespace envdeck::ctl

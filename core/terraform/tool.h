// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/worker.h"
#include "core/terraform/failure.h"
#include "core/terraform/formatting.h"
#include "core/terraform/review.h"
#include "core/terraform/state.h"
#include "core/terraform/state_attributes.h"
#include "core/terraform/target.h"

#include <memory>
#include <stop_token>

namespace envdeck::terraform {

// The short commands of one environment. Plans and applies are long and go through Run.
// Thread: the one that made it. A cancel interrupts the program once and answers when it has ended.
// Errors: see FailureKind and codeOf(); ToolMissing; Timeout (the program goes on); BadResponse.
class Tool {
public:
    // Heavy parsing and hashing happen in `worker`, which must outlive it.
    Tool(Target target, Worker &worker);
    ~Tool();
    Tool(const Tool &) = delete;
    Tool &operator=(const Tool &) = delete;

    const Target &target() const { return m_target; }

    // Makes the work folder, initialises its data folder, and says where the state is. What it printed is in
    // the answer, for a log.
    struct Initialised {
        Backend backend;
        QList<Message> messages;
    };
    Async<Initialised> init(std::stop_token stop = {});
    Async<QList<Diagnostic>> validate(std::stop_token stop = {});         // the warnings; errors are an Error
    Async<QList<Diagnostic>> fetchDiagnostics(std::stop_token stop = {}); // of validate, errors among them
    Async<Formatting> fetchFormatting(const QString &folder, std::stop_token stop = {}); // and all below it
    Async<void> format(const QString &folder, std::stop_token stop = {}); // writes into the files of it
    Async<Plan> fetchPlan(const QString &planFile, std::stop_token stop = {});
    Async<StateSummary> fetchState(std::stop_token stop = {});
    Async<StateDetails> fetchStateDetails(std::stop_token stop = {});
    Async<QList<Output>> fetchOutputs(std::stop_token stop = {});

    // What a review of this plan binds, as everything stands now: pulls the state, reads backend and files.
    // Called after the plan and again just before the apply.
    Async<ReviewRecord> fetchReview(const QString &planFile, const QString &commit, const PlanCounts &counts,
                                    std::stop_token stop = {});

    // Writes Target::erroredState() back and deletes it. Only after a person said so.
    Async<void> pushErroredState(std::stop_token stop = {});
    // Takes the lock away from whoever holds it. Only after a person said so. That it went well says little:
    // pg answers so for a lock that is not there. Ask lockIsFree() afterwards.
    Async<void> forceUnlock(const QString &lockId, std::stop_token stop = {});
    // Fine when the state can be locked now; the error of lockOf() otherwise.
    Async<void> lockIsFree(std::stop_token stop = {});

private:
    Target m_target;
    Worker &m_worker;
    std::unique_ptr<QObject> m_home; // context of the chains: dies with us
};

} // namespace envdeck::terraform

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"
#include "core/terraform/backend.h"
#include "core/terraform/state.h"
#include "core/terraform/target.h"

#include <optional>
#include <stop_token>

namespace envdeck::terraform {

// What the caller knows and the files do not say.
struct ReviewFacts {
    QString commit;
    Backend backend;
    StateSummary state;
    PlanCounts counts;
};

// Reads and hashes the plan file, the lock file and every value file. Blocks: call it from a worker.
// Errors: NotFound when the plan file is gone, Io.
Result<ReviewRecord> computeReview(const Target &target, const QString &planFile, const ReviewFacts &facts);

enum class ReviewField {
    PlanFile,
    LockFile,
    Variables,
    Commit,
    Workspace,
    Backend,
    Lineage,
    Serial,
    Program,
    Counts
};

// The first thing that is no longer as it was reviewed; nothing when the plan may be applied.
std::optional<ReviewField> firstDifference(const ReviewRecord &reviewed, const ReviewRecord &now);

// SHA-256 in hex. Blocks. NotFound, Io, Canceled.
Result<QByteArray> digestOf(const QString &file, std::stop_token stop = {});

} // namespace envdeck::terraform

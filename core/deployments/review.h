// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/deployment.h"
#include "core/domain/guard.h"
#include "core/domain/preflight.h"

#include <QList>

namespace envdeck::deployments {

// What an operator asks for. Deploy, promote and roll back are the same change with another source of the
// version.
struct Request {
    Action action = Action::Deploy;
    Target target;
    ImageRef to;                // repository may be empty: the one in the file stays
    EnvironmentId promotedFrom; // Promote only
    friend bool operator==(const Request &, const Request &) = default;
};

struct ReviewLine {
    enum class Kind { Context, Removed, Added };
    Kind kind = Kind::Context;
    int number = 0; // 1-based, in the file before (Context, Removed) or after (Added)
    QString text;
    friend bool operator==(const ReviewLine &, const ReviewLine &) = default;
};

// What replacing the containers means for those who use the app.
struct Effect {
    bool stopsFirst = true;                             // compose kind docker-compose; false: rolls
    std::optional<std::chrono::milliseconds> medianGap; // over the last deployments, when it was measured
    int measured = 0;                                   // how many deployments the median is of
    friend bool operator==(const Effect &, const Effect &) = default;
};

// The facts that are shown before the change is made, and to which the change is bound.
struct Review {
    Request request;
    ImageRef from;
    ImageRef to; // with the digest that the tag has now when the registry answered; else, where the line
                 // holds a digest, with the one that the version ran with here
    QString baseCommit; // head of the branch the review was made at
    QString branch;
    QString file; // in the repository
    int line = 0; // 1-based, of the image
    QList<ReviewLine> diff;
    ChangePath path = ChangePath::Push;
    bool pathSupported = true; // false: policy asks for a pull request, and there is no code host to open one
    bool pullRequestPossible = false;
    Effect effect;
    std::optional<Deployment> record; // how the target version behaved when it was live here last
    std::optional<Hold> holdInForce;
    std::optional<Hold> holdOffer; // roll back only: what holding would write
    std::optional<Freeze> freeze;  // in force now
    // Promote only: environments in between that do not run this version. Going on takes a reason.
    QList<EnvironmentId> skipped = {};
    // Promote only: the image that ran in the environment it comes from, where that is on record.
    QString promotedDigest = {};
    Guard guard;
    friend bool operator==(const Review &, const Review &) = default;
};

// What a person decided on in the sheet.
struct Decision {
    QString reason;
    bool hold = false;
    QString freezeOverride;              // reason; empty when there is no freeze
    std::optional<ChangePath> path = {}; // nothing: the policy's; it cannot be pushed past the policy
    friend bool operator==(const Decision &, const Decision &) = default;
};

} // namespace envdeck::deployments

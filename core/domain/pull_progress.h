// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QUrl>
#include <optional>

namespace envdeck {

// What keeps a pull request from being merged.
enum class MergeHindrance {
    None, // it may be merged
    Draft,
    Conflicts,
    ChangesAsked, // somebody asks for changes
    Reviews,      // approvals are missing
    ChecksRun,
    ChecksFailed,
    Rules,         // the host refuses for a reason of its own
    ChecksAwaited, // nothing stands against it, and no check has reported yet: one may still begin
    Computed,      // the host is still finding out
};
QString hindranceName(MergeHindrance hindrance); // "checks-run"; "none"
std::optional<MergeHindrance> hindranceFromName(QStringView name);

// How far a pull request is. What the step of a job that follows one has as its note.
struct PullProgress {
    int number = 0;
    int approvals = 0;
    std::optional<int> approvalsWanted; // nothing: the host does not tell
    int checksPassed = 0;
    int checksTotal = 0;
    MergeHindrance hindrance = MergeHindrance::Computed;
    QUrl page; // https, or http on loopback; of the code host
    friend bool operator==(const PullProgress &, const PullProgress &) = default;
};

// "pull 12 1/2 3/4 reviews https://github.com/acme/infra/pull/12"; "?" for approvals that are not known.
QString pullNote(const PullProgress &progress);
std::optional<PullProgress> pullProgressOf(const QString &note); // nothing for any other note

struct Workspace;
// Some environment's policy wants a pull request for something.
bool asksForPullRequests(const Workspace &workspace);

} // namespace envdeck

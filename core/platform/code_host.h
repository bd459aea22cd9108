// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/domain/pull_progress.h"

#include <QDateTime>
#include <QStringList>
#include <QUrl>
#include <stop_token>

namespace envdeck::platform {

struct PullProposal {
    QString head; // branch that was pushed
    QString base;
    QString title;
    QString body; // Markdown
};

// A pull request, as the host tells of it now.
struct PullState {
    PullProgress progress;
    bool open = false;
    bool merged = false;  // neither: it was closed
    QString headCommit;   // full sha
    QString mergedCommit; // full sha on the base
    QStringList approvedBy;
    QStringList changesAskedBy;
    QStringList checksFailed;
    friend bool operator==(const PullState &, const PullState &) = default;
};

struct PullMerge {
    int number = 0;
    QString headCommit; // that was followed: another one is Conflict "head-moved"
    QString title;      // of the commit on the base
    QString message;
};

// One commit of a comparison.
struct CommitFact {
    QString sha;
    QString subject; // first line of its message
    QString author;
    QDateTime at; // UTC
    QUrl page;    // where people look at it; may be empty
    friend bool operator==(const CommitFact &, const CommitFact &) = default;
};

// What `head` has that `base` has not (ahead), and the other way round.
struct Comparison {
    int ahead = 0;
    int behind = 0;
    QList<CommitFact> commits; // newest first; not all of more than 1,000
    QUrl page;
    friend bool operator==(const Comparison &, const Comparison &) = default;
};

enum class CiState { None, Running, Passed, Failed }; // None: nothing checked that commit

struct CiFacts {
    CiState state = CiState::None;
    int passed = 0;
    int total = 0;
    QStringList failed; // names
    friend bool operator==(const CiFacts &, const CiFacts &) = default;
};

// What a key may do, in the host's own words; see the client of that host.
struct HostRights {
    QString login;
    QStringList missing;
    QDateTime expires; // UTC; null when nobody says
};

// The same, or Forbidden with the detail "missing-rights" and their names.
inline Result<HostRights> enough(const HostRights &rights)
{
    if (rights.missing.isEmpty())
        return rights;
    return Error{ErrorCode::Forbidden, QStringLiteral("github"),
                 QStringLiteral("missing-rights ") + rights.missing.join(QStringLiteral(", ")), 0};
}

// Where the repository is reviewed (GitHub, GitHub Enterprise). Without one every call answers BadConfig
// "not-configured". Reads may be repeated; changes are sent once and read back where no answer came, so that
// OutcomeUnknown means that even that was not possible. Errors: those of the vault; RateLimited with the
// seconds to wait, see waitOf(); Forbidden and NotFound for a key that may not.
// Thread: the caller's; answers come through its event loop.
class CodeHost {
public:
    virtual ~CodeHost() = default;

    virtual bool isConfigured() const = 0;
    // The newest one of that branch, open or not, as lists show it: without reviews and checks.
    virtual Async<std::optional<PullState>> find(const QString &head, const QString &base,
                                                 std::stop_token stop) = 0;
    // The one by whose merge into `base` the commit came there; nothing when it came another way.
    virtual Async<std::optional<PullState>> mergedWith(const QString &commit, const QString &base,
                                                       std::stop_token stop) = 0;
    // Opens it, or answers the one that is open already.
    virtual Async<PullState> open(const PullProposal &proposal, std::stop_token stop) = 0;
    virtual Async<void> describe(int number, const QString &body, std::stop_token stop) = 0;
    virtual Async<PullState> follow(int number, std::stop_token stop) = 0; // with everything
    // The commit on the base. Forbidden "not-mergeable" and Conflict "head-moved", the host's words behind.
    virtual Async<QString> merge(const PullMerge &merge, std::stop_token stop) = 0;
    virtual Async<void> deleteBranch(const QString &branch, std::stop_token stop) = 0;
    virtual Async<HostRights> rights(const QString &branch, std::stop_token stop) = 0;
    // Of any repository of the same host that the key may read, "acme/api": what an image is made of seldom
    // is in the infrastructure repository. BadConfig "not-configured" for a text that names none there.
    virtual Async<Comparison> compare(const QString &repository, const QString &base, const QString &head,
                                      std::stop_token stop) = 0;
    virtual Async<CiFacts> ci(const QString &repository, const QString &commit, std::stop_token stop) = 0;
    // "acme/api" of "https://github.com/acme/api"; empty for what is not at this host.
    virtual QString repositoryAt(const QString &source) const = 0;
    // How long the host wants to be left alone, of a RateLimited error.
    virtual std::optional<std::chrono::seconds> waitOf(const Error &error) const = 0;
};

} // namespace envdeck::platform

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QStringList>
#include <QUrl>
#include <optional>

// Values of GitHub's REST API, version 2022-11-28 (2026-03-10 and Enterprise servers fit too).
namespace envdeck::github {

// What a token is, by its first letters; what can be known of its rights depends on it.
enum class TokenKind {
    Classic,      // ghp_, gho_: every answer lists its scopes
    FineGrained,  // github_pat_, ghu_: only a refusal names what is missing
    Installation, // ghs_: no user stands behind it
    Other,        // of an Enterprise server with a form of its own
};

struct Identity {
    QString login; // empty for an installation
    TokenKind kind = TokenKind::Other;
    std::optional<QStringList> scopes; // nothing where the server does not say
    QDateTime expires;                 // UTC; null when it does not, or nobody says
    friend bool operator==(const Identity &, const Identity &) = default;
};

// What Envdeck may do with the repository. Names as GitHub spells them: "repo", "pull_requests=write".
struct Rights {
    Identity who;
    QStringList missing;
    QStringList unknown; // could not be found out without a change
    QStringList tooWide; // more than any page here needs: "delete_repo"
    friend bool operator==(const Rights &, const Rights &) = default;
};

struct RepositoryInfo {
    QString fullName; // "acme/infra"; another one than asked for after a rename
    QString defaultBranch;
    bool isPrivate = false;
    bool mayPush = false;     // the person; a token may have less
    QStringList mergeMethods; // "merge", "squash", "rebase": those the repository allows, best first
    friend bool operator==(const RepositoryInfo &, const RepositoryInfo &) = default;
};

struct PullRequest {
    int number = 0;
    QString title;
    QString body;
    QUrl page; // at the code host; empty when the answer named another origin
    bool open = false;
    bool merged = false;
    bool draft = false;
    std::optional<bool> mergeable; // nothing while GitHub computes it
    QString state;        // clean, blocked, behind, dirty, unstable, draft, unknown…; empty in lists
    QString head;         // branch
    QString headCommit;   // full sha
    QString base;         // branch
    QString mergedCommit; // full sha on the base, once merged and told
    friend bool operator==(const PullRequest &, const PullRequest &) = default;
};

// The latest word of each reviewer; comments and dismissed reviews count for nothing.
struct Reviews {
    QStringList approvedBy;
    QStringList changesAskedBy;
    friend bool operator==(const Reviews &, const Reviews &) = default;
};

enum class ChecksVerdict { None, Pending, Passed, Failed };

// Check runs and commit statuses of one commit together; skipped and neutral ones count as passed.
struct Checks {
    int passed = 0;
    int pending = 0;
    QStringList failed; // names
    int total() const { return passed + pending + int(failed.size()); }
    ChecksVerdict verdict() const;
    friend bool operator==(const Checks &, const Checks &) = default;
};

struct CommitInfo {
    QString sha;
    QString subject; // first line of its message
    QString author;  // the name that git knows
    QDateTime at;    // UTC, as committed
    QUrl page;       // at the code host; empty when the answer named another origin
    friend bool operator==(const CommitInfo &, const CommitInfo &) = default;
};

// What `head` has that `base` has not, and the other way round.
struct Comparison {
    int ahead = 0;
    int behind = 0;
    QList<CommitInfo> commits; // newest first; of more than 1,000 the oldest
    QUrl page;
    friend bool operator==(const Comparison &, const Comparison &) = default;
};

// What the base branch asks for before a merge, as far as the token may know.
struct Requirements {
    std::optional<int> approvals; // nothing: not known; zero: none
    QStringList checks;           // names that must have passed
    friend bool operator==(const Requirements &, const Requirements &) = default;
};

struct Draft {
    QString title;
    QString body; // Markdown; cut to what GitHub takes
    QString head; // branch in the same repository
    QString base;
};

struct MergeOrder {
    int number = 0;
    QString headCommit; // that was reviewed: another one is a Conflict
    QString method;     // "merge", "squash", "rebase"
    QString title;      // of the commit on the base; not for "rebase"
    QString message;
};

TokenKind tokenKindOf(QByteArrayView token);

// True when one of `held` is `wanted` or contains it ("repo" holds "public_repo").
bool holdsScope(const QStringList &held, const QString &wanted);

} // namespace envdeck::github

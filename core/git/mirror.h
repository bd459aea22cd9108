// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/redactor.h"
#include "core/base/worker.h"
#include "core/git/commit.h"
#include "core/git/leaks.h"
#include "core/git/program.h"
#include "core/git/remote.h"

#include <QObject>
#include <QPromise>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace envdeck::git {

struct Blob;

// The new content of one file of a commit.
struct FileEdit {
    QString path; // in the repository; the file keeps its mode, a new one gets 100644
    QByteArray content;
    friend bool operator==(const FileEdit &, const FileEdit &) = default;
};

struct CommitRequest {
    QString parent;        // full sha: the head that was reviewed
    QString message;       // see gitops::commitMessage()
    QList<FileEdit> edits; // at least one that changes something
    QDateTime at;          // null for now
    QList<Leak> accepted;  // leaks that a person saw and accepted; a live secret is never accepted
};

// Answers the token of an https remote when a command needs it; its error becomes that command's.
using CredentialSource = std::function<Async<HttpsCredential>()>;

// Envdeck's own bare clone of the infrastructure repository. Everything is read from it and every commit is
// made in it with plumbing on a private index; the operator's checkout is never touched.
// Thread: the one that made it; answers come through its event loop. Every call may run beside others.
// Destroying it reads as Canceled; a command that runs ends by itself or its deadline.
// All calls: ToolMissing without git, Canceled by `stop`, BadInput for a name that is no branch, sha or path.
class Mirror {
public:
    // `folder` is made (0700) by the first fetch. `live` are the secrets that must never be committed.
    Mirror(QString folder, Remote remote, Program program);
    ~Mirror();
    Mirror(const Mirror &) = delete;
    Mirror &operator=(const Mirror &) = delete;

    const Remote &remote() const { return m_remote; }
    const QString &folder() const { return m_folder; }
    void setLive(const Redactor &live) { m_live = live; }
    // Asked for each command that an https remote refuses to the user's own git (helper, netrc); the command
    // then runs once more with the token. Nothing of it is kept, so a new key counts from the next command
    // on.
    void setCredentials(CredentialSource source) { m_credentials = std::move(source); }
    // Nothing is fetched before that answered well, so no change is begun either.
    void waitFor(const Async<void> &confirmed) { m_confirmed = confirmed; }
    QDateTime
    lastFetch() const; // of the last fetch that worked, by whatever process; null when there was none

    // Clones or fetches: afterwards every branch here is where it is at the remote. Safe to repeat and to
    // kill. Errors: Unreachable, Unauthorized, Forbidden, NotFound (no such repository), Timeout, Io.
    Async<void> fetch(std::stop_token stop = {});

    // Asks the remote for its branches and keeps nothing. Where there is a token it goes alone, so that it is
    // what was tried; without one (Unauthorized "no-key" of the source) the user's own git asks. Errors:
    // those of fetch() and of the source.
    Async<void> checkAccess(std::stop_token stop = {});

    // Full sha of the branch as of the last fetch. NotFound.
    Async<QString> readHead(const QString &branch, std::stop_token stop = {});
    // As of the last fetch, the one that was committed to last first.
    Async<QList<Branch>> readBranches(std::stop_token stop = {});
    // The newest commit up to `commit` that changed something below the folder ("" for all) and outside of
    // the folders `without`. NotFound when none did.
    Async<Commit> readLastChange(const QString &commit, const QString &folder,
                                 const QStringList &without = {}, std::stop_token stop = {});
    // All that did, as the branch saw them (a merge is one change), newest first, without what `since` has.
    // NotFound when one of the two is not here.
    Async<QList<Commit>> readChanges(const QString &commit, const QString &since, const QString &folder,
                                     const QStringList &without = {}, std::stop_token stop = {});
    // NotFound when there is no such file in that commit.
    Async<QByteArray> readFile(const QString &commit, const QString &path, std::stop_token stop = {});
    // Id of the git tree of that folder: two that are equal hold the same files. NotFound.
    Async<QString> readTreeId(const QString &commit, const QString &folder, std::stop_token stop = {});
    // Paths below the folder ("" for all), in git's order. A folder that is not there has none.
    Async<QStringList> readPaths(const QString &commit, const QString &folder, std::stop_token stop = {});
    // Writes the folder as it is in that commit below `destination` (made 0700, must not exist or be empty):
    // bytes as they are in git, no filters, no attributes. Answers the number of files. BadConfig when a link
    // leaves the folder or the folder holds another repository.
    Async<int> exportFolder(const QString &commit, const QString &folder, const QString &destination,
                            std::stop_token stop = {});
    // How one file went, at most `limit` versions after the `skip` newest ones of `commit`. Two processes,
    // a third when merges are among them.
    Async<FileHistory> readHistory(const QString &commit, const QString &path, int limit, int skip = 0,
                                   std::stop_token stop = {});

    // What must not be committed on top of `commit`, in the tree and in the history of every branch and tag,
    // and in `edits`.
    Async<QList<Leak>> readLeaks(const QString &commit, const QList<FileEdit> &edits,
                                 std::stop_token stop = {});
    // Makes a commit object and answers its sha; no branch moves, nothing leaves this machine. Author and
    // committer are the user's git identity. Errors: Forbidden for a leak (subject path:line, detail
    // leakName()), BadConfig "no-identity", BadInput "nothing-changed", NotFound for an unknown parent.
    Async<QString> commit(const CommitRequest &request, std::stop_token stop = {});

    // Moves the remote branch to `commit`, fast-forward only; a branch that is not there is made. Safe to
    // repeat. Errors: Conflict (the remote moved: fetch and review again), Forbidden (refused by the remote:
    // rights, protected branch, a hook; detail in its words), Unauthorized, Unreachable (nothing was sent),
    // NotFound, OutcomeUnknown (also after `stop` or a lost connection: ask fetchOperation()).
    Async<void> push(const QString &commit, const QString &branch, std::stop_token stop = {});
    // The commit with that Envdeck-Operation on the remote branch, after a fetch; nothing when it is not
    // there.
    Async<std::optional<Commit>> fetchOperation(const QString &branch, const QString &operation,
                                                std::stop_token stop = {});

private:
    process::Spec spec(const QStringList &arguments) const;
    Async<QByteArray> read(const QStringList &arguments, const QString &subject, std::stop_token stop) const;
    Async<QList<Commit>> readLog(const QStringList &which, const QString &folder, const QStringList &without,
                                 std::stop_token stop) const;
    Async<QByteArray> readTree(const QString &commit, const QString &folder, bool namesOnly,
                               std::stop_token stop) const;
    Async<QList<std::optional<Blob>>> readBlobs(const QStringList &objects,
                                                std::stop_token stop) const; // in their order
    Async<QList<Leak>> readTreeLeaks(const QString &commit, const QList<FileEdit> &edits,
                                     std::stop_token stop) const;
    Async<QList<Leak>> readHistoryLeaks(std::stop_token stop) const;
    Async<QList<Leak>> readContentLeaks(const QString &commit, std::stop_token stop) const;
    Async<QList<Leak>> readTrackedSecrets(const QString &commit, std::stop_token stop) const;

    struct Draft;
    Async<QByteArray> step(const std::shared_ptr<Draft> &draft, const QStringList &arguments,
                           const QByteArray &input) const;
    Async<QByteArray> refuseLeaks(const std::shared_ptr<Draft> &draft);
    Async<QByteArray> writeBlobs(const std::shared_ptr<Draft> &draft);
    Async<QByteArray> writeTree(const std::shared_ptr<Draft> &draft);
    Async<QByteArray> refuseSameTree(const std::shared_ptr<Draft> &draft);

    Async<process::Outcome> talk(const process::Spec &spec, std::stop_token stop) const;
    Async<process::Outcome> talkAs(process::Spec spec, const std::optional<HttpsCredential> &credential,
                                   std::stop_token stop) const;
    Async<QByteArray> initialised(std::stop_token stop); // after the remote was confirmed
    Async<QByteArray> initialise(std::stop_token stop);
    Async<QByteArray> fetchOnce(std::stop_token stop);
    void fetchAgain(const std::shared_ptr<QPromise<Result<void>>> &promise, int attempts,
                    std::stop_token stop);

    QString m_folder;
    Remote m_remote;
    Program m_program;
    CredentialSource m_credentials;
    Redactor m_live;
    Async<void> m_confirmed = ready<void>({});
    Worker m_disk;
    std::unique_ptr<QObject> m_home; // context of every chain
};

} // namespace envdeck::git

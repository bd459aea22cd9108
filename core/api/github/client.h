// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/github/address.h"
#include "core/api/github/refusal.h"
#include "core/api/github/types.h"
#include "core/base/async.h"
#include "core/http/client.h"

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QObject>
#include <QUrlQuery>
#include <chrono>
#include <functional>
#include <stop_token>

namespace envdeck::github {

inline constexpr int mergeReadBackLooks = 7; // over half a minute
inline constexpr std::chrono::seconds mergeReadBackPause{5};

// GitHub's REST API for one repository and one token, of github.com or an Enterprise server.
// - Reads may be repeated. One that was asked before is asked with its ETag: an unchanged answer costs
//   nothing of the hour's requests.
// - Changes are sent once. Where no answer came they are read back here; what cannot be read back is
//   OutcomeUnknown.
// - The token goes to the API's own origin and nowhere else; page links give a query only.
// - Errors: http::Client's, and refusalOf() for what GitHub refuses. NotFound is also what a token without
//   access to a private repository sees.
// Thread: the one it was made in. Destroying it makes open answers read as Canceled.
class Client : public QObject {
public:
    // `http` has to allow place.api.
    Client(http::Client &http, const Place &place, const RepositoryName &repository, const Secret &token,
           QObject *parent = nullptr);

    // How the time between two looks passes; a timer's at first.
    using Wait = std::function<Async<void>(std::chrono::milliseconds)>;
    void setWait(const Wait &wait) { m_wait = wait; }

    const QUrl &site() const { return m_site; }

    Async<Identity> whoami(std::stop_token stop = {});
    // Asks what the token may do with the repository, for pull requests on `branch`. A fine-grained token is
    // tried with reads, and with two changes that can only fail: a branch at no commit, a pull request of a
    // branch with itself.
    Async<Rights> rights(const QString &branch, std::stop_token stop = {});
    Async<RepositoryInfo> repository(std::stop_token stop = {});

    // The newest pull request from `head` to `base`, open, merged or closed; nothing when there is none.
    Async<std::optional<PullRequest>> findPullRequest(const QString &head, const QString &base,
                                                      std::stop_token stop = {});
    Async<PullRequest> pullRequest(int number, std::stop_token stop = {});
    // Those that brought the commit, or would; NotFound for a commit that is not there.
    Async<QList<PullRequest>> pullRequestsWith(const QString &commit, std::stop_token stop = {});
    Async<Reviews> reviews(int number, std::stop_token stop = {});
    Async<Checks> checks(const QString &commit, std::stop_token stop = {});
    // Commits, branches or tags; NotFound when the repository does not have one of them.
    Async<Comparison> compare(const QString &base, const QString &head, std::stop_token stop = {});
    // Empty approvals where neither rules nor protection may be read.
    Async<Requirements> requirements(const QString &branch, std::stop_token stop = {});

    // Opens it, or answers the one that is open for that branch already.
    Async<PullRequest> open(const Draft &draft, std::stop_token stop = {});
    Async<PullRequest> setBody(int number, const QString &body, std::stop_token stop = {});
    // Answers the commit on the base. Conflict "head-moved", Forbidden "not-mergeable"; OutcomeUnknown when
    // no answer came and it was not merged half a minute later either.
    Async<QString> merge(const MergeOrder &order, std::stop_token stop = {});
    Async<void> deleteBranch(const QString &branch, std::stop_token stop = {}); // one that is gone is fine

private:
    struct Got {
        QJsonValue json;
        http::Headers headers;
        QByteArray next; // path and query of the next page
    };
    struct Kept {
        QByteArray etag;
        Got got;
    };

    Async<void> passed(std::chrono::milliseconds time);
    http::Headers headers() const;
    QString subjectOf(const QString &what) const;
    QUrl urlOf(const QString &path, const QUrlQuery &query = {}) const; // of the API
    QUrl inRepository(const QString &path, const QUrlQuery &query = {}) const;
    Async<Got> read(const QUrl &url, const QString &subject, std::stop_token stop);
    Result<Got> taken(const QUrl &url, const http::Response &response, const QString &subject);
    // All elements over all pages: of the answer itself, or of its member `key`.
    Async<QJsonValue> list(const QUrl &url, const QString &key, const QString &subject, std::stop_token stop);
    Async<QJsonValue> listFrom(const QUrl &url, const QString &key, const QString &subject,
                               const QJsonArray &before, int pages, std::stop_token stop);
    Async<QJsonValue> change(const QByteArray &verb, const QUrl &url, const QJsonObject &body,
                             const QString &subject, std::stop_token stop);
    Async<PullRequest> readBackOpened(const Draft &draft, const Error &why);
    Async<QString> readBackMerged(const MergeOrder &order, const Error &why,
                                  int looksLeft = mergeReadBackLooks);
    Async<Rights> triedRights(const Identity &who, const QString &branch, std::stop_token stop);

    http::Client &m_http;
    Wait m_wait;
    QUrl m_site;
    QUrl m_base;
    RepositoryName m_repository;
    Secret m_token;
    TokenKind m_kind;
    Redactor m_redactor;
    bool m_namesVersion = true; // older Enterprise servers refuse a version they do not know
    QHash<QUrl, Kept> m_kept;
};

} // namespace envdeck::github

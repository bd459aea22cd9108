// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/base/http_standin.h"
#include "tests/standins/github/access.h"
#include "tests/standins/github/bodies.h"
#include "tests/standins/github/branches.h"

namespace envdeck::standins {

struct GithubOptions {
    QString owner = QStringLiteral("acme");
    QString name = QStringLiteral("infra");
    QString branch = QStringLiteral("main");
    QString folder = {}; // a bare repository; without one the branches are those of setHead()
    // Below which the API is, as at an Enterprise server.
    QString prefix = QStringLiteral("/api/v3");
};

// GitHub's REST API of one private repository, the part that pull requests need: who am I, repository,
// pulls, those of a commit, comparisons, reviews, check runs, statuses, rules, protection, merge, branches.
// It keeps state and refuses as GitHub does: 401 for an unknown token, 404 for one that may not see the
// repository, 403 naming the missing permission, 422 for a second pull request of a branch, 405 while the
// rules of the base are not met, 409 for a head that moved. Answers carry ETags (304 costs nothing) and, once
// limited, rate headers.
class Github final : public HttpStandin {
public:
    explicit Github(GithubOptions options = {}, QObject *parent = nullptr);

    github::Access &access() { return m_access; }
    github::Branches &branches() { return m_branches; }
    github::Pulls &pulls() { return m_pulls; }

    // The next answer to a change is lost on the way: it is made, and a gateway says 502.
    void loseNextAnswer() { m_losesNext = true; }
    // The next change is answered by a gateway, and not done.
    void dropNextChange() { m_dropsNext = true; }
    // As an older Enterprise server, which refuses a version that it does not know.
    void refuseVersions() { m_refusesVersions = true; }
    // The same commits and checks under another name too: "acme/api".
    void alsoServe(const QString &repository) { m_others.append(repository); }
    // "POST pulls": what was asked, without the prefix and the repository, in order.
    const QStringList &asked() const { return m_asked; }
    int notModified() const { return m_notModified; }

protected:
    void handle(const Request &request, Reply reply) override;
    Answer refusal() const override;

private:
    Answer answerTo(const Request &request);
    Answer inRepository(const Request &request, const QStringList &path);
    Answer pullAnswer(const Request &request, const QStringList &path);
    Answer opened(const Request &request);
    Answer merged(const Request &request, github::Pull &pull);
    Answer commitAnswer(const Request &request, const QStringList &path);
    Answer comparison(const Request &request, const QString &range) const;
    QJsonArray pullsWith(const QString &commit) const;
    Answer referenceAnswer(const Request &request, const QStringList &path);
    bool isBlocked(const github::Pull &pull) const;
    github::PullView viewOf(const github::Pull &pull) const;

    GithubOptions m_options;
    github::Access m_access;
    github::Branches m_branches;
    github::Pulls m_pulls;
    QStringList m_asked;
    QStringList m_others;
    bool m_losesNext = false;
    bool m_dropsNext = false;
    bool m_refusesVersions = false;
    int m_notModified = 0;
};

} // namespace envdeck::standins

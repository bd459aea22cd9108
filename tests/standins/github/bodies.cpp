// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/standins/github/bodies.h"

namespace envdeck::standins::github {

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

QString stateOf(const PullView &view)
{
    if (view.pull.draft)
        return s("draft");
    if (view.pull.conflicts)
        return s("dirty");
    if (view.blocked)
        return s("blocked");
    return view.unstable ? s("unstable") : s("clean");
}

QJsonObject branchBody(const QString &owner, const QString &branch, const QString &commit)
{
    return {{s("label"), owner + QLatin1Char(':') + branch},
            {s("ref"), branch},
            {s("sha"), commit},
            {s("user"), userBody(owner)}};
}

QJsonValue timeOrNull(bool isThere, const QDateTime &time)
{
    return isThere ? QJsonValue(time.toString(Qt::ISODate)) : QJsonValue();
}

} // namespace

QJsonObject userBody(const QString &login)
{
    return {{s("login"), login}, {s("id"), 1}, {s("type"), s("User")}, {s("site_admin"), false}};
}

QJsonObject repositoryBody(const QString &owner, const QString &name, const QString &branch, const QUrl &site,
                           bool mayPush)
{
    return {{s("id"), 1},
            {s("name"), name},
            {s("full_name"), owner + QLatin1Char('/') + name},
            {s("private"), true},
            {s("owner"), userBody(owner)},
            {s("html_url"), site.toString() + QLatin1Char('/') + owner + QLatin1Char('/') + name},
            {s("default_branch"), branch},
            {s("permissions"), QJsonObject{{s("admin"), false}, {s("push"), mayPush}, {s("pull"), true}}},
            {s("allow_merge_commit"), true},
            {s("allow_squash_merge"), true},
            {s("allow_rebase_merge"), false}};
}

QJsonObject pullBody(const PullView &view, const QString &owner, const QString &name, const QUrl &site,
                     bool inList)
{
    const Pull &pull = view.pull;
    QJsonObject body{
        {s("id"), pull.number},
        {s("number"), pull.number},
        {s("html_url"),
         QStringLiteral("%1/%2/%3/pull/%4").arg(site.toString(), owner, name).arg(pull.number)},
        {s("state"), pull.open ? s("open") : s("closed")},
        {s("title"), pull.title},
        {s("body"), pull.body.isEmpty() ? QJsonValue() : QJsonValue(pull.body)},
        {s("user"), userBody(pull.author)},
        {s("draft"), pull.draft},
        {s("created_at"), pull.created.toString(Qt::ISODate)},
        {s("merged_at"), timeOrNull(pull.merged, pull.created)},
        {s("closed_at"), timeOrNull(!pull.open, pull.created)},
        {s("merge_commit_sha"), pull.mergedCommit.isEmpty() ? QJsonValue() : QJsonValue(pull.mergedCommit)},
        {s("head"), branchBody(owner, pull.head, view.headCommit)},
        {s("base"), branchBody(owner, pull.base, view.baseCommit)}};
    if (inList)
        return body;
    body.insert(s("merged"), pull.merged);
    body.insert(s("mergeable"), pull.open ? QJsonValue(!pull.conflicts) : QJsonValue());
    body.insert(s("mergeable_state"), stateOf(view));
    return body;
}

QJsonArray reviewBodies(const QList<GivenReview> &reviews)
{
    QJsonArray bodies;
    for (const GivenReview &review : reviews)
        bodies.append(QJsonObject{{s("id"), bodies.size() + 1},
                                  {s("user"), userBody(review.login)},
                                  {s("body"), QString()},
                                  {s("state"), review.state},
                                  {s("submitted_at"), s("2026-11-30T10:00:00Z")}});
    return bodies;
}

QJsonObject checkRunsBody(const QString &commit, const QList<CheckRun> &runs)
{
    QJsonArray bodies;
    for (const CheckRun &run : runs)
        bodies.append(QJsonObject{
            {s("id"), bodies.size() + 1},
            {s("head_sha"), commit},
            {s("name"), run.name},
            {s("status"), run.status},
            {s("conclusion"), run.conclusion.isEmpty() ? QJsonValue() : QJsonValue(run.conclusion)}});
    return {{s("total_count"), bodies.size()}, {s("check_runs"), bodies}};
}

QJsonObject statusBody(const QString &commit, const QList<std::pair<QString, QString>> &statuses)
{
    QJsonArray bodies;
    bool failed = false;
    bool pending = statuses.isEmpty(); // GitHub says so where nobody said anything
    for (const auto &[context, state] : statuses) {
        failed = failed || state == QLatin1String("failure") || state == QLatin1String("error");
        pending = pending || state == QLatin1String("pending");
        bodies.append(QJsonObject{{s("context"), context}, {s("state"), state}});
    }
    return {{s("state"), failed    ? s("failure")
                         : pending ? s("pending")
                                   : s("success")},
            {s("sha"), commit},
            {s("total_count"), bodies.size()},
            {s("statuses"), bodies}};
}

QJsonObject compareBody(const QList<Branches::Commit> &page, int ahead, int behind, const QString &owner,
                        const QString &name, const QUrl &site, const QString &range)
{
    const QString place = QStringLiteral("%1/%2/%3/").arg(site.toString(), owner, name);
    QJsonArray bodies;
    for (const Branches::Commit &commit : page) {
        const QJsonObject who{{s("name"), commit.author},
                              {s("email"), s("someone@example.com")},
                              {s("date"), commit.at.toString(Qt::ISODate)}};
        bodies.append(QJsonObject{
            {s("sha"), commit.sha},
            {s("html_url"), place + s("commit/") + commit.sha},
            {s("commit"),
             QJsonObject{{s("message"), commit.subject}, {s("author"), who}, {s("committer"), who}}}});
    }
    return {{s("html_url"), place + s("compare/") + range},
            {s("status"), ahead > 0    ? s("ahead")
                          : behind > 0 ? s("behind")
                                       : s("identical")},
            {s("ahead_by"), ahead},
            {s("behind_by"), behind},
            {s("total_commits"), ahead},
            {s("commits"), bodies}};
}

QJsonArray rulesBody(int approvals, const QStringList &checks)
{
    QJsonArray wanted;
    for (const QString &name : checks)
        wanted.append(QJsonObject{{s("context"), name}});
    return {QJsonObject{{s("type"), s("pull_request")},
                        {s("parameters"), QJsonObject{{s("required_approving_review_count"), approvals}}}},
            QJsonObject{{s("type"), s("required_status_checks")},
                        {s("parameters"), QJsonObject{{s("required_status_checks"), wanted}}}}};
}

QJsonObject protectionBody(int approvals, const QStringList &checks)
{
    return {
        {s("required_status_checks"), QJsonObject{{s("contexts"), QJsonArray::fromStringList(checks)}}},
        {s("required_pull_request_reviews"), QJsonObject{{s("required_approving_review_count"), approvals}}}};
}

} // namespace envdeck::standins::github

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/github/answers.h"

#include "core/domain/workspace.h"
#include "core/http/json.h"

#include <QMap>

namespace envdeck::github {

namespace {

int countFrom(const http::JsonReader &reader, QStringView key)
{
    const auto count = reader.optionalInteger(key);
    return int(std::clamp<qint64>(count.value_or(0), 0, 1000));
}

// Where people look at it; empty when the answer named another origin.
QUrl pageFrom(const http::JsonReader &reader, const QUrl &site)
{
    const QUrl page(reader.optionalString(u"html_url").value_or(QString()), QUrl::StrictMode);
    return page.isValid() && page.userInfo().isEmpty() && originOf(page) == originOf(site) ? page : QUrl();
}

enum class One { Passed, Pending, Failed };

One stateOfRun(const http::JsonReader &run)
{
    if (run.string(u"status") != QLatin1String("completed"))
        return One::Pending;
    const QString conclusion = run.optionalString(u"conclusion").value_or(QString());
    const bool well = conclusion == QLatin1String("success") || conclusion == QLatin1String("neutral") ||
                      conclusion == QLatin1String("skipped");
    return well ? One::Passed : One::Failed;
}

One stateOfStatus(const http::JsonReader &status)
{
    const QString state = status.string(u"state");
    if (state == QLatin1String("success"))
        return One::Passed;
    return state == QLatin1String("pending") ? One::Pending : One::Failed;
}

} // namespace

Result<QString> loginFrom(const QJsonValue &user, const QString &subject)
{
    const http::JsonReader reader(user, subject);
    return reader.done(reader.string(u"login"));
}

Result<RepositoryInfo> repositoryFrom(const QJsonValue &json, const QString &subject)
{
    const http::JsonReader reader(json, subject);
    RepositoryInfo info;
    info.fullName = reader.string(u"full_name");
    info.defaultBranch = reader.string(u"default_branch");
    info.isPrivate = reader.boolean(u"private");
    if (const auto permissions = reader.optionalObject(u"permissions"))
        info.mayPush = permissions->optionalBoolean(u"push").value_or(false);
    // Only those who may push are told which ways there are; the others are told of none.
    const QList<std::pair<QStringView, QString>> methods{{u"allow_merge_commit", QStringLiteral("merge")},
                                                         {u"allow_squash_merge", QStringLiteral("squash")},
                                                         {u"allow_rebase_merge", QStringLiteral("rebase")}};
    bool told = false;
    for (const auto &[key, method] : methods) {
        const auto allowed = reader.optionalBoolean(key);
        told = told || allowed;
        if (allowed.value_or(false))
            info.mergeMethods.append(method);
    }
    if (!told)
        info.mergeMethods = {QStringLiteral("merge")};
    return reader.done(info);
}

Result<PullRequest> pullRequestFrom(const QJsonValue &json, const QUrl &site, const QString &subject)
{
    const http::JsonReader reader(json, subject);
    PullRequest pull;
    pull.number = int(reader.integer(u"number"));
    pull.title = reader.string(u"title");
    pull.body = reader.optionalString(u"body").value_or(QString());
    pull.page = pageFrom(reader, site);
    pull.open = reader.string(u"state") == QLatin1String("open");
    // Lists have merged_at only.
    pull.merged = reader.optionalBoolean(u"merged").value_or(reader.has(u"merged_at"));
    pull.draft = reader.optionalBoolean(u"draft").value_or(false);
    pull.mergeable = reader.optionalBoolean(u"mergeable");
    pull.state = reader.optionalString(u"mergeable_state").value_or(QString());
    const http::JsonReader head = reader.object(u"head");
    pull.head = head.string(u"ref");
    pull.headCommit = head.string(u"sha");
    pull.base = reader.object(u"base").string(u"ref");
    if (pull.merged) // before that it is a commit for trying the merge
        pull.mergedCommit = reader.optionalString(u"merge_commit_sha").value_or(QString());
    return reader.done(pull);
}

Result<Reviews> reviewsFrom(const QJsonValue &list, const QString &subject)
{
    const http::JsonReader reader(list, subject);
    QMap<QString, QString> latest; // oldest first in the answer
    for (const http::JsonReader &review : reader.asArray()) {
        const QString state = review.string(u"state");
        const auto user = review.optionalObject(u"user"); // null once the account is gone
        const QString login = user ? user->string(u"login") : QStringLiteral("ghost");
        if (state == QLatin1String("DISMISSED"))
            latest.remove(login);
        else if (state == QLatin1String("APPROVED") || state == QLatin1String("CHANGES_REQUESTED"))
            latest.insert(login, state);
    }
    Reviews reviews;
    for (auto it = latest.cbegin(); it != latest.cend(); ++it)
        (it.value() == QLatin1String("APPROVED") ? reviews.approvedBy : reviews.changesAskedBy)
            .append(it.key());
    return reader.done(reviews);
}

Result<Comparison> comparisonFrom(const QJsonValue &first, const QJsonValue &commits, const QUrl &site,
                                  const QString &subject)
{
    const http::JsonReader reader(first, subject);
    Comparison comparison;
    comparison.ahead = countFrom(reader, u"ahead_by");
    comparison.behind = countFrom(reader, u"behind_by");
    comparison.page = pageFrom(reader, site);
    if (!reader.ok())
        return reader.done(Comparison());
    const http::JsonReader list(commits, subject);
    for (const http::JsonReader &entry : list.asArray()) {
        const http::JsonReader commit = entry.object(u"commit");
        const auto author = commit.optionalObject(u"author");
        const auto committer = commit.optionalObject(u"committer");
        CommitInfo info;
        info.sha = entry.string(u"sha");
        info.subject = commit.string(u"message").section(QLatin1Char('\n'), 0, 0);
        info.author = author ? author->optionalString(u"name").value_or(QString()) : QString();
        info.at = committer ? committer->optionalTime(u"date").value_or(QDateTime()) : QDateTime();
        info.page = pageFrom(entry, site);
        comparison.commits.prepend(info); // oldest first in the answer
    }
    return list.done(std::move(comparison));
}

Result<Checks> checksFrom(const QJsonValue &runs, const QJsonValue &statuses, const QString &subject)
{
    QMap<QString, One> states;
    const http::JsonReader runList(runs, subject);
    for (const http::JsonReader &run : runList.asArray())
        states.insert(run.string(u"name"), stateOfRun(run));
    if (!runList.ok())
        return runList.done(Checks());
    const http::JsonReader statusList(statuses, subject);
    for (const http::JsonReader &status : statusList.asArray())
        states.insert(status.string(u"context"), stateOfStatus(status));
    Checks checks;
    for (auto it = states.cbegin(); it != states.cend(); ++it) {
        checks.passed += it.value() == One::Passed;
        checks.pending += it.value() == One::Pending;
        if (it.value() == One::Failed)
            checks.failed.append(it.key());
    }
    return statusList.done(checks);
}

Result<Requirements> rulesFrom(const QJsonValue &rules, const QString &subject)
{
    const http::JsonReader reader(rules, subject);
    Requirements found;
    found.approvals = 0;
    for (const http::JsonReader &rule : reader.asArray()) {
        const QString type = rule.string(u"type");
        const auto parameters = rule.optionalObject(u"parameters");
        if (!parameters)
            continue;
        if (type == QLatin1String("pull_request"))
            found.approvals =
                std::max(*found.approvals, countFrom(*parameters, u"required_approving_review_count"));
        if (type == QLatin1String("required_status_checks")) {
            for (const http::JsonReader &check : parameters->optionalArray(u"required_status_checks"))
                found.checks.append(check.string(u"context"));
        }
    }
    return reader.done(found);
}

Result<Requirements> protectionFrom(const QJsonValue &protection, const QString &subject)
{
    const http::JsonReader reader(protection, subject);
    Requirements found;
    const auto reviews = reader.optionalObject(u"required_pull_request_reviews");
    found.approvals = reviews ? countFrom(*reviews, u"required_approving_review_count") : 0;
    if (const auto checks = reader.optionalObject(u"required_status_checks"))
        found.checks = checks->optionalStrings(u"contexts");
    return reader.done(found);
}

Requirements together(const Requirements &one, const Requirements &other)
{
    Requirements both = one;
    if (other.approvals)
        both.approvals = std::max(one.approvals.value_or(0), *other.approvals);
    both.checks += other.checks;
    both.checks.removeDuplicates();
    return both;
}

} // namespace envdeck::github

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/github/answers.h"
#include "core/api/github/client.h"

#include <QJsonArray>

namespace envdeck::github {

namespace {

QString encoded(const QString &segment)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(segment));
}

// What the token may not see is not known, and does not keep anything from being known.
bool maySee(const Error &error)
{
    return error.code != ErrorCode::Forbidden && error.code != ErrorCode::NotFound;
}

} // namespace

Async<RepositoryInfo> Client::repository(std::stop_token stop)
{
    const QString subject = subjectOf({});
    return andThen(read(inRepository({}), subject, std::move(stop)), this, [subject](const Got &got) {
        return ready<RepositoryInfo>(repositoryFrom(got.json, subject));
    });
}

Async<std::optional<PullRequest>> Client::findPullRequest(const QString &head, const QString &base,
                                                          std::stop_token stop)
{
    const QUrlQuery query{{QStringLiteral("state"), QStringLiteral("all")},
                          {QStringLiteral("head"), m_repository.owner + QLatin1Char(':') + head},
                          {QStringLiteral("base"), base},
                          {QStringLiteral("per_page"), QStringLiteral("10")}};
    const QString subject = subjectOf(QStringLiteral("pulls"));
    // One page: no branch of ours has more than one or two.
    return andThen(read(inRepository(QStringLiteral("pulls"), query), subject, std::move(stop)), this,
                   [=, this](const Got &got) {
                       using Found = std::optional<PullRequest>;
                       if (!got.json.isArray())
                           return ready<Found>(
                               Error{ErrorCode::BadResponse, subject, QStringLiteral("expected array"), 200});
                       Found newest;
                       for (const QJsonValue &value : got.json.toArray()) {
                           const auto pull = pullRequestFrom(value, m_site, subject);
                           if (!pull)
                               return ready<Found>(pull.error());
                           const PullRequest &one = pull.value();
                           if (one.head != head || one.base != base) // a server that does not filter
                               continue;
                           if (!newest || (one.open && !newest->open) ||
                               (one.open == newest->open && one.number > newest->number))
                               newest = one;
                       }
                       return ready<Found>(newest);
                   });
}

Async<PullRequest> Client::pullRequest(int number, std::stop_token stop)
{
    const QString subject = subjectOf(QStringLiteral("pull %1").arg(number));
    return andThen(read(inRepository(QStringLiteral("pulls/%1").arg(number)), subject, std::move(stop)), this,
                   [this, subject](const Got &got) {
                       return ready<PullRequest>(pullRequestFrom(got.json, m_site, subject));
                   });
}

Async<QList<PullRequest>> Client::pullRequestsWith(const QString &commit, std::stop_token stop)
{
    using Answer = QList<PullRequest>;
    const QString subject = subjectOf(QStringLiteral("pulls of %1").arg(commit.left(7)));
    const QUrl url = inRepository(QStringLiteral("commits/%1/pulls").arg(encoded(commit)),
                                  {{QStringLiteral("per_page"), QStringLiteral("100")}});
    return andThen(list(url, {}, subject, std::move(stop)), this, [this, subject](const QJsonValue &all) {
        Answer pulls;
        for (const QJsonValue &value : all.toArray()) {
            const auto pull = pullRequestFrom(value, m_site, subject);
            if (!pull)
                return ready<Answer>(pull.error());
            pulls.append(pull.value());
        }
        return ready<Answer>(pulls);
    });
}

Async<Reviews> Client::reviews(int number, std::stop_token stop)
{
    const QString subject = subjectOf(QStringLiteral("reviews of %1").arg(number));
    const QUrl url = inRepository(QStringLiteral("pulls/%1/reviews").arg(number),
                                  {{QStringLiteral("per_page"), QStringLiteral("100")}});
    return andThen(list(url, {}, subject, std::move(stop)), this,
                   [subject](const QJsonValue &all) { return ready<Reviews>(reviewsFrom(all, subject)); });
}

Async<Checks> Client::checks(const QString &commit, std::stop_token stop)
{
    const QString subject = subjectOf(QStringLiteral("checks of %1").arg(commit.left(7)));
    const QString path = QStringLiteral("commits/%1/").arg(encoded(commit));
    const auto runs = list(inRepository(path + QStringLiteral("check-runs"),
                                        {{QStringLiteral("filter"), QStringLiteral("latest")},
                                         {QStringLiteral("per_page"), QStringLiteral("50")}}),
                           QStringLiteral("check_runs"), subject, stop);
    const auto statuses = list(
        inRepository(path + QStringLiteral("status"), {{QStringLiteral("per_page"), QStringLiteral("100")}}),
        QStringLiteral("statuses"), subject, stop);
    return andThen(joined(this, runs, statuses), this, [subject](const auto &answers) {
        const auto &[runList, statusList] = answers;
        if (!runList)
            return ready<Checks>(runList.error());
        if (!statusList)
            return ready<Checks>(statusList.error());
        return ready<Checks>(checksFrom(runList.value(), statusList.value(), subject));
    });
}

Async<Comparison> Client::compare(const QString &base, const QString &head, std::stop_token stop)
{
    const QString subject = subjectOf(QStringLiteral("%1...%2").arg(base.left(7), head.left(7)));
    const QUrl url = inRepository(QStringLiteral("compare/%1...%2").arg(encoded(base), encoded(head)),
                                  {{QStringLiteral("per_page"), QStringLiteral("100")}});
    // The counts stand on every page, the commits on theirs.
    return andThen(read(url, subject, stop), this, [=, this](const Got &first) {
        const QString key = QStringLiteral("commits");
        const QJsonValue commits = first.json.toObject().value(key);
        QUrl next = url;
        next.setQuery(QUrl::fromEncoded(first.next).query(QUrl::FullyEncoded));
        const bool goesOn = !first.next.isEmpty() && next != url && commits.isArray();
        return andThen(goesOn ? listFrom(next, key, subject, commits.toArray(), 1, stop)
                              : ready<QJsonValue>(commits),
                       this, [=, this](const QJsonValue &all) {
                           return ready<Comparison>(comparisonFrom(first.json, all, m_site, subject));
                       });
    });
}

Async<Requirements> Client::requirements(const QString &branch, std::stop_token stop)
{
    const QString subject = subjectOf(branch);
    const auto rules = list(inRepository(QStringLiteral("rules/branches/") + encoded(branch),
                                         {{QStringLiteral("per_page"), QStringLiteral("100")}}),
                            {}, subject, stop);
    const auto protection =
        read(inRepository(QStringLiteral("branches/%1/protection").arg(encoded(branch))), subject, stop);
    return andThen(joined(this, rules, protection), this, [subject](const auto &answers) {
        const auto &[ruleList, guarded] = answers;
        Requirements found;
        if (!ruleList && maySee(ruleList.error()))
            return ready<Requirements>(ruleList.error());
        if (!guarded && maySee(guarded.error()))
            return ready<Requirements>(guarded.error());
        if (guarded) {
            const auto read = protectionFrom(guarded.value().json, subject);
            if (!read)
                return ready<Requirements>(read.error());
            found = read.value();
        }
        if (ruleList) {
            const auto read = rulesFrom(ruleList.value(), subject);
            if (!read)
                return ready<Requirements>(read.error());
            Requirements ruled = read.value();
            // That no ruleset asks for a review says little where the protection may not be read.
            if (!guarded && ruled.approvals == 0 && guarded.error().code == ErrorCode::Forbidden)
                ruled.approvals.reset();
            found = together(found, ruled);
        }
        return ready<Requirements>(found);
    });
}

} // namespace envdeck::github

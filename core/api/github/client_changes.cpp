// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api/github/answers.h"
#include "core/api/github/client.h"
#include "core/http/json.h"

namespace envdeck::github {

namespace {

constexpr qsizetype longestBody = 60000; // of 65,536 that GitHub takes
constexpr qsizetype longestTitle = 250;

QString cut(const QString &text, qsizetype longest)
{
    return text.size() <= longest ? text : text.first(longest) + QStringLiteral("\n\n\u2026");
}

Error notDone(const Error &why, const QString &word)
{
    return {ErrorCode::Unreachable, why.subject, word, why.status};
}

} // namespace

Async<PullRequest> Client::open(const Draft &draft, std::stop_token stop)
{
    const QString subject = subjectOf(QStringLiteral("pulls"));
    const QJsonObject body{{QStringLiteral("title"), draft.title.left(longestTitle)},
                           {QStringLiteral("head"), draft.head},
                           {QStringLiteral("base"), draft.base},
                           {QStringLiteral("body"), cut(draft.body, longestBody)}};
    const auto sent = change("POST", inRepository(QStringLiteral("pulls")), body, subject, std::move(stop));
    return andThen(joined(this, sent), this, [=, this](const std::tuple<Result<QJsonValue>> &answer) {
        const auto &made = std::get<0>(answer);
        if (made) {
            const auto pull = pullRequestFrom(made.value(), m_site, subject);
            return pull ? ready<PullRequest>(pull) : readBackOpened(draft, pull.error());
        }
        const bool open = made.error().code == ErrorCode::OutcomeUnknown ||
                          refusalWord(made.error()) == QLatin1String("already-exists");
        return open ? readBackOpened(draft, made.error()) : ready<PullRequest>(made.error());
    });
}

Async<PullRequest> Client::readBackOpened(const Draft &draft, const Error &why)
{
    const auto found = findPullRequest(draft.head, draft.base);
    return andThen(
        joined(this, found), this, [why](const std::tuple<Result<std::optional<PullRequest>>> &answer) {
            const auto &read = std::get<0>(answer);
            if (!read)
                return ready<PullRequest>(
                    Error{ErrorCode::OutcomeUnknown, why.subject, read.error().detail, read.error().status});
            if (read.value() && read.value()->open)
                return ready<PullRequest>(*read.value());
            return ready<PullRequest>(
                why.code == ErrorCode::OutcomeUnknown ? notDone(why, QStringLiteral("not-opened")) : why);
        });
}

Async<PullRequest> Client::setBody(int number, const QString &body, std::stop_token stop)
{
    const QString subject = subjectOf(QStringLiteral("pull %1").arg(number));
    return andThen(change("PATCH", inRepository(QStringLiteral("pulls/%1").arg(number)),
                          {{QStringLiteral("body"), cut(body, longestBody)}}, subject, std::move(stop)),
                   this, [this, subject](const QJsonValue &json) {
                       return ready<PullRequest>(pullRequestFrom(json, m_site, subject));
                   });
}

Async<QString> Client::merge(const MergeOrder &order, std::stop_token stop)
{
    const QString subject = subjectOf(QStringLiteral("pull %1").arg(order.number));
    QJsonObject body{{QStringLiteral("merge_method"), order.method},
                     {QStringLiteral("sha"), order.headCommit}};
    if (order.method != QLatin1String("rebase")) {
        body.insert(QStringLiteral("commit_title"), order.title.left(longestTitle));
        body.insert(QStringLiteral("commit_message"), cut(order.message, longestBody));
    }
    const auto sent = change("PUT", inRepository(QStringLiteral("pulls/%1/merge").arg(order.number)), body,
                             subject, std::move(stop));
    return andThen(joined(this, sent), this, [=, this](const std::tuple<Result<QJsonValue>> &answer) {
        const auto &merged = std::get<0>(answer);
        if (!merged)
            return merged.error().code == ErrorCode::OutcomeUnknown ? readBackMerged(order, merged.error())
                                                                    : ready<QString>(merged.error());
        const http::JsonReader reader(merged.value(), subject);
        const QString sha = reader.string(u"sha");
        if (!reader.ok() || !reader.boolean(u"merged"))
            return readBackMerged(order, Error{ErrorCode::OutcomeUnknown, subject, {}, 200});
        return ready<QString>(sha);
    });
}

// GitHub may still be at it when the connection broke: one that is not merged now may be so later.
Async<QString> Client::readBackMerged(const MergeOrder &order, const Error &why, int looksLeft)
{
    return andThen(joined(this, pullRequest(order.number)), this,
                   [=, this](const std::tuple<Result<PullRequest>> &answer) {
                       const auto &pull = std::get<0>(answer);
                       if (pull && pull.value().merged)
                           return ready<QString>(pull.value().mergedCommit);
                       if (looksLeft > 1)
                           return andThen(m_wait(mergeReadBackPause), this, [=, this](Done) {
                               return readBackMerged(order, why, looksLeft - 1);
                           });
                       return ready<QString>(pull ? Error{ErrorCode::OutcomeUnknown, why.subject,
                                                          QStringLiteral("not-merged"), why.status}
                                                  : Error{ErrorCode::OutcomeUnknown, why.subject,
                                                          pull.error().detail, pull.error().status});
                   });
}

Async<void> Client::deleteBranch(const QString &branch, std::stop_token stop)
{
    const QString subject = subjectOf(branch);
    const QString reference = QString::fromLatin1(QUrl::toPercentEncoding(QStringLiteral("heads/") + branch));
    const auto sent =
        change("DELETE", inRepository(QStringLiteral("git/refs/") + reference), {}, subject, std::move(stop));
    return andThen(joined(this, sent), this, [](const std::tuple<Result<QJsonValue>> &answer) {
        const auto &gone = std::get<0>(answer);
        const bool was = !gone && (gone.error().code == ErrorCode::NotFound || gone.error().status == 422);
        return ready<void>(gone || was ? Result<void>() : Result<void>(gone.error()));
    });
}

} // namespace envdeck::github

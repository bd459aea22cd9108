// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/mirror.h"
#include "core/git/run.h"

#include <algorithm>

namespace envdeck::git {

namespace {

constexpr std::chrono::minutes pushDeadline{2}; // ends our waiting only

// What --porcelain says of the one reference: "<flag>\t<from>:<to>\t<summary>".
struct PushLine {
    char flag = 0;
    QByteArray summary;
};

PushLine lineFor(const QByteArray &out, const QByteArray &reference)
{
    for (const QByteArray &line : out.split('\n')) {
        const QList<QByteArray> parts = line.split('\t');
        if (parts.size() == 3 && parts.first().size() == 1 && parts.at(1).endsWith(':' + reference))
            return {parts.first().at(0), parts.at(2)};
    }
    return {};
}

// The branch moved: seen before sending, or by the remote while another push was being taken.
bool isConflict(const QByteArray &summary)
{
    static const QList<QByteArray> words{
        "non-fast-forward", "fetch first",          "needs force",         "stale info",
        "cannot lock ref",  "failed to update ref", "incorrect old value", "reference already exists",
        "failed to lock"};
    return std::any_of(words.cbegin(), words.cend(),
                       [&](const QByteArray &word) { return summary.contains(word); });
}

Result<void> judged(const process::Outcome &outcome, const QString &branch, const Redactor &live)
{
    const PushLine line = lineFor(outcome.out, "refs/heads/" + branch.toUtf8());
    Error error = remoteError(outcome, branch, live);
    if (line.summary.contains("remote failed to report status")) {
        error.code = ErrorCode::OutcomeUnknown;
        return error;
    }
    if (line.flag == '!') {
        error.code = isConflict(line.summary) ? ErrorCode::Conflict : ErrorCode::Forbidden;
        if (error.code == ErrorCode::Conflict)
            error.detail = QString::fromUtf8(line.summary);
        return error;
    }
    if (line.flag != 0) // moved, made, or up to date already
        return {};
    if (!wasNothingSent(outcome))
        error.code = ErrorCode::OutcomeUnknown;
    return error;
}

} // namespace

Async<void> Mirror::push(const QString &commit, const QString &branch, std::stop_token stop)
{
    if (!isSha(commit) || !isBranchName(branch))
        return ready<void>(Error{ErrorCode::BadInput, branch, QStringLiteral("bad-name"), 0});
    if (stop.stop_requested())
        return ready<void>(Error{ErrorCode::Canceled, branch, {}, 0});
    const QString reference = QStringLiteral("refs/heads/") + branch;
    process::Spec pushing =
        spec({QStringLiteral("push"), QStringLiteral("--porcelain"), QStringLiteral("--no-verify"),
              QStringLiteral("--no-follow-tags"), QStringLiteral("--"), m_remote.text(),
              commit + QLatin1Char(':') + reference});
    pushing.stopPolicy = process::StopPolicy::InterruptOnce;
    pushing.deadline = pushDeadline;

    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    const auto answer = [promise](const Result<void> &result) {
        promise->addResult(result);
        promise->finish();
    };
    whenDone(talk(pushing, stop), m_home.get(),
             [this, answer, commit, branch, reference](const Result<process::Outcome> &ended) {
                 if (!ended) {
                     Error error = ended.error();
                     // It ran: whether the remote took it is not known from here.
                     if (error.code == ErrorCode::Canceled || error.code == ErrorCode::Timeout ||
                         error.code == ErrorCode::BadResponse)
                         error.code = ErrorCode::OutcomeUnknown;
                     if (error.code != ErrorCode::Unauthorized && error.code != ErrorCode::OriginMoved)
                         error.subject = branch; // those name the key that is missing
                     return answer(error);
                 }
                 const auto result = judged(ended.value(), branch, m_live);
                 if (!result)
                     return answer(result);
                 // The mirror knows at once what it did itself. Where the branch went on meanwhile, the next
                 // fetch tells.
                 Run move{spec({QStringLiteral("update-ref"), reference, commit, commit + QLatin1Char('^')}),
                          reference};
                 whenDone(runGit(move, m_home.get(), {}), m_home.get(),
                          [answer](const Result<QByteArray> &) { answer({}); });
             });
    return promise->future();
}

} // namespace envdeck::git

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/pulls.h"

#include "app/ctl/command_line.h"
#include "app/ctl/exit_code.h"
#include "core/domain/freeze.h"
#include "ui/text/pull_text.h"

#include <algorithm>

namespace envdeck::ctl {

ChangePath wayOf(ChangePath policy, const Arguments &arguments)
{
    if (arguments.via.isEmpty())
        return policy;
    return arguments.via == QLatin1String("push") ? ChangePath::Push : ChangePath::PullRequest;
}

std::optional<Problem> wayRefused(ChangePath policy, bool requestPossible, const Arguments &arguments)
{
    const ChangePath way = wayOf(policy, arguments);
    if (way == ChangePath::Push && policy == ChangePath::PullRequest)
        return Problem{QStringLiteral("forbidden"),
                       arguments.environment,
                       QStringLiteral("its policy asks for a pull request"),
                       sameCommand(arguments, {QStringLiteral("--via"), QStringLiteral("pull-request")}),
                       {}};
    if (way == ChangePath::PullRequest && !requestPossible)
        return Problem{
            QStringLiteral("forbidden"),
            arguments.environment,
            policy == ChangePath::PullRequest
                ? QStringLiteral("its policy asks for a pull request, and envdeck.yaml names no "
                                 "code host to open one at")
                : QStringLiteral("no pull request: envdeck.yaml names no code host"),
            QStringLiteral("name it in envdeck.yaml: git: { host: github, repository: OWNER/NAME }"),
            {}};
    return std::nullopt;
}

bool goesThroughRequest(const jobs::Job &job)
{
    return std::any_of(job.steps.cbegin(), job.steps.cend(),
                       [](const jobs::Step &step) { return step.id == QLatin1String("request"); });
}

std::optional<JobStatus> openRequest(const QList<JobStatus> &jobs, const jobs::Job &job)
{
    const auto found = std::find_if(jobs.cbegin(), jobs.cend(), [&job](const JobStatus &open) {
        const bool same = open.kind == job.kind && open.environment == job.environment &&
                          open.subject == job.subject && open.detail == job.detail;
        return same && open.state == JobState::Unknown && open.resumable && !open.elsewhere &&
               ui::pullOf(open);
    });
    return found == jobs.cend() ? std::nullopt : std::optional(*found);
}

void mergeWhenPossible(Session &session, const jobs::Job &job, const Arguments &arguments)
{
    if (arguments.merge && goesThroughRequest(job))
        session.pulls().allowMerge(job.operation, freezeReason(session, arguments));
}

QString freezeReason(const Session &session, const Arguments &arguments)
{
    const Environment *environment = session.workspace().environment(arguments.environment);
    const bool frozen = environment && freezeNow(environment->policy, session.clock().now());
    return frozen ? arguments.reason : QString();
}

QJsonObject pullJson(const PullProgress &pull)
{
    return {{QStringLiteral("number"), pull.number},
            {QStringLiteral("url"), pull.page.isEmpty() ? QJsonValue() : QJsonValue(pull.page.toString())},
            {QStringLiteral("hindrance"), pull.hindrance == MergeHindrance::None
                                              ? QJsonValue()
                                              : QJsonValue(hindranceName(pull.hindrance))},
            {QStringLiteral("approvals"), pull.approvals},
            {QStringLiteral("approvalsWanted"),
             pull.approvalsWanted ? QJsonValue(*pull.approvalsWanted) : QJsonValue()},
            {QStringLiteral("checksPassed"), pull.checksPassed},
            {QStringLiteral("checksTotal"), pull.checksTotal}};
}

QStringList openedLines(const Answer &answer, const QString &what)
{
    const QJsonObject pull = answer.data.value(QLatin1String("pullRequest")).toObject();
    return {QStringLiteral("%1: pull request #%2 is open; nothing is changed until it is merged (the window "
                           "follows it, and so does this command once more with --wait)")
                .arg(what)
                .arg(pull.value(QLatin1String("number")).toInt()),
            QStringLiteral("next: ") + pull.value(QLatin1String("url")).toString()};
}

} // namespace envdeck::ctl

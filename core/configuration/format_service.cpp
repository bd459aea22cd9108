// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/format_service.h"

#include "core/base/ids.h"
#include "core/configuration/format_steps.h"
#include "core/domain/freeze.h"

namespace envdeck::configuration {

namespace {

const QString formatKind = QStringLiteral("format");

jobs::Job formatJob(git::Mirror &mirror, const FormatFacts &facts, pulls::Desk *pulls)
{
    auto job = editJob<FormatSteps>(formatKind, mirror, facts, pulls);
    job.environment = facts.environment;
    job.subject = facts.files.first().file;
    job.detail = facts.names().join(QStringLiteral(", "));
    return job;
}

} // namespace

FormatService::FormatService(const Workspace &workspace, git::Mirror &mirror, const Clock &clock,
                             QObject *parent)
    : QObject(parent), m_workspace(workspace), m_mirror(mirror), m_clock(clock)
{
}

Result<FormatReview> FormatService::review(const EnvironmentId &id, const QString &commit,
                                           const QList<terraform::FormattedFile> &files) const
{
    const Environment *environment = m_workspace.environment(id);
    if (!environment)
        return Error{ErrorCode::BadInput, id, QStringLiteral("unknown-environment"), 0};
    if (files.isEmpty())
        return Error{ErrorCode::BadInput, id, QStringLiteral("nothing-changed"), 0};
    const bool isProposed = environment->policy.apply == ApplyPath::PullRequest;
    if (isProposed && !canOpenPullRequests())
        return Error{ErrorCode::Forbidden, id, QStringLiteral("pull-request"), 0};
    return FormatReview{id,
                        environment->branch,
                        commit,
                        files,
                        guardFor(Risk::R2, *environment),
                        freezeNow(environment->policy, m_clock.now()),
                        isProposed ? ChangePath::PullRequest : ChangePath::Push};
}

jobs::Job FormatService::job(const FormatReview &review, const QString &reason) const
{
    FormatFacts facts;
    facts.operation = newOperationId(m_clock.now());
    facts.environment = review.environment;
    facts.branch = review.branch;
    for (const terraform::FormattedFile &each : review.files)
        facts.files.append({each.file, digestOf(each.before), each.after});
    facts.reason = reason;
    facts.path = review.path;
    return formatJob(m_mirror, facts, m_pulls);
}

void FormatService::registerRebuild(jobs::JobCenter &center)
{
    center.setRebuild(formatKind, [this](const jobs::OpenJob &open) -> Result<jobs::Job> {
        auto facts = formatFactsFrom(open.payload);
        if (!facts)
            return facts.error();
        FormatFacts again = facts.value();
        again.pushed = pulls::pushedBy(open);
        return formatJob(m_mirror, again, m_pulls);
    });
}

} // namespace envdeck::configuration

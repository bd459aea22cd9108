// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/threshold_service.h"

#include "core/base/ids.h"
#include "core/configuration/threshold_steps.h"
#include "core/workspace/load.h"
#include "core/workspace/parse.h"
#include "core/workspace/thresholds_edit.h"

#include <algorithm>

namespace envdeck::configuration {

namespace {

const QString jobKind = QStringLiteral("thresholds");

jobs::Job jobOf(git::Mirror &mirror, const ThresholdFacts &facts, pulls::Desk *pulls)
{
    auto job = pulls::editJob<ThresholdSteps>(jobKind, mirror, facts, pulls);
    job.subject = QString::fromLatin1(workspace::fileName);
    job.detail = workspace::thresholdChanges(facts.from, facts.to).join(QStringLiteral(", "));
    return job;
}

const Environment &mostCareful(const Workspace &workspace)
{
    const auto &all = workspace.environments;
    const auto prod = std::find_if(all.cbegin(), all.cend(),
                                   [](const Environment &e) { return e.kind == EnvironmentKind::Prod; });
    return prod == all.cend() ? all.last() : *prod;
}

ChangePath pathOf(const Policy &policy)
{
    const bool proposed = policy.deploy == ChangePath::PullRequest || policy.apply == ApplyPath::PullRequest;
    return proposed ? ChangePath::PullRequest : ChangePath::Push;
}

} // namespace

ThresholdService::ThresholdService(const Workspace &workspace, git::Mirror &mirror, const Clock &clock,
                                   QObject *parent)
    : QObject(parent), m_workspace(workspace), m_mirror(mirror), m_clock(clock)
{
}

Async<SharedThresholds> ThresholdService::read(std::stop_token stop)
{
    const QString branch = m_workspace.git.branch;
    return andThen(m_mirror.fetch(stop), this, [this, branch, stop](const auto &) {
        return andThen(m_mirror.readHead(branch, stop), this, [this, branch, stop](const QString &head) {
            const QString file = QString::fromLatin1(workspace::fileName);
            return andThen(
                m_mirror.readFile(head, file, stop), this, [branch, head, file](const QByteArray &text) {
                    const auto parsed = workspace::parse(text);
                    if (!parsed.workspace)
                        return ready<SharedThresholds>(Error{ErrorCode::BadConfig, file, {}, 0});
                    return ready<SharedThresholds>(SharedThresholds{
                        branch, head, text, parsed.workspace->thresholds, workspace::thresholdLines(text)});
                });
        });
    });
}

Result<ThresholdReview> ThresholdService::review(const SharedThresholds &shared,
                                                 const Thresholds &wanted) const
{
    const auto after = workspace::withThresholds(shared.text, wanted);
    if (!after)
        return after.error();
    const QString file = QString::fromLatin1(workspace::fileName);
    if (after.value() == shared.text)
        return Error{ErrorCode::BadInput, file, QStringLiteral("nothing-changed"), 0};
    const Environment &environment = mostCareful(m_workspace);
    const ChangePath path = pathOf(environment.policy);
    if (path == ChangePath::PullRequest && !(m_pulls && m_pulls->isPossible()))
        return Error{ErrorCode::Forbidden, environment.name, QStringLiteral("pull-request"), 0};
    return ThresholdReview{
        shared.branch,     shared.commit, file,
        shared.thresholds, wanted,        workspace::thresholdChanges(shared.thresholds, wanted),
        shared.text,       after.value(), guardFor(Risk::R2, environment),
        environment.name,  path};
}

jobs::Job ThresholdService::job(const ThresholdReview &review, const QString &reason) const
{
    return jobOf(m_mirror,
                 {newOperationId(m_clock.now()), review.branch, review.from, review.to, reason, review.path},
                 m_pulls);
}

void ThresholdService::registerRebuild(jobs::JobCenter &center)
{
    center.setRebuild(jobKind, [this](const jobs::OpenJob &open) -> Result<jobs::Job> {
        const auto facts = thresholdFactsFrom(open.payload);
        if (!facts)
            return facts.error();
        ThresholdFacts again = facts.value();
        again.pushed = pulls::pushedBy(open);
        return jobOf(m_mirror, again, m_pulls);
    });
}

} // namespace envdeck::configuration

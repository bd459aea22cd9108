// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/terraform_service.h"

// What the policy `apply: pull-request` asks of the code that is applied.
namespace envdeck::infrastructure {

namespace {

// What changes other environments alone is none of this one's business.
QStringList foldersOfOthers(const Workspace &workspace, const EnvironmentId &environment)
{
    QStringList folders;
    const QString ours = workspace.terraformFolder(environment);
    for (const Environment &other : workspace.environments) {
        const QString folder = workspace.terraformFolder(other.name);
        if (other.name != environment && folder != ours)
            folders.append(folder);
    }
    return folders;
}

} // namespace

Async<void> TerraformService::mayApply(const EnvironmentId &id, const QString &commit, std::stop_token stop)
{
    const Environment *environment = m_outside.workspace.environment(id);
    if (!environment || environment->policy.apply != ApplyPath::PullRequest)
        return ready<void>({});
    if (!m_pulls || !m_pulls->isPossible())
        return ready<void>(Error{ErrorCode::Forbidden, id, QStringLiteral("pull-request"), 0});
    const auto change = m_outside.mirror.readLastChange(commit, codeFolder(id),
                                                        foldersOfOthers(m_outside.workspace, id), stop);
    return andThen(change, this, [this, id, base = environment->branch, stop](const git::Commit &last) {
        return andThen(m_pulls->host().mergedWith(last.sha, base, stop), this,
                       [id, sha = last.sha](const std::optional<platform::PullState> &pull) {
                           return pull ? ready<void>({})
                                       : ready<void>(
                                             Error{ErrorCode::Forbidden, id,
                                                   QStringLiteral("not-by-pull-request ") + sha.left(7), 0});
                       });
    });
}

} // namespace envdeck::infrastructure

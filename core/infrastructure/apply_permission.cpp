// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/infrastructure/apply_permission.h"

#include "core/domain/freeze.h"
#include "core/infrastructure/terraform_service.h"

#include <algorithm>

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

std::optional<Error> refusedByFreeze(const Environment &environment, const QString &reason,
                                     const QDateTime &now)
{
    const auto freeze = freezeNow(environment.policy, now);
    if (!freeze || !reason.trimmed().isEmpty())
        return std::nullopt;
    return Error{ErrorCode::Forbidden, environment.name, QStringLiteral("frozen ") + freeze->when, 0};
}

bool isPolicyRefusal(const Error &error)
{
    return error.code == ErrorCode::Forbidden &&
           (error.detail == QLatin1String("pull-request") ||
            error.detail == QLatin1String("destroy-by-policy") ||
            error.detail.startsWith(QLatin1String("not-by-pull-request ")) ||
            error.detail.startsWith(QLatin1String("frozen ")));
}

Async<void> TerraformService::mayApply(const EnvironmentId &id, const QString &commit, PlanMode mode,
                                       std::stop_token stop)
{
    const Environment *environment = m_outside.workspace.environment(id);
    if (!environment || environment->policy.apply != ApplyPath::PullRequest)
        return ready<void>({});
    if (mode == PlanMode::Destroy) // no pull request shows it
        return ready<void>(Error{ErrorCode::Forbidden, id, QStringLiteral("destroy-by-policy"), 0});
    if (!m_pulls || !m_pulls->isPossible())
        return ready<void>(Error{ErrorCode::Forbidden, id, QStringLiteral("pull-request"), 0});
    return andThen(changesToMerge(id, commit, stop), this,
                   [this, id, stop](const QList<git::Commit> &changes) {
                       QStringList commits;
                       for (const git::Commit &change : changes)
                           commits.append(change.sha);
                       return allMerged(id, commits, stop);
                   });
}

// Accepting what is there applies no code, and destroying it none that is there to stay.
Async<QString> TerraformService::lastApplied(const EnvironmentId &id)
{
    constexpr int looked = 1000; // runs
    return andThen(m_runs.list(id, looked), this, [](const QList<RunEntry> &runs) {
        const auto last = std::find_if(runs.cbegin(), runs.cend(), [](const RunEntry &run) {
            return run.record.kind == QLatin1String("apply") && run.record.state == JobState::Succeeded &&
                   run.record.mode.isEmpty() && !run.record.commit.isEmpty();
        });
        return ready<QString>(last == runs.cend() ? QString() : last->record.commit);
    });
}

Async<QList<git::Commit>> TerraformService::changesToMerge(const EnvironmentId &id, const QString &commit,
                                                           std::stop_token stop)
{
    using Changes = QList<git::Commit>;
    git::Mirror &mirror = m_outside.mirror;
    const QString folder = codeFolder(id);
    const QStringList others = foldersOfOthers(m_outside.workspace, id);
    const auto sinceApply = andThen(lastApplied(id), this, [=, &mirror](const QString &applied) {
        return applied.isEmpty() ? ready<Changes>(Error{ErrorCode::NotFound, id, {}, 0})
                                 : mirror.readChanges(commit, applied, folder, others, stop);
    });
    return andThen(
        joined(this, sinceApply), this, [=, this, &mirror](const std::tuple<Result<Changes>> &answer) {
            const Result<Changes> &known = std::get<0>(answer);
            if (known || known.error().code != ErrorCode::NotFound)
                return ready<Changes>(known);
            // Nobody applied anything here yet, or the branch was written anew.
            const auto sincePolicy =
                andThen(mirror.readLastChange(commit, QStringLiteral("envdeck.yaml"), {}, stop), this,
                        [=, &mirror](const git::Commit &policy) {
                            return mirror.readChanges(commit, policy.sha, folder, others, stop);
                        });
            return andThen(joined(this, sincePolicy, mirror.readLastChange(commit, folder, others, stop)),
                           this, [](const auto &answers) {
                               const auto &[since, newest] = answers;
                               if (!newest)
                                   return ready<Changes>(newest.error());
                               if (since && !since.value().isEmpty())
                                   return ready<Changes>(since.value());
                               if (!since && since.error().code != ErrorCode::NotFound)
                                   return ready<Changes>(since.error());
                               return ready<Changes>(Changes{newest.value()});
                           });
        });
}

Async<void> TerraformService::allMerged(const EnvironmentId &id, QStringList commits, std::stop_token stop)
{
    const QString base = m_outside.workspace.environment(id)->branch;
    const auto name = [base](const QString &commit) { return base + QLatin1Char(' ') + commit; };
    while (!commits.isEmpty() && m_merged.contains(name(commits.first())))
        commits.removeFirst();
    if (commits.isEmpty())
        return ready<void>({});
    return andThen(m_pulls->host().mergedWith(commits.first(), base, stop), this,
                   [=, this](const std::optional<platform::PullState> &pull) {
                       if (!pull)
                           return ready<void>(
                               Error{ErrorCode::Forbidden, id,
                                     QStringLiteral("not-by-pull-request ") + commits.first().left(7), 0});
                       m_merged.insert(name(commits.first()));
                       return allMerged(id, commits.mid(1), stop);
                   });
}

} // namespace envdeck::infrastructure

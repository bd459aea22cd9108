// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pulls/road.h"

#include "core/pulls/road_following.h"

// The road up to the pull request, and from its end on. What lies between is road_follow.cpp's.
namespace envdeck::pulls {

QString branchOf(const QString &operation)
{
    return QStringLiteral("envdeck/") + operation;
}

QString pushedBy(const jobs::OpenJob &open)
{
    return open.evidence.value(QLatin1String("pushed")).toString();
}

Road::Road(Desk &desk, Errand errand) : m_desk(desk), m_errand(std::move(errand))
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &Road::ask);
    connect(&desk, &Desk::mergeAllowed, this, [this](const QString &operation) {
        // Asking sooner than the pace would not make checks register faster.
        const bool awaits = m_pull && m_pull->progress.hindrance == MergeHindrance::ChecksAwaited;
        if (operation == m_errand.operation && m_next.isActive() && !awaits)
            waitFor(std::chrono::milliseconds(0));
    });
    connect(&desk, &Desk::watchedChanged, this, [this] {
        if (m_next.isActive() && m_next.remainingTimeAsDuration() > m_desk.interval())
            waitFor(m_desk.interval());
    });
}

Road::~Road() = default;

QString Road::branch() const
{
    return m_errand.head.isEmpty() ? branchOf(m_errand.operation) : m_errand.head;
}

Async<void> Road::look(const jobs::Context &context)
{
    if (!m_errand.commit.isEmpty()) {
        m_commit = m_errand.commit;
        return find(context);
    }
    const auto ours = m_desk.mirror().fetchOperation(branch(), m_errand.operation, context.stop);
    return andThen(joined(this, ours), this,
                   [this, context](const std::tuple<Result<std::optional<git::Commit>>> &answer) {
                       const auto &commit = std::get<0>(answer);
                       if (!commit && commit.error().code != ErrorCode::NotFound) // no such branch yet
                           return ready<void>(commit.error());
                       if (commit && commit.value())
                           m_commit = commit.value()->sha;
                       return find(context);
                   });
}

Async<void> Road::find(const jobs::Context &context)
{
    return andThen(m_desk.host().find(branch(), m_errand.base, context.stop), this,
                   [this](const Found &found) { return took(found); });
}

Async<void> Road::took(const Found &found)
{
    m_pull.reset();
    if (!found)
        return ready<void>({});
    const bool other = !m_errand.commit.isEmpty() && found->headCommit != m_errand.commit;
    if (other && found->open)
        return ready<void>(moved(*found));
    if (other) // an earlier one of that branch, or of what it became: open() looks
        return ready<void>({});
    const QString ours = m_commit.isEmpty() ? m_errand.pushed : m_commit; // the branch may be gone
    if (found->merged && !ours.isEmpty() && found->headCommit != ours)
        return ready<void>(moved(*found));
    m_pull = found;
    if (found->merged)
        m_mergedCommit = found->mergedCommit;
    else if (!found->open)
        return ready<void>(
            Error{ErrorCode::Conflict, m_errand.title, QStringLiteral("pull-request-closed"), 0});
    return ready<void>({});
}

Error Road::moved(const platform::PullState &pull) const
{
    return {ErrorCode::Conflict, m_errand.title,
            pull.merged ? QStringLiteral("head-moved merged") : QStringLiteral("head-moved"), 0};
}

Async<void> Road::push(const QString &commit, const jobs::Context &context)
{
    context.note(branch());
    if (isPushed())
        return ready<void>({});
    const auto pushed = joined(this, m_desk.mirror().push(commit, branch()));
    context.evidence(QStringLiteral("pushed"), commit);
    return andThen(pushed, this, [this, commit](const std::tuple<Result<void>> &answer) {
        const auto &result = std::get<0>(answer);
        if (!result && result.error().code == ErrorCode::OutcomeUnknown)
            return readBackPush(commit);
        if (result)
            m_commit = commit;
        return ready<void>(result);
    });
}

// The connection broke: the remote knows whether it took the commit.
Async<void> Road::readBackPush(const QString &commit)
{
    const auto back = joined(this, m_desk.mirror().fetchOperation(branch(), m_errand.operation));
    return andThen(back, this, [this, commit](const std::tuple<Result<std::optional<git::Commit>>> &answer) {
        const auto &found = std::get<0>(answer);
        if (found && found.value()) {
            m_commit = commit;
            return ready<void>({});
        }
        if (!found && found.error().code != ErrorCode::NotFound)
            return ready<void>(Error{ErrorCode::OutcomeUnknown, branch(), found.error().detail, 0});
        return ready<void>(Error{ErrorCode::Unreachable, branch(), QStringLiteral("not-pushed"), 0});
    });
}

// The head of a branch that others push to, at the remote.
Async<void> Road::unmoved(const jobs::Context &context)
{
    if (m_errand.commit.isEmpty())
        return ready<void>({});
    return andThen(m_desk.mirror().fetch(context.stop), this, [this, context](Done) {
        const auto head = joined(this, m_desk.mirror().readHead(branch(), context.stop));
        return andThen(head, this, [this](const std::tuple<Result<QString>> &answer) {
            const auto &sha = std::get<0>(answer);
            if (!sha && sha.error().code != ErrorCode::NotFound) // the branch is gone
                return ready<void>(sha.error());
            return sha && sha.value() == m_errand.commit ? ready<void>({}) : ready<void>(moved({}));
        });
    });
}

Async<void> Road::open(const jobs::Context &context)
{
    if (m_pull) // of an earlier run of this job
        return opened(context);
    return andThen(unmoved(context), this, [this, context](Done) { return opened(context); });
}

Async<void> Road::opened(const jobs::Context &context)
{
    const auto shown = [this, context] {
        context.note(pullNote(m_pull->progress));
        context.evidence(QStringLiteral("pullRequest"), m_pull->progress.number);
        context.evidence(QStringLiteral("pullRequestPage"), m_pull->progress.page.toString());
        return ready<void>({});
    };
    if (m_pull) // of an earlier run of this job
        return shown();
    const platform::PullProposal proposal{branch(), m_errand.base, m_errand.title, m_errand.body};
    // Not stopped by a cancel: a request that is under way would be left behind unseen.
    return andThen(m_desk.host().open(proposal, {}), this,
                   [this, shown, context](const platform::PullState &pull) {
                       m_pull = pull;
                       return andThen(described(context), this, [shown](Done) { return shown(); });
                   });
}

// One that another job of ours opened, for a value alone, gets what is known of it now: the plan.
Async<void> Road::described(const jobs::Context &context)
{
    if (!m_errand.head.startsWith(branchOf({})) || m_errand.body.isEmpty())
        return ready<void>({});
    const auto told = joined(this, m_desk.host().describe(m_pull->progress.number, m_errand.body, {}));
    return andThen(told, this, [context](const std::tuple<Result<void>> &answer) {
        if (const auto &done = std::get<0>(answer); !done) // its text decides nothing
            context.log->write(QStringLiteral("its text stayed: %1").arg(done.error().detail));
        return ready<void>({});
    });
}

Async<void> Road::merge(const jobs::Context &context)
{
    if (isMerged())
        return settled(m_mergedCommit, context);
    if (!context.passPointOfNoReturn())
        return ready<void>(Error{ErrorCode::Canceled, m_errand.title, {}, 0});
    const int number = m_pull->progress.number;
    if (const QString reason = m_desk.mergeReason(m_errand.operation); !reason.isEmpty()) {
        context.evidence(QStringLiteral("mergeReason"), reason);
        context.log->write(QStringLiteral("merged in a freeze: %1").arg(reason));
    }
    const platform::PullMerge merge{
        number, m_commit, QStringLiteral("%1 (#%2)").arg(m_errand.title).arg(number), m_errand.message};
    return andThen(m_desk.host().merge(merge, {}), this,
                   [this, context](const QString &commit) { return settled(commit, context); });
}

// The base has it: from here on everything else reads it from git.
Async<void> Road::settled(const QString &mergedCommit, const jobs::Context &context)
{
    m_mergedCommit = mergedCommit;
    m_pull->merged = true;
    context.commit(mergedCommit);
    context.note(mergedCommit.left(7));
    const auto fetched = m_desk.mirror().fetch();
    const auto deleted = m_errand.head.isEmpty() ? m_desk.host().deleteBranch(branch(), {})
                                                 : ready<void>({}); // not ours to delete
    return andThen(joined(this, fetched, deleted), this, [context](const auto &answers) {
        const auto &[fetch, branch] = answers;
        if (!branch) // the host may do that itself, and a branch too many harms nobody
            context.log->write(QStringLiteral("the branch was left: %1").arg(branch.error().detail));
        return ready<void>(fetch);
    });
}

} // namespace envdeck::pulls

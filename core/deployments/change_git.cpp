// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/change_steps.h"

#include "core/deployments/change_proposal.h"
#include "core/gitops/compose_image.h"
#include "core/gitops/history.h"
#include "core/gitops/hold.h"

// The steps of a change up to the moment at which the remote has taken its commit.
namespace envdeck::deployments {

namespace {

constexpr int versionsOfFile = 20; // in which the commit that brought the present image is looked for

} // namespace

Async<void> ChangeSteps::recheck(const jobs::Context &context)
{
    if (m_facts.path == ChangePath::PullRequest)
        return lookAtRoad(context);
    const auto found = m_outside.mirror.fetchOperation(m_facts.branch, m_facts.operation, context.stop);
    return andThen(found, this, [this, context](const std::optional<git::Commit> &ours) {
        if (!ours)
            return readLine(context);
        m_commit = ours->sha; // an earlier run of this job got that far
        m_pushed = true;
        context.commit(m_commit);
        context.note(m_commit.first(7));
        return ready<void>({});
    });
}

Async<void> ChangeSteps::lookAtRoad(const jobs::Context &context)
{
    if (!m_road)
        return ready<void>(
            Error{ErrorCode::Forbidden, m_facts.target.environment, QStringLiteral("pull-request"), 0});
    return andThen(m_road->look(context), this, [this, context](Done) {
        m_pushed = m_road->isPushed();
        return m_pushed ? ready<void>({}) : readLine(context);
    });
}

// The line as the head has it: it is changed only when it still is what was reviewed.
Async<void> ChangeSteps::readLine(const jobs::Context &context)
{
    return andThen(
        m_outside.mirror.readHead(m_facts.branch, context.stop), this, [this, context](const QString &head) {
            m_head = head;
            return andThen(
                m_outside.mirror.readFile(head, m_facts.file, context.stop), this,
                [this, context](const QByteArray &content) {
                    m_content = content;
                    context.note(m_head.first(7));
                    if (!m_facts.changesImage())
                        return ready<void>({});
                    const App *app = m_outside.workspace.app(m_facts.target.app);
                    const auto line = gitops::imageOf({m_facts.file, content}, app->services.first());
                    if (!line)
                        return ready<void>(line.error());
                    const ImageRef &now = line.value().image;
                    if (now == m_facts.from)
                        return ready<void>({});
                    const bool done = now.repository == m_facts.to.repository &&
                                      now.tag == m_facts.to.tag; // by somebody else
                    return ready<void>(Error{
                        ErrorCode::Conflict, QStringLiteral("%1:%2").arg(m_facts.file).arg(line.value().line),
                        done ? QStringLiteral("already-current") : QStringLiteral("line-changed"), 0});
                });
        });
}

// A job that only asks the platform is judged by what git says: the old version answering well is no success.
Async<void> ChangeSteps::readWanted(const jobs::Context &context)
{
    return andThen(m_outside.mirror.fetch(context.stop), this, [this, context](Done) {
        return andThen(
            m_outside.mirror.readHead(m_facts.branch, context.stop), this,
            [this, context](const QString &head) {
                return andThen(
                    m_outside.mirror.readHistory(head, m_facts.file, versionsOfFile, 0, context.stop), this,
                    [this, context](const git::FileHistory &history) {
                        const QStringList services = m_outside.workspace.app(m_facts.target.app)->services;
                        if (history.versions.isEmpty() || !history.versions.first().present)
                            return ready<void>(Error{ErrorCode::NotFound, m_facts.file, {}, 0});
                        const auto line = gitops::imageOf({m_facts.file, history.versions.first().content},
                                                          services.first());
                        if (!line)
                            return ready<void>(line.error());
                        m_version = line.value().image;
                        const auto deployments =
                            gitops::deploymentsOf(m_facts.target, services, history, m_outside.clock.now());
                        if (!deployments.isEmpty() && deployments.first().current)
                            m_wanted = deployments.first().commit;
                        context.note(m_version.tag);
                        return ready<void>({});
                    });
            });
    });
}

Result<QByteArray> ChangeSteps::edited() const
{
    const App *app = m_outside.workspace.app(m_facts.target.app);
    const Environment *environment = m_outside.workspace.environment(m_facts.target.environment);
    gitops::ComposeFile file{m_facts.file, m_content};
    if (m_facts.changesImage()) {
        const auto image = gitops::withImage(
            file, app->services, gitops::writtenForm(m_facts.from, m_facts.to, environment->policy.pin));
        if (!image)
            return image.error();
        file.content = image.value();
    }
    if (m_facts.hold)
        return gitops::withHold(file, *m_facts.hold);
    if (m_facts.releasesHold)
        return gitops::withoutHold(file, m_facts.target.app);
    return file.content;
}

Async<void> ChangeSteps::commit(const jobs::Context &context)
{
    if (m_pushed)
        return ready<void>({});
    const auto content = edited();
    if (!content)
        return ready<void>(content.error());
    git::CommitRequest request;
    request.parent = m_head;
    request.message = commitMessageOf(m_facts);
    request.edits = {{m_facts.file, content.value()}};
    request.at = m_outside.clock.now();
    return andThen(m_outside.mirror.commit(request, context.stop), this, [this, context](const QString &sha) {
        m_commit = sha;
        context.commit(sha);
        context.note(sha.first(7));
        return ready<void>({});
    });
}

Async<void> ChangeSteps::push(const jobs::Context &context)
{
    if (m_pushed)
        return ready<void>({});
    if (m_road) // a branch of its own changes nothing yet: it may be cancelled until the merge
        return m_road->push(m_commit, context);
    if (!context.passPointOfNoReturn())
        return ready<void>(Error{ErrorCode::Canceled, m_facts.target.text(), {}, 0});
    return andThen(
        joined(this, m_outside.mirror.push(m_commit, m_facts.branch)), this,
        [this, context](const std::tuple<Result<void>> &pushed) {
            const auto &result = std::get<0>(pushed);
            if (result || result.error().code != ErrorCode::OutcomeUnknown) {
                m_pushed = bool(result);
                return ready<void>(result);
            }
            // The connection broke: the remote knows whether it took the commit.
            const auto back = m_outside.mirror.fetchOperation(m_facts.branch, m_facts.operation);
            return andThen(
                joined(this, back), this, [this](const std::tuple<Result<std::optional<git::Commit>>> &read) {
                    const auto &found = std::get<0>(read);
                    if (!found)
                        return ready<void>(
                            Error{ErrorCode::OutcomeUnknown, m_facts.target.text(), found.error().detail, 0});
                    m_pushed = found.value().has_value();
                    return ready<void>(m_pushed ? Result<void>()
                                                : Result<void>(Error{ErrorCode::Unreachable, m_facts.branch,
                                                                     QStringLiteral("not-pushed"), 0}));
                });
        });
}

} // namespace envdeck::deployments

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/configuration/threshold_steps.h"

#include "core/gitops/trailers.h"
#include "core/workspace/load.h"
#include "core/workspace/parse.h"
#include "core/workspace/thresholds_edit.h"

namespace envdeck::configuration {

namespace {

const QString yamlFile = QString::fromLatin1(workspace::fileName);

} // namespace

ThresholdSteps::ThresholdSteps(git::Mirror &mirror, const ThresholdFacts &facts)
    : m_mirror(mirror), m_facts(facts)
{
}

Async<void> ThresholdSteps::recheck(const jobs::Context &context)
{
    const auto found = m_mirror.fetchOperation(m_facts.branch, m_facts.operation, context.stop);
    return andThen(found, this, [this, context](const std::optional<git::Commit> &ours) {
        if (!ours)
            return edited(context);
        m_commit = ours->sha; // an earlier run of this job got that far
        m_pushed = true;
        context.commit(m_commit);
        context.note(m_commit.first(7));
        return ready<void>({});
    });
}

Async<void> ThresholdSteps::edited(const jobs::Context &context)
{
    return andThen(
        m_mirror.readHead(m_facts.branch, context.stop), this, [this, context](const QString &head) {
            m_head = head;
            context.note(head.first(7));
            return andThen(
                m_mirror.readFile(head, yamlFile, context.stop), this, [this](const QByteArray &content) {
                    const auto parsed = workspace::parse(content);
                    if (!parsed.workspace)
                        return ready<void>(Error{ErrorCode::BadConfig, yamlFile, {}, 0});
                    if (!workspace::thresholdChanges(parsed.workspace->thresholds, m_facts.from).isEmpty())
                        return ready<void>(
                            Error{ErrorCode::Conflict, yamlFile, QStringLiteral("thresholds-changed"), 0});
                    const auto text = workspace::withThresholds(content, m_facts.to);
                    if (!text)
                        return ready<void>(text.error());
                    m_content = text.value();
                    return ready<void>({});
                });
        });
}

QString ThresholdSteps::message() const
{
    gitops::Trailers trailers;
    trailers.operation = m_facts.operation;
    trailers.reason = m_facts.reason;
    return gitops::commitMessage(
        QStringLiteral("Set ") +
            workspace::thresholdChanges(m_facts.from, m_facts.to).join(QStringLiteral(", ")),
        trailers);
}

Async<void> ThresholdSteps::commit(const jobs::Context &context)
{
    if (m_pushed)
        return ready<void>({});
    git::CommitRequest request;
    request.parent = m_head;
    request.message = message();
    request.edits = {{yamlFile, m_content}};
    return andThen(m_mirror.commit(request, context.stop), this, [this, context](const QString &sha) {
        m_commit = sha;
        context.commit(sha);
        context.note(sha.first(7));
        return ready<void>({});
    });
}

Async<void> ThresholdSteps::push(const jobs::Context &context)
{
    if (m_pushed)
        return ready<void>({});
    if (!context.passPointOfNoReturn())
        return ready<void>(Error{ErrorCode::Canceled, yamlFile, {}, 0});
    const auto pushed = joined(this, m_mirror.push(m_commit, m_facts.branch));
    return andThen(pushed, this, [this](const std::tuple<Result<void>> &answer) {
        const auto &result = std::get<0>(answer);
        return result || result.error().code != ErrorCode::OutcomeUnknown ? ready<void>(result) : readBack();
    });
}

// The connection broke: the remote knows whether it took the commit.
Async<void> ThresholdSteps::readBack()
{
    const auto back = joined(this, m_mirror.fetchOperation(m_facts.branch, m_facts.operation));
    return andThen(back, this, [this](const std::tuple<Result<std::optional<git::Commit>>> &answer) {
        const auto &found = std::get<0>(answer);
        if (!found)
            return ready<void>(Error{ErrorCode::OutcomeUnknown, m_facts.branch, found.error().detail, 0});
        return found.value() ? ready<void>({})
                             : ready<void>(Error{ErrorCode::Unreachable, m_facts.branch,
                                                 QStringLiteral("not-pushed"), 0});
    });
}

} // namespace envdeck::configuration

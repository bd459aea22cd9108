// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pulls/edit_steps.h"

namespace envdeck::pulls {

Road *EditSteps::road()
{
    if (!m_road && m_place.path == ChangePath::PullRequest && m_place.pulls) {
        const QString text = message();
        Errand errand{m_place.operation, m_place.branch, text.section(QLatin1Char('\n'), 0, 0), proposal(),
                      text.section(QStringLiteral("\n\n"), 1)};
        errand.pushed = m_place.pushed;
        m_road = std::make_unique<Road>(*m_place.pulls, errand);
    }
    return m_road.get();
}

Async<void> EditSteps::recheck(const jobs::Context &context)
{
    if (m_place.path == ChangePath::PullRequest) {
        if (!road())
            return ready<void>(Error{ErrorCode::Forbidden, subject(), QStringLiteral("pull-request"), 0});
        return andThen(m_road->look(context), this, [this, context](Done) {
            m_pushed = m_road->isPushed();
            return m_pushed ? ready<void>({}) : readAndEdit(context);
        });
    }
    const auto found = m_mirror.fetchOperation(m_place.branch, m_place.operation, context.stop);
    return andThen(found, this, [this, context](const std::optional<git::Commit> &ours) {
        if (!ours)
            return readAndEdit(context);
        m_commit = ours->sha; // an earlier run of this job got that far
        m_pushed = true;
        context.commit(m_commit);
        context.note(m_commit.first(7));
        return ready<void>({});
    });
}

Async<void> EditSteps::readAndEdit(const jobs::Context &context)
{
    return andThen(m_mirror.readHead(m_place.branch, context.stop), this,
                   [this, context](const QString &head) {
                       m_head = head;
                       m_edits.clear();
                       context.note(head.first(7));
                       return editFrom(0, context);
                   });
}

Async<void> EditSteps::editFrom(qsizetype index, const jobs::Context &context)
{
    if (index == m_place.files.size())
        return ready<void>({});
    const QString file = m_place.files.at(index);
    const auto reading = joined(this, m_mirror.readFile(m_head, file, context.stop));
    return andThen(reading, this, [this, file, index, context](const std::tuple<Result<QByteArray>> &answer) {
        const auto &content = std::get<0>(answer);
        if (!content && content.error().code != ErrorCode::NotFound)
            return ready<void>(content.error());
        const auto text = edited(file, content ? content.value() : QByteArray());
        if (!text)
            return ready<void>(text.error());
        m_edits.append({file, text.value()});
        return editFrom(index + 1, context);
    });
}

Async<void> EditSteps::commit(const jobs::Context &context)
{
    if (m_pushed)
        return ready<void>({});
    git::CommitRequest request;
    request.parent = m_head;
    request.message = message();
    request.edits = m_edits;
    return andThen(m_mirror.commit(request, context.stop), this, [this, context](const QString &sha) {
        m_commit = sha;
        context.commit(sha);
        context.note(sha.first(7));
        return ready<void>({});
    });
}

Async<void> EditSteps::push(const jobs::Context &context)
{
    if (m_pushed)
        return ready<void>({});
    if (m_road)
        return m_road->push(m_commit, context);
    if (!context.passPointOfNoReturn())
        return ready<void>(Error{ErrorCode::Canceled, subject(), {}, 0});
    const auto pushed = joined(this, m_mirror.push(m_commit, m_place.branch));
    return andThen(pushed, this, [this](const std::tuple<Result<void>> &answer) {
        const auto &result = std::get<0>(answer);
        return result || result.error().code != ErrorCode::OutcomeUnknown ? ready<void>(result) : readBack();
    });
}

// The connection broke: the remote knows whether it took the commit.
Async<void> EditSteps::readBack()
{
    const auto back = joined(this, m_mirror.fetchOperation(m_place.branch, m_place.operation));
    return andThen(back, this, [this](const std::tuple<Result<std::optional<git::Commit>>> &answer) {
        const auto &found = std::get<0>(answer);
        if (!found)
            return ready<void>(Error{ErrorCode::OutcomeUnknown, m_place.branch, found.error().detail, 0});
        return found.value() ? ready<void>({})
                             : ready<void>(Error{ErrorCode::Unreachable, m_place.branch,
                                                 QStringLiteral("not-pushed"), 0});
    });
}

QList<jobs::Step> jobSteps(const std::shared_ptr<EditSteps> &steps)
{
    using namespace std::chrono_literals;
    using Run = Async<void> (EditSteps::*)(const jobs::Context &);
    const auto step = [&](const char *id, Run run, std::chrono::milliseconds deadline, bool outside) {
        return jobs::Step{
            QString::fromLatin1(id), outside, deadline,
            [steps, run](const jobs::Context &context) { return (steps.get()->*run)(context); }};
    };
    QList<jobs::Step> all{step("recheck", &EditSteps::recheck, 2min, false),
                          step("commit", &EditSteps::commit, 1min, false),
                          step("push", &EditSteps::push, 3min, true)};
    if (Road *road = steps->road())
        all.append(roadSteps(steps, road));
    return all;
}

} // namespace envdeck::pulls

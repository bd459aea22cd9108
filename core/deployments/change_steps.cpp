// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/change_steps.h"

#include "core/deployments/change_proposal.h"
#include "core/deployments/poll.h"

#include <QJsonArray>

// The steps of a change: what the platform makes of it. Its commit is change_git.cpp's, whether it is well
// change_watch.cpp's.
namespace envdeck::deployments {

namespace {

constexpr int logLines = 60; // of a failed deployment, kept in the job's log

bool notConfigured(const Error &error)
{
    return error.detail == QLatin1String("not-configured");
}

} // namespace

ChangeSteps::ChangeSteps(const Outside &outside, const Patience &patience, const ChangeFacts &facts)
    : m_outside(outside), m_patience(patience), m_facts(facts), m_version(facts.to),
      m_before(facts.rowsBefore)
{
    if (facts.path == ChangePath::PullRequest && outside.pulls)
        m_road = std::make_unique<pulls::Road>(*outside.pulls, errandOf(facts));
}

const platform::PlatformDeployment *ChangeSteps::ourRow(const Rows &rows) const
{
    for (const platform::PlatformDeployment &row : rows) {
        const bool ours =
            row.operation == m_facts.operation || (!m_commit.isEmpty() && row.commit == m_commit);
        const bool newer = m_commit.isEmpty() && !m_before.contains(row.id);
        if (ours || newer)
            return &row;
    }
    return nullptr;
}

bool ChangeSteps::takeOurs(const Rows &rows, const jobs::Context &context)
{
    const auto *row = ourRow(rows);
    if (!row)
        return false;
    m_row = row->id;
    context.evidence(QStringLiteral("platform"), m_row);
    followLog(context);
    return true;
}

// What the platform writes of its deployment, in the job's log as it comes. That there is none hinders
// nothing.
void ChangeSteps::followLog(const jobs::Context &context)
{
    if (!m_outside.panel || m_log)
        return;
    m_log = m_outside.panel->followLog(m_facts.target, m_row);
    connect(m_log.get(), &platform::LogTail::arrived, this, [log = context.log](const QStringList &lines) {
        for (const QString &line : lines)
            log->write(QStringLiteral("dokploy: ") + line);
    });
}

Async<void> ChangeSteps::waitForRow(const jobs::Context &context, std::chrono::milliseconds limit)
{
    return Poll<Rows, void>::start(
        this, {m_patience.interval, limit}, context.stop,
        [this, context] { return m_outside.platform.deployments(m_facts.target, context.stop); },
        [this, context](const Result<Rows> &rows) -> std::optional<Result<void>> {
            const bool came = rows && takeOurs(rows.value(), context); // an error may pass
            return came ? std::optional<Result<void>>(Result<void>()) : std::nullopt;
        });
}

Async<void> ChangeSteps::askPlatform(const jobs::Context &context)
{
    const bool mayAsk = context.passPointOfNoReturn(); // a cancel from here on only stops the waiting
    if (m_facts.asked) // by the run before this one: asking again would deploy twice
        return readBack(context);
    if (!mayAsk)
        return ready<void>(Error{ErrorCode::Canceled, m_facts.target.text(), {}, 0});
    context.evidence(QStringLiteral("rowsBefore"), QJsonArray::fromStringList(m_before));
    // On the disk before the question leaves: a process that dies here is followed by one that waits and does
    // not ask.
    return andThen(context.keep(QStringLiteral("asked"), true), this,
                   [this, context](Done) { return sendQuestion(context); });
}

Async<void> ChangeSteps::sendQuestion(const jobs::Context &context)
{
    const auto asked = m_outside.platform.deploy(m_facts.target, m_facts.to, titleOf(m_facts),
                                                 m_facts.operation, context.stop);
    return andThen(joined(this, asked), this, [this, context](const std::tuple<Result<void>> &answer) {
        const auto &result = std::get<0>(answer);
        // Canceled by nobody here: the client went away under the request, which may have arrived.
        const bool isOpen =
            !result && (result.error().code == ErrorCode::OutcomeUnknown ||
                        (result.error().code == ErrorCode::Canceled && !context.stop.stop_requested()));
        if (!result && !isOpen)
            return ready<void>(result.error());
        return isOpen ? readBack(context) : waitForRow(context, m_patience.accepted);
    });
}

// Nobody knows whether the question arrived: the platform's own list tells. While it does not, it is neither
// failed nor to be asked again.
Async<void> ChangeSteps::readBack(const jobs::Context &context)
{
    return andThen(joined(this, waitForRow(context, m_patience.accepted)), this,
                   [this](const std::tuple<Result<void>> &waited) {
                       const auto &came = std::get<0>(waited);
                       if (came || came.error().code == ErrorCode::Canceled)
                           return ready<void>(came);
                       return ready<void>(Error{ErrorCode::OutcomeUnknown, m_facts.target.text(),
                                                errorCodeName(came.error().code), 0});
                   });
}

Async<void> ChangeSteps::accepted(const jobs::Context &context)
{
    if (m_road)
        m_commit = m_road->mergedCommit(); // which is what the platform sees
    const auto known = joined(this, m_outside.platform.facts(m_facts.target, context.stop),
                              m_outside.platform.deployments(m_facts.target, context.stop));
    return andThen(known, this, [this, context](const auto &answers) {
        const auto &[facts, rows] = answers;
        if (!facts && notConfigured(facts.error()))
            return ready<void>({});
        if (!facts)
            return ready<void>(facts.error());
        if (!rows && m_commit.isEmpty() && !m_facts.asked)
            return ready<void>(rows.error()); // an old row would pass for the answer to our question
        if (rows && m_commit.isEmpty() && !m_facts.asked) {
            for (const platform::PlatformDeployment &row : rows.value())
                m_before.append(row.id);
        } else if (rows && takeOurs(rows.value(),
                                    context)) { // of an earlier run of this job, or the platform was quick
            return ready<void>({});
        }
        if (m_commit.isEmpty() || !facts.value().deploysOnPush)
            return askPlatform(context);
        return andThen(joined(this, waitForRow(context, m_patience.webhook)), this,
                       [this, context](const std::tuple<Result<void>> &waited) {
                           const auto &came = std::get<0>(waited);
                           if (came || came.error().code != ErrorCode::Timeout)
                               return ready<void>(came);
                           context.log->write(
                               QStringLiteral("no deployment came of the push; asking the platform"));
                           return askPlatform(context);
                       });
    });
}

Async<void> ChangeSteps::pulled(const jobs::Context &context)
{
    if (m_row.isEmpty())
        return ready<void>({});
    const auto ended = Poll<Rows, platform::PlatformDeployment>::start(
        this, {m_patience.interval, m_patience.finished}, context.stop,
        [this, context] { return m_outside.platform.deployments(m_facts.target, context.stop); },
        [this](const Result<Rows> &rows) -> std::optional<Result<platform::PlatformDeployment>> {
            if (!rows)
                return std::nullopt;
            for (const platform::PlatformDeployment &row : rows.value()) {
                if (row.id == m_row && (row.state == platform::PlatformState::Done ||
                                        row.state == platform::PlatformState::Error))
                    return Result<platform::PlatformDeployment>(row);
            }
            return std::nullopt;
        });
    return andThen(ended, this, [this, context](const platform::PlatformDeployment &row) {
        return row.state == platform::PlatformState::Done ? ready<void>({}) : platformFailed(context, row);
    });
}

Async<void> ChangeSteps::platformFailed(const jobs::Context &context, const platform::PlatformDeployment &row)
{
    const auto log = m_outside.platform.log(m_facts.target, row.id, logLines, context.stop);
    return andThen(
        joined(this, log, remember(DeploymentState::Failed)), this,
        [this, context, row](const auto &answers) {
            const auto &text = std::get<0>(answers);
            if (text)
                context.log->write(text.value());
            const QStringList lines =
                text ? text.value().split(QLatin1Char('\n'), Qt::SkipEmptyParts) : QStringList();
            const QString why = !row.error.isEmpty() ? row.error : lines.isEmpty() ? QString() : lines.last();
            return ready<void>(Error{ErrorCode::ToolFailed, m_facts.target.text(), why, 0});
        });
}

QList<platform::Container> ChangeSteps::ours(const QList<platform::Container> &containers) const
{
    const QStringList services = m_outside.workspace.app(m_facts.target.app)->services;
    QList<platform::Container> found;
    std::copy_if(
        containers.cbegin(), containers.cend(), std::back_inserter(found),
        [&](const platform::Container &c) { return c.service.isEmpty() || services.contains(c.service); });
    return found;
}

Async<void> ChangeSteps::replaced(const jobs::Context &context)
{
    if (m_row.isEmpty())
        return ready<void>({});
    using Containers = QList<platform::Container>;
    const auto there = Poll<Containers, void>::start(
        this, {m_patience.interval, m_patience.start}, context.stop,
        [this, context] { return m_outside.platform.containers(m_facts.target, context.stop); },
        [this, context](const Result<Containers> &answer) -> std::optional<Result<void>> {
            if (!answer)
                return std::nullopt;
            const auto all = ours(answer.value());
            const auto fresh = std::count_if(all.cbegin(), all.cend(), [this](const platform::Container &c) {
                return m_version.tag.isEmpty() || c.image.tag.isEmpty() || c.image.tag == m_version.tag;
            });
            context.note(QStringLiteral("%1/%2").arg(fresh).arg(all.size()));
            return fresh > 0 && fresh == all.size() ? std::optional<Result<void>>(Result<void>())
                                                    : std::nullopt;
        });
    // Whether what runs is well is for the next step to say, also where the platform shows no containers.
    return andThen(joined(this, there), this, [](const auto &) { return ready<void>({}); });
}

} // namespace envdeck::deployments

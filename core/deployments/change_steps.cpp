// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deployments/change_steps.h"

#include "core/deployments/poll.h"
#include "core/gitops/compose_image.h"
#include "core/gitops/history.h"
#include "core/gitops/hold.h"
#include "core/gitops/trailers.h"

#include <QJsonArray>

namespace envdeck::deployments {

namespace {

constexpr int logLines = 60;       // of a failed deployment, kept in the job's log
constexpr int versionsOfFile = 20; // in which the commit that brought the present image is looked for

bool notConfigured(const Error &error)
{
    return error.detail == QLatin1String("not-configured");
}

QString titleOf(const ChangeFacts &facts)
{
    const QString name = facts.target.app;
    if (!facts.changesImage())
        return QStringLiteral("Deploy %1 again").arg(name);
    switch (facts.action) {
    case Action::Deploy: return QStringLiteral("Deploy %1 %2").arg(name, facts.to.tag);
    case Action::Promote: return QStringLiteral("Promote %1 %2").arg(name, facts.to.tag);
    case Action::Rollback: return QStringLiteral("Roll back %1 to %2").arg(name, facts.to.tag);
    case Action::Hold: return QStringLiteral("Hold %1").arg(name);
    }
    Q_UNREACHABLE();
}

} // namespace

ChangeSteps::ChangeSteps(const Outside &outside, const Patience &patience, const ChangeFacts &facts)
    : m_outside(outside), m_patience(patience), m_facts(facts), m_version(facts.to), m_before(facts.rowsBefore)
{
}

// --- git ---------------------------------------------------------------------------------------------------

Async<void> ChangeSteps::recheck(const jobs::Context &context)
{
    const auto found = m_outside.mirror.fetchOperation(m_facts.branch, m_facts.operation, context.stop);
    return andThen(found, this, [this, context](const std::optional<git::Commit> &ours) {
        if (ours) { // an earlier run of this job got that far
            m_commit = ours->sha;
            m_pushed = true;
            context.commit(m_commit);
            context.note(m_commit.first(7));
            return ready<void>({});
        }
        return andThen(m_outside.mirror.readHead(m_facts.branch, context.stop), this, [this, context](const QString &head) {
            m_head = head;
            return andThen(m_outside.mirror.readFile(head, m_facts.file, context.stop), this, [this, context](const QByteArray &content) {
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
                const bool done = now.repository == m_facts.to.repository && now.tag == m_facts.to.tag; // by somebody else
                return ready<void>(Error{ErrorCode::Conflict, QStringLiteral("%1:%2").arg(m_facts.file).arg(line.value().line),
                                         done ? QStringLiteral("already-current") : QStringLiteral("line-changed"), 0});
            });
        });
    });
}

// A job that only asks the platform is judged by what git says: the old version answering well is no success.
Async<void> ChangeSteps::readWanted(const jobs::Context &context)
{
    return andThen(m_outside.mirror.fetch(context.stop), this, [this, context](Done) {
        return andThen(m_outside.mirror.readHead(m_facts.branch, context.stop), this, [this, context](const QString &head) {
            return andThen(m_outside.mirror.readHistory(head, m_facts.file, versionsOfFile, 0, context.stop), this,
                           [this, context](const git::FileHistory &history) {
                const QStringList services = m_outside.workspace.app(m_facts.target.app)->services;
                if (history.versions.isEmpty() || !history.versions.first().present)
                    return ready<void>(Error{ErrorCode::NotFound, m_facts.file, {}, 0});
                const auto line = gitops::imageOf({m_facts.file, history.versions.first().content}, services.first());
                if (!line)
                    return ready<void>(line.error());
                m_version = line.value().image;
                const auto deployments = gitops::deploymentsOf(m_facts.target, services, history, m_outside.clock.now());
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
        const auto image = gitops::withImage(file, app->services, gitops::writtenForm(m_facts.from, m_facts.to, environment->policy.pin));
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

QString ChangeSteps::message() const
{
    gitops::Trailers trailers;
    trailers.operation = m_facts.operation;
    trailers.action = m_facts.action;
    trailers.target = m_facts.target;
    trailers.from = m_facts.from.tag;
    trailers.to = m_facts.to.tag;
    trailers.digest = m_facts.to.digest;
    trailers.reason = m_facts.reason;
    const QString subject = m_facts.releasesHold ? QStringLiteral("Release the hold of %1").arg(m_facts.target.app) : titleOf(m_facts);
    return gitops::commitMessage(subject + QStringLiteral(" in ") + m_facts.target.environment, trailers);
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
    request.message = message();
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
    if (!context.passPointOfNoReturn())
        return ready<void>(Error{ErrorCode::Canceled, m_facts.target.text(), {}, 0});
    return andThen(joined(this, m_outside.mirror.push(m_commit, m_facts.branch)), this, [this, context](const std::tuple<Result<void>> &pushed) {
        const auto &result = std::get<0>(pushed);
        if (result || result.error().code != ErrorCode::OutcomeUnknown) {
            m_pushed = bool(result);
            return ready<void>(result);
        }
        // The connection broke: the remote knows whether it took the commit.
        const auto back = m_outside.mirror.fetchOperation(m_facts.branch, m_facts.operation);
        return andThen(joined(this, back), this, [this](const std::tuple<Result<std::optional<git::Commit>>> &read) {
            const auto &found = std::get<0>(read);
            if (!found)
                return ready<void>(Error{ErrorCode::OutcomeUnknown, m_facts.target.text(), found.error().detail, 0});
            m_pushed = found.value().has_value();
            return ready<void>(m_pushed ? Result<void>() : Result<void>(Error{ErrorCode::Unreachable, m_facts.branch, QStringLiteral("not-pushed"), 0}));
        });
    });
}

// --- the platform ------------------------------------------------------------------------------------------

const platform::PlatformDeployment *ChangeSteps::ourRow(const Rows &rows) const
{
    for (const platform::PlatformDeployment &row : rows) {
        const bool ours = row.operation == m_facts.operation || (!m_commit.isEmpty() && row.commit == m_commit);
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
    return true;
}

Async<void> ChangeSteps::waitForRow(const jobs::Context &context, std::chrono::milliseconds limit)
{
    return Poll<Rows, void>::start(
        this, {m_patience.interval, limit}, context.stop, [this, context] { return m_outside.platform.deployments(m_facts.target, context.stop); },
        [this, context](const Result<Rows> &rows) -> std::optional<Result<void>> {
            const bool came = rows && takeOurs(rows.value(), context); // an error may pass
            return came ? std::optional<Result<void>>(Result<void>()) : std::nullopt;
        });
}

Async<void> ChangeSteps::askPlatform(const jobs::Context &context)
{
    if (m_facts.asked) // by the run before this one: asking again would deploy twice
        return waitForRow(context, m_patience.accepted);
    context.evidence(QStringLiteral("rowsBefore"), QJsonArray::fromStringList(m_before));
    // On the disk before the question leaves: a process that dies here is followed by one that waits and does not ask.
    return andThen(context.keep(QStringLiteral("asked"), true), this, [this, context](Done) { return sendQuestion(context); });
}

Async<void> ChangeSteps::sendQuestion(const jobs::Context &context)
{
    const auto asked = m_outside.platform.deploy(m_facts.target, titleOf(m_facts), m_facts.operation, context.stop);
    return andThen(joined(this, asked), this, [this, context](const std::tuple<Result<void>> &answer) {
        const auto &result = std::get<0>(answer);
        if (!result && result.error().code != ErrorCode::OutcomeUnknown)
            return ready<void>(result.error());
        return waitForRow(context, m_patience.accepted); // unknown: its own list tells
    });
}

Async<void> ChangeSteps::accepted(const jobs::Context &context)
{
    const auto known = joined(this, m_outside.platform.facts(m_facts.target, context.stop), m_outside.platform.deployments(m_facts.target, context.stop));
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
        } else if (rows && takeOurs(rows.value(), context)) { // of an earlier run of this job, or the platform was quick
            return ready<void>({});
        }
        if (m_commit.isEmpty() || !facts.value().deploysOnPush)
            return askPlatform(context);
        return andThen(joined(this, waitForRow(context, m_patience.webhook)), this, [this, context](const std::tuple<Result<void>> &waited) {
            const auto &came = std::get<0>(waited);
            if (came || came.error().code != ErrorCode::Timeout)
                return ready<void>(came);
            context.log->write(QStringLiteral("no deployment came of the push; asking the platform"));
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
                if (row.id == m_row && (row.state == platform::PlatformState::Done || row.state == platform::PlatformState::Error))
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
    return andThen(joined(this, log, remember(DeploymentState::Failed)), this, [this, context, row](const auto &answers) {
        const auto &text = std::get<0>(answers);
        if (text)
            context.log->write(text.value());
        const QStringList lines = text ? text.value().split(QLatin1Char('\n'), Qt::SkipEmptyParts) : QStringList();
        const QString why = !row.error.isEmpty() ? row.error : lines.isEmpty() ? QString() : lines.last();
        return ready<void>(Error{ErrorCode::ToolFailed, m_facts.target.text(), why, 0});
    });
}

QList<platform::Container> ChangeSteps::ours(const QList<platform::Container> &containers) const
{
    const QStringList services = m_outside.workspace.app(m_facts.target.app)->services;
    QList<platform::Container> found;
    std::copy_if(containers.cbegin(), containers.cend(), std::back_inserter(found),
                 [&](const platform::Container &c) { return c.service.isEmpty() || services.contains(c.service); });
    return found;
}

Async<void> ChangeSteps::replaced(const jobs::Context &context)
{
    if (m_row.isEmpty())
        return ready<void>({});
    using Containers = QList<platform::Container>;
    const auto there = Poll<Containers, void>::start(
        this, {m_patience.interval, m_patience.start}, context.stop, [this, context] { return m_outside.platform.containers(m_facts.target, context.stop); },
        [this, context](const Result<Containers> &answer) -> std::optional<Result<void>> {
            if (!answer)
                return std::nullopt;
            const auto all = ours(answer.value());
            const auto fresh = std::count_if(all.cbegin(), all.cend(), [this](const platform::Container &c) {
                return m_version.tag.isEmpty() || c.image.tag.isEmpty() || c.image.tag == m_version.tag;
            });
            context.note(QStringLiteral("%1/%2").arg(fresh).arg(all.size()));
            return fresh > 0 && fresh == all.size() ? std::optional<Result<void>>(Result<void>()) : std::nullopt;
        });
    // Whether what runs is well is for the next step to say, also where the platform shows no containers.
    return andThen(joined(this, there), this, [](const auto &) { return ready<void>({}); });
}

// --- is it well? -------------------------------------------------------------------------------------------

Async<Look> ChangeSteps::look(const jobs::Context &context)
{
    const Environment &environment = *m_outside.workspace.environment(m_facts.target.environment);
    const App &app = *m_outside.workspace.app(m_facts.target.app);
    const QUrl url = m_outside.workspace.healthUrl(environment, app);
    http::ProbeRequest request;
    request.url = url;
    request.header = app.versionHeader.toLatin1();
    request.loopbackAllowed = m_outside.workspace.isLocal();
    request.deadline = m_patience.check;
    if (!environment.tlsCa.isEmpty())
        request.caFile = m_outside.workspace.root + QLatin1Char('/') + environment.tlsCa;
    const auto health = url.isEmpty() ? ready<http::ProbeAnswer>(Error{ErrorCode::BadConfig, {}, QStringLiteral("not-configured"), 0})
                                      : m_outside.probe.look(request, context.stop);
    const auto containers = withDeadline(m_outside.platform.containers(m_facts.target, context.stop), this, m_patience.check);
    return andThen(joined(this, health, containers), this, [this, hasHealth = !url.isEmpty(), named = !app.versionHeader.isEmpty()](const auto &answers) {
        const auto &[answer, list] = answers;
        Look look;
        look.at = m_outside.clock.now();
        look.hasHealth = hasHealth;
        look.namesVersion = named && !m_version.tag.isEmpty();
        if (answer)
            look.health = answer.value();
        look.containersKnown = bool(list);
        if (list)
            look.containers = ours(list.value());
        return ready<Look>(look);
    });
}

Async<void> ChangeSteps::observe(const jobs::Context &context)
{
    const auto observeFor = std::chrono::milliseconds(m_outside.workspace.thresholds.observe);
    const auto observer = std::make_shared<Observer>(m_version, observeFor, m_patience.start);
    const auto watched = Poll<Look, Observation>::start(
        this, {m_patience.interval, m_patience.start + observeFor + m_patience.check}, context.stop, [this, context] { return look(context); },
        [context, observer](const Result<Look> &answer) -> std::optional<Result<Observation>> {
            if (!answer)
                return Result<Observation>(answer.error());
            const auto verdict = observer->judge(answer.value());
            context.note(QStringLiteral("%1 s").arg(observer->goodFor(answer.value().at).count() / 1000));
            return verdict;
        });
    return andThen(joined(this, watched), this,
                   [this, context](const std::tuple<Result<Observation>> &observed) { return judged(context, std::get<0>(observed)); });
}

Async<void> ChangeSteps::judged(const jobs::Context &context, const Result<Observation> &observed)
{
    if (!observed) {
        Error error = observed.error();
        error.subject = m_facts.target.text();
        if (error.code != ErrorCode::Unhealthy)
            return ready<void>(error);
        context.log->write(error.detail);
        return andThen(joined(this, remember(DeploymentState::Failed)), this, [error](const auto &) { return ready<void>(error); });
    }
    context.evidence(QStringLiteral("gapMs"), qint64(observed.value().gap.count()));
    const platform::TimeRange span{observed.value().firstGood, m_outside.clock.now()};
    const auto asked = withDeadline(m_outside.telemetry.behaviour(m_facts.target, span, context.stop), this, m_patience.check);
    return andThen(joined(this, asked), this, [this, context](const std::tuple<Result<platform::Behaviour>> &answer) {
        const auto &behaviour = std::get<0>(answer);
        m_telemetryChecked = behaviour && behaviour.value().errorPercent.has_value();
        context.evidence(QStringLiteral("telemetry"), m_telemetryChecked);
        if (!m_telemetryChecked)
            return ready<void>({}); // an outage of telemetry makes nobody unhealthy, and the result says so
        m_behaviour = behaviour.value();
        const double errors = *m_behaviour.errorPercent;
        if (errors <= m_outside.workspace.thresholds.errorRatePercent)
            return ready<void>({});
        const Error error{ErrorCode::Unhealthy, m_facts.target.text(), QStringLiteral("error-rate %1").arg(errors, 0, 'f', 1), 0};
        return andThen(joined(this, remember(DeploymentState::Degraded)), this, [error](const auto &) { return ready<void>(error); });
    });
}

Async<void> ChangeSteps::remember(DeploymentState state)
{
    journal::DeploymentRecord record;
    record.target = m_facts.target;
    record.image = m_version;
    record.commit = m_commit.isEmpty() ? m_wanted : m_commit;
    record.state = state;
    record.errorPercent = m_behaviour.errorPercent;
    record.p95Ms = m_behaviour.p95Ms;
    record.observedAt = m_outside.clock.now();
    record.operation = m_facts.operation;
    record.platform = m_row;
    return record.commit.isEmpty() ? ready<void>({}) : m_outside.journal.recordDeployment(record);
}

Async<void> ChangeSteps::record(const jobs::Context &context)
{
    context.note(m_telemetryChecked ? QStringLiteral("healthy") : QStringLiteral("healthy, telemetry not checked"));
    context.evidence(QStringLiteral("outcome"), stateName(DeploymentState::Healthy));
    return remember(DeploymentState::Healthy);
}

} // namespace envdeck::deployments

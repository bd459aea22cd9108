// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/app_examiner.h"

#include "core/gitops/history.h"

#include <algorithm>

namespace envdeck {

using troubleshooting::Background;
using troubleshooting::StepAnswer;
using troubleshooting::StepId;

namespace {

using namespace std::chrono_literals;

constexpr auto keysLimit = 2s;    // a keychain that asks a person does not hold up the search
constexpr auto historyLimit = 4s; // for what platform and telemetry know of earlier versions
constexpr int linesRead = 200;    // of each container
constexpr int versionsRead = 20;

Background backgroundOf(const QList<Deployment> &rows, int safest)
{
    Background background;
    const auto current =
        std::find_if(rows.cbegin(), rows.cend(), [](const Deployment &row) { return row.current; });
    if (current == rows.cend())
        return background;
    background.current = *current;
    if (safest >= 0 && safest < rows.size())
        background.safest = rows.at(safest);
    else if (const auto before =
                 std::find_if(current, rows.cend(),
                              [&](const Deployment &row) { return row.image.tag != current->image.tag; });
             before != rows.cend())
        background.safest = *before; // nobody knows how it did; the review of going back says so
    return background;
}

troubleshooting::ContainerRow rowOf(const hosts::AppContainer &container)
{
    const hosts::ContainerFacts &facts = container.facts;
    troubleshooting::ContainerRow row;
    row.host = container.host.name;
    row.id = facts.id;
    row.name = facts.name;
    row.service = facts.isSwarm() ? facts.service : QString();
    row.state = hosts::containerStateName(facts.state);
    row.health = hosts::containerHealthName(facts.health);
    row.exitCode = facts.exitCode;
    row.restarts = facts.restarts;
    row.image = facts.imageText;
    row.started = facts.started;
    return row;
}

} // namespace

AppExaminer::AppExaminer(const Outside &outside, const Target &target, std::stop_token stop)
    : m_outside(outside), m_target(target), m_stop(std::move(stop)),
      m_look({outside.workspace, outside.shell, outside.clock})
{
}

Async<Background> AppExaminer::background()
{
    const auto history = withDeadline(m_outside.deployments.history(m_target, m_stop), this, historyLimit);
    return andThen(
        joined(this, history), this, [this](const std::tuple<Result<deployments::History>> &answer) {
            const auto &known = std::get<0>(answer);
            return known ? ready<Background>(backgroundOf(known.value().deployments, known.value().safest))
                         : fromGit();
        });
}

// What was fetched last, without anybody else's word.
Async<Background> AppExaminer::fromGit()
{
    const Environment *environment = m_outside.workspace.environment(m_target.environment);
    const App *app = m_outside.workspace.app(m_target.app);
    if (!environment || !app)
        return ready<Background>(Background());
    const QString file = m_outside.workspace.composeFile(m_target.environment, m_target.app);
    return andThen(m_outside.mirror.readHead(environment->branch, m_stop), this,
                   [this, file, services = app->services](const QString &head) {
                       return andThen(
                           m_outside.mirror.readHistory(head, file, versionsRead, 0, m_stop), this,
                           [this, services](const git::FileHistory &history) {
                               return m_parser.run([=, target = m_target, now = m_outside.clock.now()] {
                                   return Result<Background>(backgroundOf(
                                       gitops::deploymentsOf(target, services, history, now), -1));
                               });
                           });
                   });
}

Async<QList<hosts::HostStatus>> AppExaminer::seenHosts()
{
    if (!m_hosts) {
        const auto keys = withDeadline(m_outside.secrets(), this, keysLimit);
        m_hosts = andThen(joined(this, keys), this, [this](const std::tuple<Result<Redactor>> &known) {
            if (std::get<0>(known))
                m_look.setRedactor(std::get<0>(known).value());
            return m_look.hosts(m_target.environment, m_stop);
        });
    }
    return *m_hosts;
}

Async<StepAnswer> AppExaminer::look(StepId step, const Async<Background> &background)
{
    if (!m_outside.workspace.app(m_target.app) || !m_outside.workspace.environment(m_target.environment))
        return ready<StepAnswer>(Error{ErrorCode::NotFound, m_target.text(), {}, 0});
    switch (step) {
    case StepId::Containers: return lookAtContainers(background);
    case StepId::Logs: return lookAtLogs(background);
    case StepId::Traces: return lookAtTraces(background);
    case StepId::Network: return lookAtNetwork();
    }
    Q_UNREACHABLE();
}

Async<StepAnswer> AppExaminer::lookAtContainers(const Async<Background> &background)
{
    return andThen(joined(this, seenHosts(), background), this, [this](const auto &answers) {
        const auto &[hosts, known] = answers;
        if (!hosts)
            return ready<StepAnswer>(hosts.error());
        const App app = *m_outside.workspace.app(m_target.app);
        std::optional<ImageRef> image;
        if (known && known.value().current)
            image = known.value().current->image;
        StepAnswer answer;
        answer.findings = hosts::lookAtApp(hosts.value(), app, image, m_outside.workspace.thresholds);
        for (const hosts::AppContainer &container : hosts::containersOf(hosts.value(), app))
            answer.containers.append(rowOf(container));
        return ready<StepAnswer>(answer);
    });
}

Async<StepAnswer> AppExaminer::lookAtLogs(const Async<Background> &background)
{
    const auto logs = andThen(seenHosts(), this, [this](const QList<hosts::HostStatus> &hosts) {
        using Logs = QList<hosts::LogLook>;
        const App app = *m_outside.workspace.app(m_target.app);
        const auto suspects =
            hosts::suspectsOf(hosts, app, hosts::lookAtApp(hosts, app, {}, m_outside.workspace.thresholds));
        if (!suspects.isEmpty())
            return m_look.logs(suspects, linesRead, m_stop);
        for (const hosts::HostStatus &host : hosts) {
            if (host.facts.error)
                return ready<Logs>(*host.facts.error);
        }
        return ready<Logs>(Error{ErrorCode::NotFound, m_target.text(), QStringLiteral("no-container"), 0});
    });
    return andThen(joined(this, logs, background), this, [](const auto &answers) {
        const auto &[read, known] = answers;
        if (!read)
            return ready<StepAnswer>(read.error());
        hosts::Began newest;
        if (known && known.value().current)
            newest = {known.value().current->image.tag, known.value().current->at};
        StepAnswer answer;
        answer.findings = hosts::lookAtLogs(read.value(), newest);
        return ready<StepAnswer>(answer);
    });
}

Async<StepAnswer> AppExaminer::lookAtTraces(const Async<Background> &background)
{
    return andThen(background, this, [this](const Background &known) {
        observability::Newest newest;
        if (known.current)
            newest = {known.current->image.tag, known.current->at};
        return andThen(m_outside.observability.traceFindings(m_target, newest, m_stop), this,
                       [](const QList<Finding> &findings) {
                           return ready<StepAnswer>(StepAnswer{findings, {}});
                       });
    });
}

Async<StepAnswer> AppExaminer::lookAtNetwork()
{
    const bool ownAuthority = !m_outside.workspace.environment(m_target.environment)->tlsCa.isEmpty();
    return andThen(
        m_look.ladders(m_target, m_stop), this, [this, ownAuthority](const hosts::LadderLook &look) {
            const int days = int(m_outside.workspace.thresholds.certificate.count());
            return ready<StepAnswer>(
                StepAnswer{hosts::lookAtNetwork(look, m_outside.clock.now(), days, ownAuthority), {}});
        });
}

} // namespace envdeck

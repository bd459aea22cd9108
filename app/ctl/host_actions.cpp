// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/guarding.h"
#include "app/ctl/host_names.h"
#include "app/ctl/hosts_answer.h"
#include "app/ctl/job_watch.h"
#include "app/ctl/names.h"
#include "core/base/remote_text.h"
#include "core/domain/freeze.h"
#include "core/hosts/action_jobs.h"

namespace envdeck::ctl {

using platform::HostId;

namespace {

using namespace std::chrono_literals;

Answer hostError(const Error &error, const HostId &id, const Arguments &arguments)
{
    Answer answer = answerOf(error);
    answer.problems = {hostProblem(error, id, arguments)};
    return answer;
}

// What runs there now, or why that is not known.
Async<Answer> onFacts(Session &session, const Arguments &arguments, std::stop_token stop,
                      const std::function<Async<Answer>(const HostId &, const hosts::HostFacts &)> &then)
{
    const HostId id = hostsOf(session.workspace(), arguments).first();
    return andThen(joined(&session, session.hosts().lookOnce(id, stop)), &session,
                   [id, arguments, then](const std::tuple<Result<hosts::HostStatus>> &result) {
                       const auto &host = std::get<0>(result);
                       if (!host)
                           return ready<Answer>(hostError(host.error(), id, arguments));
                       const hosts::HostFacts &facts = *host.value().facts.value;
                       return facts.containers
                                  ? then(id, facts)
                                  : ready<Answer>(hostError(facts.containers.error(), id, arguments));
                   });
}

Answer readingAnswer(const platform::ShellOutput &output, const HostId &id, const Arguments &arguments)
{
    Answer answer;
    for (const QByteArray &line : (output.out + output.err).split('\n'))
        answer.lines.append(remoteText(QByteArrayView(line), 2000));
    while (!answer.lines.isEmpty() && answer.lines.last().isEmpty())
        answer.lines.removeLast();
    if (output.cut)
        answer.lines.append(QStringLiteral("(it said more)"));
    answer.data = {{QStringLiteral("host"), id.name},
                   {QStringLiteral("environment"), id.environment},
                   {QStringLiteral("reading"), arguments.reading},
                   {QStringLiteral("exitCode"), output.exitCode},
                   {QStringLiteral("lines"), QJsonArray::fromStringList(answer.lines)},
                   {QStringLiteral("cut"), output.cut}};
    if (output.exitCode != 0) {
        answer.code = exitFailed;
        answer.problems.append(problemOf(Error{
            ErrorCode::ToolFailed, id.path(),
            QStringLiteral("%1 left with %2").arg(arguments.reading).arg(output.exitCode), output.exitCode}));
    }
    return answer;
}

// By its whole name, or by a beginning of its id that no other one has.
QList<hosts::ContainerFacts> containersOf(const hosts::HostFacts &facts, const QString &word)
{
    QList<hosts::ContainerFacts> meant;
    for (const hosts::ContainerFacts &container : facts.containers.value().list) {
        if (container.name == word)
            return {container};
        if (word.size() >= 6 && container.id.startsWith(word))
            meant.append(container);
    }
    return meant;
}

Answer ambiguous(const QList<hosts::ContainerFacts> &meant, const Arguments &arguments)
{
    QStringList names;
    for (const hosts::ContainerFacts &container : meant)
        names.append(container.name);
    const QString text = QStringLiteral("the ids of several containers begin with %1: %2")
                             .arg(arguments.container, names.join(QStringLiteral(", ")));
    return usageAnswer({QStringLiteral("usage"), arguments.container, text, {}, text});
}

// What is done to a host here is guarded and frozen as in the window.
std::optional<Answer> refusedOn(Session &session, const HostId &id, Risk risk, const Arguments &arguments)
{
    const Environment &environment = *session.workspace().environment(id.environment);
    if (const auto refused = refusedBy(guardFor(risk, environment), arguments))
        return refused;
    if (const auto frozen = frozenBy(freezeNow(environment.policy, session.clock().now()), arguments))
        return refusedAnswer(*frozen);
    return std::nullopt;
}

Answer noContainer(const hosts::HostFacts &facts, const HostId &id, const Arguments &arguments)
{
    QStringList names;
    for (const hosts::ContainerFacts &container : facts.containers.value().list)
        names.append(container.name);
    if (!arguments.container.isEmpty())
        return usageAnswer(unknownName(QStringLiteral("container"), arguments.container, names,
                                       QStringLiteral("on ") + id.name, arguments));
    const QString text =
        QStringLiteral("the container is not given; there are: %1").arg(names.join(QStringLiteral(", ")));
    return usageAnswer({QStringLiteral("usage"), {}, text, {}, text});
}

Async<Answer> pruned(Session &session, const HostId &id, const hosts::PrunePlan &plan,
                     const Arguments &arguments, std::stop_token stop)
{
    Answer review;
    review.data = toJson(plan);
    review.lines = pruneLines(plan);
    if (arguments.dryRun || plan.remove.isEmpty())
        return ready<Answer>(review);
    // Here even where the window would only ask for a click: nobody looks at the list in between.
    const Environment &environment = *session.workspace().environment(id.environment);
    Guard guard = guardFor(Risk::R2, environment);
    guard.typed = id.environment;
    auto refused = refusedBy(guard, arguments);
    if (const auto frozen = frozenBy(freezeNow(environment.policy, session.clock().now()), arguments);
        !refused && frozen)
        refused = refusedAnswer(*frozen);
    if (refused) {
        refused->data = review.data;
        refused->lines = review.lines;
        return ready<Answer>(*refused);
    }
    if (!arguments.json) {
        for (const QString &line : std::as_const(review.lines))
            printLine(line);
    }
    jobs::Job job = hosts::pruneJob(session.hostShell(), id, plan);
    job.reason = arguments.reason;
    return andThen(ran(session, job, arguments, stop), &session, [review](Answer answer) {
        for (auto it = review.data.begin(); it != review.data.end(); ++it)
            answer.data.insert(it.key(), it.value());
        return ready<Answer>(answer);
    });
}

} // namespace

Async<Answer> readHost(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const HostId id = hostsOf(session.workspace(), arguments).first();
    platform::ShellLimits limits;
    limits.deadline = 60s;
    limits.mostBytes = 1024 * 1024;
    const auto said = session.hostShell().run(id, readingScript(arguments.reading), limits, stop);
    return andThen(joined(&session, said), &session,
                   [id, arguments](const std::tuple<Result<platform::ShellOutput>> &result) {
                       const auto &output = std::get<0>(result);
                       return ready<Answer>(output ? readingAnswer(output.value(), id, arguments)
                                                   : hostError(output.error(), id, arguments));
                   });
}

Async<Answer> restartContainer(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const HostId id = hostsOf(session.workspace(), arguments).first();
    if (const auto refused = refusedOn(session, id, Risk::R2, arguments))
        return ready<Answer>(*refused);
    return onFacts(session, arguments, stop,
                   [&session, arguments, stop](const HostId &host, const hosts::HostFacts &facts) {
                       const auto meant = containersOf(facts, arguments.container);
                       if (meant.size() != 1)
                           return ready<Answer>(meant.isEmpty() ? noContainer(facts, host, arguments)
                                                                : ambiguous(meant, arguments));
                       const hosts::ContainerFacts &container = meant.first();
                       // Swarm takes no order for one of its containers.
                       jobs::Job job =
                           container.isSwarm()
                               ? hosts::restartServiceJob(session.hostShell(), host, container.service)
                               : hosts::restartContainerJob(session.hostShell(), host, container.id,
                                                            container.name);
                       job.reason = arguments.reason;
                       return ran(session, job, arguments, stop);
                   });
}

Async<Answer> rebootHost(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const HostId id = hostsOf(session.workspace(), arguments).first();
    if (const auto refused = refusedOn(session, id, Risk::R3, arguments))
        return ready<Answer>(*refused);
    if (arguments.reason.trimmed().isEmpty()) {
        const QString text = QStringLiteral("a reason is required: everything on %1 stops").arg(id.path());
        return ready<Answer>(usageAnswer({QStringLiteral("usage"), id.path(), text,
                                          sameCommand(arguments, {QStringLiteral("--reason"), {}}), text}));
    }
    return ran(session, hosts::rebootJob(session.hostShell(), id, arguments.reason), arguments, stop);
}

Async<Answer> pruneHost(Session &session, const Arguments &arguments, std::stop_token stop)
{
    return onFacts(session, arguments, stop,
                   [&session, arguments, stop](const HostId &id, const hosts::HostFacts &facts) {
                       const auto histories = joined(&session, session.hostAccess().histories(id));
                       return andThen(histories, &session,
                                      [&session, id, facts, arguments,
                                       stop](const std::tuple<Result<QList<hosts::AppHistory>>> &result) {
                                          const auto &known = std::get<0>(result);
                                          if (!known)
                                              return ready<Answer>(answerOf(known.error()));
                                          const auto plan = hosts::prunePlan(facts, known.value());
                                          if (!plan)
                                              return ready<Answer>(hostError(plan.error(), id, arguments));
                                          return pruned(session, id, plan.value(), arguments, stop);
                                      });
                   });
}

} // namespace envdeck::ctl

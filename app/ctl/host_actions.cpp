// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"
#include "app/ctl/guarding.h"
#include "app/ctl/host_names.h"
#include "app/ctl/hosts_answer.h"
#include "app/ctl/job_watch.h"
#include "app/ctl/names.h"
#include "core/domain/freeze.h"
#include "core/hosts/action_jobs.h"
#include "core/base/remote_text.h"

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

const hosts::ContainerFacts *containerOf(const hosts::HostFacts &facts, const QString &word)
{
    for (const hosts::ContainerFacts &container : facts.containers.value().list) {
        if (container.name == word || (word.size() >= 6 && container.id.startsWith(word)))
            return &container;
    }
    return nullptr;
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
    const Environment &environment = *session.workspace().environment(id.environment);
    if (const auto refused = refusedBy(guardFor(Risk::R2, environment), arguments))
        return ready<Answer>(*refused);
    if (const auto frozen = frozenBy(freezeNow(environment.policy, session.clock().now()), arguments))
        return ready<Answer>(refusedAnswer(*frozen));
    return onFacts(session, arguments, stop,
                   [&session, arguments, stop](const HostId &host, const hosts::HostFacts &facts) {
                       const auto *container = containerOf(facts, arguments.container);
                       if (!container)
                           return ready<Answer>(noContainer(facts, host, arguments));
                       if (container->isSwarm()) {
                           const QString text =
                               QStringLiteral("%1 belongs to the service %2: swarm restarts it, "
                                              "and takes no order for one container")
                                   .arg(container->name, container->service);
                           return ready<Answer>(
                               refusedAnswer({QStringLiteral("bad-input"), container->name, text, {}, text}));
                       }
                       jobs::Job job = hosts::restartContainerJob(session.hostShell(), host, container->id,
                                                                  container->name);
                       job.reason = arguments.reason;
                       return ran(session, job, arguments, stop);
                   });
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

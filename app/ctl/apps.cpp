// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/app_answers.h"
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/guarding.h"
#include "app/ctl/job_watch.h"
#include "app/ctl/names.h"
#include "app/ctl/value_input.h"
#include "app/ctl/variable_secrets.h"
#include "core/domain/freeze.h"
#include "core/gitops/compose_image.h"

#include <unistd.h>

namespace envdeck::ctl {

namespace {

using apps::AppFacts;

Async<QList<AppFacts>> factsOf(Session &session, const QList<Target> &targets, bool certificates,
                               std::stop_token stop)
{
    // Git once for all of them; what it last brought does when it cannot be reached.
    const auto fetched = session.mirror().fetch(stop);
    return andThen(
        joined(&session, fetched), &session, [&session, targets, certificates, stop](const auto &) {
            QList<Async<AppFacts>> reads;
            for (const Target &target : targets)
                reads.append(session.apps().read(target, {false, certificates}, stop));
            return andThen(joined(&session, reads), &session, [](const QList<Result<AppFacts>> &answers) {
                QList<AppFacts> all;
                for (const auto &answer : answers) {
                    if (!answer)
                        return ready<QList<AppFacts>>(answer.error());
                    all.append(answer.value());
                }
                return ready<QList<AppFacts>>(all);
            });
        });
}

QList<Target> targetsOf(const Workspace &workspace, const Arguments &arguments)
{
    QList<Target> targets;
    for (const Environment &environment : workspace.environments) {
        if (!arguments.environment.isEmpty() && environment.name != arguments.environment)
            continue;
        for (const App &app : workspace.appsOf(environment.name)) {
            if (arguments.app.isEmpty() || app.name == arguments.app)
                targets.append({environment.name, app.name});
        }
    }
    return targets;
}

const health::AppHealth *healthOf(const health::Overview &overview, const Target &target)
{
    for (const health::EnvironmentHealth &environment : overview.environments) {
        for (const health::AppHealth &app : environment.apps) {
            if (app.target == target)
                return &app;
        }
    }
    return nullptr;
}

// The edit as a job, after the same guard as in the window.
Async<Answer> changed(Session &session, const Arguments &arguments, const std::optional<Secret> &value,
                      std::stop_token stop)
{
    const Target target{arguments.environment, arguments.app};
    return andThen(
        factsOf(session, {target}, false, stop), &session,
        [&session, arguments, value, stop](const QList<AppFacts> &facts) {
            const AppFacts &app = facts.first();
            if (app.setup.error)
                return ready<Answer>(answerOf(*app.setup.error));
            const auto job =
                session.apps().variablesJob(app, {{arguments.variable, value}}, arguments.reason);
            if (!job)
                return ready<Answer>(answerOf(job.error()));
            return andThen(
                ran(session, job.value(), arguments, stop), &session, [arguments](const Answer &ran) {
                    Answer answer = ran;
                    if (answer.code == exitOk)
                        answer.lines.append(QStringLiteral("It counts from the next deployment of %1/%2 on.")
                                                .arg(arguments.environment, arguments.app));
                    answer.data.insert(QStringLiteral("needsDeployment"), true);
                    return ready<Answer>(answer);
                });
        });
}

std::optional<Answer> refusedChange(Session &session, const Arguments &arguments)
{
    const Environment &environment = *session.workspace().environment(arguments.environment);
    if (const auto refused = refusedBy(guardFor(Risk::R2, environment), arguments))
        return refused;
    if (const auto frozen = frozenBy(freezeNow(environment.policy, session.clock().now()), arguments))
        return refusedAnswer(*frozen);
    return std::nullopt;
}

QString statusName(platform::AppStatus status)
{
    switch (status) {
    case platform::AppStatus::Idle: return QStringLiteral("idle");
    case platform::AppStatus::Running: return QStringLiteral("deploying");
    case platform::AppStatus::Done: return QStringLiteral("done");
    case platform::AppStatus::Error: return QStringLiteral("error");
    case platform::AppStatus::Unknown: return QStringLiteral("unknown");
    }
    Q_UNREACHABLE();
}

Answer noEnvironments(const QStringList &names, const Arguments &arguments)
{
    return usageAnswer(unknownName(QStringLiteral("environment"),
                                   names.contains(arguments.from) ? arguments.to : arguments.from, names, {},
                                   arguments));
}

// The newest deployment of that version, or that commit.
const Deployment *deploymentOf(const deployments::History &history, const QString &name)
{
    for (const Deployment &deployment : history.deployments) {
        if (deployment.image.tag == name || (name.size() >= 7 && deployment.commit.startsWith(name)))
            return &deployment;
    }
    return nullptr;
}

Async<Answer> deploymentsDiff(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const Target target{arguments.environment, arguments.app};
    return andThen(session.deployments().history(target, stop), &session,
                   [&session, arguments, target, stop](const deployments::History &history) {
                       const Deployment *from = deploymentOf(history, arguments.from);
                       const Deployment *to = deploymentOf(history, arguments.to);
                       if (!from || !to) {
                           QStringList there;
                           for (const Deployment &deployment : history.deployments) {
                               if (!there.contains(deployment.image.tag) && there.size() < 12)
                                   there.append(deployment.image.tag);
                           }
                           return ready<Answer>(usageAnswer(
                               unknownName(QStringLiteral("version"), from ? arguments.to : arguments.from,
                                           there, QStringLiteral("in ") + target.environment, arguments)));
                       }
                       const DiffSide before{arguments.from, from->image, from->commit, {}};
                       const DiffSide after{arguments.to, to->image, to->commit, {}};
                       return andThen(joined(&session, session.apps().composeAt(target, from->commit, stop),
                                             session.apps().composeAt(target, to->commit, stop)),
                                      &session,
                                      [arguments, before, after](
                                          const std::tuple<Result<QByteArray>, Result<QByteArray>> &both) {
                                          const auto &[a, b] = both;
                                          if (!a || !b)
                                              return ready<Answer>(answerOf(a ? b.error() : a.error()));
                                          DiffSide left = before, right = after;
                                          left.compose = a.value();
                                          right.compose = b.value();
                                          return ready<Answer>(diffAnswer(left, right, {}, arguments));
                                      });
                   });
}

Result<DiffSide> sideOf(const AppFacts &facts, const QStringList &services)
{
    if (!facts.compose.value)
        return facts.compose.error.value_or(Error{ErrorCode::NotFound, facts.target.text(), {}, 0});
    const apps::ComposeView &view = *facts.compose.value;
    const auto line = gitops::imageOf({view.file, view.text}, services.value(0));
    return DiffSide{facts.target.environment, line ? line.value().image : ImageRef(), view.commit, view.text};
}

} // namespace

Async<Answer> listApps(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const QList<Target> targets = targetsOf(session.workspace(), arguments);
    const auto facts = factsOf(session, targets, true, stop);
    return andThen(
        joined(&session, session.health().lookOnce(stop), facts), &session,
        [&session, arguments](const std::tuple<Result<health::Overview>, Result<QList<AppFacts>>> &both) {
            const auto &[overview, all] = both;
            if (!overview || !all)
                return ready<Answer>(answerOf(overview ? all.error() : overview.error()));
            QList<AppLook> looks;
            for (const AppFacts &app : all.value()) {
                const health::AppHealth *health = healthOf(overview.value(), app.target);
                looks.append({health ? *health : health::AppHealth(), app});
            }
            return ready<Answer>(
                appsAnswer(looks, arguments, session.clock().now(), session.health().intervals()));
        });
}

Async<Answer> listAppVariables(Session &session, const Arguments &arguments, std::stop_token stop)
{
    return andThen(factsOf(session, targetsOf(session.workspace(), arguments), false, stop), &session,
                   [arguments](const QList<AppFacts> &facts) {
                       return ready<Answer>(variablesAnswer(facts, arguments));
                   });
}

Async<Answer> setAppVariable(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (const auto refused = refusedChange(session, arguments))
        return ready<Answer>(*refused);
    const auto disk = std::make_shared<Worker>(QStringLiteral("stdin"));
    const QString prompt = QStringLiteral("Value of %1 in %2/%3 (not shown): ")
                               .arg(arguments.variable, arguments.environment, arguments.app);
    const auto reading = disk->run([prompt] { return readOrAsk(STDIN_FILENO, prompt); });
    return andThen(joined(&session, reading), &session,
                   [&session, arguments, stop, disk](const std::tuple<Result<Secret>> &given) {
                       const auto &value = std::get<0>(given);
                       return value ? changed(session, arguments, value.value(), stop)
                                    : ready<Answer>(
                                          valueAnswer(value.error(), arguments, sameCommand(arguments)));
                   });
}

Async<Answer> unsetAppVariable(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (const auto refused = refusedChange(session, arguments))
        return ready<Answer>(*refused);
    return changed(session, arguments, {}, stop);
}

Async<Answer> switchApp(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const bool start = arguments.verb == QLatin1String("apps start");
    const Target target{arguments.environment, arguments.app};
    if (!arguments.dryRun) {
        if (const auto refused = refusedChange(session, arguments))
            return ready<Answer>(*refused);
        return ran(session, session.apps().runningJob(target, start, arguments.reason), arguments, stop);
    }
    return andThen(session.platform().setup(target, stop), &session,
                   [target, start](const platform::AppSetup &setup) {
                       const QString would = start ? QStringLiteral("start") : QStringLiteral("stop");
                       Answer answer;
                       answer.data = {{QStringLiteral("app"), target.app},
                                      {QStringLiteral("environment"), target.environment},
                                      {QStringLiteral("status"), statusName(setup.status)},
                                      {QStringLiteral("would"), would}};
                       answer.lines = {QStringLiteral("would %1 %2; Dokploy has it as: %3")
                                           .arg(would, target.text(), statusName(setup.status))};
                       return ready<Answer>(answer);
                   });
}

Async<Answer> draftStack(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (!arguments.dryRun) {
        if (const auto refused = refusedChange(session, arguments))
            return ready<Answer>(*refused);
    }
    const Target target{arguments.environment, arguments.app};
    return andThen(factsOf(session, {target}, false, stop), &session,
                   [&session, arguments, stop](const QList<AppFacts> &all) {
                       const AppFacts &facts = all.first();
                       const auto text = session.apps().stackDraft(facts);
                       if (!text)
                           return ready<Answer>(answerOf(text.error()));
                       if (!arguments.dryRun) {
                           const auto job = session.apps().stackDraftJob(facts, arguments.reason);
                           return job ? ran(session, job.value(), arguments, stop)
                                      : ready<Answer>(answerOf(job.error()));
                       }
                       const DiffSide before{
                           QStringLiteral("now"), {}, facts.compose.value->commit, facts.compose.value->text};
                       const DiffSide after{QStringLiteral("draft"), {}, {}, text.value()};
                       Answer answer = diffAnswer(before, after, {}, arguments);
                       answer.lines.removeFirst(); // the version, which stays
                       if (!facts.compose.value->ignoredByStack.isEmpty())
                           answer.lines.append(
                               QStringLiteral("a stack ignores: ") +
                               facts.compose.value->ignoredByStack.join(QStringLiteral(", ")));
                       answer.data.insert(QStringLiteral("ignoredByStack"),
                                          QJsonArray::fromStringList(facts.compose.value->ignoredByStack));
                       return ready<Answer>(answer);
                   });
}

Async<Answer> diffAppVariables(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const QStringList names = session.workspace().app(arguments.app)->environments;
    if (!names.contains(arguments.from) || !names.contains(arguments.to))
        return ready<Answer>(noEnvironments(names, arguments));
    return andThen(
        factsOf(session, {{arguments.from, arguments.app}, {arguments.to, arguments.app}}, false, stop),
        &session, [arguments](const QList<AppFacts> &facts) {
            return ready<Answer>(variablesDiffAnswer(facts.first(), facts.last(), arguments));
        });
}

Async<Answer> diffApp(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const App &app = *session.workspace().app(arguments.app);
    if (!arguments.environment.isEmpty())
        return deploymentsDiff(session, arguments, stop);
    if (!app.environments.contains(arguments.from) || !app.environments.contains(arguments.to))
        return ready<Answer>(noEnvironments(app.environments, arguments));
    return andThen(factsOf(session, {{arguments.from, app.name}, {arguments.to, app.name}}, false, stop),
                   &session, [arguments, services = app.services](const QList<AppFacts> &facts) {
                       const auto from = sideOf(facts.first(), services);
                       const auto to = sideOf(facts.last(), services);
                       if (!from || !to)
                           return ready<Answer>(answerOf(from ? to.error() : from.error()));
                       return ready<Answer>(
                           diffAnswer(from.value(), to.value(), apps::variableRows(facts), arguments));
                   });
}

} // namespace envdeck::ctl

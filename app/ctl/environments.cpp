// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/environment_values.h"
#include "app/ctl/guarding.h"
#include "app/ctl/job_watch.h"
#include "app/ctl/local.h"
#include "app/ctl/names.h"
#include "app/ctl/pulls.h"
#include "app/ctl/variable_secrets.h"
#include "core/git/commit.h"

namespace envdeck::ctl {

namespace {

using Sides = QList<configuration::EnvironmentSide>;
using Word = Answer (*)(const Sides &, const Arguments &);

QStringList namesOfEnvironments(const Workspace &workspace)
{
    QStringList names;
    for (const Environment &environment : workspace.environments)
        names.append(environment.name);
    return names;
}

// The environment must be named, and be one of the workspace.
std::optional<Answer> notAnEnvironment(const Workspace &workspace, const Arguments &arguments)
{
    if (workspace.environment(arguments.environment))
        return std::nullopt;
    const QStringList names = namesOfEnvironments(workspace);
    if (!arguments.environment.isEmpty())
        return usageAnswer(
            unknownName(QStringLiteral("environment"), arguments.environment, names, {}, arguments));
    const QString text =
        QStringLiteral("--env is not given; there are: %1").arg(names.join(QStringLiteral(", ")));
    return usageAnswer({QStringLiteral("usage"),
                        {},
                        text,
                        sameCommand(arguments, {QStringLiteral("--env"), names.value(0)}),
                        text});
}

Async<Answer> readAnswer(Session &session, const Arguments &arguments, Word word, std::stop_token stop)
{
    if (!arguments.at.isEmpty() && !git::isSha(arguments.at)) {
        const QString text =
            QStringLiteral("\"%1\" is not a full commit id; git rev-parse prints one").arg(arguments.at);
        return ready<Answer>(usageAnswer({QStringLiteral("bad-input"), arguments.at, text, {}, text}));
    }
    const auto reading = session.variables().files().read(
        {arguments.at, arguments.verb == QLatin1String("parity") ? EnvironmentId() : arguments.environment},
        stop);
    return andThen(joined(&session, reading), &session,
                   [&session, arguments, word](const std::tuple<Result<Sides>> &result) {
                       const auto &sides = std::get<0>(result);
                       if (!sides)
                           return ready<Answer>(answerOf(sides.error()));
                       const Answer answer = word(sides.value(), arguments);
                       return arguments.verb == QLatin1String("variables")
                                  ? withSecrets(session, sides.value().first(), answer)
                                  : ready<Answer>(answer);
                   });
}

// As a person who runs terraform there would have them: TF_VAR_ of this process count too.
QStringList variablesOfThisProcess()
{
    const QString prefix = QStringLiteral("TF_VAR_");
    QStringList names;
    const QStringList all = QProcessEnvironment::systemEnvironment().keys();
    for (const QString &name : all) {
        if (name.startsWith(prefix))
            names.append(name.mid(prefix.size()));
    }
    return names;
}

LocalAnswer checkoutAnswer(const workspace::Loaded &loaded, const Arguments &arguments)
{
    if (!loaded.parsed.workspace)
        return {answerOf(Error{ErrorCode::BadConfig,
                               loaded.root + QLatin1Char('/') + QLatin1String(workspace::fileName),
                               {},
                               0}),
                {}};
    Workspace workspace = *loaded.parsed.workspace;
    workspace.root = loaded.root;
    const bool isParity = arguments.verb == QLatin1String("parity");
    if (const auto wrong = isParity ? std::nullopt : notAnEnvironment(workspace, arguments))
        return {*wrong, workspace.name};
    const Sides sides = configuration::readCheckout(workspace, variablesOfThisProcess());
    return {isParity ? parityAnswer(sides, arguments) : variablesAnswer(sides, arguments), workspace.name};
}

// Why a value is not changed, and where it is changed instead.
Answer refusedChange(const Error &error, const Arguments &arguments)
{
    Answer answer = answerOf(error);
    Problem &problem = answer.problems.first();
    const auto say = [&](int code, const QString &text, const QString &next) {
        answer.code = code;
        problem.text = text;
        problem.next = next;
    };
    const QString variables =
        commandLine({QStringLiteral("variables"), QStringLiteral("--env"), arguments.environment}, arguments);
    if (error.detail == QLatin1String("secret"))
        say(exitRefused,
            QStringLiteral("%1 holds a secret, and a secret is never committed").arg(error.subject),
            commandLine({QStringLiteral("variables"), QStringLiteral("secret"), QStringLiteral("set"),
                         QStringLiteral("TF_VAR_") + error.subject, QStringLiteral("--env"),
                         arguments.environment},
                        arguments) +
                QStringLiteral(" < FILE"));
    else if (error.detail == QLatin1String("pull-request"))
        say(exitRefused,
            QStringLiteral("the policy of %1 has its infrastructure changed by pull request only, and "
                           "envdeck.yaml names no code host")
                .arg(arguments.environment),
            QStringLiteral("name it in envdeck.yaml: git: { host: github, repository: OWNER/NAME }"));
    else if (error.detail == QLatin1String("undeclared"))
        say(exitFailed,
            QStringLiteral("no variable block of %1 declares %2").arg(arguments.environment, error.subject),
            variables);
    else if (error.detail == QLatin1String("nothing-changed"))
        say(exitFailed, QStringLiteral("%1 has that value already").arg(error.subject), variables);
    else if (error.detail == QLatin1String("json") || error.detail == QLatin1String("ignored-file"))
        say(exitFailed,
            QStringLiteral("its value comes from %1, where it is not changed by a commit of one line")
                .arg(error.subject),
            variables);
    else if (error.code == ErrorCode::BadInput && !error.detail.isEmpty())
        say(exitUsage,
            QStringLiteral("\"%1\" is no %2; texts in lists stand in quotes: '[\"a\", \"b\"]'")
                .arg(error.detail, error.subject == QLatin1String("any")
                                       ? QStringLiteral("value of terraform's")
                                       : error.subject),
            variables);
    return answer;
}

Async<Answer> setAsReviewed(Session &session, const configuration::VariableReview &review,
                            const Arguments &arguments, std::stop_token stop)
{
    const QString from = QString::fromUtf8(review.from);
    const QString to = QString::fromUtf8(review.to);
    if (!arguments.json)
        printLine(QStringLiteral("%1  %2  %3 -> %4")
                      .arg(review.file, review.name,
                           from.isEmpty() ? QStringLiteral("(not set)") : from.simplified(),
                           to.simplified()));
    configuration::VariableReview way = review;
    way.path = wayOf(review.path, arguments);
    const auto job = session.variables().job(way, arguments.reason);
    mergeWhenPossible(session, job, arguments);
    return andThen(
        ran(session, job, arguments, stop), &session, [review, from, to, arguments](Answer answer) {
            answer.data.insert(QStringLiteral("file"), review.file);
            answer.data.insert(QStringLiteral("name"), review.name);
            answer.data.insert(QStringLiteral("from"), from.isEmpty() ? QJsonValue() : QJsonValue(from));
            answer.data.insert(QStringLiteral("to"), to);
            if (answer.isOk() && !arguments.wait && answer.data.contains(QLatin1String("pullRequest")))
                answer.lines = openedLines(answer, QStringLiteral("variables set ") + review.name);
            else if (answer.isOk())
                answer.lines.append(
                    QStringLiteral("  next: ") +
                    commandLine({QStringLiteral("plan"), QStringLiteral("--env"), arguments.environment},
                                arguments));
            return ready<Answer>(answer);
        });
}

} // namespace

Async<Answer> parity(Session &session, const Arguments &arguments, std::stop_token stop)
{
    return readAnswer(session, arguments, parityAnswer, stop);
}

Async<Answer> variables(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (const auto wrong = notAnEnvironment(session.workspace(), arguments))
        return ready<Answer>(*wrong);
    return readAnswer(session, arguments, variablesAnswer, stop);
}

Async<Answer> setVariable(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (const auto wrong = notAnEnvironment(session.workspace(), arguments))
        return ready<Answer>(*wrong);
    if (const auto refused =
            refusedBy(guardFor(Risk::R2, *session.workspace().environment(arguments.environment)), arguments))
        return ready<Answer>(*refused);
    const auto reviewed =
        session.variables().review(arguments.environment, arguments.variable, arguments.value, stop);
    return andThen(
        joined(&session, reviewed), &session,
        [&session, arguments, stop](const std::tuple<Result<configuration::VariableReview>> &result) {
            const auto &review = std::get<0>(result);
            if (!review)
                return ready<Answer>(refusedChange(review.error(), arguments));
            if (const auto frozen = frozenBy(review.value().freeze, arguments))
                return ready<Answer>(refusedAnswer(*frozen));
            if (const auto refused =
                    wayRefused(review.value().path, session.variables().canOpenPullRequests(), arguments))
                return ready<Answer>(refusedAnswer(*refused));
            return setAsReviewed(session, review.value(), arguments, stop);
        });
}

Async<LocalAnswer> readCheckout(QObject *context, const Arguments &arguments, std::stop_token)
{
    const auto disk = std::make_shared<Worker>(QStringLiteral("workspace"));
    const auto reading = disk->run([arguments]() -> Result<LocalAnswer> {
        const auto loaded = workspace::load(arguments.workspaceFolder);
        return loaded ? checkoutAnswer(loaded.value(), arguments) : LocalAnswer{answerOf(loaded.error()), {}};
    });
    return andThen(reading, context,
                   [disk](const LocalAnswer &answer) { return ready<LocalAnswer>(answer); });
}

} // namespace envdeck::ctl

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/rollouts.h"

#include "app/ctl/command_line.h"
#include "app/ctl/guarding.h"
#include "app/ctl/names.h"
#include "app/ctl/reviewing.h"
#include "app/ctl/values.h"
#include "core/deployments/clearance.h"
#include "core/deployments/rollout.h"
#include "ui/text/preflight_text.h"

#include <QPromise>

namespace envdeck::ctl {

namespace {

using deployments::Request;
using deployments::Rollout;
using deployments::RolloutPart;

QString partState(RolloutPart::State state)
{
    using State = RolloutPart::State;
    switch (state) {
    case State::Waiting: return QStringLiteral("waiting");
    case State::Reviewing: return QStringLiteral("reviewing");
    case State::Running: return QStringLiteral("running");
    case State::Healthy: return QStringLiteral("healthy");
    case State::AlreadyThere: return QStringLiteral("already-there");
    case State::Stopped: return QStringLiteral("stopped");
    case State::LeftOut: return QStringLiteral("left-out");
    }
    Q_UNREACHABLE();
}

QJsonObject partJson(const RolloutPart &part)
{
    QJsonArray failed;
    for (const PreflightCheck &check : part.checks) {
        if (check.verdict == Verdict::Failed)
            failed.append(QJsonObject{{QStringLiteral("id"), check.id},
                                      {QStringLiteral("text"), ui::preflightText(check)}});
    }
    return {
        {QStringLiteral("app"), part.request.target.app},
        {QStringLiteral("environment"), part.request.target.environment},
        {QStringLiteral("state"), partState(part.state)},
        {QStringLiteral("from"), part.from.tag.isEmpty() ? QJsonValue() : QJsonValue(part.from.tag)},
        {QStringLiteral("to"), part.request.to.tag},
        {QStringLiteral("operation"), part.operation.isEmpty() ? QJsonValue() : QJsonValue(part.operation)},
        {QStringLiteral("failedChecks"), failed}};
}

Answer endOf(const Rollout &rollout)
{
    Answer answer;
    QJsonArray parts;
    QList<QStringList> rows;
    for (const RolloutPart &part : rollout.parts()) {
        parts.append(partJson(part));
        rows.append({partState(part.state), part.request.target.text(), part.request.to.tag});
        if (!part.error)
            continue;
        Problem problem = problemOf(*part.error);
        problem.subject = part.request.target.text();
        for (const PreflightCheck &check : part.checks) {
            if (check.verdict == Verdict::Failed)
                problem.text = problem.subject + QStringLiteral(": ") + ui::preflightText(check);
        }
        const bool guarded =
            part.error->code == ErrorCode::Forbidden || part.error->detail == QLatin1String("checks-failed");
        answer.code = guarded ? exitRefused : exitCodeOf(*part.error);
        answer.problems.append(problem);
    }
    answer.data = {{QStringLiteral("parts"), parts}};
    answer.lines = aligned(rows);
    return answer;
}

void tell(const RolloutPart &part, const QDateTime &now, bool json)
{
    if (json)
        return printEvent({{QStringLiteral("event"), QStringLiteral("part")},
                           {QStringLiteral("target"), part.request.target.text()},
                           {QStringLiteral("state"), partState(part.state)},
                           {QStringLiteral("operation"),
                            part.operation.isEmpty() ? QJsonValue() : QJsonValue(part.operation)},
                           {QStringLiteral("at"), timeJson(now)}});
    printLine(
        QStringLiteral("%1  %2  %3")
            .arg(partState(part.state).leftJustified(13), part.request.target.text(), part.request.to.tag));
}

// --dry-run: every change as it would be reviewed now, none made.
struct Looked {
    QList<Request> left;
    QJsonArray parts;
    Answer answer;
};

void addLooked(Looked *looked, const deployments::Review &review, const QList<PreflightCheck> &checks,
               const Arguments &arguments)
{
    const QString target = review.request.target.text();
    const bool stands =
        deployments::clearanceOf(review.request.action, checks) != deployments::Clearance::Clear;
    const auto frozen = frozenBy(review.freeze, arguments);
    const bool skips = !review.skipped.isEmpty() && arguments.reason.trimmed().isEmpty();
    Answer dry = dryAnswer(review, checks);
    dry.lines.removeLast(); // said once, at the end
    dry.data.insert(QStringLiteral("app"), review.request.target.app);
    dry.data.insert(QStringLiteral("environment"), review.request.target.environment);
    dry.data.insert(QStringLiteral("state"),
                    stands || frozen || skips ? QStringLiteral("refused") : QStringLiteral("waiting"));
    looked->parts.append(dry.data);
    looked->answer.lines += dry.lines;
    if (frozen)
        looked->answer.problems.append(*frozen);
    if (stands || skips)
        looked->answer.problems.append(
            {stands ? QStringLiteral("checks-failed") : QStringLiteral("skips-environment"),
             target,
             review.skipped.join(QStringLiteral(", ")),
             {},
             {}});
    if (stands || frozen || skips)
        looked->answer.code = exitRefused;
}

Async<Answer> lookedAt(Session &session, const std::shared_ptr<Looked> &looked, const Arguments &arguments,
                       std::stop_token stop)
{
    if (looked->left.isEmpty()) {
        looked->answer.data = {{QStringLiteral("parts"), looked->parts}, {QStringLiteral("dryRun"), true}};
        looked->answer.lines.append(QStringLiteral("nothing was changed"));
        return ready<Answer>(looked->answer);
    }
    const Request request = looked->left.takeFirst();
    const auto asked = session.deployments().review(request, stop);
    return andThen(
        joined(&session, asked), &session,
        [&session, looked, arguments, stop, request](const std::tuple<Result<deployments::Review>> &result) {
            const auto &review = std::get<0>(result);
            if (!review && review.error().detail == QLatin1String("already-current")) {
                RolloutPart part;
                part.request = request;
                part.state = RolloutPart::State::AlreadyThere;
                looked->parts.append(partJson(part));
                looked->answer.lines.append(
                    QStringLiteral("%1: %2 is there already").arg(request.target.text(), request.to.tag));
                return lookedAt(session, looked, arguments, stop);
            }
            if (!review)
                return ready<Answer>(answerOf(review.error()));
            return andThen(checksOf(session, review.value()), &session,
                           [&session, looked, arguments, stop,
                            review = review.value()](const QList<PreflightCheck> &checks) {
                               addLooked(looked.get(), review, checks, arguments);
                               return lookedAt(session, looked, arguments, stop);
                           });
        });
}

Async<Answer> followed(Session &session, const QList<Request> &requests, const Arguments &arguments,
                       std::stop_token stop)
{
    if (arguments.dryRun) {
        const auto looked = std::make_shared<Looked>();
        looked->left = requests;
        return lookedAt(session, looked, arguments, stop);
    }
    for (const Request &request : requests) {
        const Environment &environment = *session.workspace().environment(request.target.environment);
        if (const auto refused = refusedBy(guardFor(Risk::R2, environment), arguments))
            return ready<Answer>(*refused);
    }
    deployments::Decision decision;
    decision.reason = arguments.reason;
    if (arguments.via == QLatin1String("pull-request"))
        decision.path = ChangePath::PullRequest;
    auto *rollout = new Rollout(session.deployments(), session.jobs(), requests, decision, &session);
    const auto promise = std::make_shared<QPromise<Result<Answer>>>();
    promise->start();
    QObject::connect(rollout, &Rollout::changed, &session,
                     [&session, rollout, json = arguments.json](int part) {
                         tell(rollout->parts().at(part), session.clock().now(), json);
                     });
    using Stopper = std::function<void()>;
    auto stopper = std::make_shared<std::stop_callback<Stopper>>(
        stop,
        Stopper([rollout] { QMetaObject::invokeMethod(rollout, &Rollout::stop, Qt::QueuedConnection); }));
    QObject::connect(rollout, &Rollout::finished, &session, [rollout, promise, stopper]() mutable {
        stopper.reset();
        promise->addResult(endOf(*rollout));
        promise->finish();
        rollout->deleteLater();
    });
    rollout->start();
    return promise->future();
}

Answer nothingToDo(const Arguments &arguments)
{
    const QString text = QStringLiteral("%1 runs in no environment behind %2 up to %3")
                             .arg(arguments.app, arguments.from, arguments.through);
    return usageAnswer({QStringLiteral("bad-input"), arguments.through, text,
                        commandLine({QStringLiteral("status")}, arguments), text});
}

} // namespace

Async<Answer> rollOut(Session &session, const Arguments &arguments, std::stop_token stop)
{
    if (arguments.verb == QLatin1String("deploy"))
        return followed(session,
                        deployments::deployRequests(QStringList{arguments.app} + arguments.moreApps,
                                                    arguments.environment, arguments.to),
                        arguments, stop);
    const Target source{arguments.from, arguments.app};
    const auto read = session.deployments().history(source, stop);
    return andThen(
        joined(&session, read), &session,
        [&session, arguments, stop, source](const std::tuple<Result<deployments::History>> &result) {
            const auto &history = std::get<0>(result);
            if (!history)
                return ready<Answer>(answerOf(history.error()));
            if (history.value().deployments.isEmpty())
                return ready<Answer>(
                    answerOf(Error{ErrorCode::NotFound, source.text(), QStringLiteral("never-deployed"), 0}));
            const auto requests = deployments::promoteRequests(session.workspace(), arguments.app,
                                                               history.value().deployments.first().image,
                                                               arguments.from, arguments.through);
            return requests.isEmpty() ? ready<Answer>(nothingToDo(arguments))
                                      : followed(session, requests, arguments, stop);
        });
}

} // namespace envdeck::ctl

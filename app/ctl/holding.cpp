// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/command_line.h"
#include "app/ctl/commands.h"
#include "app/ctl/guarding.h"
#include "app/ctl/job_watch.h"
#include "app/ctl/names.h"
#include "core/domain/freeze.h"

namespace envdeck::ctl {

namespace {

constexpr int holdDays = 14;

std::optional<Answer> wrongDay(const Arguments &arguments, const QDate &today)
{
    const QDate until = QDate::fromString(arguments.until, Qt::ISODate);
    if (arguments.until.isEmpty() || (until.isValid() && until >= today))
        return std::nullopt;
    const QString text =
        until.isValid()
            ? QStringLiteral("--until %1 is past already").arg(arguments.until)
            : QStringLiteral("--until takes a day, as 2026-12-01, not \"%1\"").arg(arguments.until);
    return usageAnswer(
        {QStringLiteral("bad-input"), arguments.until, text,
         sameCommandWith(arguments, &Arguments::until, today.addDays(holdDays).toString(Qt::ISODate)), text});
}

// --dry-run: what the compose file would say.
Answer dryHold(const Target &target, const QString &version, const QDate &until)
{
    const bool released = !until.isValid();
    Answer answer;
    answer.data = {
        {QStringLiteral("version"), version},
        {QStringLiteral("until"), released ? QJsonValue() : QJsonValue(until.toString(Qt::ISODate))},
        {QStringLiteral("dryRun"), true}};
    answer.lines = {
        released ? QStringLiteral("%1: the hold would be released; %2 runs").arg(target.text(), version)
                 : QStringLiteral("%1 would be held at %2 until %3")
                       .arg(target.text(), version, until.toString(Qt::ISODate)),
        QStringLiteral("nothing was changed")};
    return answer;
}

} // namespace

Async<Answer> hold(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const Environment &environment = *session.workspace().environment(arguments.environment);
    const Target target{arguments.environment, arguments.app};
    const QDate today = session.clock().now().date();
    if (const auto wrong = wrongDay(arguments, today))
        return ready<Answer>(*wrong);
    if (const auto refused = refusedBy(guardFor(Risk::R2, environment), arguments);
        refused && !arguments.dryRun)
        return ready<Answer>(*refused);
    if (const auto frozen = frozenBy(freezeNow(environment.policy, session.clock().now()), arguments))
        return ready<Answer>(refusedAnswer(*frozen));
    if (arguments.release && !arguments.dryRun)
        return ran(session, session.deployments().releaseHoldJob(target, arguments.reason), arguments, stop);
    // At what git names: that is the version which the next merge would replace.
    const auto read = session.deployments().history(target, stop);
    return andThen(
        joined(&session, read), &session,
        [&session, arguments, target, today, stop](const std::tuple<Result<deployments::History>> &result) {
            const auto &history = std::get<0>(result);
            if (!history)
                return ready<Answer>(answerOf(history.error()));
            if (history.value().deployments.isEmpty())
                return ready<Answer>(
                    answerOf(Error{ErrorCode::NotFound, target.text(), QStringLiteral("never-deployed"), 0}));
            const QDate until = arguments.until.isEmpty() ? today.addDays(holdDays)
                                                          : QDate::fromString(arguments.until, Qt::ISODate);
            const Deployment &newest = history.value().deployments.first();
            if (arguments.dryRun)
                return ready<Answer>(dryHold(target, newest.image.tag, arguments.release ? QDate() : until));
            const Hold wanted{target.app, newest.image.tag, until, {}, arguments.reason};
            return ran(session, session.deployments().holdJob(target, wanted), arguments, stop);
        });
}

} // namespace envdeck::ctl

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/bootstrap_answer.h"
#include "app/ctl/commands.h"
#include "app/ctl/guarding.h"
#include "app/ctl/host_names.h"
#include "app/ctl/hosts_answer.h"
#include "app/ctl/job_watch.h"
#include "core/bootstrap/service.h"
#include "core/domain/freeze.h"

namespace envdeck::ctl {

using platform::HostId;

namespace {

bootstrap::Ask askOf(const Arguments &arguments)
{
    bootstrap::Ask ask;
    ask.mail = arguments.mail;
    ask.installer = arguments.installer;
    ask.updates = !arguments.noUpdates;
    ask.firewall = !arguments.noFirewall;
    if (arguments.noSwap)
        ask.swapMib = 0;
    return ask;
}

// The host that is named, else the one that the panel of the environment stands on.
HostId hostOf(Session &session, const Arguments &arguments)
{
    const QList<HostId> ids = hostsOf(session.workspace(), arguments);
    const auto wishes = bootstrap::wishesFor(session.workspace(), ids.first(), {}, {});
    if (arguments.host.isEmpty() && wishes)
        return {ids.first().environment, wishes.value().panelHost};
    return ids.first();
}

Async<Answer> begun(Session &session, const bootstrap::Review &review, const Arguments &arguments,
                    std::stop_token stop)
{
    const Answer shown = reviewAnswer(review, arguments);
    if (arguments.dryRun || arguments.showInstaller || review.plan.isRefused())
        return ready<Answer>(shown);
    const Environment &environment = *session.workspace().environment(review.wishes.host.environment);
    Guard guard = guardFor(Risk::R3, environment);
    guard.typed = environment.name; // nobody ticks anything here
    if (auto refused = refusedBy(guard, arguments)) {
        refused->data = shown.data;
        refused->lines = shown.lines;
        return ready<Answer>(*refused);
    }
    if (const auto frozen = frozenBy(freezeNow(environment.policy, session.clock().now()), arguments)) {
        Answer refused = refusedAnswer(*frozen);
        refused.data = shown.data;
        refused.lines = shown.lines;
        return ready<Answer>(refused);
    }
    const auto job = session.bootstrap().job(review);
    if (!job)
        return ready<Answer>(answerOf(job.error()));
    if (!arguments.json) {
        for (const QString &line : shown.lines)
            printLine(line);
    }
    jobs::Job reasoned = job.value();
    reasoned.reason = arguments.reason;
    return andThen(ran(session, reasoned, arguments, stop), &session, [shown](Answer answer) {
        for (auto it = shown.data.begin(); it != shown.data.end(); ++it)
            answer.data.insert(it.key(), it.value());
        return ready<Answer>(answer);
    });
}

} // namespace

Async<Answer> bootstrapHost(Session &session, const Arguments &arguments, std::stop_token stop)
{
    const HostId id = hostOf(session, arguments);
    const auto review = session.bootstrap().review(id, askOf(arguments), stop);
    return andThen(joined(&session, review), &session,
                   [&session, id, arguments, stop](const std::tuple<Result<bootstrap::Review>> &result) {
                       const auto &reviewed = std::get<0>(result);
                       if (reviewed)
                           return begun(session, reviewed.value(), arguments, stop);
                       Answer answer = answerOf(reviewed.error());
                       answer.problems = {hostProblem(reviewed.error(), id, arguments)};
                       return ready<Answer>(answer);
                   });
}

} // namespace envdeck::ctl

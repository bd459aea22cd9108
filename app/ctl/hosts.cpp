// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/commands.h"
#include "app/ctl/guarding.h"
#include "app/ctl/host_names.h"
#include "app/ctl/hosts_answer.h"
#include "app/ctl/job_watch.h"
#include "core/domain/freeze.h"
#include "core/hosts/key_jobs.h"

namespace envdeck::ctl {

using platform::HostId;
using platform::HostIdentity;

namespace {

using HostsWord = std::function<Answer(const QList<hosts::HostStatus> &)>;

// Every host that is meant, at once; what went wrong with one stands in its own facts.
Async<Answer> looked(Session &session, const Arguments &arguments, std::stop_token stop,
                     const HostsWord &word)
{
    const QList<HostId> ids = hostsOf(session.workspace(), arguments);
    QList<Async<hosts::HostStatus>> looks;
    for (const HostId &id : ids)
        looks.append(session.hosts().lookOnce(id, stop));
    return andThen(joined(&session, looks), &session,
                   [&session, ids, word](const QList<Result<hosts::HostStatus>> &results) {
                       QList<hosts::HostStatus> found;
                       for (qsizetype i = 0; i < ids.size(); ++i) {
                           const hosts::HostStatus *known = session.hosts().host(ids.at(i));
                           hosts::HostStatus host = results.at(i) ? results.at(i).value() : *known;
                           if (!results.at(i) && !host.facts.error)
                               host.facts = withFailure(host.facts, results.at(i).error(), host.facts.source,
                                                        session.clock().now());
                           found.append(host);
                       }
                       return ready<Answer>(word(found));
                   });
}

Async<Answer> onIdentity(Session &session, const Arguments &arguments,
                         const std::function<Async<Answer>(const HostId &, const HostIdentity &)> &then)
{
    const HostId id = hostsOf(session.workspace(), arguments).first();
    return andThen(joined(&session, session.hostKeys().identity(id)), &session,
                   [id, arguments, then](const std::tuple<Result<HostIdentity>> &result) {
                       const auto &identity = std::get<0>(result);
                       if (identity)
                           return then(id, identity.value());
                       Answer answer = answerOf(identity.error());
                       answer.problems = {hostProblem(identity.error(), id, arguments)};
                       return ready<Answer>(answer);
                   });
}

} // namespace

Async<Answer> listHosts(Session &session, const Arguments &arguments, std::stop_token stop)
{
    return looked(session, arguments, stop, [&session, arguments](const QList<hosts::HostStatus> &hosts) {
        return hostsAnswer(hosts, arguments, session.clock().now());
    });
}

Async<Answer> listContainers(Session &session, const Arguments &arguments, std::stop_token stop)
{
    return looked(session, arguments, stop, [arguments](const QList<hosts::HostStatus> &hosts) {
        return containersAnswer(hosts, arguments);
    });
}

Async<Answer> showHostKey(Session &session, const Arguments &arguments, std::stop_token)
{
    return onIdentity(session, arguments, [arguments](const HostId &id, const HostIdentity &identity) {
        return ready<Answer>(identityAnswer(id, identity, arguments));
    });
}

Async<Answer> trustHost(Session &session, const Arguments &arguments, std::stop_token stop)
{
    return onIdentity(session, arguments,
                      [&session, arguments, stop](const HostId &id, const HostIdentity &identity) {
                          if (const auto refused = keyRefused(id, identity, false, arguments))
                              return ready<Answer>(refusedAnswer(*refused));
                          return ran(session,
                                     hosts::confirmKeyJob(session.hostKeys(), id, identity, session.actor(),
                                                          arguments.compared),
                                     arguments, stop);
                      });
}

Async<Answer> replaceHostKey(Session &session, const Arguments &arguments, std::stop_token stop)
{
    return onIdentity(
        session, arguments, [&session, arguments, stop](const HostId &id, const HostIdentity &identity) {
            if (const auto refused = keyRefused(id, identity, true, arguments))
                return ready<Answer>(refusedAnswer(*refused));
            const Environment &environment = *session.workspace().environment(id.environment);
            if (const auto refused = refusedBy(guardFor(Risk::R3, environment), arguments))
                return ready<Answer>(*refused);
            if (const auto frozen = frozenBy(freezeNow(environment.policy, session.clock().now()), arguments))
                return ready<Answer>(refusedAnswer(*frozen));
            return ran(session,
                       hosts::replaceKeyJob(session.hostKeys(), id, identity, session.actor(),
                                            arguments.compared, arguments.reason),
                       arguments, stop);
        });
}

} // namespace envdeck::ctl

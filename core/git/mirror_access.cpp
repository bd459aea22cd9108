// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/git/mirror.h"
#include "core/git/run.h"

namespace envdeck::git {

Async<process::Outcome> Mirror::talkAs(process::Spec spec, const std::optional<HttpsCredential> &credential,
                                       std::stop_token stop) const
{
    allowRemote(&spec, m_program, m_remote, credential);
    return process::run(spec, stop);
}

// A command that talks to the remote: as the user's own git first, and where that is refused with the token.
Async<process::Outcome> Mirror::talk(const process::Spec &spec, std::stop_token stop) const
{
    const auto first = talkAs(spec, {}, stop);
    if (m_remote.kind() != Remote::Kind::Https || !m_credentials)
        return first;
    return andThen(first, m_home.get(), [this, spec, stop](const process::Outcome &outcome) {
        if (outcome.succeeded() || remoteError(outcome, {}, {}).code != ErrorCode::Unauthorized)
            return ready<process::Outcome>(outcome);
        return andThen(m_credentials(), m_home.get(),
                       [this, spec, stop, outcome](const HttpsCredential &credential) {
                           return credential.origin == m_remote.origin() ? talkAs(spec, credential, stop)
                                                                         : ready<process::Outcome>(outcome);
                       });
    });
}

Async<void> Mirror::checkAccess(std::stop_token stop)
{
    const bool asksForToken = m_remote.kind() == Remote::Kind::Https && m_credentials;
    const auto token =
        asksForToken ? m_credentials() : ready<HttpsCredential>(Error{ErrorCode::Unauthorized, {}, noKey, 0});
    return andThen(
        joined(m_home.get(), token, initialised(stop)), m_home.get(), [this, stop](const auto &answers) {
            const auto &[credential, made] = answers;
            if (!made)
                return ready<void>(made.error());
            const bool isWithout = !credential && credential.error().code == ErrorCode::Unauthorized &&
                                   credential.error().detail == noKey;
            if (!credential && !isWithout)
                return ready<void>(credential.error());
            Run run{spec({QStringLiteral("ls-remote"), QStringLiteral("--quiet"), QStringLiteral("--heads"),
                          QStringLiteral("--"), m_remote.text()}),
                    m_remote.text(), remoteError};
            run.live = m_live;
            const auto asked =
                talkAs(run.spec, credential ? std::optional(credential.value()) : std::nullopt, stop);
            return andThen(asked, m_home.get(), [run](const process::Outcome &outcome) {
                const auto answer = answerOf(run, outcome);
                return ready<void>(answer ? Result<void>() : Result<void>(answer.error()));
            });
        });
}

} // namespace envdeck::git

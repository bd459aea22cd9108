// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/connection.h"
#include "core/ssh/dial_socket.h"
#include "core/ssh/engine.h"
#include "core/ssh/trust_store.h"

#include <libssh/libssh.h>
#include <sys/socket.h>
#include <unistd.h>

namespace envdeck::ssh {

namespace {

constexpr std::chrono::seconds longestRest{60};

std::chrono::seconds restAfter(int failures)
{
    return std::min(longestRest, std::chrono::seconds(1LL << std::min(failures - 1, 6)));
}

// A host key that was refused costs the server nothing: as soon as a person has decided, we may come again.
bool isIdentity(const Error &error)
{
    return error.detail.startsWith(QLatin1String("host-key-"));
}

} // namespace

void Engine::enter(State::Phase phase)
{
    const bool first = m_state.failures <= 1;
    if (phase == State::Phase::Connected || phase == State::Phase::Idle) {
        m_state.failures = 0;
        m_state.error.reset();
    }
    if (m_state.phase != phase && (first || phase == State::Phase::Connected || phase == State::Phase::Idle))
        m_state.since = QDateTime::currentDateTimeUtc();
    m_state.phase = phase;
    m_told(m_state);
}

void Engine::failed(const Error &error)
{
    if (error.code == ErrorCode::Canceled) // nobody wants it any more, which says nothing about the host
        return enter(m_state.error ? State::Phase::Resting : State::Phase::Idle);
    ++m_state.failures;
    m_state.error = error;
    const bool refused =
        !isIdentity(error) && (error.code == ErrorCode::Unauthorized || error.code == ErrorCode::BadConfig);
    m_restUntil = {};
    if (!isIdentity(error))
        m_restUntil = std::chrono::steady_clock::now() + restAfter(m_state.failures);
    enter(refused ? State::Phase::Blocked : State::Phase::Resting);
    failWaiting(error);
}

Result<int> Engine::dialThroughJump()
{
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0)
        return Error{ErrorCode::Io, {}, QStringLiteral("socketpair"), 0};
    auto answer = std::make_shared<std::optional<Result<void>>>();
    m_settings.jump->openPipe(
        {m_settings.target.endpoint, ends[1], [inbox = m_inbox, answer](Result<void> result) {
             inbox->add([answer, result = std::move(result)] { *answer = result; });
         }});
    Result<void> waited;
    while (waited && !*answer)
        waited = wait(-1, 0);
    const Result<void> &outcome = waited ? **answer : waited;
    if (outcome)
        return ends[0];
    ::close(ends[0]);
    return outcome.error();
}

Result<UnverifiedSession> Engine::dial()
{
    if (const auto fine = check(m_settings.target); !fine)
        return fine.error();
    const Endpoint &endpoint = m_settings.target.endpoint;
    const auto known = TrustStore(m_settings.knownHostsFile).read();
    const auto fd = m_settings.jump ? dialThroughJump() : dialSocket(endpoint, *this);
    if (!fd)
        return fd.error();
    return UnverifiedSession::open(fd.value(), endpoint,
                                   known ? known.value().typesOf(endpoint) : QList<QByteArray>(), *this);
}

Result<VerifiedSession> Engine::verifiedSession()
{
    auto session = dial();
    if (!session)
        return session.error();
    m_state.seen = session.value().key();
    for (const auto &reader : std::exchange(m_keyReaders, {})) {
        reader->addResult(Result<HostKey>(*m_state.seen));
        reader->finish();
    }
    if (!isWanted()) // only the key was asked for
        return Error{ErrorCode::Canceled, {}, {}, 0};
    const auto known = TrustStore(m_settings.knownHostsFile).read();
    if (!known)
        return Error{ErrorCode::Conflict, known.error().subject, QStringLiteral("host-key-error"),
                     known.error().status};
    return std::move(session).value().verify(known.value(), m_settings.target.endpoint);
}

Result<Secret> Engine::passphrase(const QString &key, int attempt)
{
    auto answer = std::make_shared<std::optional<Result<Secret>>>();
    const Moment asked = std::chrono::steady_clock::now();
    m_asking = true;
    m_ask({key, attempt}, [inbox = m_inbox, answer](Result<Secret> result) {
        inbox->add([answer, result = std::move(result)] { *answer = result; });
    });
    Result<void> waited;
    while (waited && !*answer)
        waited = wait(-1, 0);
    m_asking = false;
    const auto thought = std::chrono::steady_clock::now() - asked;
    m_connectUntil += thought;
    for (const auto &request : m_waiting) {
        if (request->deadline != Moment::max())
            request->deadline += thought;
    }
    return waited ? **answer : Result<Secret>(waited.error());
}

void Engine::connectNow()
{
    const bool tired = m_state.phase == State::Phase::Blocked ||
                       (m_state.error && std::chrono::steady_clock::now() < m_restUntil);
    if (tired)
        return failWaiting(*m_state.error);
    enter(State::Phase::Connecting);
    m_connectUntil = std::chrono::steady_clock::now() + m_settings.connectLimit;
    auto session = verifiedSession();
    if (!session)
        return failed(session.error());
    const auto in = logIn(
        session.value(), m_settings.target, m_settings.login, m_ring,
        [this](const QString &key, int attempt) { return passphrase(key, attempt); }, *this);
    if (!in)
        return failed(in.error());
    m_session = std::move(session).value();
    m_heard = {};
    ssh_set_counters(m_session->get(), nullptr, &m_heard);
    m_event = ssh_event_new();
    ssh_event_add_session(m_event, m_session->get());
    m_mostChannels = SIZE_MAX;
    enter(State::Phase::Connected);
}

} // namespace envdeck::ssh

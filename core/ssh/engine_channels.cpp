// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/engine.h"

#include <libssh/libssh.h>
#include <libssh/server.h>
#include <sys/socket.h>

namespace envdeck::ssh {

namespace {

// OpenSSH allows ten on a connection; some are left so that a command never waits for a stream to end.
constexpr size_t mostChannels = 9;
constexpr size_t keptFree = 3;
constexpr std::chrono::seconds placeLimit{10};

} // namespace

void Engine::startWaiting()
{
    const size_t most = std::min(mostChannels, m_mostChannels);
    const size_t forStreams = most > keptFree ? most - keptFree : 1;
    auto streams = static_cast<size_t>(
        std::count_if(m_running.begin(), m_running.end(), [](const auto &exec) { return exec->isStream(); }));
    for (auto at = m_waiting.begin(); at != m_waiting.end() && m_running.size() < most;) {
        const bool stream = bool((*at)->sink);
        if (stream && streams >= forStreams) {
            if ((*at)->placeUntil == Moment::max())
                (*at)->placeUntil = std::chrono::steady_clock::now() + placeLimit;
            ++at;
            continue;
        }
        streams += stream;
        (*at)->placeUntil = Moment::max();
        m_running.push_back(std::make_unique<Exec>(m_session->get(), std::move(*at)));
        at = m_waiting.erase(at);
    }
    for (auto &wish : std::exchange(m_wishes, {}))
        m_pipes.push_back(std::make_unique<Pipe>(m_session->get(), std::move(wish)));
    for (const auto &reader : std::exchange(m_keyReaders, {})) {
        reader->addResult(Result<HostKey>(*m_state.seen));
        reader->finish();
    }
}

void Engine::pump()
{
    // A read for one channel may bring in what belongs to another, so we go on until nothing came at all.
    for (int round = 0; round < 64 && m_session; ++round) {
        const uint64_t heard = m_heard.in_packets;
        int status = SSH_OK;
        for (int n = 0; n < 64 && status == SSH_OK; ++n)
            status = ssh_event_dopoll(m_event, 0);
        bool moved = false;
        for (const auto &exec : m_running)
            moved |= exec->step();
        for (const auto &pipe : m_pipes)
            moved |= pipe->step();
        reap();
        if (!m_session)
            return;
        if (status == SSH_ERROR || !ssh_is_connected(m_session->get()))
            return loseSession();
        if (!moved && heard == m_heard.in_packets)
            return;
    }
    m_inbox->wake(); // more is there; others get their turn first
}

void Engine::reap()
{
    std::deque<RequestPointer> refused;
    std::erase_if(m_running, [&](const std::unique_ptr<Exec> &exec) {
        if (!exec->isDone())
            return false;
        if (exec->wasRefused() && exec->request().tries == 0) {
            refused.push_back(exec->release());
            return true;
        }
        exec->request().answer(exec->result());
        return true;
    });
    std::erase_if(m_pipes, [](const std::unique_ptr<Pipe> &pipe) { return pipe->isDone(); });
    if (refused.empty())
        return;
    // A server that allows fewer than ten: those that run are as many as it takes. When none runs, commands
    // that we gave up and that do not end hold its places, and only another session has new ones.
    m_mostChannels = m_running.size();
    if (m_running.empty())
        refused.front()->tries = 1;
    while (!refused.empty()) {
        m_waiting.push_front(std::move(refused.back()));
        refused.pop_back();
    }
    if (m_running.empty())
        loseSession();
}

void Engine::loseSession()
{
    const QString subject = m_settings.target.endpoint.text();
    for (auto &exec : std::exchange(m_running, {})) {
        Request &request = exec->request();
        if (!exec->wasSent() && request.tries++ == 0) {
            m_waiting.push_front(exec->release()); // nothing of it has reached the server
            continue;
        }
        const auto code = request.command.changes ? ErrorCode::OutcomeUnknown : ErrorCode::Unreachable;
        request.answer(Error{code, subject, QStringLiteral("connection-lost"), 0});
    }
    m_pipes.clear();
    if (m_event) {
        ssh_event_remove_session(m_event, m_session->get());
        ssh_event_free(m_event);
        m_event = nullptr;
    }
    m_session.reset();
    m_suspectUntil = Moment::max();
    if (!m_quit)
        enter(State::Phase::Idle);
}

void Engine::accept(const Listener &listener)
{
    const int fd = ::accept4(listener.fd, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd >= 0)
        m_wishes.push_back({listener.to, fd, {}});
}

Moment Engine::nextMoment() const
{
    Moment next = m_suspectUntil;
    for (const auto &request : m_waiting)
        next = std::min({next, request->deadline, request->placeUntil});
    for (const auto &exec : m_running)
        next = std::min(next, exec->request().deadline);
    return next;
}

void Engine::sleep()
{
    std::vector<pollfd> polled{{m_inbox->descriptor(), POLLIN, 0}};
    for (const Listener &listener : m_listeners)
        polled.push_back({listener.fd, POLLIN, 0});
    if (m_session) {
        const bool writing = ssh_get_poll_flags(m_session->get()) & SSH_WRITE_PENDING;
        polled.push_back(
            {ssh_get_fd(m_session->get()), static_cast<short>(writing ? POLLIN | POLLOUT : POLLIN), 0});
        for (const auto &pipe : m_pipes) {
            if (const short events = pipe->interest())
                polled.push_back({pipe->descriptor(), events, 0});
        }
    }
    int limit = -1;
    if (const Moment next = nextMoment(); next != Moment::max()) {
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(next - std::chrono::steady_clock::now());
        limit = static_cast<int>(std::clamp<qint64>(left.count(), 0, 3600 * 1000));
    }
    if (!m_session && isWanted())
        limit = 0;
    ::poll(polled.data(), polled.size(), limit);
    size_t at = 1;
    for (const Listener &listener : m_listeners) {
        if (polled[at++].revents & POLLIN)
            accept(listener);
    }
    if (!m_session || m_suspectUntil == Moment::max())
        return;
    if (m_heard.in_packets != m_heardAtSuspicion) {
        m_suspectUntil = Moment::max();
        ssh_send_keepalive(m_session->get()); // takes the answer; the next one asks again
    } else if (std::chrono::steady_clock::now() >= m_suspectUntil) {
        loseSession();
    }
}

} // namespace envdeck::ssh

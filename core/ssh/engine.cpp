// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/engine.h"

#include <arpa/inet.h>
#include <csignal>
#include <cstring>
#include <libssh/libssh.h>
#include <libssh/server.h>
#include <sys/socket.h>
#include <unistd.h>

namespace envdeck::ssh {

Engine::Engine(Settings settings, Told told, Ask ask)
    : m_settings(std::move(settings)), m_told(std::move(told)), m_ask(std::move(ask))
{
    setObjectName(QStringLiteral("ssh"));
    setStackSize(1024 * 1024); // address space only: fifty of them cost what they touch
    start();
}

Engine::~Engine()
{
    m_quit = true;
    m_inbox->wake();
    QThread::wait();
    m_inbox->close();
}

Async<Output> Engine::add(RequestPointer request)
{
    request->promise.start();
    auto future = request->promise.future();
    if (request->limits.deadline.count() > 0)
        request->deadline = std::chrono::steady_clock::now() + request->limits.deadline;
    request->onStop.emplace(request->stop, std::function<void()>([inbox = m_inbox] { inbox->wake(); }));
    auto shared = std::make_shared<RequestPointer>(std::move(request));
    m_inbox->add([this, shared] { m_waiting.push_back(std::move(*shared)); });
    return future;
}

void Engine::addPipe(PipeWish wish)
{
    m_inbox->add([this, wish = std::move(wish)] { m_wishes.push_back(wish); });
}

Async<HostKey> Engine::readKey()
{
    auto promise = std::make_shared<QPromise<Result<HostKey>>>();
    promise->start();
    m_inbox->add([this, promise] { m_keyReaders.push_back(promise); });
    return promise->future();
}

Async<quint16> Engine::listen(quint64 id, const Endpoint &to, quint16 port)
{
    auto promise = std::make_shared<QPromise<Result<quint16>>>();
    promise->start();
    m_inbox->add([this, promise, id, to, port] {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(port);
        socklen_t size = sizeof address;
        auto *plain = reinterpret_cast<sockaddr *>(&address); // what the socket interface wants
        const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (fd >= 0 && ::bind(fd, plain, size) == 0 && ::listen(fd, 16) == 0 &&
            ::getsockname(fd, plain, &size) == 0) {
            m_listeners.push_back({id, fd, to});
            promise->addResult(Result<quint16>(ntohs(address.sin_port)));
        } else {
            promise->addResult(Result<quint16>(Error{ErrorCode::Conflict, QString::number(port),
                                                     QString::fromLocal8Bit(std::strerror(errno)), 0}));
            if (fd >= 0)
                ::close(fd);
        }
        promise->finish();
    });
    return promise->future();
}

void Engine::unlisten(quint64 id)
{
    m_inbox->add([this, id] {
        m_listeners.remove_if([id](const Listener &listener) {
            if (listener.id == id)
                ::close(listener.fd);
            return listener.id == id;
        });
    });
}

void Engine::retry()
{
    m_inbox->add([this] {
        m_restUntil = {};
        if (m_state.phase == State::Phase::Blocked || m_state.phase == State::Phase::Resting)
            enter(State::Phase::Idle);
    });
}

void Engine::drop()
{
    m_inbox->add([this] {
        if (m_session)
            loseSession();
    });
}

void Engine::run()
{
    // A server or a local reader that is gone is an error of one call, not the end of the program.
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    while (!m_quit) {
        takeJobs();
        sweep();
        if (!m_session && isWanted())
            connectNow();
        if (m_session) {
            startWaiting();
            pump();
        }
        sleep();
    }
    finishAll();
}

Result<void> Engine::wait(int fd, short events)
{
    pollfd polled[2] = {{m_inbox->descriptor(), POLLIN, 0}, {fd, events, 0}};
    ::poll(polled, 2, 100);
    takeJobs();
    sweep();
    if (m_quit || !isWanted())
        return Error{ErrorCode::Canceled, {}, {}, 0};
    if (!m_asking && std::chrono::steady_clock::now() >= m_connectUntil)
        return Error{ErrorCode::Timeout, m_settings.target.endpoint.text(), QStringLiteral("connecting"), 0};
    return {};
}

void Engine::takeJobs()
{
    for (const auto &job : m_inbox->take())
        job();
}

void Engine::sweep()
{
    const Moment now = std::chrono::steady_clock::now();
    const QString subject = m_settings.target.endpoint.text();
    const auto verdict = [&](const Request &request) -> std::optional<Error> {
        if (request.stop.stop_requested())
            return Error{ErrorCode::Canceled, subject, {}, 0};
        if (!m_asking && now >= request.deadline)
            return Error{ErrorCode::Timeout, subject, {}, 0};
        return std::nullopt;
    };
    std::erase_if(m_waiting, [&](const RequestPointer &request) {
        auto error = verdict(*request);
        if (!error && now >= request->placeUntil)
            error = Error{ErrorCode::Conflict, subject, QStringLiteral("too-many-streams"), 0};
        if (error)
            request->answer(*error);
        return error.has_value();
    });
    std::erase_if(m_running, [&](const std::unique_ptr<Exec> &exec) {
        const auto error = verdict(exec->request());
        if (!error)
            return false;
        if (error->code == ErrorCode::Timeout && m_suspectUntil == Moment::max()) {
            m_suspectUntil = now + std::chrono::seconds(5);
            m_heardAtSuspicion = m_heard.in_packets;
            ssh_send_keepalive(m_session->get()); // a living server answers
        }
        exec->end();
        // A server may go on with what it was sent, whoever stopped waiting.
        const bool isUnknown = exec->request().command.changes && exec->wasSent();
        exec->request().answer(isUnknown ? Error{ErrorCode::OutcomeUnknown, subject, {}, 0} : *error);
        return true;
    });
}

bool Engine::isWanted() const
{
    return !m_waiting.empty() || !m_wishes.empty() || !m_keyReaders.empty();
}

void Engine::failWaiting(const Error &error)
{
    for (auto &request : std::exchange(m_waiting, {}))
        request->answer(error);
    for (auto &wish : std::exchange(m_wishes, {})) {
        if (wish.opened)
            wish.opened(error);
        ::close(wish.fd);
    }
    for (const auto &reader : std::exchange(m_keyReaders, {})) {
        reader->addResult(Result<HostKey>(error));
        reader->finish();
    }
}

void Engine::finishAll()
{
    const Error error{ErrorCode::Canceled, m_settings.target.endpoint.text(), {}, 0};
    takeJobs();
    for (auto &exec : m_running) {
        exec->end();
        exec->request().answer(error);
    }
    m_running.clear();
    m_pipes.clear();
    failWaiting(error);
    for (const Listener &listener : m_listeners)
        ::close(listener.fd);
    loseSession();
}

} // namespace envdeck::ssh

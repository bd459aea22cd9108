// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/dial_socket.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace envdeck::ssh {

namespace {

struct Lookup {
    QByteArray host;
    QByteArray port;
    std::atomic<bool> done{false};
    int status = 0;
    addrinfo *found = nullptr;

    ~Lookup()
    {
        if (found)
            ::freeaddrinfo(found);
    }
    void run()
    {
        addrinfo hints{};
        hints.ai_socktype = SOCK_STREAM;
        hints.ai_flags = AI_NUMERICSERV;
        status = ::getaddrinfo(host.constData(), port.constData(), &hints, &found);
        done = true;
    }
};

Error unreachable(const Endpoint &endpoint, const char *words)
{
    return Error{ErrorCode::Unreachable, endpoint.text(), QString::fromLocal8Bit(words), 0};
}

// The resolver cannot be interrupted, so a name is looked up in a thread that nobody waits for at the end.
Result<std::shared_ptr<Lookup>> lookUp(const Endpoint &endpoint, Waiter &waiter)
{
    auto lookup = std::make_shared<Lookup>();
    lookup->host = endpoint.host.toUtf8();
    lookup->port = QByteArray::number(endpoint.port);
    std::thread([lookup] { lookup->run(); }).detach();
    for (int round = 0; !lookup->done; ++round) {
        if (round < 20) { // an address answers in microseconds
            ::usleep(200);
            continue;
        }
        if (const auto waited = waiter.wait(-1, 0); !waited)
            return waited.error();
    }
    if (lookup->status != 0)
        return unreachable(endpoint, ::gai_strerror(lookup->status));
    return lookup;
}

void tune(int fd)
{
    const auto set = [fd](int level, int name, int value) {
        ::setsockopt(fd, level, name, &value, sizeof value);
    };
    set(IPPROTO_TCP, TCP_NODELAY, 1);
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, 30);
    set(IPPROTO_TCP, TCP_KEEPINTVL, 10);
    set(IPPROTO_TCP, TCP_KEEPCNT, 3);
    set(IPPROTO_TCP, TCP_USER_TIMEOUT, 30000); // of what was sent and never acknowledged
}

// An address that swallows packets must not cost the next one its chance.
constexpr std::chrono::seconds perAddress{4};

Result<int> dialOne(const addrinfo &address, bool last, const Endpoint &endpoint, Waiter &waiter)
{
    const int fd = ::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return unreachable(endpoint, std::strerror(errno));
    tune(fd);
    const auto began = std::chrono::steady_clock::now();
    int status = ::connect(fd, address.ai_addr, address.ai_addrlen) == 0 ? 0 : errno;
    while (status == EINPROGRESS) {
        if (const auto waited = waiter.wait(fd, POLLOUT); !waited) {
            ::close(fd);
            return waited.error();
        }
        pollfd ready{fd, POLLOUT, 0};
        socklen_t size = sizeof status;
        if (::poll(&ready, 1, 0) > 0)
            ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &status, &size);
        else if (!last && std::chrono::steady_clock::now() - began > perAddress)
            status = ETIMEDOUT;
    }
    if (status == 0)
        return fd;
    ::close(fd);
    return unreachable(endpoint, std::strerror(status));
}

} // namespace

Result<int> dialSocket(const Endpoint &endpoint, Waiter &waiter)
{
    const auto lookup = lookUp(endpoint, waiter);
    if (!lookup)
        return lookup.error();
    Result<int> answer = unreachable(endpoint, "no address");
    for (const addrinfo *at = lookup.value()->found; at; at = at->ai_next) {
        answer = dialOne(*at, !at->ai_next, endpoint, waiter);
        if (answer || answer.error().code != ErrorCode::Unreachable)
            break;
    }
    return answer;
}

} // namespace envdeck::ssh

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/login.h"

#include "core/base/remote_text.h"
#include "core/ssh/inbox.h"

#include <QFile>
#include <QtEndian>
#include <atomic>
#include <cstring>
#include <libssh/libssh.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

namespace envdeck::ssh {

namespace {

int connectAgent(const QString &path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const QByteArray name = QFile::encodeName(path);
    if (name.size() >= static_cast<qsizetype>(sizeof address.sun_path))
        return -1;
    std::memcpy(address.sun_path, name.constData(), static_cast<size_t>(name.size()));
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    // The casts are what the socket interface wants.
    if (fd >= 0 && ::connect(fd, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0)
        return fd;
    if (fd >= 0)
        ::close(fd);
    return -1;
}

// How many keys an agent has, by asking it ourselves: libssh does not tell an empty one from a refused key.
Result<quint32> countKeys(int fd, Waiter &waiter)
{
    const QByteArray question("\0\0\0\1\x0b", 5); // SSH_AGENTC_REQUEST_IDENTITIES
    QByteArray answer;
    if (::send(fd, question.constData(), 5, MSG_NOSIGNAL) != 5)
        return 0U;
    qsizetype wanted = 4;
    while (answer.size() < wanted) {
        if (const auto waited = waiter.wait(fd, POLLIN); !waited)
            return waited.error();
        char buffer[4096];
        const auto got = ::recv(
            fd, buffer, static_cast<size_t>(std::min<qsizetype>(4096, wanted - answer.size())), MSG_DONTWAIT);
        if (got < 0 && errno == EAGAIN)
            continue;
        if (got <= 0)
            return 0U;
        answer.append(buffer, got);
        if (answer.size() == 4)
            wanted = 4 + std::min<qsizetype>(qFromBigEndian<quint32>(answer.constData()), 1024 * 1024);
    }
    if (answer.size() < 9 || answer.at(4) != 12) // SSH_AGENT_IDENTITIES_ANSWER
        return 0U;
    return qFromBigEndian<quint32>(answer.constData() + 5);
}

struct Attempt {
    ssh_session session;
    const Target &target;
    Waiter &waiter;

    Error refused(const char *detail) const
    {
        return Error{ErrorCode::Unauthorized, target.endpoint.text(), QLatin1String(detail), 0};
    }
    // Repeats a step of libssh until it has an answer.
    template <typename Step>
    Result<void> until(const char *detail, Step step) const
    {
        for (;;) {
            const Result<int> status = step();
            if (!status)
                return status.error();
            switch (status.value()) {
            case SSH_AUTH_SUCCESS: return {};
            case SSH_AUTH_AGAIN: break;
            case SSH_AUTH_DENIED:
            case SSH_AUTH_PARTIAL:
            case SSH_AUTH_INFO: return refused(detail);
            default: return lost(detail);
            }
            const bool writing = ssh_get_poll_flags(session) & SSH_WRITE_PENDING;
            if (const auto waited = waiter.wait(ssh_get_fd(session), writing ? POLLIN | POLLOUT : POLLIN);
                !waited)
                return waited.error();
        }
    }
    Error lost(const char *detail) const
    {
        const QString words = QString::fromUtf8(ssh_get_error(session));
        if (ssh_is_connected(session) || words.contains(QLatin1String("authentication failures")))
            return refused(detail);
        return Error{ErrorCode::Unreachable, target.endpoint.text(), remoteText(words), 0};
    }
    // libssh waits for an agent without end, and an agent may wait for a person: so it does that in a thread
    // of its own, and the agent's line is cut when nobody waits for us any more.
    Result<int> askAgent(int agent) const
    {
        const Inbox bell;
        std::atomic<bool> answered{false};
        int status = SSH_AUTH_ERROR;
        std::thread asking([&] {
            status = ssh_userauth_agent(session, nullptr);
            answered = true;
            bell.wake();
        });
        Result<void> waited;
        while (waited && !answered)
            waited = waiter.wait(bell.descriptor(), POLLIN);
        if (!waited)
            ::shutdown(agent, SHUT_RDWR);
        asking.join();
        return waited ? Result<int>(status) : Result<int>(waited.error());
    }
    Result<void> agent(const QString &socket) const
    {
        const int fd = connectAgent(socket);
        if (fd < 0)
            return refused("agent-missing");
        const auto keys = countKeys(fd, waiter);
        if (!keys || keys.value() == 0) {
            ::close(fd);
            return keys ? refused("agent-empty") : keys.error();
        }
        ssh_set_agent_socket(session, fd); // the session closes it
        return until("agent-refused", [&] { return askAgent(fd); });
    }
};

bool mayGoOn(const Result<void> &tried)
{
    return !tried && tried.error().code == ErrorCode::Unauthorized;
}

} // namespace

Result<void> logIn(const VerifiedSession &session, const Target &target, const Login &login, KeyRing &ring,
                   const AskPassphrase &ask, Waiter &waiter)
{
    const Attempt attempt{session.get(), target, waiter};
    const QByteArray user = target.user.toLatin1();
    if (ssh_options_set(session.get(), SSH_OPTIONS_USER, user.constData()) != SSH_OK)
        return attempt.refused("user");
    bool isOver = false;
    const auto byAgent = [&]() -> Result<void> { return attempt.agent(login.agentSocket); };
    const auto byKey = [&]() -> Result<void> {
        const auto key = ring.open(login, ask);
        isOver = !key; // a key that is meant and cannot be used is not passed over in silence
        if (!key)
            return key.error();
        return attempt.until("key-refused",
                             [&] { return ssh_userauth_publickey(session.get(), nullptr, key.value()); });
    };
    std::vector<std::function<Result<void>()>> ways;
    if (!login.agentSocket.isEmpty())
        ways.emplace_back(byAgent);
    // A server counts the keys it is offered: the one that was entered for it goes before those of the agent.
    if (!login.keyText.isEmpty())
        ways.insert(ways.begin(), byKey);
    else if (!login.keyFile.isEmpty())
        ways.emplace_back(byKey);
    Result<void> last = attempt.refused("no-credentials");
    for (const auto &way : ways) {
        last = way();
        if (isOver || !mayGoOn(last))
            return last;
    }
    if (!login.password.isEmpty()) {
        const Secret password(login.password.reveal().toByteArray() + QByteArray("", 1));
        last = attempt.until("password-refused", [&] {
            return ssh_userauth_password(session.get(), nullptr, password.reveal().data());
        });
    }
    return last;
}

} // namespace envdeck::ssh

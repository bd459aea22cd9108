// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/pipe.h"

#include <cerrno>
#include <libssh/libssh.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace envdeck::ssh {

namespace {

constexpr size_t pipePiece = 32 * 1024;

} // namespace

Pipe::Pipe(ssh_session session, PipeWish wish)
    : m_session(session), m_wish(std::move(wish)), m_channel(ssh_channel_new(session))
{
}

Pipe::~Pipe()
{
    say(Error{ErrorCode::Unreachable, m_wish.to.text(), QStringLiteral("connection-lost"), 0});
    ::close(m_wish.fd);
}

void Pipe::say(const Result<void> &result)
{
    if (const auto opened = std::exchange(m_wish.opened, nullptr))
        opened(result);
}

short Pipe::interest() const
{
    if (!m_open)
        return 0;
    int events = 0;
    if (!m_localEnded && m_toServer.isEmpty())
        events |= POLLIN;
    if (!m_toLocal.isEmpty())
        events |= POLLOUT;
    return static_cast<short>(events);
}

bool Pipe::step()
{
    if (m_done)
        return false;
    if (!m_open)
        return open();
    bool moved = inward();
    moved |= outward();
    const bool serverGone = ssh_channel_is_closed(m_channel.get());
    if ((m_serverTold && m_localTold) || (serverGone && m_toLocal.isEmpty()))
        m_done = true;
    return moved || m_done;
}

bool Pipe::open()
{
    const int status = ssh_channel_open_forward(m_channel.get(), m_wish.to.host.toUtf8().constData(),
                                                m_wish.to.port, "127.0.0.1", 0);
    if (status == SSH_AGAIN)
        return false;
    m_open = status == SSH_OK;
    m_done = !m_open;
    say(m_open ? Result<void>()
               : Result<void>(Error{ErrorCode::Unreachable, m_wish.to.text(),
                                    QString::fromUtf8(ssh_get_error(m_session)), 0}));
    return true;
}

bool Pipe::inward()
{
    bool moved = false;
    if (m_toLocal.isEmpty()) {
        QByteArray buffer(pipePiece, Qt::Uninitialized);
        const int got = ssh_channel_read_nonblocking(m_channel.get(), buffer.data(), pipePiece, 0);
        if (got > 0) {
            buffer.truncate(got);
            m_toLocal = buffer;
            moved = true;
        }
    }
    if (!m_toLocal.isEmpty()) {
        const auto wrote = ::send(m_wish.fd, m_toLocal.constData(), static_cast<size_t>(m_toLocal.size()),
                                  MSG_NOSIGNAL | MSG_DONTWAIT);
        if (wrote > 0) {
            m_toLocal.remove(0, wrote);
            moved = true;
        } else if (wrote < 0 && errno != EAGAIN) {
            m_toLocal.clear();
            m_done = true;
        }
    } else if (!m_localTold && ssh_channel_is_eof(m_channel.get())) {
        ::shutdown(m_wish.fd, SHUT_WR);
        m_localTold = moved = true;
    }
    return moved;
}

bool Pipe::outward()
{
    bool moved = false;
    if (m_toServer.isEmpty() && !m_localEnded) {
        QByteArray buffer(pipePiece, Qt::Uninitialized);
        const auto got = ::recv(m_wish.fd, buffer.data(), pipePiece, MSG_DONTWAIT);
        if (got > 0) {
            buffer.truncate(got);
            m_toServer = buffer;
        }
        m_localEnded = got == 0 || (got < 0 && errno != EAGAIN);
        moved = got > 0 || m_localEnded;
    }
    if (!m_toServer.isEmpty()) {
        const auto room = std::min<qsizetype>(m_toServer.size(), ssh_channel_window_size(m_channel.get()));
        if (room <= 0 || (ssh_get_poll_flags(m_session) & SSH_WRITE_PENDING))
            return moved;
        const int wrote =
            ssh_channel_write(m_channel.get(), m_toServer.constData(), static_cast<uint32_t>(room));
        if (wrote > 0)
            m_toServer.remove(0, wrote);
        moved |= wrote > 0;
    } else if (m_localEnded && !m_serverTold) {
        ssh_channel_send_eof(m_channel.get());
        m_serverTold = moved = true;
    }
    return moved;
}

} // namespace envdeck::ssh

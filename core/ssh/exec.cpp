// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/exec.h"

#include <libssh/libssh.h>

namespace envdeck::ssh {

namespace {

constexpr qsizetype piece = 64 * 1024; // larger reads are slower

} // namespace

Exec::Exec(ssh_session session, RequestPointer request)
    : m_session(session), m_request(std::move(request)), m_channel(ssh_channel_new(session)),
      m_input(m_request->command.input)
{
    // Nobody would ever end a stream whose reader is lost; a command may be half done.
    if (m_request->command.heeds && !isStream())
        m_input = Secret(m_input.reveal().toByteArray() + "keep\n");
    m_callbacks.size = sizeof m_callbacks;
    m_callbacks.userdata = this;
    m_callbacks.channel_exit_status_function = [](ssh_session, ssh_channel, int status, void *self) {
        static_cast<Exec *>(self)->m_output.exitCode = status;
        static_cast<Exec *>(self)->m_exited = true;
    };
    m_callbacks.channel_exit_signal_function = [](ssh_session, ssh_channel, const char *signal, int,
                                                  const char *, const char *, void *self) {
        static_cast<Exec *>(self)->m_output.signal = signal;
        static_cast<Exec *>(self)->m_exited = true;
    };
    ssh_set_channel_callbacks(m_channel.get(), &m_callbacks);
}

Exec::~Exec()
{
    ssh_remove_channel_callbacks(m_channel.get(),
                                 &m_callbacks); // the channel may live until the server closes it
}

bool Exec::fail(const char *what)
{
    m_error =
        Error{ErrorCode::BadResponse, QLatin1String(what), QString::fromUtf8(ssh_get_error(m_session)), 0};
    m_phase = Phase::Done;
    return true;
}

bool Exec::step()
{
    if (m_phase == Phase::Opening) {
        const int status = ssh_channel_open_session(m_channel.get());
        if (status == SSH_AGAIN)
            return false;
        if (status != SSH_OK) {
            m_refused = ssh_is_connected(m_session);
            return fail("channel-refused");
        }
        m_phase = Phase::Requesting;
    }
    if (m_phase == Phase::Requesting) {
        const int status = ssh_channel_request_exec(m_channel.get(), m_request->command.line.constData());
        if (!m_output.sent.isValid())
            m_output.sent = QDateTime::currentDateTimeUtc();
        if (status == SSH_AGAIN)
            return false;
        if (status != SSH_OK)
            return fail("command-refused");
        m_phase = Phase::Running;
        return true;
    }
    return m_phase == Phase::Running && run();
}

bool Exec::run()
{
    bool moved = feed();
    if (m_request->flow && m_request->flow->isFull())
        return moved; // what the server has sent waits in the channel, and its window closes
    moved |= read(false);
    moved |= read(true);
    ssh_channel channel = m_channel.get();
    const bool drained = ssh_channel_poll(channel, 0) <= 0 && ssh_channel_poll(channel, 1) <= 0;
    const bool ended = (m_exited && ssh_channel_is_eof(channel)) || ssh_channel_is_closed(channel);
    const bool full = m_output.truncated && m_request->limits.endAtCap;
    if (!(drained && ended) && !full)
        return moved;
    if (!drained)
        end();
    else if (!m_exited)
        return ssh_is_connected(m_session) ? fail("no-exit-status")
                                           : moved; // otherwise lost with the session
    m_output.received = QDateTime::currentDateTimeUtc();
    m_phase = Phase::Done;
    return true;
}

bool Exec::feed()
{
    if (m_inputClosed)
        return false;
    const QByteArrayView input = m_input.reveal();
    ssh_channel channel = m_channel.get();
    const qint64 most = std::min<qint64>({input.size() - m_fed, ssh_channel_window_size(channel), piece});
    if (m_fed < input.size()) {
        if (most <= 0 || (ssh_get_poll_flags(m_session) & SSH_WRITE_PENDING))
            return false;
        const int wrote = ssh_channel_write(channel, input.data() + m_fed, static_cast<uint32_t>(most));
        if (wrote > 0)
            m_fed += wrote;
        if (m_fed < input.size())
            return wrote > 0;
    }
    if (!m_request->command.heeds)
        ssh_channel_send_eof(channel);
    m_inputClosed = true;
    return true;
}

bool Exec::read(bool isError)
{
    QByteArray buffer(piece, Qt::Uninitialized);
    const int got = ssh_channel_read_nonblocking(m_channel.get(), buffer.data(), piece, isError);
    if (got <= 0)
        return false;
    buffer.truncate(got);
    take(buffer, isError);
    return true;
}

void Exec::take(const QByteArray &bytes, bool isError)
{
    if (m_request->sink)
        return m_request->sink(bytes, isError);
    const qint64 room = std::max<qint64>(0, m_request->limits.capBytes - m_taken);
    if (bytes.size() > room)
        m_output.truncated = true;
    (isError ? m_output.err : m_output.out) += bytes.left(std::min<qsizetype>(room, bytes.size()));
    m_taken += std::min<qint64>(room, bytes.size());
}

Result<Output> Exec::result() const
{
    return m_error ? Result<Output>(*m_error) : Result<Output>(m_output);
}

void Exec::end()
{
    if (m_phase != Phase::Running)
        return;
    // Closing a channel ends nothing by itself at an OpenSSH server, and a signal only where nobody is root.
    if (m_request->command.heeds && m_inputClosed)
        ssh_channel_write(m_channel.get(), "end\n", 4);
    ssh_channel_request_send_signal(m_channel.get(), "TERM");
    ssh_channel_send_eof(m_channel.get());
}

} // namespace envdeck::ssh

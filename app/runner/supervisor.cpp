// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runner/supervisor.h"

#include <QFile>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace envdeck::runner {

namespace {

using namespace std::chrono_literals;

constexpr auto retryEndEvery = 1s;
constexpr int retryEndTimes = 24 * 3600; // a full disk is somebody's next morning
constexpr int notStarted = 127;

Error systemError(const QString &subject, int number = errno)
{
    return Error{ErrorCode::Io, subject, QString::fromLocal8Bit(std::strerror(number)), 0};
}

sigset_t handledSignals()
{
    sigset_t set;
    ::sigemptyset(&set);
    for (const int number : {SIGINT, SIGTERM, SIGCHLD})
        ::sigaddset(&set, number);
    return set;
}

} // namespace

Result<void> Supervisor::start(SecretEnvironment &secrets)
{
    if (const Result<void> entered = enterSession(); !entered)
        return entered;
    if (const Result<void> opened = openStreams(); !opened)
        return opened;

    QList<QByteArray> encoded;
    for (const QString &argument : m_argv)
        encoded.append(QFile::encodeName(argument));
    std::vector<char *> argv;
    for (QByteArray &argument : encoded)
        argv.push_back(argument.data());
    argv.push_back(nullptr);

    const bool forked = m_program.fork(argv, secrets.environmentBlock(), m_streams);
    secrets.wipe();
    if (!forked)
        return systemError(m_argv.constFirst());
    const auto self = identityOf(::getpid());
    const auto program = identityOf(m_program.pid());
    if (!self || !program)
        return systemError(QStringLiteral("/proc"), ESRCH);
    if (const Result<void> written = m_files.writeStart({m_argv, *self, *program}); !written)
        return written;
    if (const int failure = m_program.release()) {
        const Error error = systemError(m_argv.constFirst(), failure);
        writeEnd({notStarted, 0, false, error.detail});
        return error;
    }
    return {};
}

Result<void> Supervisor::enterSession()
{
    if (::setsid() < 0)
        return systemError(QStringLiteral("setsid"));
    ::signal(SIGHUP, SIG_IGN);
    ::signal(SIGPIPE, SIG_IGN);
    const sigset_t handled = handledSignals();
    ::sigprocmask(SIG_BLOCK, &handled, nullptr);
    return {};
}

Result<void> Supervisor::openStreams()
{
    m_streams.in = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (m_streams.in < 0)
        return systemError(QStringLiteral("/dev/null"));
    const Result<int> out = m_files.openStream(QStringLiteral("out"));
    const Result<int> err = m_files.openStream(QStringLiteral("err"));
    if (!out || !err)
        return out ? err.error() : out.error();
    m_streams.out = out.value();
    m_streams.err = err.value();
    // Nothing of the starter's stays open here: it must be able to end.
    for (const int own : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::dup2(m_streams.in, own);
    return {};
}

void Supervisor::supervise()
{
    const sigset_t handled = handledSignals();
    while (true) {
        int status = 0;
        if (::waitpid(m_program.pid(), &status, WNOHANG) == m_program.pid()) {
            ::fsync(m_streams.out);
            ::fsync(m_streams.err);
            const bool killed = WIFSIGNALED(status);
            return writeEnd(
                {killed ? 0 : WEXITSTATUS(status), killed ? WTERMSIG(status) : 0, m_interrupted, {}});
        }
        const int number = ::sigwaitinfo(&handled, nullptr);
        if (number == SIGINT || number == SIGTERM)
            passOnInterrupt();
    }
}

void Supervisor::passOnInterrupt()
{
    if (m_interrupted)
        return;
    m_interrupted = true;
    ::kill(m_program.pid(), SIGINT);
}

void Supervisor::writeEnd(const End &end) const
{
    for (int i = 0; i < retryEndTimes; ++i) {
        if (m_files.writeEnd(end))
            return;
        std::this_thread::sleep_for(retryEndEvery);
    }
}

} // namespace envdeck::runner

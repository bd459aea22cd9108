// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runner/program.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace envdeck::runner {

namespace {

constexpr int neverRan = 127;

void closeEnd(int &descriptor)
{
    if (descriptor >= 0)
        ::close(descriptor);
    descriptor = -1;
}

template <typename T>
bool readWhole(int descriptor, T &value)
{
    ssize_t got = -1;
    do {
        got = ::read(descriptor, &value, sizeof value);
    } while (got < 0 && errno == EINTR);
    return got == ssize_t(sizeof value);
}

} // namespace

Program::~Program()
{
    for (int *end : {&m_gate[0], &m_gate[1], &m_report[0], &m_report[1]})
        closeEnd(*end);
}

bool Program::fork(const std::vector<char *> &argv, const std::vector<char *> &environment, Streams streams)
{
    if (::pipe2(m_gate, O_CLOEXEC) != 0 || ::pipe2(m_report, O_CLOEXEC) != 0)
        return false;
    m_pid = ::fork();
    if (m_pid == 0)
        become(argv, environment, streams);
    closeEnd(m_gate[0]);
    closeEnd(m_report[1]);
    return m_pid > 0;
}

int Program::release()
{
    const char go = 1;
    if (::write(m_gate[1], &go, 1) != 1)
        return errno;
    closeEnd(m_gate[1]);
    int failure = 0;
    return readWhole(m_report[0], failure) ? failure : 0;
}

// Only what is safe between fork and exec.
void Program::become(const std::vector<char *> &argv, const std::vector<char *> &environment,
                     Streams streams) const
{
    ::close(m_gate[1]);
    // A group of its own: whatever is sent to the runner's group does not reach it.
    ::setpgid(0, 0);
    char go = 0;
    if (!readWhole(m_gate[0], go))
        ::_exit(neverRan);
    for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGCHLD, SIGPIPE})
        ::signal(number, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    if (::dup2(streams.in, STDIN_FILENO) >= 0 && ::dup2(streams.out, STDOUT_FILENO) >= 0 &&
        ::dup2(streams.err, STDERR_FILENO) >= 0)
        ::execve(argv.front(), argv.data(), environment.data());
    const int failure = errno;
    if (::write(m_report[1], &failure, sizeof failure) < 0)
        ::_exit(neverRan); // nobody is left to tell
    ::_exit(neverRan);
}

} // namespace envdeck::runner

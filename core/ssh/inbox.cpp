// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssh/inbox.h"

#include <cstdint>
#include <sys/eventfd.h>
#include <unistd.h>
#include <utility>

namespace envdeck::ssh {

Inbox::Inbox() : m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

Inbox::~Inbox()
{
    ::close(m_wake);
}

void Inbox::add(std::function<void()> job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return;
        m_jobs.push_back(std::move(job));
    }
    wake();
}

void Inbox::wake() const
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = ::write(m_wake, &one, sizeof one);
}

std::vector<std::function<void()>> Inbox::take()
{
    std::uint64_t count = 0;
    [[maybe_unused]] const auto read = ::read(m_wake, &count, sizeof count);
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_jobs, {});
}

void Inbox::close()
{
    std::vector<std::function<void()>>
        left; // destroyed outside the lock: they may hold the last of something
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    left.swap(m_jobs);
}

} // namespace envdeck::ssh

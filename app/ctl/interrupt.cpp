// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/interrupt.h"

#include "app/ctl/exit_code.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace envdeck::ctl {

namespace {

std::array<int, 2> pipeEnds{-1, -1}; // a signal handler can reach nothing else

void onSignal(int)
{
    const char byte = 1;
    if (::write(pipeEnds[1], &byte, 1) < 0)
        ::_exit(exitInterrupted);
}

} // namespace

Interrupt::Interrupt()
{
    if (::pipe2(pipeEnds.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(pipeEnds[0], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] {
        char byte = 0;
        while (::read(pipeEnds[0], &byte, 1) > 0) {
            if (m_stop.stop_requested())
                ::_exit(exitInterrupted);
            m_stop.request_stop();
        }
    });
    struct sigaction action = {};
    action.sa_handler = onSignal;
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
}

Interrupt::~Interrupt() = default;

} // namespace envdeck::ctl

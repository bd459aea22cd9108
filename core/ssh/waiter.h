// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace envdeck::ssh {

// How a step in a connection's thread waits without becoming deaf.
class Waiter {
public:
    virtual ~Waiter() = default;
    // Until the descriptor (-1: none) is ready for these events of poll(2), or at most 100 ms: the caller
    // looks again. Timeout after the deadline of connecting, Canceled when nobody wants the connection any
    // more.
    virtual Result<void> wait(int fd, short events) = 0;
};

} // namespace envdeck::ssh

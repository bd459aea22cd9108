// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssh/endpoint.h"
#include "core/ssh/waiter.h"

namespace envdeck::ssh {

// A connected, non-blocking TCP socket whose death the kernel notices (keep-alive, user timeout). IPv6 and
// IPv4 in the resolver's order. Errors: Unreachable with the system's words, and the waiter's.
Result<int> dialSocket(const Endpoint &endpoint, Waiter &waiter);

} // namespace envdeck::ssh

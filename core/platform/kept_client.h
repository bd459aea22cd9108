// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"

#include <memory>

namespace envdeck::platform {

// Asks the client and keeps it until the answer came, although its key may be forgotten meanwhile.
template <typename Client, typename Fn>
auto askKept(const std::shared_ptr<Client> &client, QObject *context, Fn fn)
{
    const auto answer = fn(*client);
    whenDone(answer, context, [client](const auto &) {});
    return answer;
}

} // namespace envdeck::platform

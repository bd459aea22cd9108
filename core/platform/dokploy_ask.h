// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/dokploy_platform.h"
#include "core/platform/kept_client.h"

// How DokployPlatform asks a panel; included by its own sources only.
namespace envdeck::platform {

template <typename Fn>
auto DokployPlatform::onPanel(const EnvironmentId &environment, Fn fn)
{
    return andThen(panel(environment), m_context.get(),
                   [this, fn](const std::shared_ptr<dokploy::Client> &client) {
                       return askKept(client, m_context.get(), fn);
                   });
}

template <typename T, typename Fn>
Async<T> DokployPlatform::ask(const Target &target, std::stop_token stop, Fn fn)
{
    const auto answer =
        andThen(service(target, stop), m_context.get(), [this, target, fn](const dokploy::ServiceRef &ref) {
            return onPanel(target.environment,
                           [ref, fn](dokploy::Client &client) { return fn(client, ref); });
        });
    whenDone(answer, m_context.get(), [this, target](const Result<T> &result) {
        if (!result)
            noteError(target.environment, target.app, result.error());
    });
    return answer;
}

} // namespace envdeck::platform

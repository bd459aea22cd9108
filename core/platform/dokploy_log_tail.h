// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/dokploy/log_follower.h"
#include "core/platform/app_panel.h"

namespace envdeck::platform {

// A follower's lines without their colours; keeps its client while it follows.
class DokployLogTail final : public LogTail {
public:
    void begin(const std::shared_ptr<dokploy::Client> &client, const dokploy::ServiceRef &service,
               const QString &deployment);

private:
    std::shared_ptr<dokploy::Client> m_client;
    std::unique_ptr<dokploy::LogFollower> m_follower; // goes before its client
};

} // namespace envdeck::platform

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/dokploy_log_tail.h"

#include "core/logs/ansi.h"

namespace envdeck::platform {

void DokployLogTail::begin(const std::shared_ptr<dokploy::Client> &client, const dokploy::ServiceRef &service,
                           const QString &deployment)
{
    m_client = client;
    m_follower = std::make_unique<dokploy::LogFollower>(*client, service, deployment);
    connect(m_follower.get(), &dokploy::LogFollower::arrived, this, [this](const QStringList &lines) {
        QStringList plain;
        for (const QString &line : lines)
            plain.append(QString::fromUtf8(logs::withoutAnsi(line.toUtf8())));
        Q_EMIT arrived(plain);
    });
    connect(m_follower.get(), &dokploy::LogFollower::ended, this, [this](dokploy::DeploymentStatus status) {
        Q_EMIT ended(status == dokploy::DeploymentStatus::Done ? PlatformState::Done : PlatformState::Error);
    });
    connect(m_follower.get(), &dokploy::LogFollower::failed, this, &LogTail::failed);
    m_follower->start();
}

} // namespace envdeck::platform

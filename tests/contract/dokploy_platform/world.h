// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/dokploy_platform.h"
#include "tests/contract/standin_dokploy/bench.h"
#include "tests/support/event_loop.h"

namespace envdeck::testing {

inline const Target worldApi{QStringLiteral("dev"), QStringLiteral("api")};
inline const Target worldWeb{QStringLiteral("dev"), QStringLiteral("web")};

// The platform as the use cases see it, on a stand-in: compose "api" (raw) and application "web" (an image).
class PlatformWorld {
public:
    PlatformWorld();

    QJsonValue row(const QString &router, const QString &idKey, const QString &id); // as the panel tells it
    void spoil(const char *fault);        // of HttpStandin; empty: well again
    void upgrade(const QString &version); // the same panel comes back at the same address
    QString webImage()
    {
        return row(QStringLiteral("application"), QStringLiteral("applicationId"),
                   webId)[QLatin1String("dockerImage")]
            .toString();
    }

    Bench bench;
    QString apiId;
    QString webId;
    Workspace workspace;
    http::Client http;
    secrets::Vault vault;
    std::unique_ptr<platform::DokployPlatform> platform;
};

} // namespace envdeck::testing

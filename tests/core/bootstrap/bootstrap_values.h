// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bootstrap/plan.h"
#include "tests/support/text.h"

namespace envdeck::testing {

inline QDateTime someTime()
{
    return QDateTime(QDate(2026, 3, 2), QTime(10, 41), Qt::UTC);
}

// A fresh Debian 12 of four gigabytes.
inline bootstrap::Look bareHost()
{
    bootstrap::Look look;
    look.rights = bootstrap::Rights::Root;
    look.name = s("test-1");
    look.machine = s("x86_64");
    look.osId = s("debian");
    look.osVersion = s("12");
    look.osName = s("Debian GNU/Linux 12 (bookworm)");
    look.time = someTime();
    look.memoryKib = 4LL * 1024 * 1024;
    look.diskKib = 40LL * 1024 * 1024;
    look.apt = true;
    look.upgradable = 12;
    return look;
}

inline bootstrap::Look dokployHost()
{
    bootstrap::Look look = bareHost();
    look.docker = look.dockerAnswers = true;
    look.dockerVersion = s("28.5.0");
    look.swarm = s("active");
    look.dokploy = look.postgres = s("1/1");
    look.dokployImage = s("dokploy/dokploy:v0.30.2");
    look.traefik = s("running");
    look.port3000 = true;
    look.containers = 3;
    return look;
}

inline bootstrap::Wishes someWishes()
{
    bootstrap::Wishes wishes;
    wishes.host = {s("test"), s("test-1")};
    wishes.panelHost = s("test-1");
    wishes.ask.mail = s("ada@example.com");
    wishes.ports = {80, 443};
    wishes.panel = QUrl(s("https://dokploy.test.example.com"));
    wishes.workspace = s("acme");
    wishes.gitKey = true;
    return wishes;
}

inline QByteArray someInstaller(const QByteArray &more = {})
{
    return "#!/bin/bash\n# dokploy\ndocker swarm leave --force\ndocker swarm init\n" + more;
}

} // namespace envdeck::testing

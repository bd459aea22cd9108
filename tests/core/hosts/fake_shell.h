// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/shell.h"
#include "tests/core/hosts/host_text.h"

#include <QHash>

namespace envdeck::testing {

// Hosts that say what the test put into them. A probe gets the recording with the marker that it asked for.
class FakeShell final : public platform::Shell {
public:
    Async<platform::ShellOutput> run(const platform::HostId &host, const QByteArray &script,
                                     const platform::ShellLimits &, std::stop_token) override
    {
        scripts.append({host, script});
        if (const auto error = failures.constFind(host.name); error != failures.cend())
            return ready<platform::ShellOutput>(*error);
        if (silent.contains(host.name)) {
            waiting.emplace_back();
            waiting.back().start();
            return waiting.back().future();
        }
        const QByteArray asked = script.mid(script.indexOf("M='") + 3, 32);
        platform::ShellOutput output;
        output.out = recordedText(recording).replace(marker, asked);
        output.sent = now;
        output.received = now.addMSecs(40);
        return ready<platform::ShellOutput>(output);
    }
    Async<platform::ShellOutput> follow(const platform::HostId &, const QByteArray &, const Lines &,
                                        std::stop_token) override
    {
        return ready<platform::ShellOutput>(
            Error{ErrorCode::Internal, {}, QStringLiteral("not-in-this-test"), 0});
    }

    const char *recording = "probe-docker28.txt";
    QHash<QString, Error> failures; // by the host's name
    QStringList silent;             // hosts that never answer
    QList<std::pair<platform::HostId, QByteArray>> scripts;
    std::vector<QPromise<Result<platform::ShellOutput>>> waiting;
    QDateTime now = QDateTime(QDate(2026, 3, 2), QTime(10, 41), Qt::UTC);
};

inline Workspace workspaceWithHosts()
{
    Workspace workspace;
    workspace.name = QStringLiteral("acme");
    for (const auto &[name, kind] : {std::pair(QStringLiteral("test"), EnvironmentKind::Test),
                                     std::pair(QStringLiteral("prod"), EnvironmentKind::Prod)}) {
        Environment environment;
        environment.name = name;
        environment.kind = kind;
        for (int i = 1; i <= (kind == EnvironmentKind::Prod ? 2 : 1); ++i) {
            HostSpec host;
            host.name = QStringLiteral("%1-%2").arg(name).arg(i);
            host.address = QStringLiteral("203.0.113.%1").arg(int(kind) * 10 + i);
            host.user = QStringLiteral("root");
            environment.hosts.append(host);
        }
        workspace.environments.append(environment);
    }
    return workspace;
}

} // namespace envdeck::testing

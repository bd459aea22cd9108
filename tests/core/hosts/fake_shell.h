// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/shell.h"
#include "tests/core/hosts/host_text.h"

#include <QHash>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

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
    // A stream stays open until the test ends it, or somebody stops it.
    Async<platform::ShellOutput> follow(const platform::HostId &host, const QByteArray &script,
                                        const Lines &lines, std::stop_token stop) override
    {
        if (const auto error = failures.constFind(host.name); error != failures.cend())
            return ready<platform::ShellOutput>(*error);
        auto stream = std::make_unique<Stream>();
        stream->host = host;
        stream->script = script;
        stream->lines = lines;
        stream->promise.start();
        stream->stopped.emplace(stop, [raw = stream.get()] { raw->fail({ErrorCode::Canceled, {}, {}, 0}); });
        followed.push_back(std::move(stream));
        return followed.back()->promise.future();
    }
    struct Stream {
        platform::HostId host;
        QByteArray script;
        Lines lines;
        QPromise<Result<platform::ShellOutput>> promise;
        bool open = true;
        std::optional<std::stop_callback<std::function<void()>>> stopped;

        void say(const QList<QByteArray> &said) const { (void)lines(said); }
        void end(int exitCode)
        {
            platform::ShellOutput output;
            output.exitCode = exitCode;
            close(output);
        }
        void fail(const Error &error) { close(error); }

    private:
        void close(const Result<platform::ShellOutput> &result)
        {
            if (!std::exchange(open, false))
                return;
            promise.addResult(result);
            promise.finish();
        }
    };

    const char *recording = "probe-docker28.txt";
    QHash<QString, Error> failures; // by the host's name
    QStringList silent;             // hosts that never answer
    QList<std::pair<platform::HostId, QByteArray>> scripts;
    std::vector<QPromise<Result<platform::ShellOutput>>> waiting;
    std::vector<std::unique_ptr<Stream>> followed; // all that were ever opened
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

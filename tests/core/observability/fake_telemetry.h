// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/platform/telemetry.h"

#include <QHash>
#include <QPromise>

#include <cmath>
#include <memory>

namespace envdeck::testing {

// Answers what the test put in; with `held` the boards wait until the test answers them itself.
class FakeTelemetry final : public platform::Telemetry {
public:
    using Board = platform::GoldenSignals;
    struct Asked {
        Target target;
        platform::TimeRange range;
        std::stop_token stop;
        std::shared_ptr<QPromise<Result<Board>>> promise;
        void answer(const Result<Board> &result) const
        {
            promise->addResult(result);
            promise->finish();
        }
    };

    Async<Board> goldenSignals(const Target &target, const platform::TimeRange &range,
                               std::stop_token stop) override
    {
        auto promise = std::make_shared<QPromise<Result<Board>>>();
        promise->start();
        asked.append({target, range, stop, promise});
        if (!held)
            asked.last().answer(board ? Result<Board>(*board) : Result<Board>(error));
        return promise->future();
    }
    Async<platform::Behaviour> behaviour(const Target &target, const platform::TimeRange &,
                                         std::stop_token) override
    {
        platform::Behaviour behaviour;
        if (sending.contains(target.app))
            behaviour.requestsPerSecond = 3;
        return ready<platform::Behaviour>(behaviour);
    }
    Async<platform::TraceFacts> traces(const Target &, const platform::TimeRange &range,
                                       const QDateTime &failedSince, std::stop_token) override
    {
        tracesAsked.append({range.from, failedSince});
        return ready<platform::TraceFacts>(traced);
    }
    Async<QList<Alert>> alerts(const EnvironmentId &, std::stop_token) override
    {
        return ready<QList<Alert>>(firing);
    }
    Async<QString> version(const EnvironmentId &, std::stop_token) override
    {
        return ready<QString>(QStringLiteral("v0.138.0"));
    }

    QList<Asked> asked; // boards, in order
    bool held = false;
    std::optional<Board> board;
    Error error{ErrorCode::Unreachable, QStringLiteral("signoz"), {}, 0}; // without a board
    QStringList sending;                                                  // apps
    QList<Alert> firing;
    Result<platform::TraceFacts> traced = platform::TraceFacts();
    QList<std::pair<QDateTime, QDateTime>> tracesAsked; // begin of the range, and of the first failure's
};

// Steps from `from` (milliseconds) on: calm, and bad from `worse` on; the steps [gapFrom, gapTo) are missing.
inline platform::GoldenSignals story(qint64 from, qint64 step, int count, qint64 worse, int gapFrom = -1,
                                     int gapTo = -1)
{
    const QString ms = QStringLiteral("ms");
    platform::GoldenSignals golden{{QStringLiteral("rate"), QStringLiteral("req/s"), {}, {}},
                                   {QStringLiteral("errors"), QStringLiteral("%"), {}, {}},
                                   {QStringLiteral("p50"), ms, {}, {}},
                                   {QStringLiteral("p95"), ms, {}, {}},
                                   {QStringLiteral("p99"), ms, {}, {}}};
    for (int i = 0; i < count; ++i) {
        const qint64 at = from + i * step;
        const bool bad = at >= worse;
        const double wave = std::sin(i * 0.7) * 0.08 + std::sin(i * 2.3) * 0.05;
        const auto add = [&](Series &series, double value) {
            series.times.push_back(at);
            series.values.push_back(i >= gapFrom && i < gapTo ? std::nan("") : value * (1 + wave));
        };
        add(golden.rate, bad ? 8 : 9);
        add(golden.errorPercent, bad ? 2.4 : 0.1);
        add(golden.p50, bad ? 110 : 38);
        add(golden.p95, bad ? 610 : 88);
        add(golden.p99, bad ? 900 : 140);
    }
    return golden;
}

inline Workspace measuredWorkspace()
{
    Workspace workspace;
    Environment prod;
    prod.name = QStringLiteral("prod");
    prod.kind = EnvironmentKind::Prod;
    workspace.environments = {prod};
    for (const char *name : {"api", "web", "cron"}) {
        App app;
        app.name = QString::fromLatin1(name);
        app.environments = {prod.name};
        app.telemetryService = app.name == QLatin1String("cron") ? QString() : app.name;
        workspace.apps.append(app);
    }
    return workspace;
}

} // namespace envdeck::testing

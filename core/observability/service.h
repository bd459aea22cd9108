// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/observability/comparison.h"
#include "core/observability/trace_findings.h"
#include "core/platform/telemetry.h"

#include <QObject>

namespace envdeck::observability {

// Rate, errors and latency of one app over a range.
struct Board {
    Target target;
    platform::TimeRange range;      // that was asked for
    platform::GoldenSignals golden; // steps that have begun; one grid for all
    // Begin of the newest step, which is not over yet: its rate is still too low. 0 when every step is over.
    qint64 wholeUntil = 0;
    bool hasData() const;
    friend bool operator==(const Board &, const Board &) = default;
};

// Why a board has no data.
enum class Silence {
    NotConfigured, // the environment has no telemetry, or the app names no service
    App,           // others of the environment send, this one does not
    Environment,   // nothing of this environment arrives: collector, key or network
    OnlyThisRange, // it sends now; the range lies elsewhere
};

// What the apps of a workspace measured. Reads only.
// Thread: the GUI's; answers come through its event loop. Errors are those of platform::Telemetry;
// NotConfigured is BadConfig with the detail "not-configured" for board() and comparison().
class Service final : public QObject {
public:
    // All outlive it.
    Service(platform::Telemetry &telemetry, const Workspace &workspace, const Clock &clock,
            QObject *parent = nullptr);

    Async<Board> board(const Target &target, const platform::TimeRange &range, std::stop_token stop);
    // Why nothing came: asks for the last quarter of an hour of every app of the environment.
    Async<Silence> silence(const Target &target, std::stop_token stop);
    // Before and after a deployment at `at`; empty while nothing was measured after it.
    Async<std::optional<Comparison>> comparison(const Target &target, const QDateTime &at,
                                                std::stop_token stop);
    // The last half hour of the app's traces, judged; where none arrive, why.
    Async<QList<Finding>> traceFindings(const Target &target, const Newest &newest, std::stop_token stop);
    // Alerts that fire for the target's service, or for the whole environment.
    Async<QList<Alert>> firing(const Target &target, std::stop_token stop);

private:
    Async<QList<Finding>> whyNoTraces(const Target &target, const QString &service, std::stop_token stop);

    platform::Telemetry &m_telemetry;
    const Workspace &m_workspace;
    const Clock &m_clock;
};

bool isNotConfigured(const Error &error);

} // namespace envdeck::observability

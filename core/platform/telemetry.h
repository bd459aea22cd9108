// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/domain/alert.h"
#include "core/domain/deployment.h"
#include "core/domain/series.h"

#include <stop_token>

namespace envdeck::platform {

struct TimeRange {
    QDateTime from; // UTC
    QDateTime to;
    friend bool operator==(const TimeRange &, const TimeRange &) = default;
};

// Rate, errors and latency of one service on one regular grid; gaps are NaN.
struct GoldenSignals {
    Series rate;         // req/s
    Series errorPercent; // %
    Series p50;          // ms
    Series p95;
    Series p99;
    friend bool operator==(const GoldenSignals &, const GoldenSignals &) = default;
};

// How a service behaved over a span: empty where nothing was measured.
struct Behaviour {
    std::optional<double> requestsPerSecond;
    std::optional<double> errorPercent;
    std::optional<double> p95Ms;
    double seconds = 0; // that were looked at
    friend bool operator==(const Behaviour &, const Behaviour &) = default;
};

// What one kind of request did over a range.
struct Operation {
    QString name; // "POST /pay"
    qint64 requests = 0;
    qint64 failed = 0;
    std::optional<double> p95Ms;
    friend bool operator==(const Operation &, const Operation &) = default;
};

struct Span { // one request
    QString name;
    QDateTime at; // UTC
    double ms = 0;
    bool failed = false;
    QString status;  // of HTTP, as text; empty when it has none
    QString traceId; // thirty-two hexadecimal digits
    friend bool operator==(const Span &, const Span &) = default;
};

// What the traces of one service tell.
struct TraceFacts {
    QList<Operation> operations; // those with the most failures first
    QList<Span> slowest;
    std::optional<Span> firstFailed;
    friend bool operator==(const TraceFacts &, const TraceFacts &) = default;
};

// What measures the apps (SigNoz). Reads only. Where an environment has none, or an app sends nothing, calls
// answer BadConfig with the detail "not-configured".
// Thread: the caller's; answers come through its event loop. Every call has a deadline of its own.
class Telemetry {
public:
    virtual ~Telemetry() = default;

    virtual Async<GoldenSignals> goldenSignals(const Target &target, const TimeRange &range,
                                               std::stop_token stop) = 0;
    virtual Async<Behaviour> behaviour(const Target &target, const TimeRange &range,
                                       std::stop_token stop) = 0;
    // Operations and slowest spans of the range; the first failed span since `failedSince`, which may lie
    // before it.
    virtual Async<TraceFacts> traces(const Target &target, const TimeRange &range,
                                     const QDateTime &failedSince, std::stop_token stop) = 0;
    virtual Async<QList<Alert>> alerts(const EnvironmentId &environment, std::stop_token stop) = 0;
    virtual Async<QString> version(const EnvironmentId &environment, std::stop_token stop) = 0;
};

} // namespace envdeck::platform

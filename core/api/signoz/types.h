// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/series.h"

#include <QDateTime>
#include <QString>
#include <chrono>
#include <optional>

// Values of SigNoz's API (0.96 to 0.138; contract recordings of v0.138.0).
namespace envdeck::signoz {

struct Version {
    int major = 0;
    int minor = 0;
    int patch = 0;
    static std::optional<Version>
    parse(const QString &text); // "v0.138.0"; nothing for "dev" or a branch name
    friend auto operator<=>(const Version &, const Version &) = default;
};

enum class Support {
    Refused, // below 0.96: other queries and rules; nothing is asked of it
    Partial, // below 0.120: rates, errors and latency work; newer endpoints may be missing
    Complete,
    Unknown, // a build that names no number
};

struct ServerInfo {
    QString versionText; // as it came
    std::optional<Version> version;
    Support support = Support::Unknown;
    friend bool operator==(const ServerInfo &, const ServerInfo &) = default;
};
Support supportOf(const std::optional<Version> &version);

struct Range { // UTC, from < to
    QDateTime from;
    QDateTime to;
    friend bool operator==(const Range &, const Range &) = default;
};

// Whose server spans are asked about.
struct Scope {
    QString service; // service.name, any text; empty: all services together
    QString filter;  // filter expression of the environment as the workspace has it; empty: none
    friend bool operator==(const Scope &, const Scope &) = default;
};

// One grid for all five: every step of the range, oldest first. NaN: no data in that step.
struct GoldenSignals {
    Series rate;         // req/s
    Series errorPercent; // %
    Series p50;          // ms
    Series p95;          // ms
    Series p99;          // ms
    friend bool operator==(const GoldenSignals &, const GoldenSignals &) = default;
};

// Over the whole range; empty where nothing was measured.
struct Aggregate {
    std::optional<double> requestsPerSecond;
    std::optional<double> errorPercent;
    std::optional<double> p95Ms;
    friend bool operator==(const Aggregate &, const Aggregate &) = default;
};

// What one kind of request did over a range.
struct Operation {
    QString name; // "POST /pay"
    qint64 requests = 0;
    qint64 failed = 0;
    std::optional<double> p95Ms;
    friend bool operator==(const Operation &, const Operation &) = default;
};

struct Span {
    QString name;
    QDateTime at; // UTC
    double ms = 0;
    bool failed = false;
    QString status;  // of HTTP, as text; empty when it has none
    QString traceId; // thirty-two hexadecimal digits
    friend bool operator==(const Span &, const Span &) = default;
};

// A step that gives about 360 points: one of 10, 15, 30 s, 1, 2, 5, 10, 15, 30 min, 1, 2, 6, 12, 24 h…
std::chrono::seconds stepFor(const Range &range);

// The step that is really asked for: whole seconds, at least 5, and never more than 1,500 points.
std::chrono::seconds boundedStep(const Range &range, std::chrono::seconds wanted);

} // namespace envdeck::signoz

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/standins/signoz/fields.h"

#include <vector>

namespace envdeck::standins::signoz {

// `weight` requests that came at one moment and took about the same time.
struct Point {
    qint64 at = 0;         // ms since epoch
    double durationMs = 0; // NaN: not measured
    quint32 weight = 1;
};

// How finely points are wanted: a question about counts over minutes needs one a minute, one about
// percentiles of half an hour and more a few, one about percentiles of minutes or about seconds all of them.
// Counts are the same in all three but for the minutes at the edges.
enum class Detail { Minutes, Coarse, Full };

// Requests that share service, environment, version and outcome: one stream of samples.
struct StreamInfo {
    QString service;
    QString environment;
    QString version;
    bool failed = false;
    friend bool operator==(const StreamInfo &, const StreamInfo &) = default;
};

Labels spanLabels(const StreamInfo &stream);
Labels logLabels(const StreamInfo &stream);                    // one log line per request
QString logBody(const StreamInfo &stream, const Point &point); // plain words with the duration in it
QString hostOf(const StreamInfo &stream);                      // "prod-1": one host an environment

// Of one request: its log line and its span name the same trace.
QString rowId(const StreamInfo &stream, qint64 nanos, qsizetype length); // hexadecimal digits
QString rowTime(qint64 nanos); // RFC 3339 with as many decimals as it needs

// Somewhere samples are: the made-up history, or the live ones.
class SampleSource {
public:
    virtual ~SampleSource() = default;
    // Those that may have points in [from, to).
    virtual std::vector<StreamInfo> streams(qint64 from, qint64 to) const = 0;
    // Points of one of streams() in [from, to), ascending.
    virtual std::vector<Point> points(const StreamInfo &stream, qint64 from, qint64 to,
                                      Detail detail) const = 0;
};

} // namespace envdeck::standins::signoz

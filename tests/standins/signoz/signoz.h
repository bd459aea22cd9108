// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "tests/standins/base/http_standin.h"
#include "tests/standins/signoz/story.h"

#include <chrono>
#include <memory>

namespace envdeck::standins {

struct SignozOptions {
    QByteArray apiKey = {}; // of the header SIGNOZ-API-KEY; empty refuses every key
    QString version =
        QStringLiteral("v0.138.0"); // endpoints that are younger than it answer like the web UI does
    quint64 seed = 1;               // same seed, same story: same history, to the last sample

    QDateTime historyUntil = {}; // UTC. History is the 14 days before it; live samples count from it on
    QList<ReleaseStory> releases = {};
    QList<HostStory> hosts = {};         // hosts go on past historyUntil with their last story
    QList<QJsonObject> rules = {};       // see story.h
    std::chrono::seconds pendingFor{60}; // that a threshold must stay crossed before its alert fires

    // A folder of files named *.jsonl, one per app process, which appends a line a second:
    //   {"at":1787219100000,"service":"api","environment":"prod","version":"v1.3.8","requests":7,"errors":1,
    //    "latency_ms":[12.5,80.1]}
    // `errors` of the `requests` failed, the slowest ones. Fewer latencies than requests stand for all of
    // them. A file may be rotated, truncated or removed at any time; what was read stays. A line that is none
    // is left out, a last line without its newline waits for it.
    QString samplesFolder = {};
};

// SigNoz 0.96 to 0.138 on loopback, as far as an operator's client asks for rates, errors, latency, hosts,
// rules and alerts: version, health, readyz, service account, services, hosts, stats, rules, alerts,
// channels, v5 queries (builder queries and formulas; time series, scalar, and raw for logs). Queries are
// evaluated over the samples.
//
// A request that the real server would answer and this one cannot evaluate (promql, functions, having, …) is
// refused with 501 "unsupported", never answered with something else. Paths that neither knows are 200
// text/html, as the web UI of the real server answers them.
//
// Rules are evaluated every five seconds, and for the hour before begin(), so that an alert has the age that
// its samples give it. A threshold that is crossed is pending first, then fires; an alert that is resolved
// leaves the list of alerts at once, as in Alertmanager.
class Signoz final : public HttpStandin {
public:
    Signoz(SignozOptions options, const Clock &clock, QObject *parent = nullptr);
    ~Signoz() override;

    // Loads the rules and the live samples, and starts the timer that calls tick(). Call it once, before
    // start(). BadInput names the rule that cannot be evaluated.
    Result<void> begin();

    // What happens every five seconds: reads new live samples and evaluates the rules at the clock's time.
    void tick();

protected:
    void handle(const Request &request, Reply reply) override;
    bool needsKey(const Request &request) const override;
    Answer refusal() const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace envdeck::standins

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/worker.h"
#include "core/git/mirror.h"
#include "core/health/overview.h"
#include "core/journal/journal.h"

#include <QObject>
#include <QTimer>

namespace envdeck::health {

// Where the overview comes from. All outlive the service.
struct Outside {
    const Workspace &workspace;
    git::Mirror &mirror;
    platform::DeployPlatform &platform;
    platform::Telemetry &telemetry;
    http::Probe &probe;
    journal::Journal &journal;
    const Clock &clock;
};

// Looks at everything in its own rhythm and keeps the answers together. Each environment is asked by itself,
// so a dead one delays nobody. After errors the rhythm of what failed slows down to eight times, four times
// when nobody looks. Thread: the GUI's.
class Service final : public QObject {
    Q_OBJECT

public:
    explicit Service(const Outside &outside, const Intervals &intervals = {}, QObject *parent = nullptr);
    ~Service() override;

    const Overview &overview() const { return m_overview; }
    const Intervals &intervals() const { return m_intervals; }

    // Shows what an earlier run saw, dated as it was; does nothing once anything was seen.
    Async<void> restore();
    void start(); // and looks at once
    void stop();
    void setHidden(bool hidden);
    void refreshAll(); // now, and with the rhythm reset
    void refresh(const EnvironmentId &environment);
    // Not looked for here: told by whoever checks it.
    void setDrift(const EnvironmentId &environment, const Drift &drift);
    // One look at everything, for programs without a window: answers when all have answered or given up.
    Async<Overview> lookOnce(std::stop_token stop);

Q_SIGNALS:
    void changed();

private:
    struct Round; // one source in its rhythm

    void makeRounds();
    void run(Round &round);
    Async<void> lookAtGit(std::stop_token stop);
    Async<void> lookAtPlatform(const EnvironmentId &environment, std::stop_token stop);
    Async<void> lookAtApp(const Target &target, std::stop_token stop);
    Async<void> lookAtTelemetry(const EnvironmentId &environment, std::stop_token stop);
    Async<void> lookAtSignals(const Target &target, std::stop_token stop);
    Async<void> lookAtDesired(const Target &target, std::stop_token stop);
    EnvironmentHealth *environment(const EnvironmentId &name);
    AppHealth *app(const Target &target);
    void settle(const QDateTime &now); // states, attention, snapshot

    Outside m_outside;
    Intervals m_intervals;
    Overview m_overview;
    std::vector<std::unique_ptr<Round>> m_rounds;
    std::stop_source m_stop;
    bool m_hidden = false;
    QTimer m_settle;   // gathers the answers of one moment into one change
    QTimer m_snapshot; // at most one write every few seconds
    Worker m_parser{QStringLiteral("health-parser")};
};

} // namespace envdeck::health

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/redactor.h"
#include "core/base/worker.h"
#include "core/hosts/app_findings.h"
#include "core/hosts/network_probe.h"

#include <QObject>

namespace envdeck::hosts {

// Looks at one app on the hosts of its environment, once and for nobody else: for Troubleshoot. A host that
// does not answer costs no other anything. Thread: the GUI's; answers are read on a worker.
class AppLook final : public QObject {
public:
    struct Outside { // all outlive it
        const Workspace &workspace;
        platform::Shell &shell;
        const Clock &clock;
    };
    static constexpr std::chrono::milliseconds deadline{9000}; // of one round trip

    explicit AppLook(const Outside &outside, QObject *parent = nullptr);

    void setRedactor(const Redactor &redactor) { m_redactor = redactor; } // before the first look

    // Every host of the environment with what concerns an app, one round trip each; what went wrong with one
    // stands in its facts. BadConfig with "not-configured" when none is named.
    Async<QList<HostStatus>> hosts(const EnvironmentId &environment, std::stop_token stop);
    // The last `lines` lines of each, also of those that ended. Never an error.
    Async<QList<LogLook>> logs(const QList<LogSuspect> &suspects, int lines, std::stop_token stop);
    // BadConfig with "not-configured" when the app names no health URL.
    Async<LadderLook> ladders(const Target &target, std::stop_token stop);

private:
    Async<HostStatus> host(const HostId &id, const HostSpec &spec, std::stop_token stop);
    Async<LogLook> log(const LogSuspect &suspect, int lines, std::stop_token stop);

    Outside m_outside;
    Redactor m_redactor;
    NetworkProbe m_probe;
    Worker m_reader{QStringLiteral("trouble-reader")};
};

} // namespace envdeck::hosts

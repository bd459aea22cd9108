// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/redactor.h"
#include "core/base/worker.h"
#include "core/domain/workspace.h"
#include "core/hosts/host_status.h"
#include "core/hosts/probe_script.h"
#include "core/platform/shell.h"

#include <QObject>
#include <QTimer>
#include <memory>
#include <vector>

namespace envdeck::hosts {

// Where the service looks. All outlive it.
struct Outside {
    const Workspace &workspace;
    platform::Shell &shell;
    const Clock &clock;
    // The address of a host: as written, or from terraform's outputs. BadConfig with "no-address" while there
    // is none.
    std::function<Async<QString>(const HostId &)> addressOf;
};

// Looks at every host in its own rhythm, one round trip a look, and keeps the answers. A dead host costs no
// other anything: after a failure its own rhythm slows down to eight times, and four times more when nobody
// looks. Thread: the GUI's; answers are read on a worker.
class Service final : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds interval{15000};

    explicit Service(const Outside &outside, QObject *parent = nullptr);
    ~Service() override;

    const QList<HostStatus> &hosts() const { return m_hosts; } // in the workspace's order
    const HostStatus *host(const HostId &id) const;            // null for one that it does not name

    // Somebody looks: the first start() looks at once, and the stop() of the last one ends the rounds.
    void start();
    void stop();
    void setHidden(bool hidden);
    void setRedactor(const Redactor &redactor) { m_redactor = redactor; }
    void refresh(); // all of them, now, and with the rhythm reset
    void refresh(const HostId &id);
    // With all that a probe can tell, once, for programs without a window and for Troubleshoot.
    Async<HostStatus> lookOnce(const HostId &id, std::stop_token stop);

Q_SIGNALS:
    void changed(); // of any of them; several answers of one moment are one change

private:
    struct Round; // one host in its rhythm

    void run(Round &round);
    Async<void> look(Round &round, ProbeParts parts, std::stop_token stop);
    void take(Round &round, const HostFacts &facts, const platform::ShellOutput &output);
    void fail(Round &round, const Error &error);
    HostStatus &statusOf(const Round &round);
    Round *round(const HostId &id);

    Outside m_outside;
    Redactor m_redactor;
    QList<HostStatus> m_hosts;
    std::vector<std::unique_ptr<Round>> m_rounds; // one a host, in their order
    std::stop_source m_stop;
    int m_watchers = 0;
    bool m_hidden = false;
    QTimer m_settle;
    Worker m_reader{QStringLiteral("host-reader")};
};

} // namespace envdeck::hosts

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hosts/prune_plan.h"
#include "core/hosts/service.h"
#include "core/jobs/job_center.h"
#include "core/platform/host_keys.h"
#include "ui/text/error_text.h"

#include <QObject>

namespace envdeck::ui {

// What can be done to hosts, each after a look at what it would meet. Answers come as signals, one a
// question.
class HostActionsPresenter final : public QObject {
    Q_OBJECT

public:
    // The last deployments of every app that may run on a host, for what a prune must keep.
    using Histories = std::function<Async<QList<hosts::AppHistory>>(const hosts::HostId &)>;
    // All outlive it.
    struct Outside {
        hosts::Service &service;
        platform::Shell &shell;
        platform::HostKeys &keys;
        jobs::JobCenter &jobs;
        const Workspace &workspace;
        const Clock &clock;
        QString who;
        Histories histories;
    };

    explicit HostActionsPresenter(Outside outside, QObject *parent = nullptr);

    const Workspace &workspace() const { return m_outside.workspace; }
    QDateTime now() const { return m_outside.clock.now(); }
    Guard guard(Risk risk, const hosts::HostId &host) const;
    bool isAsking() const { return m_asking; }

    void askIdentity(const hosts::HostId &host); // identityReady() or failed()
    void askPrune(const hosts::HostId &host);    // pruneReady() or failed()
    // Each: empty, or the sentence why it does not start.
    QString confirmKey(const hosts::HostId &host, const platform::HostIdentity &reviewed, bool compared);
    QString replaceKey(const hosts::HostId &host, const platform::HostIdentity &reviewed, bool compared,
                       const QString &reason);
    QString restartContainer(const hosts::HostId &host, const QString &id, const QString &name,
                             const QString &reason);
    QString restartService(const hosts::HostId &host, const QString &name, const QString &reason);
    QString prune(const hosts::HostId &host, const hosts::PrunePlan &plan, const QString &reason);
    QString reboot(const hosts::HostId &host, const QString &reason);

Q_SIGNALS:
    void identityReady(const envdeck::platform::HostId &host,
                       const envdeck::platform::HostIdentity &identity);
    void pruneReady(const envdeck::platform::HostId &host, const envdeck::hosts::PrunePlan &plan);
    void failed(const envdeck::ui::ErrorText &error);
    void askingChanged();

private:
    QString start(jobs::Job job, const QString &reason = {});
    void setAsking(bool asking);

    Outside m_outside;
    QHash<QString, hosts::HostId> m_started; // by operation: looked at again when it is over
    bool m_asking = false;
};

} // namespace envdeck::ui

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/host_actions_presenter.h"

#include "core/hosts/action_jobs.h"
#include "core/hosts/key_jobs.h"

namespace envdeck::ui {

HostActionsPresenter::HostActionsPresenter(Outside outside, QObject *parent)
    : QObject(parent), m_outside(std::move(outside))
{
    connect(&m_outside.jobs, &jobs::JobCenter::jobChanged, this, [this](const JobStatus &status) {
        if (!status.isOver() || !m_started.contains(status.operation))
            return;
        m_outside.service.refresh(m_started.take(status.operation)); // what became of it is seen at once
    });
}

Guard HostActionsPresenter::guard(Risk risk, const hosts::HostId &host) const
{
    const Environment *environment = m_outside.workspace.environment(host.environment);
    return environment ? guardFor(risk, *environment) : Guard();
}

void HostActionsPresenter::setAsking(bool asking)
{
    if (std::exchange(m_asking, asking) != asking)
        Q_EMIT askingChanged();
}

void HostActionsPresenter::askIdentity(const hosts::HostId &host)
{
    if (m_asking)
        return;
    setAsking(true);
    whenDone(m_outside.keys.identity(host), this,
             [this, host](const Result<platform::HostIdentity> &identity) {
                 setAsking(false);
                 if (identity)
                     Q_EMIT identityReady(host, identity.value());
                 else
                     Q_EMIT failed(errorText(identity.error(), Attempt::ReadHost, TrueNow::NothingChanged,
                                             host.path()));
             });
}

void HostActionsPresenter::askPrune(const hosts::HostId &host)
{
    if (m_asking)
        return;
    setAsking(true);
    // The host as it is now, and the histories as git tells them now: an old plan would take too much.
    const auto looked = m_outside.service.lookOnce(host, {});
    const auto planned = andThen(looked, this, [this, host](const hosts::HostStatus &status) {
        return andThen(m_outside.histories(host), this,
                       [facts = *status.facts.value](const QList<hosts::AppHistory> &histories) {
                           return ready<hosts::PrunePlan>(hosts::prunePlan(facts, histories));
                       });
    });
    whenDone(planned, this, [this, host](const Result<hosts::PrunePlan> &plan) {
        setAsking(false);
        if (plan)
            Q_EMIT pruneReady(host, plan.value());
        else
            Q_EMIT failed(errorText(plan.error(), Attempt::ChangeHost, TrueNow::NothingChanged, host.path()));
    });
}

QString HostActionsPresenter::start(jobs::Job job, const QString &reason)
{
    if (!reason.isEmpty())
        job.reason = reason;
    const auto started = m_outside.jobs.start(job);
    if (!started)
        return errorText(started.error(), Attempt::ChangeHost, TrueNow::NothingChanged, job.subject)
            .sentence();
    m_started.insert(started.value(),
                     {job.environment, job.payload.value(QStringLiteral("host")).toString()});
    return {};
}

QString HostActionsPresenter::confirmKey(const hosts::HostId &host, const platform::HostIdentity &reviewed,
                                         bool compared)
{
    return start(hosts::confirmKeyJob(m_outside.keys, host, reviewed, m_outside.who, compared));
}

QString HostActionsPresenter::replaceKey(const hosts::HostId &host, const platform::HostIdentity &reviewed,
                                         bool compared, const QString &reason)
{
    return start(hosts::replaceKeyJob(m_outside.keys, host, reviewed, m_outside.who, compared, reason));
}

QString HostActionsPresenter::restartContainer(const hosts::HostId &host, const QString &id,
                                               const QString &name, const QString &reason)
{
    return start(hosts::restartContainerJob(m_outside.shell, host, id, name), reason);
}

QString HostActionsPresenter::restartService(const hosts::HostId &host, const QString &name,
                                             const QString &reason)
{
    return start(hosts::restartServiceJob(m_outside.shell, host, name), reason);
}

QString HostActionsPresenter::prune(const hosts::HostId &host, const hosts::PrunePlan &plan,
                                    const QString &reason)
{
    return start(hosts::pruneJob(m_outside.shell, host, plan), reason);
}

QString HostActionsPresenter::reboot(const hosts::HostId &host, const QString &reason)
{
    return start(hosts::rebootJob(m_outside.shell, host, reason));
}

} // namespace envdeck::ui

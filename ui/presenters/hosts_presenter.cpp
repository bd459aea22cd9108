// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/hosts_presenter.h"

#include "ui/text/host_text.h"

#include <algorithm>

namespace envdeck::ui {

HostsPresenter::HostsPresenter(hosts::Service &service, const Workspace &workspace, const Clock &clock,
                               QObject *parent)
    : QObject(parent), m_service(service), m_workspace(workspace), m_clock(clock)
{
    connect(&service, &hosts::Service::changed, this, &HostsPresenter::update);
    update();
}

void HostsPresenter::show(const std::optional<EnvironmentId> &environment)
{
    m_environment = environment;
    update();
}

HostsPresenter::~HostsPresenter()
{
    watch(false);
}

void HostsPresenter::watch(bool watching)
{
    if (std::exchange(m_watching, watching) != watching)
        watching ? m_service.start() : m_service.stop();
}

const hosts::HostStatus *HostsPresenter::host(const QString &path) const
{
    const auto found =
        std::find_if(m_state.hosts.cbegin(), m_state.hosts.cend(),
                     [&path](const hosts::HostStatus &host) { return host.id.path() == path; });
    return found == m_state.hosts.cend() ? nullptr : &*found;
}

void HostsPresenter::update()
{
    m_state.now = m_clock.now();
    m_state.hosts.clear();
    QDateTime oldest;
    Freshness worst = Freshness::Fresh;
    bool anyTried = false;
    QStringList silent;
    for (const hosts::HostStatus &host : m_service.hosts()) {
        if (m_environment && host.id.environment != *m_environment)
            continue;
        m_state.hosts.append(host);
        anyTried = anyTried || host.facts.triedAt.isValid();
        if (host.facts.at.isValid()) {
            worst = std::max(worst, freshness(host.facts, m_state.now, hosts::Service::interval));
            oldest = oldest.isValid() ? std::min(oldest, host.facts.at) : host.facts.at;
        }
        const hosts::HostState state = hosts::hostState(host, m_state.now, hosts::Service::interval);
        if (host.facts.error && state != hosts::HostState::NotCreated)
            silent.append(QStringLiteral("%1 (%2)").arg(host.id.path(), causeText(*host.facts.error)));
    }
    m_state.face = m_state.hosts.isEmpty() ? HostsState::Face::Empty
                   : anyTried              ? HostsState::Face::Answer
                                           : HostsState::Face::Loading;
    m_state.freshness = freshnessText(oldest.isValid() ? worst : Freshness::Unknown, oldest, m_state.now,
                                      tr("the hosts, over SSH"), {});
    m_state.bannerTitle =
        silent.isEmpty()
            ? QString()
            : tr("%n host(s) could not be read. What they last said stays on screen, with its age.", nullptr,
                 int(silent.size()));
    m_state.bannerDetail = silent.join(QStringLiteral(", "));
    Q_EMIT stateChanged();
}

} // namespace envdeck::ui

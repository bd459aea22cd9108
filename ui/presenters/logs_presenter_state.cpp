// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/logs_presenter.h"

#include <algorithm>

// What the page is told: the face, the banner and the words of the moment.
namespace envdeck::ui {

LogsState::Face LogsPresenter::faceNow() const
{
    using Face = LogsState::Face;
    const Environment *environment = m_outside.workspace.environment(m_target.environment);
    if (!environment || environment->hosts.isEmpty())
        return Face::NoHosts;
    if (!m_state.containers.isEmpty() && chosen().isEmpty())
        return Face::NoneChosen;
    if (m_state.lines > 0 && m_state.shown > 0)
        return Face::Lines;
    bool tried = true, failed = true, distrust = false;
    for (const hosts::HostStatus &host : m_outside.service.hosts()) {
        if (host.id.environment != m_target.environment)
            continue;
        const hosts::HostState state = hosts::hostState(host, now(), hosts::Service::interval);
        tried = tried && host.facts.triedAt.isValid();
        failed = failed && host.facts.error;
        distrust = distrust || state == hosts::HostState::NotTrusted || state == hosts::HostState::KeyChanged;
    }
    if (m_state.containers.isEmpty()) {
        if (!tried)
            return Face::Loading;
        return distrust ? Face::NotTrusted : failed ? Face::NoAnswer : Face::NoContainers;
    }
    const bool narrowed =
        !m_typed.isEmpty() || !m_host.isEmpty() || isZoomed() || m_query.levels != logs::Query().levels;
    if (m_state.lines > 0 && (narrowed || m_state.searching))
        return m_state.searching ? Face::Lines : Face::NoMatch;
    bool starting = false, allBad = !m_feed.sources().isEmpty();
    for (const hosts::LogStatus &status : m_feed.sources()) {
        starting = starting || status.state == hosts::LogState::Starting;
        allBad = allBad && status.error;
    }
    if (starting || m_feed.sources().isEmpty())
        return m_live ? Face::Loading : Face::Silent;
    return allBad ? Face::NoAnswer : Face::Silent;
}

void LogsPresenter::fillBanner()
{
    QStringList silent, broken;
    int leftOut = 0;
    bool distrust = false;
    std::optional<Error> first;
    m_state.waitingFor.clear();
    for (const hosts::HostStatus &host : m_outside.service.hosts()) {
        if (host.id.environment != m_target.environment)
            continue;
        if (!host.facts.triedAt.isValid())
            m_state.waitingFor.append(host.id.name);
        const hosts::HostState state = hosts::hostState(host, now(), hosts::Service::interval);
        if (!host.facts.error || state == hosts::HostState::NotCreated)
            continue;
        distrust = distrust || state == hosts::HostState::NotTrusted || state == hosts::HostState::KeyChanged;
        first = first ? first : host.facts.error;
        silent.append(QStringLiteral("%1 (%2)").arg(host.id.name, causeText(*host.facts.error)));
    }
    for (const hosts::LogStatus &status : m_feed.sources()) {
        leftOut += status.state == hosts::LogState::LeftOut;
        if (!status.error)
            continue;
        first = first ? first : status.error;
        const bool said = std::any_of(silent.cbegin(), silent.cend(), [&status](const QString &host) {
            return host.startsWith(status.source.host.name + QLatin1String(" ("));
        });
        if (!said) {
            const QString words =
                status.error->code == ErrorCode::ToolFailed && !status.error->detail.isEmpty()
                    ? status.error->detail
                    : causeText(*status.error);
            broken.append(QStringLiteral("%1 (%2)").arg(status.source.name(), words));
        }
    }
    m_state.error = first ? std::optional(readAgainText(*first, Attempt::ReadLog, TrueNow::NothingKnown,
                                                        m_target.environment))
                          : std::nullopt;
    m_state.leadsToHosts = distrust;
    m_state.bannerSeverity = Severity::None;
    m_state.bannerTitle.clear();
    m_state.bannerDetail.clear();
    if (!silent.isEmpty()) {
        m_state.bannerSeverity = Severity::Stale;
        m_state.bannerTitle = tr("%n host(s) do not answer; what their containers write is missing here.",
                                 nullptr, int(silent.size()));
        m_state.bannerDetail = (silent + broken).join(QStringLiteral(", "));
    } else if (!broken.isEmpty()) {
        m_state.bannerSeverity = Severity::Warning;
        m_state.bannerTitle = tr("%n container(s) cannot be followed now.", nullptr, int(broken.size()));
        m_state.bannerDetail = broken.join(QStringLiteral(", "));
    } else if (leftOut > 0) {
        m_state.bannerSeverity = Severity::Warning;
        m_state.bannerTitle =
            tr("%n container(s) are left out: of one host, %1 are followed at once.", nullptr, leftOut)
                .arg(hosts::LogFeed::mostPerHost);
        m_state.bannerDetail = tr("Choose fewer to see others.");
    }
}

void LogsPresenter::update()
{
    const logs::Matches &matches = m_filter.matches();
    m_state.shown = matches.size();
    m_state.lines = matches.snapshot().size();
    m_state.searching = m_filter.isRunning() || !matches.isComplete();
    fillBanner();
    m_state.face = faceNow();
    int following = 0;
    for (const hosts::LogStatus &status : m_feed.sources())
        following += status.state == hosts::LogState::Following;
    m_state.freshness = {m_live ? tr("docker logs over SSH") : tr("docker logs over SSH, held still"),
                         tr("%n container(s) followed", nullptr, following), Severity::None};
    Q_EMIT stateChanged();
}

} // namespace envdeck::ui

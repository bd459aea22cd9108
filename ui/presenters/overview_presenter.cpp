// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/overview_presenter.h"

#include "core/secrets/secret_key.h"
#include "ui/text/error_text.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

bool anythingSeen(const health::Overview &overview)
{
    return overview.git.triedAt.isValid() || overview.restored ||
           std::any_of(overview.environments.cbegin(), overview.environments.cend(),
                       [](const health::EnvironmentHealth &environment) {
                           return std::any_of(
                               environment.apps.cbegin(), environment.apps.cend(),
                               [](const health::AppHealth &app) { return app.desired.triedAt.isValid(); });
                       });
}

// The newest moment at which anything was seen.
QDateTime newest(const health::Overview &overview)
{
    QDateTime at = overview.git.at;
    for (const health::EnvironmentHealth &environment : overview.environments) {
        for (const health::AppHealth &app : environment.apps) {
            for (const QDateTime &seen : {app.runtime.at, app.answer.at, app.behaviour.at}) {
                if (seen.isValid() && (!at.isValid() || seen > at))
                    at = seen;
            }
        }
    }
    return at;
}

QStringList failedSources(const health::Overview &overview)
{
    QStringList names;
    if (overview.git.error)
        names.append(OverviewPresenter::tr("git (%1)").arg(causeText(*overview.git.error)));
    for (const health::EnvironmentHealth &environment : overview.environments) {
        if (environment.platform.error)
            names.append(OverviewPresenter::tr("Dokploy of %1 (%2)")
                             .arg(environment.name, causeText(*environment.platform.error)));
        if (environment.alerts.error)
            names.append(OverviewPresenter::tr("SigNoz of %1 (%2)")
                             .arg(environment.name, causeText(*environment.alerts.error)));
    }
    return names;
}

bool wantsKey(const std::optional<Error> &error)
{
    return error && (error->code == ErrorCode::Unauthorized || error->code == ErrorCode::Forbidden ||
                     error->code == ErrorCode::OriginMoved);
}

// A remote over ssh has no key here: its errors name another address.
bool isOverHttps(const Error &error)
{
    return error.subject == QLatin1String("git") || error.subject.startsWith(QLatin1String("https://"));
}

// Git's before all others: without it nothing else is known.
QString wantedKey(const health::Overview &overview, const Workspace &workspace)
{
    if (wantsKey(overview.git.error) && isOverHttps(*overview.git.error))
        return QStringLiteral("git");
    for (const health::EnvironmentHealth &health : overview.environments) {
        const Environment *environment = workspace.environment(health.name);
        if (environment && environment->dokploy && wantsKey(health.platform.error))
            return secrets::dokployKey(workspace, *environment).kind;
        if (environment && environment->signoz && wantsKey(health.alerts.error))
            return secrets::signozKey(workspace, *environment).kind;
    }
    return {};
}

} // namespace

OverviewPresenter::OverviewPresenter(health::Service &service, const Workspace &workspace, const Clock &clock,
                                     QObject *parent)
    : QObject(parent), m_service(service), m_workspace(workspace), m_clock(clock)
{
    connect(&service, &health::Service::changed, this, &OverviewPresenter::update);
    update();
}

void OverviewPresenter::update()
{
    m_state.overview = m_service.overview();
    m_state.now = m_clock.now();
    m_state.face = m_state.overview.environments.isEmpty() ? OverviewState::Face::Empty
                   : anythingSeen(m_state.overview)        ? OverviewState::Face::Answer
                                                           : OverviewState::Face::Loading;
    const Freshness fresh = m_state.overview.restored ? Freshness::Stale : Freshness::Fresh;
    m_state.freshness = freshnessText(fresh, newest(m_state.overview), m_state.now, tr("all sources"), {});
    const QStringList failed = failedSources(m_state.overview);
    m_state.bannerTitle =
        failed.isEmpty()
            ? QString()
            : tr("%n source(s) did not answer. What they last said stays on screen, with its age.", nullptr,
                 int(failed.size()));
    m_state.bannerDetail = failed.join(QStringLiteral(", "));
    m_state.account = wantedKey(m_state.overview, m_workspace);
    Q_EMIT stateChanged();
}

} // namespace envdeck::ui

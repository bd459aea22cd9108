// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/health/service.h"

#include "core/gitops/history.h"
#include "core/health/snapshot.h"

#include <algorithm>

namespace envdeck::health {

namespace {

using namespace std::chrono_literals;

constexpr auto deadline = 10s;   // of one question; a dead side costs nobody more
constexpr auto window = 60 * 60; // seconds: what the sparklines show
constexpr auto atLeast = 60;     // seconds: less says nothing
constexpr auto recent = 5 * 60;  // seconds: what decides whether it is degraded
constexpr int slowest = 8;       // times the interval, after errors
constexpr int whenHidden = 4;
constexpr int earlierKept = 5; // versions: an alert is rarely older than that
const QString snapshotKey = QStringLiteral("overview");

bool isNotConfigured(const Error &error)
{
    return error.detail == QLatin1String("not-configured");
}

template <typename T>
void note(Observed<T> *what, const Result<T> &answer, const QString &source, const QDateTime &now)
{
    *what = answer ? observed(answer.value(), source, now) : withFailure(*what, answer.error(), source, now);
}

} // namespace

struct Service::Round {
    std::chrono::milliseconds interval;
    std::function<Async<void>(std::stop_token)> look;
    EnvironmentId environment; // empty: of all
    QTimer timer;
    int slowdown = 1;
    bool busy = false;
};

Service::Service(const Outside &outside, const Intervals &intervals, QObject *parent)
    : QObject(parent), m_outside(outside), m_intervals(intervals)
{
    for (const Environment &environment : m_outside.workspace.environments) {
        EnvironmentHealth health;
        health.name = environment.name;
        health.kind = environment.kind;
        health.hasPlatform = environment.dokploy.has_value();
        health.hasTelemetry = environment.signoz.has_value();
        for (const App &app : m_outside.workspace.appsOf(environment.name)) {
            AppHealth appHealth;
            appHealth.target = {environment.name, app.name};
            appHealth.hasHealth = !m_outside.workspace.healthUrl(environment, app).isEmpty();
            appHealth.namesVersion = !app.versionHeader.isEmpty();
            appHealth.hasTelemetry = health.hasTelemetry && !app.telemetryService.isEmpty();
            health.apps.append(appHealth);
        }
        m_overview.environments.append(health);
    }
    m_settle.setSingleShot(true);
    m_settle.setInterval(30ms);
    connect(&m_settle, &QTimer::timeout, this, [this] { settle(m_outside.clock.now()); });
    m_snapshot.setSingleShot(true);
    m_snapshot.setInterval(5s);
    connect(&m_snapshot, &QTimer::timeout, this,
            [this] { m_outside.journal.saveSnapshot(snapshotKey, toJson(m_overview)); });
    makeRounds();
}

Service::~Service()
{
    m_stop.request_stop();
}

void Service::makeRounds()
{
    const auto add = [this](std::chrono::milliseconds interval, const EnvironmentId &environment,
                            std::function<Async<void>(std::stop_token)> look) {
        auto round = std::make_unique<Round>();
        round->interval = interval;
        round->environment = environment;
        round->look = std::move(look);
        round->timer.setSingleShot(true);
        connect(&round->timer, &QTimer::timeout, this, [this, raw = round.get()] { run(*raw); });
        m_rounds.push_back(std::move(round));
    };
    add(m_intervals.git, {}, [this](std::stop_token stop) { return lookAtGit(stop); });
    for (const EnvironmentHealth &environment : m_overview.environments) {
        const EnvironmentId name = environment.name;
        add(m_intervals.platform, name,
            [this, name](std::stop_token stop) { return lookAtPlatform(name, stop); });
        if (environment.hasTelemetry)
            add(m_intervals.telemetry, name,
                [this, name](std::stop_token stop) { return lookAtTelemetry(name, stop); });
    }
}

void Service::start()
{
    m_stop = std::stop_source();
    for (const auto &round : m_rounds)
        run(*round);
}

void Service::stop()
{
    m_stop.request_stop();
    for (const auto &round : m_rounds)
        round->timer.stop();
}

void Service::setHidden(bool hidden)
{
    m_hidden = hidden;
    if (!hidden)
        refreshAll();
}

void Service::refreshAll()
{
    for (const auto &round : m_rounds) {
        round->slowdown = 1;
        run(*round);
    }
}

void Service::refresh(const EnvironmentId &environment)
{
    for (const auto &round : m_rounds) {
        if (round->environment == environment || round->environment.isEmpty())
            run(*round);
    }
}

void Service::run(Round &round)
{
    if (round.busy || m_stop.stop_requested())
        return;
    round.busy = true;
    round.timer.stop();
    whenDone(round.look(m_stop.get_token()), this, [this, &round](const Result<void> &result) {
        round.busy = false;
        round.slowdown = result ? 1 : std::min(slowest, round.slowdown * 2);
        if (!m_stop.stop_requested())
            round.timer.start(round.interval * round.slowdown * (m_hidden ? whenHidden : 1));
        m_settle.start();
    });
}

Async<Overview> Service::lookOnce(std::stop_token stop)
{
    const QDateTime began = m_outside.clock.now(); // the slowest source must not make the others stale
    // Git first: since when a version stands decides which errors are its own.
    return andThen(joined(this, m_rounds.front()->look(stop)), this, [this, began, stop](const auto &) {
        QList<Async<void>> looks;
        for (const auto &round : m_rounds) {
            if (round != m_rounds.front())
                looks.append(round->look(stop));
        }
        return andThen(joined(this, looks), this, [this, began](const auto &) {
            settle(began);
            return ready<Overview>(m_overview);
        });
    });
}

Async<void> Service::restore()
{
    return andThen(m_outside.journal.snapshot(snapshotKey), this, [this](const journal::Snapshot &snapshot) {
        const bool nothingSeen = std::all_of(
            m_overview.environments.cbegin(), m_overview.environments.cend(), [](const EnvironmentHealth &e) {
                return !e.platform.triedAt.isValid() && !e.alerts.triedAt.isValid();
            });
        if (nothingSeen && !m_overview.git.triedAt.isValid()) {
            restoreFrom(snapshot.value, &m_overview);
            Q_EMIT changed();
        }
        return ready<void>({});
    });
}

void Service::setDrift(const EnvironmentId &name, const Drift &drift)
{
    EnvironmentHealth *of = environment(name);
    if (!of || of->drift == drift)
        return;
    of->drift = drift;
    m_overview.attention =
        attentionOf(m_overview, m_outside.workspace.thresholds, m_outside.clock.now(), m_intervals);
    Q_EMIT changed();
}

EnvironmentHealth *Service::environment(const EnvironmentId &name)
{
    const auto it = std::find_if(m_overview.environments.begin(), m_overview.environments.end(),
                                 [&](const EnvironmentHealth &e) { return e.name == name; });
    return it == m_overview.environments.end() ? nullptr : &*it;
}

AppHealth *Service::app(const Target &target)
{
    EnvironmentHealth *of = environment(target.environment);
    const auto it = std::find_if(of->apps.begin(), of->apps.end(),
                                 [&](const AppHealth &a) { return a.target == target; });
    return it == of->apps.end() ? nullptr : &*it;
}

// --- git ---------------------------------------------------------------------------------------------------

Async<void> Service::lookAtGit(std::stop_token stop)
{
    return andThen(
        joined(this, m_outside.mirror.fetch(stop)), this,
        [this, stop](const std::tuple<Result<void>> &fetched) {
            const auto &fetch = std::get<0>(fetched);
            const auto head = m_outside.mirror.readHead(m_outside.workspace.git.branch, stop);
            QList<Async<void>> looks{
                andThen(joined(this, head), this, [this, fetch](const std::tuple<Result<QString>> &read) {
                    const auto &sha = std::get<0>(read);
                    const QDateTime now = m_outside.clock.now();
                    if (sha)
                        m_overview.git = observed(sha.value(), QStringLiteral("git"),
                                                  fetch ? now : m_outside.mirror.lastFetch());
                    if (!fetch)
                        m_overview.git =
                            withFailure(m_overview.git, fetch.error(), QStringLiteral("git"), now);
                    return ready<void>(fetch);
                })};
            // A clone that never came says nothing of what was deployed, least of all that nothing was.
            const bool isEmpty = !fetch && !m_outside.mirror.lastFetch().isValid();
            for (EnvironmentHealth &environment : m_overview.environments) {
                for (AppHealth &app : environment.apps) {
                    if (isEmpty)
                        note(&app.desired, Result<Deployment>(fetch.error()), QStringLiteral("git"),
                             m_outside.clock.now());
                    else
                        looks.append(lookAtDesired(app.target, stop));
                }
            }
            return andThen(joined(this, looks), this, [fetch](const auto &) { return ready<void>(fetch); });
        });
}

Async<void> Service::lookAtDesired(const Target &target, std::stop_token stop)
{
    const Environment *of = m_outside.workspace.environment(target.environment);
    const QString file = m_outside.workspace.composeFile(target.environment, target.app);
    const QStringList services = m_outside.workspace.app(target.app)->services;
    const auto rows =
        andThen(m_outside.mirror.readHead(of->branch, stop), this, [=, this](const QString &head) {
            return andThen(m_outside.mirror.readHistory(head, file, 20, 0, stop), this,
                           [=, this](const git::FileHistory &history) {
                               return m_parser.run([=, now = m_outside.clock.now()] {
                                   return Result<QList<Deployment>>(
                                       gitops::deploymentsOf(target, services, history, now));
                               });
                           });
        });
    return andThen(
        joined(this, rows), this, [this, target](const std::tuple<Result<QList<Deployment>>> &read) {
            const auto &list = std::get<0>(read);
            const Error none{ErrorCode::NotFound, target.text(), QStringLiteral("never-deployed"), 0};
            const Result<Deployment> newest = !list ? Result<Deployment>(list.error())
                                              : list.value().isEmpty()
                                                  ? Result<Deployment>(none)
                                                  : Result<Deployment>(list.value().first());
            note(&app(target)->desired, newest, QStringLiteral("git"), m_outside.clock.now());
            if (list)
                app(target)->earlier = list.value().mid(1, earlierKept);
            return ready<void>({});
        });
}

// --- platform and health endpoints
// ---------------------------------------------------------------------------

Async<void> Service::lookAtPlatform(const EnvironmentId &name, std::stop_token stop)
{
    QList<Async<void>> looks;
    if (environment(name)->hasPlatform) {
        const auto info = withDeadline(m_outside.platform.info(name, stop), this, deadline);
        looks.append(andThen(joined(this, info), this,
                             [this, name](const std::tuple<Result<platform::PlatformInfo>> &answer) {
                                 const auto &result = std::get<0>(answer);
                                 note(&environment(name)->platform, result, QStringLiteral("Dokploy ") + name,
                                      m_outside.clock.now());
                                 return ready<void>(result ? Result<void>() : Result<void>(result.error()));
                             }));
    }
    for (const AppHealth &appHealth : environment(name)->apps)
        looks.append(lookAtApp(appHealth.target, stop));
    return andThen(joined(this, looks), this, [](const QList<Result<void>> &results) {
        const auto failed =
            std::find_if(results.cbegin(), results.cend(), [](const Result<void> &r) { return !r; });
        return ready<void>(failed == results.cend() ? Result<void>() : *failed);
    });
}

Async<void> Service::lookAtApp(const Target &target, std::stop_token stop)
{
    const Environment &of = *m_outside.workspace.environment(target.environment);
    const App &what = *m_outside.workspace.app(target.app);
    http::ProbeRequest request;
    request.url = m_outside.workspace.healthUrl(of, what);
    request.header = what.versionHeader.toLatin1();
    request.loopbackAllowed = m_outside.workspace.isLocal();
    request.caFile = of.tlsCa.isEmpty() ? QString() : m_outside.workspace.root + QLatin1Char('/') + of.tlsCa;
    const auto probe =
        request.url.isEmpty()
            ? ready<http::ProbeAnswer>(Error{ErrorCode::BadConfig, {}, QStringLiteral("not-configured"), 0})
            : m_outside.probe.look(request, stop);
    const auto containers = withDeadline(m_outside.platform.containers(target, stop), this, deadline);
    const auto rows = withDeadline(m_outside.platform.deployments(target, stop), this, deadline);
    return andThen(
        joined(this, probe, containers, rows), this,
        [this, target, services = what.services](const auto &answers) {
            const auto &[answer, list, deployments] = answers;
            AppHealth *health = app(target);
            const QDateTime now = m_outside.clock.now();
            if (answer || !isNotConfigured(answer.error()))
                note(&health->answer, answer, QStringLiteral("health"), now);
            if (!list && isNotConfigured(list.error()))
                return ready<void>({});
            Result<Runtime> runtime = list ? Result<Runtime>(Runtime()) : Result<Runtime>(list.error());
            if (list) {
                Runtime seen;
                std::copy_if(list.value().cbegin(), list.value().cend(), std::back_inserter(seen.containers),
                             [&](const platform::Container &c) {
                                 return c.service.isEmpty() || services.contains(c.service);
                             });
                seen.deploying = deployments && !deployments.value().isEmpty() &&
                                 deployments.value().first().state == platform::PlatformState::Running;
                runtime = seen;
            }
            note(&health->runtime, runtime, QStringLiteral("Dokploy ") + target.environment, now);
            return ready<void>(list ? Result<void>() : Result<void>(list.error()));
        });
}

// --- telemetry
// -----------------------------------------------------------------------------------------------

Async<void> Service::lookAtTelemetry(const EnvironmentId &name, std::stop_token stop)
{
    const auto alerts = withDeadline(m_outside.telemetry.alerts(name, stop), this, deadline);
    QList<Async<void>> looks{
        andThen(joined(this, alerts), this, [this, name](const std::tuple<Result<QList<Alert>>> &answer) {
            const auto &result = std::get<0>(answer);
            note(&environment(name)->alerts, result, QStringLiteral("SigNoz"), m_outside.clock.now());
            return ready<void>(result ? Result<void>() : Result<void>(result.error()));
        })};
    for (const AppHealth &appHealth : environment(name)->apps) {
        if (appHealth.hasTelemetry)
            looks.append(lookAtSignals(appHealth.target, stop));
    }
    return andThen(joined(this, looks), this,
                   [](const QList<Result<void>> &results) { return ready<void>(results.first()); });
}

Async<void> Service::lookAtSignals(const Target &target, std::stop_token stop)
{
    const QDateTime now = m_outside.clock.now();
    // A version answers for its own errors, not for those of the one before: what was just rolled back is
    // healed as soon as it behaves, and a bad release is not watered down by the good hours before it.
    QDateTime from = now.addSecs(-recent);
    if (const auto &desired = app(target)->desired.value)
        from = std::max(from, std::min(desired->at, now.addSecs(-atLeast)));
    const auto golden = withDeadline(
        m_outside.telemetry.goldenSignals(target, {now.addSecs(-window), now}, stop), this, deadline);
    const auto behaviour =
        withDeadline(m_outside.telemetry.behaviour(target, {from, now}, stop), this, deadline);
    return andThen(joined(this, golden, behaviour), this, [this, target](const auto &answers) {
        const auto &[series, figures] = answers;
        note(&app(target)->golden, series, QStringLiteral("SigNoz"), m_outside.clock.now());
        note(&app(target)->behaviour, figures, QStringLiteral("SigNoz"), m_outside.clock.now());
        return ready<void>(figures ? Result<void>() : Result<void>(figures.error()));
    });
}

void Service::settle(const QDateTime &now)
{
    m_overview.restored = false;
    m_overview.items = 1;
    for (EnvironmentHealth &environment : m_overview.environments) {
        m_overview.items += 2;
        for (AppHealth &appHealth : environment.apps) {
            appHealth.state =
                appState(appHealth, m_outside.workspace.thresholds.errorRatePercent, now, m_intervals);
            m_overview.items += 4;
        }
    }
    m_overview.attention = attentionOf(m_overview, m_outside.workspace.thresholds, now, m_intervals);
    if (!m_snapshot.isActive())
        m_snapshot.start();
    Q_EMIT changed();
}

} // namespace envdeck::health

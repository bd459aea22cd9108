// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/apps_presenter.h"

#include "ui/text/app_text.h"
#include "ui/text/number_text.h"

#include <algorithm>

namespace envdeck::ui {

namespace {

constexpr auto interval = std::chrono::seconds(30);

} // namespace

const apps::AppFacts *AppsState::facts() const
{
    for (const apps::AppFacts &one : environments) {
        if (one.target.environment == environment)
            return &one;
    }
    return nullptr;
}

AppsPresenter::AppsPresenter(const Outside &outside, QObject *parent) : QObject(parent), m_outside(outside)
{
    m_again.setInterval(interval);
    connect(&m_again, &QTimer::timeout, this, &AppsPresenter::readAll);
    connect(&m_outside.health, &health::Service::changed, this, &AppsPresenter::compose);
    connect(&m_outside.jobs, &jobs::JobCenter::jobChanged, this, [this](const JobStatus &status) {
        if (!status.isOver() || !m_started.contains(status.operation))
            return;
        const Target of = m_started.take(status.operation);
        read(of, true); // what became of it is seen at once
        m_outside.health.refresh(of.environment);
        if (status.kind == QLatin1String("app-variables") && status.state == JobState::Succeeded)
            Q_EMIT changed(of.environment);
    });
}

AppsPresenter::~AppsPresenter()
{
    m_stop.request_stop();
}

const health::AppHealth *AppsPresenter::health(const Target &target) const
{
    for (const health::EnvironmentHealth &environment : m_outside.health.overview().environments) {
        for (const health::AppHealth &app : environment.apps) {
            if (app.target == target)
                return &app;
        }
    }
    return nullptr;
}

void AppsPresenter::show(const EnvironmentId &environment)
{
    m_state.environment = environment;
    const QList<App> here = m_outside.workspace.appsOf(environment);
    const bool stays = std::any_of(here.cbegin(), here.cend(),
                                   [this](const App &app) { return app.name == m_state.chosen; });
    if (!stays)
        m_state.chosen.clear();
    compose();
    readAll();
}

void AppsPresenter::choose(const QString &app)
{
    if (app == m_state.chosen)
        return;
    m_state.chosen = app;
    followLog(false);
    compose();
    if (const App *chosen = m_outside.workspace.app(app)) {
        for (const EnvironmentId &environment : chosen->environments)
            read({environment, app}, environment == m_state.environment);
    }
}

void AppsPresenter::watch(bool watching)
{
    watching ? m_again.start() : m_again.stop();
    if (!watching)
        followLog(false);
}

void AppsPresenter::refresh()
{
    m_outside.health.refresh(m_state.environment);
    readAll();
}

void AppsPresenter::readAll()
{
    for (const App &app : m_outside.workspace.appsOf(m_state.environment))
        read({m_state.environment, app.name}, app.name == m_state.chosen);
    if (const App *chosen = m_outside.workspace.app(m_state.chosen)) {
        for (const EnvironmentId &environment : chosen->environments)
            read({environment, chosen->name}, false);
    }
}

// One reading of each at a time.
void AppsPresenter::read(const Target &target, bool certificates)
{
    const QString key = target.text();
    if (m_reading.contains(key))
        return;
    m_reading.insert(key);
    whenDone(m_outside.apps.read(target, {false, certificates}, m_stop.get_token()), this,
             [this, key, certificates](const Result<apps::AppFacts> &answer) {
                 m_reading.remove(key);
                 if (!answer)
                     return;
                 apps::AppFacts fresh = answer.value();
                 apps::AppFacts &kept = m_facts[key];
                 if (fresh.setup.error && kept.setup.value) { // the last good one stays, dated
                     fresh.drift = kept.drift;
                     fresh.effect.stopsFirst = kept.effect.stopsFirst;
                     fresh.effect.isStack = kept.effect.isStack;
                     fresh.effect.isCompose = kept.effect.isCompose;
                     fresh.setup =
                         withFailure(kept.setup, *fresh.setup.error, fresh.setup.source, fresh.setup.triedAt);
                 }
                 if (!certificates)
                     fresh.certificates = kept.certificates;
                 kept = fresh;
                 compose();
             });
}

AppRow AppsPresenter::rowOf(const App &app) const
{
    const Target here{m_state.environment, app.name};
    AppRow row;
    row.app = app.name;
    row.file = m_outside.workspace.composeFile(here.environment, app.name);
    for (const Environment &environment : m_outside.workspace.environments) {
        const health::AppHealth *there = health({environment.name, app.name});
        row.versions.append(there && there->desired.value ? there->desired.value->image.tag : QString());
    }
    row.replicas = row.routes = row.updates = absentText();
    if (const health::AppHealth *now = health(here)) {
        row.state = now->state;
        row.stateKnown = now->state != DeploymentState::Unknown;
        if (now->desired.value) {
            row.deployed = now->desired.value->at;
            row.by = now->desired.value->author;
        }
        if (now->runtime.value) {
            const auto &containers = now->runtime.value->containers;
            const auto running =
                std::count_if(containers.cbegin(), containers.cend(), [](const platform::Container &c) {
                    return c.state == QLatin1String("running");
                });
            row.replicas = QStringLiteral("%1/%2").arg(running).arg(containers.size());
        }
    }
    if (const auto facts = m_facts.constFind(here.text()); facts != m_facts.cend()) {
        row.updates = shortUpdateText(facts->effect);
        row.drift = int(facts->drift.size());
        if (facts->setup.value) {
            QStringList routes;
            for (const platform::AppDomain &domain : facts->setup.value->domains)
                routes.append(routeText(domain));
            row.routes = routes.isEmpty() ? absentText() : routes.join(QStringLiteral(", "));
        }
    }
    return row;
}

void AppsPresenter::update()
{
    compose();
}

void AppsPresenter::compose()
{
    const QDateTime now = m_outside.clock.now();
    const QList<App> here = m_outside.workspace.appsOf(m_state.environment);
    m_state.now = now;
    m_state.rows.clear();
    m_state.refusedKey.clear();
    bool anything = false;
    QDateTime oldest;
    QStringList missing;
    for (const App &app : here) {
        m_state.rows.append(rowOf(app));
        const auto facts = m_facts.constFind(Target{m_state.environment, app.name}.text());
        const health::AppHealth *health = this->health({m_state.environment, app.name});
        anything = anything || facts != m_facts.cend() || (health && health->desired.value);
        if (facts == m_facts.cend())
            continue;
        if (facts->setup.at.isValid() && (!oldest.isValid() || facts->setup.at < oldest))
            oldest = facts->setup.at;
        if (facts->setup.error) {
            missing.append(QStringLiteral("%1 (%2)").arg(app.name, causeText(*facts->setup.error)));
            if (facts->setup.error->code == ErrorCode::Unauthorized ||
                facts->setup.error->code == ErrorCode::Forbidden)
                m_state.refusedKey = QStringLiteral("dokploy/") + m_state.environment;
        }
        if (facts->compose.error)
            missing.append(
                QStringLiteral("%1 (%2)").arg(facts->target.text(), causeText(*facts->compose.error)));
    }
    m_state.face = here.isEmpty() ? AppsState::Face::Empty
                   : anything     ? AppsState::Face::Answer
                                  : AppsState::Face::Loading;
    m_state.freshness = freshnessText(
        oldest.isValid() ? (oldest.secsTo(now) > 2 * interval.count() ? Freshness::Stale : Freshness::Fresh)
                         : Freshness::Unknown,
        oldest, now, tr("Dokploy"), {});
    m_state.bannerTitle =
        missing.isEmpty()
            ? QString()
            : tr("Not everything could be read. What was last seen stays on screen, with its age.");
    m_state.bannerDetail = missing.join(QStringLiteral(", "));
    m_state.environments.clear();
    if (const App *chosen = m_outside.workspace.app(m_state.chosen)) {
        for (const EnvironmentId &environment : chosen->environments) {
            const auto facts = m_facts.constFind(Target{environment, chosen->name}.text());
            if (facts != m_facts.cend())
                m_state.environments.append(*facts);
        }
    }
    Q_EMIT stateChanged();
}

void AppsPresenter::reveal(const EnvironmentId &environment, const QString &name)
{
    const Target of{environment, m_state.chosen};
    whenDone(m_outside.apps.reveal(of, name), this, [this, of, name](const Result<Secret> &value) {
        if (value)
            Q_EMIT revealed(of.environment, name, platform::shownValue(value.value()));
        else
            Q_EMIT failed(errorText(value.error(), Attempt::ReadApp, TrueNow::NothingChanged, of.text()));
    });
}

QString AppsPresenter::start(const Result<jobs::Job> &job)
{
    if (!job)
        return errorText(job.error(), Attempt::ChangeApp, TrueNow::NothingChanged, target().text())
            .sentence();
    const auto started = m_outside.jobs.start(job.value());
    if (!started)
        return errorText(started.error(), Attempt::ChangeApp, TrueNow::NothingChanged, job.value().subject)
            .sentence();
    m_started.insert(started.value(),
                     {job.value().environment, job.value().subject.section(QLatin1Char('/'), 1)});
    return {};
}

QString AppsPresenter::setVariables(const EnvironmentId &environment,
                                    const QList<platform::VariableEdit> &edits, const QString &reason)
{
    const Target of{environment, m_state.chosen};
    const auto facts = m_facts.constFind(of.text());
    if (facts == m_facts.cend())
        return start(Error{ErrorCode::NotFound, of.text(), {}, 0});
    return start(m_outside.apps.variablesJob(*facts, edits, reason));
}

void AppsPresenter::copyVariable(const EnvironmentId &from, const EnvironmentId &to, const QString &name)
{
    withValue({from, m_state.chosen}, name, [this, to, name](const Secret &value) {
        return setVariables(to, {{name, value}}, {});
    });
}

void AppsPresenter::renameVariable(const EnvironmentId &environment, const QString &from, const QString &to)
{
    withValue({environment, m_state.chosen}, from, [this, environment, from, to](const Secret &value) {
        return setVariables(environment, {{to, value}, {from, {}}}, {});
    });
}

// Hands the value on, or says why not.
void AppsPresenter::withValue(const Target &source, const QString &name,
                              const std::function<QString(const Secret &)> &use)
{
    whenDone(m_outside.panel.variableValue(source, name, m_stop.get_token()), this,
             [this, source, use](const Result<Secret> &value) {
                 if (!value) {
                     Q_EMIT failed(
                         errorText(value.error(), Attempt::ReadApp, TrueNow::NothingChanged, source.text()));
                     return;
                 }
                 if (const QString trouble = use(value.value()); !trouble.isEmpty())
                     Q_EMIT refused(trouble);
             });
}

QString AppsPresenter::setRunning(bool running, const QString &reason)
{
    return start(m_outside.apps.runningJob(target(), running, reason));
}

QString AppsPresenter::redeploy()
{
    return start(m_outside.deployments.triggerJob(target()));
}

QString AppsPresenter::restore(const QList<apps::PanelDrift> &drift, const QString &reason)
{
    const apps::AppFacts *facts = m_state.facts();
    if (!facts)
        return start(Error{ErrorCode::NotFound, target().text(), {}, 0});
    return start(m_outside.apps.restoreJob(*facts, drift, reason));
}

QString AppsPresenter::adopt(const apps::PanelDrift &drift, const QString &reason)
{
    const apps::AppFacts *facts = m_state.facts();
    if (!facts)
        return start(Error{ErrorCode::NotFound, target().text(), {}, 0});
    if (drift.kind == apps::DriftKind::ComposeText)
        return start(m_outside.apps.adoptJob(*facts, reason));
    const Target of = facts->target;
    whenDone(m_outside.apps.accept(*facts, {drift}), this, [this, of](const Result<void> &kept) {
        if (!kept)
            Q_EMIT failed(errorText(kept.error(), Attempt::ChangeApp, TrueNow::NothingChanged, of.text()));
        read(of, false);
    });
    return {};
}

Result<QByteArray> AppsPresenter::stackDraft() const
{
    const apps::AppFacts *facts = m_state.facts();
    return facts ? m_outside.apps.stackDraft(*facts)
                 : Result<QByteArray>(Error{ErrorCode::NotFound, target().text(), {}, 0});
}

QString AppsPresenter::draftStack(const QString &reason)
{
    const apps::AppFacts *facts = m_state.facts();
    return start(facts ? m_outside.apps.stackDraftJob(*facts, reason)
                       : Result<jobs::Job>(Error{ErrorCode::NotFound, target().text(), {}, 0}));
}

void AppsPresenter::followLog(bool follow)
{
    m_tail.reset();
    const quint64 mine = ++m_logGeneration;
    if (!follow || m_state.chosen.isEmpty())
        return;
    const Target of = target();
    whenDone(
        m_outside.platform.deployments(of, m_stop.get_token()), this,
        [this, of, mine](const Result<QList<platform::PlatformDeployment>> &rows) {
            if (mine != m_logGeneration)
                return;
            if (!rows) {
                Q_EMIT logFailed(errorText(rows.error(), Attempt::ReadLog, TrueNow::NothingKnown, of.text()));
                return;
            }
            if (rows.value().isEmpty()) {
                Q_EMIT logBegan({});
                return;
            }
            Q_EMIT logBegan(rows.value().first().title);
            m_tail = m_outside.panel.followLog(of, rows.value().first().id);
            connect(m_tail.get(), &platform::LogTail::arrived, this, &AppsPresenter::logArrived);
            connect(m_tail.get(), &platform::LogTail::ended, this, [this](platform::PlatformState state) {
                Q_EMIT logEnded(state == platform::PlatformState::Done);
            });
            connect(m_tail.get(), &platform::LogTail::failed, this, [this, of](const Error &error) {
                Q_EMIT logFailed(errorText(error, Attempt::ReadLog, TrueNow::LastKnownStays, of.text()));
            });
        });
}

} // namespace envdeck::ui

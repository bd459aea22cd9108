// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/metrics_presenter.h"

#include "core/base/safe_file.h"
#include "core/secrets/secret_key.h"

#include <algorithm>
#include <utility>

namespace envdeck::ui {

namespace {

constexpr std::chrono::seconds boardEvery{30};
constexpr std::chrono::seconds historyEvery{60};
constexpr int slowest = 8;                         // times the rhythm, after errors
constexpr int whenUnwatched = 4;                   // times the rhythm, while the window is hidden
constexpr std::chrono::milliseconds choosing{150}; // a wheel or a held key asks once
constexpr qint64 wheelPause = 1500;
constexpr qsizetype rangesKept = 50;

} // namespace

MetricsPresenter::MetricsPresenter(observability::Service &metrics, deployments::Service &deployments,
                                   const Workspace &workspace, const Clock &clock, QObject *parent)
    : QObject(parent), m_metrics(metrics), m_deployments(deployments), m_workspace(workspace), m_clock(clock)
{
    m_next.setSingleShot(true);
    m_soon.setSingleShot(true);
    m_soon.setInterval(choosing);
    connect(&m_soon, &QTimer::timeout, this, &MetricsPresenter::ask);
    connect(&m_next, &QTimer::timeout, this, [this] {
        if (m_historyAsked.secsTo(now()) >= historyEvery.count())
            askDeployments();
        askFiring();
        ask();
    });
}

MetricsPresenter::~MetricsPresenter()
{
    m_stop.request_stop();
    m_scope.request_stop();
}

QString MetricsPresenter::telemetryService() const
{
    const App *app = m_workspace.app(m_target.app);
    return app ? app->telemetryService : QString();
}

QString MetricsPresenter::account() const
{
    const Environment *environment = m_workspace.environment(m_target.environment);
    return environment && environment->signoz ? secrets::signozKey(m_workspace, *environment).kind
                                              : QString();
}

FreshnessText MetricsPresenter::freshness() const
{
    Observed<Done> seen;
    if (m_state.board) {
        seen.value = Done();
        seen.at = m_state.readAt;
    }
    if (m_state.error)
        seen.error = Error{ErrorCode::Unreachable, {}, {}, 0};
    seen.source = QStringLiteral("SigNoz");
    // What was is what it was: a range that is held does not grow old.
    return freshnessText(seen, now(),
                         m_choice.isLive() ? std::chrono::milliseconds(boardEvery) : std::chrono::days(365));
}

void MetricsPresenter::show(const Target &target)
{
    if (target != m_target) {
        m_scope.request_stop();
        m_scope = std::stop_source();
        m_target = target;
        m_state = MetricsState();
        m_stop.request_stop();
        ++m_generation;
        m_next.stop();
        m_soon.stop();
        Q_EMIT stateChanged();
    }
    refresh();
}

void MetricsPresenter::setInView(bool inView)
{
    m_inView = inView;
    if (!inView)
        m_next.stop();
    else if (!m_target.app.isEmpty() && !m_state.loading && m_choice.isLive())
        ask();
}

std::chrono::milliseconds MetricsPresenter::rhythm() const
{
    return boardEvery * std::min(slowest, 1 << std::min(m_failures, 3)) * (m_unwatched ? whenUnwatched : 1);
}

// Who looks again does not wait for a board that was put off while nobody did.
void MetricsPresenter::setUnwatched(bool unwatched)
{
    if (unwatched == std::exchange(m_unwatched, unwatched) || !m_next.isActive())
        return;
    m_next.start(unwatched ? rhythm() : std::min(rhythm(), m_next.remainingTimeAsDuration()));
    if (!unwatched && m_state.readAt.msecsTo(now()) >= rhythm().count())
        m_next.start(0);
}

void MetricsPresenter::refresh()
{
    if (m_target.app.isEmpty())
        return;
    m_failures = 0;
    askDeployments();
    askFiring();
    ask();
}

void MetricsPresenter::choose(const observability::TimeChoice &choice)
{
    if (choice == m_choice)
        return;
    m_earlier.append(m_choice);
    if (m_earlier.size() > rangesKept)
        m_earlier.removeFirst();
    apply(choice);
}

void MetricsPresenter::apply(const observability::TimeChoice &choice)
{
    m_choice = choice;
    m_state.range = choice.at(now()); // the axes move at once, the lines follow
    m_state.comparison.reset();
    m_state.compared.reset();
    m_soon.start();
    Q_EMIT stateChanged();
}

void MetricsPresenter::setLive(bool live)
{
    if (live != m_choice.isLive())
        choose(live ? observability::TimeChoice{m_choice.span, std::nullopt}
                    : observability::held(m_choice, now()));
}

void MetricsPresenter::zoom(const QDateTime &from, const QDateTime &to)
{
    choose(observability::between(from, to, now()));
}

void MetricsPresenter::zoomAbout(const QDateTime &about, double factor)
{
    const auto wanted = observability::zoomed(m_state.range, about, factor, now());
    const bool same = m_wheeled.isValid() && m_wheeled.msecsTo(now()) < wheelPause;
    m_wheeled = now();
    same ? apply(wanted) : choose(wanted);
}

bool MetricsPresenter::back()
{
    if (m_earlier.isEmpty())
        return false;
    m_wheeled = QDateTime();
    apply(m_earlier.takeLast());
    return true;
}

void MetricsPresenter::ask()
{
    m_soon.stop();
    m_next.stop();
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_state.range = m_choice.at(now());
    m_state.loading = true;
    Q_EMIT stateChanged();
    whenDone(m_metrics.board(m_target, m_state.range, m_stop.get_token()), this,
             [this, generation = ++m_generation](const Result<observability::Board> &result) {
                 if (generation == m_generation) // else a later one owns the page now
                     settle(result);
             });
}

void MetricsPresenter::settle(const Result<observability::Board> &result)
{
    m_state.loading = false;
    m_failures = result ? 0 : m_failures + 1;
    m_state.error.reset();
    if (result) {
        m_state.board = result.value();
        m_state.readAt = now();
        if (result.value().hasData()) {
            m_state.silence.reset();
            compareNewest();
        } else {
            askSilence();
        }
    } else if (observability::isNotConfigured(result.error())) {
        m_state.board.reset();
        m_state.silence = observability::Silence::NotConfigured;
    } else {
        m_state.error = errorText(result.error(), Attempt::ReadMetrics, m_target.text());
    }
    if (m_inView && m_choice.isLive())
        m_next.start(rhythm());
    Q_EMIT stateChanged();
}

void MetricsPresenter::askSilence()
{
    whenDone(m_metrics.silence(m_target, m_stop.get_token()), this,
             [this, generation = m_generation](const Result<observability::Silence> &why) {
                 if (generation != m_generation)
                     return;
                 if (why)
                     m_state.silence = why.value();
                 else
                     m_state.error = errorText(why.error(), Attempt::ReadMetrics, m_target.text());
                 Q_EMIT stateChanged();
             });
}

void MetricsPresenter::askDeployments()
{
    m_historyAsked = now();
    whenDone(m_deployments.history(m_target, m_scope.get_token()), this,
             [this, target = m_target](const Result<deployments::History> &history) {
                 if (target != m_target || !history) // no markers is better than no charts
                     return;
                 m_state.deployments = history.value().deployments;
                 if (m_state.board && m_state.board->hasData() && !m_state.comparison)
                     compareNewest();
                 Q_EMIT stateChanged();
             });
}

void MetricsPresenter::askFiring()
{
    whenDone(m_metrics.firing(m_target, m_scope.get_token()), this,
             [this, target = m_target](const Result<QList<Alert>> &alerts) {
                 if (target != m_target || !alerts)
                     return;
                 m_state.firing = alerts.value();
                 Q_EMIT stateChanged();
             });
}

// The newest deployment in view against what ran before it; again and again while that still changes.
void MetricsPresenter::compareNewest()
{
    const auto &all = m_state.deployments;
    const auto newest =
        std::find_if(all.begin(), all.end(), [this](const Deployment &d) { return d.at < m_state.range.to; });
    if (newest == all.end() || newest->at < m_state.range.from) {
        m_state.compared.reset();
        m_state.comparison.reset();
        return;
    }
    const bool settled =
        newest->at.addSecs(
            std::chrono::seconds(observability::comparedSpan + observability::settling).count()) <
        m_state.readAt;
    if (m_state.compared && m_state.compared->commit == newest->commit && m_state.comparison && settled)
        return;
    whenDone(m_metrics.comparison(m_target, newest->at, m_stop.get_token()), this,
             [this, deployment = *newest,
              generation = m_generation](const Result<std::optional<observability::Comparison>> &comparison) {
                 if (generation != m_generation || !comparison)
                     return;
                 m_state.compared = deployment;
                 m_state.comparison = comparison.value();
                 Q_EMIT stateChanged();
             });
}

void MetricsPresenter::save(const QString &path)
{
    if (!m_state.board)
        return;
    whenDone(
        m_writer.run(
            [path, csv = csvOf(*m_state.board)]() -> Result<void> { return writeFile(path, csv, 0644); }),
        this, [this, path](const Result<void> &written) {
            Q_EMIT saved(
                path,
                written
                    ? QString()
                    : errorText(written.error(), Attempt::Export, TrueNow::NothingChanged, path).sentence());
        });
}

} // namespace envdeck::ui

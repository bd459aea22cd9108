// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/backups_presenter.h"

namespace envdeck::ui {

namespace {

constexpr auto betweenReadings = std::chrono::minutes(5);

} // namespace

BackupsPresenter::BackupsPresenter(backups::Service &service, jobs::JobCenter &jobs,
                                   const Workspace &workspace, const Clock &clock, QObject *parent)
    : QObject(parent), m_service(service), m_jobs(jobs), m_workspace(workspace), m_clock(clock)
{
    m_again.setInterval(betweenReadings);
    connect(&m_again, &QTimer::timeout, this, &BackupsPresenter::refresh);
    connect(&m_jobs, &jobs::JobCenter::jobChanged, this, [this](const JobStatus &status) {
        if (status.isOver() && m_started.remove(status.operation))
            refresh();
    });
}

BackupsPresenter::~BackupsPresenter()
{
    m_stop.request_stop();
}

void BackupsPresenter::show(const EnvironmentId &environment)
{
    if (environment != m_state.environment) {
        m_state = {};
        m_state.environment = environment;
        m_seen = {};
    }
    refresh();
}

void BackupsPresenter::watch(bool watching)
{
    watching ? m_again.start() : m_again.stop();
}

void BackupsPresenter::update()
{
    compose();
}

void BackupsPresenter::refresh()
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_state.loading = true;
    compose();
    const EnvironmentId environment = m_state.environment;
    whenDone(m_service.read(environment, m_stop.get_token()), this,
             [this, environment, mine = ++m_generation](const Result<QList<backups::Row>> &rows) {
                 if (mine != m_generation)
                     return;
                 const QString source = QStringLiteral("Dokploy ") + environment;
                 m_seen = rows ? observed(rows.value(), source, m_clock.now())
                               : withFailure(m_seen, rows.error(), source, m_clock.now());
                 m_state.loading = false;
                 compose();
             });
}

void BackupsPresenter::compose()
{
    m_state.now = m_clock.now();
    const bool notConfigured = m_seen.error && m_seen.error->detail == QLatin1String("not-configured");
    m_state.configured = !notConfigured;
    m_state.answered = m_seen.value.has_value();
    m_state.rows = m_seen.value.value_or(QList<backups::Row>());
    m_state.keyRefused = m_seen.error && (m_seen.error->code == ErrorCode::Unauthorized ||
                                          m_seen.error->code == ErrorCode::Forbidden);
    m_state.error.reset();
    if (m_seen.error && !notConfigured)
        m_state.error = readAgainText(*m_seen.error, Attempt::ReadBackups,
                                      m_seen.value ? TrueNow::LastKnownStays : TrueNow::NothingKnown,
                                      m_state.environment);
    m_state.freshness = freshnessText(m_seen, m_state.now, std::chrono::milliseconds(betweenReadings));
    Q_EMIT stateChanged();
}

QString BackupsPresenter::backUp(const backups::Row &row)
{
    const QString subject = m_state.environment + QLatin1Char('/') + row.set.name;
    const auto job = m_service.backUpJob(m_state.environment, row, {});
    if (!job)
        return errorText(job.error(), Attempt::BackUp, TrueNow::NothingChanged, subject).sentence();
    const auto started = m_jobs.start(job.value());
    if (!started)
        return errorText(started.error(), Attempt::BackUp, TrueNow::NothingChanged, subject).sentence();
    m_started.insert(started.value());
    return {};
}

} // namespace envdeck::ui

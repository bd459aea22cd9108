// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/thresholds_presenter.h"

#include "core/workspace/load.h"

namespace envdeck::ui {

ThresholdsPresenter::ThresholdsPresenter(const Workspace &workspace, configuration::ThresholdService &service,
                                         jobs::JobCenter &jobs, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_jobs(jobs), m_service(service)
{
    connect(&m_jobs, &jobs::JobCenter::jobChanged, this, &ThresholdsPresenter::noteJob);
}

ThresholdsPresenter::~ThresholdsPresenter()
{
    m_stop.request_stop();
}

void ThresholdsPresenter::refresh()
{
    if (m_state.reading)
        return;
    m_state.reading = true;
    Q_EMIT stateChanged();
    whenDone(m_service.read(m_stop.get_token()), this,
             [this](const Result<configuration::SharedThresholds> &answer) {
                 m_state.reading = false;
                 m_state.error.reset();
                 if (answer)
                     m_state.shared = answer.value();
                 else
                     m_state.error =
                         errorText(answer.error(), Attempt::Read,
                                   m_state.shared ? TrueNow::LastKnownStays : TrueNow::NothingKnown,
                                   QString::fromLatin1(workspace::fileName));
                 Q_EMIT stateChanged();
             });
}

Result<configuration::ThresholdReview> ThresholdsPresenter::review(const Thresholds &wanted) const
{
    if (!m_state.shared)
        return Error{ErrorCode::NotFound, QString::fromLatin1(workspace::fileName), {}, 0};
    return m_service.review(*m_state.shared, wanted);
}

QString ThresholdsPresenter::apply(const configuration::ThresholdReview &review, const QString &reason)
{
    const auto started = m_jobs.start(m_service.job(review, reason));
    return started ? QString() : errorText(started.error(), Attempt::SaveSettings, review.file).sentence();
}

void ThresholdsPresenter::noteJob(const JobStatus &job)
{
    if (job.kind != QLatin1String("thresholds") || (m_state.job && m_state.job->operation > job.operation))
        return; // ids begin with their time
    m_state.job = job;
    Q_EMIT stateChanged();
    if (job.isOver())
        refresh();
}

} // namespace envdeck::ui

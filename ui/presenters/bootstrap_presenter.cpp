// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/presenters/bootstrap_presenter.h"

namespace envdeck::ui {

BootstrapPresenter::BootstrapPresenter(Outside outside, QObject *parent) : QObject(parent), m_outside(outside)
{
    connect(&m_outside.jobs, &jobs::JobCenter::jobChanged, this, [this](const JobStatus &status) {
        if (status.isOver() && m_started.contains(status.operation))
            m_outside.hosts.refresh(m_started.take(status.operation));
    });
}

void BootstrapPresenter::ask(const platform::HostId &host)
{
    if (std::exchange(m_asking, true))
        return;
    Q_EMIT askingChanged();
    whenDone(m_outside.service.review(host, {}, {}), this,
             [this, host](const Result<bootstrap::Review> &review) {
                 m_asking = false;
                 Q_EMIT askingChanged();
                 if (review)
                     Q_EMIT ready(review.value());
                 else
                     Q_EMIT failed(
                         errorText(review.error(), Attempt::ReadHost, TrueNow::NothingChanged, host.path()));
             });
}

bootstrap::Review BootstrapPresenter::planned(const bootstrap::Review &review, const bootstrap::Ask &ask)
{
    bootstrap::Review again = review;
    again.wishes.ask = ask;
    again.plan = bootstrap::planFor(again.look, again.wishes, again.fetched, again.at);
    return again;
}

QString BootstrapPresenter::start(const bootstrap::Review &review, const QString &reason)
{
    const auto made = m_outside.service.job(review);
    jobs::Job job = made ? made.value() : jobs::Job();
    job.reason = reason;
    const auto started = made ? m_outside.jobs.start(job) : Result<QString>(made.error());
    if (!started)
        return errorText(started.error(), Attempt::ChangeHost, TrueNow::NothingChanged,
                         review.wishes.host.path())
            .sentence();
    m_started.insert(started.value(), review.wishes.host);
    return {};
}

} // namespace envdeck::ui

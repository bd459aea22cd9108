// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/configuration/threshold_service.h"
#include "ui/text/error_text.h"

#include <QObject>

namespace envdeck::ui {

struct ThresholdsState {
    bool reading = false;
    std::optional<configuration::SharedThresholds> shared; // the last that was read
    std::optional<ErrorText> error;                        // why it could not be read again
    std::optional<JobStatus> job; // the newest change that runs, or ended in this session
};

// The thresholds that everybody shares, and the change of them.
class ThresholdsPresenter final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    ThresholdsPresenter(const Workspace &workspace, configuration::ThresholdService &service,
                        jobs::JobCenter &jobs, QObject *parent = nullptr);
    ~ThresholdsPresenter() override;

    const ThresholdsState &state() const { return m_state; }
    const Workspace &workspace() const { return m_workspace; }
    const Thresholds &inForce() const
    {
        return m_workspace.thresholds;
    } // in this window, until it is opened again
    bool isBusy() const { return m_state.job && !m_state.job->isOver(); }

    void refresh();
    Result<configuration::ThresholdReview>
    review(const Thresholds &wanted) const; // NotFound before the first answer
    // Starts the change; empty, or the sentence why it does not start.
    QString apply(const configuration::ThresholdReview &review, const QString &reason);

Q_SIGNALS:
    void stateChanged();

private:
    void noteJob(const JobStatus &job);

    const Workspace &m_workspace;
    jobs::JobCenter &m_jobs;
    configuration::ThresholdService &m_service;
    ThresholdsState m_state;
    std::stop_source m_stop;
};

} // namespace envdeck::ui

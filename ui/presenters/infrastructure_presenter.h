// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/configuration/format_service.h"
#include "core/infrastructure/service.h"
#include "core/jobs/job_center.h"
#include "ui/text/error_text.h"

#include <QObject>

namespace envdeck::ui {

// What the Infrastructure page shows of one environment, as one value.
struct InfrastructureState {
    std::optional<ErrorText> programMissing; // nothing can be planned; says how to get one
    QString program;                         // "terraform 1.11.4"
    std::optional<infrastructure::ReviewedPlan> plan;
    // By the policy of the environment, of the plan at hand. Nothing too while nobody could be asked: the job
    // asks again.
    std::optional<Error> applyRefused;
    std::optional<JobStatus> job; // the newest plan or apply, unless it is a plan that succeeded
    QStringList log;              // its last lines
    bool readingState = false;
    std::optional<infrastructure::State> state;
    QDateTime stateReadAt; // UTC
    std::optional<ErrorText> stateError;
    std::optional<Error> stateLocked; // reading it was refused by its lock
};

class InfrastructurePresenter final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    InfrastructurePresenter(infrastructure::Service &service, jobs::JobCenter &jobs,
                            const Workspace &workspace, const Clock &clock, QObject *parent = nullptr);
    ~InfrastructurePresenter() override;

    const InfrastructureState &state() const { return m_state; }
    const EnvironmentId &environment() const { return m_environment; }
    const Workspace &workspace() const { return m_workspace; }
    QDateTime now() const { return m_clock.now(); }
    bool isBusy() const; // a plan or apply of this environment runs
    Guard guard() const; // of applying the plan at hand

    void show(const EnvironmentId &environment);
    void refresh();
    void readState(); // outputs and resources
    void plan() { planTo(PlanMode::Changes); }
    void planTo(PlanMode mode);
    // Of the head of the branch; one at a time. Answered by a signal, unless another environment came in
    // view.
    void checkFormat();
    void checkCode();
    bool isChecking() const { return m_checking; }
    // Commits what checkFormat() found. Without it nothing is formatted from here. Outlives it.
    void setFormats(configuration::FormatService *formats) { m_formats = formats; }
    bool canFormat() const { return m_formats; }
    Result<configuration::FormatReview> formatReview(const infrastructure::FormatCheck &check) const;
    // Starts it; empty, or the sentence why it does not start.
    QString format(const configuration::FormatReview &review, const QString &reason);
    void discard() { m_service.discard(m_environment); }
    // Starts the apply; empty, or the sentence why it does not start.
    QString apply(const QString &reason);
    void cancel();

Q_SIGNALS:
    void stateChanged();
    void formatChecked(const envdeck::infrastructure::FormatCheck &check);
    void codeChecked(const envdeck::infrastructure::CodeCheck &check);
    void checkFailed(const envdeck::ui::ErrorText &error);

private:
    void noteJobs();
    template <typename T>
    void check(const Async<T> &asked, void (InfrastructurePresenter::*answer)(const T &));
    void notePlan(const std::optional<infrastructure::ReviewedPlan> &plan);
    void askPolicy();

    infrastructure::Service &m_service;
    jobs::JobCenter &m_jobs;
    const Workspace &m_workspace;
    const Clock &m_clock;
    EnvironmentId m_environment;
    InfrastructureState m_state;
    bool m_checking = false;
    configuration::FormatService *m_formats = nullptr;
    QString m_asked; // the plan whose question to the policy is on its way
    std::stop_source m_stop;
};

} // namespace envdeck::ui

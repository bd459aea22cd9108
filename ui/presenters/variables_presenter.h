// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/configuration/variable_service.h"
#include "ui/text/error_text.h"
#include "ui/text/pull_text.h"

#include <QObject>

namespace envdeck::ui {

// What an operator typed for a variable, kept so that it can be reviewed once more.
struct TypedValue {
    QString name;
    QString text;
    friend bool operator==(const TypedValue &, const TypedValue &) = default;
};

struct VariablesState {
    bool reading = false;
    std::optional<configuration::EnvironmentSide> side; // the last that was read, without an error
    QDateTime readAt;
    std::optional<ErrorText> error; // why it could not be read (again)
    // The newest change of this environment, until a plan shows its effect; not one that was cancelled.
    std::optional<JobStatus> job;
};

// The terraform variables of one environment at the head of its branch, and the change of one.
class VariablesPresenter final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    VariablesPresenter(configuration::VariableService &service, jobs::JobCenter &jobs,
                       const Workspace &workspace, const Clock &clock, QObject *parent = nullptr);
    ~VariablesPresenter() override;

    const VariablesState &state() const { return m_state; }
    const EnvironmentId &environment() const { return m_environment; }
    const Workspace &workspace() const { return m_workspace; }
    QDateTime now() const { return m_clock.now(); }
    // A change is being made; one whose pull request waits for people keeps nobody from the next.
    bool isBusy() const { return m_state.job && isAtWork(*m_state.job); }
    const terraform::Variable *variable(const QString &name) const; // null when there is none (any more)
    // Why it is not changed from here; empty when it can be.
    QString whyNot(const terraform::Variable &variable) const;
    // The file, in the repository, that would be changed; empty when it cannot be.
    QString fileFor(const terraform::Variable &variable) const;
    const std::optional<TypedValue> &typed() const { return m_typed; } // what was last asked to be reviewed

    void show(const EnvironmentId &environment); // reads nothing; ends what was asked of another environment
    void refresh();                              // nothing while it reads
    // Answers by reviewReady() or reviewFailed(), unless it is called off.
    void review(const TypedValue &typed);
    void callOff();
    // Starts the change; empty, or the sentence why it does not start.
    QString apply(const configuration::VariableReview &review, const QString &reason);
    void recheck(); // of a job that lost contact: it looks at the remote and goes on

Q_SIGNALS:
    void stateChanged();
    void reviewReady(const envdeck::configuration::VariableReview &review);
    void reviewFailed(const QString &sentence);

private:
    void take(const Result<QList<configuration::EnvironmentSide>> &sides);
    void noteJobs();

    configuration::VariableService &m_service;
    jobs::JobCenter &m_jobs;
    const Workspace &m_workspace;
    const Clock &m_clock;
    EnvironmentId m_environment;
    VariablesState m_state;
    std::optional<TypedValue> m_typed;
    std::stop_source m_reading;
    std::stop_source m_asked;
    quint64 m_generation = 0; // of environments
    quint64 m_review = 0;     // the newest that was asked for
};

} // namespace envdeck::ui

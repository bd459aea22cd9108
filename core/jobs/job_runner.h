// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/jobs/job.h"
#include "core/jobs/step_link.h"
#include "core/journal/journal.h"

#include <QObject>
#include <QTimer>

namespace envdeck::jobs {

// Runs one job's steps in order, stops at the first error, and keeps the journal ahead of what happens
// outside. Whoever starts it holds the environment.
class JobRunner final : public QObject {
    Q_OBJECT

public:
    struct Surroundings {
        journal::Journal &journal;
        const Clock &clock;
        std::shared_ptr<JobLog> log;
    };

    // `status` as statusOf() makes it. `resumed`: the operation stands in the journal and is open.
    JobRunner(Job job, const JobStatus &status, bool resumed, const Surroundings &surroundings,
              QObject *parent);
    ~JobRunner() override;

    void start();
    bool cancel(); // false past the point of no return, and when it is over
    // The environment is ours again, or cannot be had; answers to environmentWanted().
    void regain();
    void turnAway(const Error &error);

    const JobStatus &status() const { return m_status; }
    // Once finished: the journal did not take the intent, so nothing was done.
    bool wasRefused() const { return m_refused; }
    // Once finished: rows that the journal did not take; empty when it knows all.
    const QList<journal::Entry> &unrecorded() const { return m_rows; }
    // Once finished: the step that we stopped waiting for still goes on, and what belongs to it must live.
    bool isStepInFlight() const { return m_inFlight; }
    const QJsonObject &evidence() const { return m_evidence; }

Q_SIGNALS:
    void changed();
    void finished();          // once, when the journal knows the end or has refused it
    void answeredLate();      // a step answered after we had stopped waiting
    void environmentLeft();   // while a step waits for people
    void environmentWanted(); // again, for the step behind it

private:
    void advance(int index);
    void taken(int index, const Result<qint64> &written);
    void enter(int index);
    std::shared_ptr<StepLink> linkFor(int index);
    Async<void> keep(int index, const QString &key, const QJsonValue &value);
    void answered(int index, const Result<void> &result);
    void passLateCancel(int index);
    bool isCancelled() const { return m_gate->isCancelled() && !m_cancelWasLate; }
    void lostContact();
    void end(JobState state, const std::optional<Error> &error);
    void over(bool recorded);
    StepStatus &step(int index) { return m_status.steps[index]; }
    void noteStep(int index);

    const Job m_job;
    JobStatus m_status;
    const bool m_resumed;
    journal::Journal &m_journal;
    const Clock &m_clock;
    std::shared_ptr<JobLog> m_log;
    std::stop_source m_stop;
    std::shared_ptr<CancelGate> m_gate = std::make_shared<CancelGate>();
    QTimer m_deadline;
    int m_waitingFor = -1; // the step whose answer counts
    bool m_inFlight = false;
    bool m_ending = false;
    bool m_left = false;          // the environment
    int m_parked = -1;            // the step that waits for it
    bool m_cancelWasLate = false; // what it should have stopped was done already
    bool m_journalled;            // rows are written at all
    bool m_begun = false;         // the intent is on the disk
    bool m_refused = false;
    bool m_reachedOutside = false; // a step that changes something was started
    QList<journal::Entry> m_rows;  // not written yet
    QJsonObject m_found;           // by the current step
    QJsonObject m_evidence;        // by all steps
};

} // namespace envdeck::jobs

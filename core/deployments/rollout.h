// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/service.h"
#include "core/jobs/job_center.h"

#include <QObject>

namespace envdeck::deployments {

// One change of a rollout.
struct RolloutPart {
    enum class State {
        Waiting,
        Reviewing,
        Running,
        Healthy,
        AlreadyThere, // git named the version already
        Stopped,      // see error, checks
        LeftOut,      // because one before it was not healthy
    };
    Request request;
    State state = State::Waiting;
    ImageRef from;                // once it was reviewed
    QString operation;            // once it was started
    QList<PreflightCheck> checks; // once they were made
    std::optional<Error> error;   // Conflict "checks-failed": a check stands against it; Forbidden "frozen",
                                  // "reason-required"; Unhealthy; or why its job failed
    friend bool operator==(const RolloutPart &, const RolloutPart &) = default;
};

// Apps one after the other, environment after environment: the next one is begun when the one before was seen
// to be healthy, and none after the first that was not. Each is a job of its own with its own commit, review
// and checks, so that a process that ends leaves whole changes behind and begins no further one. Thread: the
// GUI's. Deleting it stops nothing that runs, and begins nothing more.
class Rollout final : public QObject {
    Q_OBJECT

public:
    // `decision` is of all parts; its way counts where the policy leaves one.
    Rollout(Service &service, jobs::JobCenter &center, const QList<Request> &requests,
            const Decision &decision, QObject *parent = nullptr);
    ~Rollout() override;

    void start();
    void stop(); // asks the job that runs to cancel, and begins no other
    const QList<RolloutPart> &parts() const { return m_parts; }
    bool isOver() const { return m_over; }
    bool isHealthy() const; // all parts are

Q_SIGNALS:
    void changed(int part);
    void finished();

private:
    RolloutPart &part() { return m_parts[m_at]; }
    void next();
    void reviewed(const Result<Review> &review);
    void checked(const Review &review, const QList<PreflightCheck> &checks);
    void run(const Review &review);
    void follow(const JobStatus &status);
    void set(RolloutPart::State state);
    void endWith(const Error &error);

    Service &m_service;
    jobs::JobCenter &m_center;
    Decision m_decision;
    QList<RolloutPart> m_parts;
    std::unique_ptr<Preflight> m_preflight;
    std::stop_source m_stop;
    int m_at = -1;
    bool m_over = false;
};

// One app of one commit after the other in an environment; then the same in the next.
QList<Request> deployRequests(const QStringList &apps, const EnvironmentId &environment, const QString &tag);
// From what `from` runs through the environments behind it up to `through`, by order. An app that is not in
// one of them passes it by. Empty where `through` does not stand behind `from`.
QList<Request> promoteRequests(const Workspace &workspace, const QString &app, const ImageRef &version,
                               const EnvironmentId &from, const EnvironmentId &through);

} // namespace envdeck::deployments

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/deployments/service.h"
#include "core/jobs/job_center.h"
#include "ui/text/error_text.h"
#include "ui/text/freshness_text.h"

#include <QObject>

namespace envdeck::ui {

// What the Deployments page shows, as one value. The last good history stays while a refresh runs or fails.
struct DeploymentsState {
    bool loading = false;
    std::optional<deployments::History> history;
    std::optional<ErrorText> error;          // the latest read failed
    std::optional<JobStatus> job;            // the newest one of this target that runs, failed or is unknown
    std::optional<deployments::Truth> truth; // read after that job went wrong
    QString busy;                            // why nothing can be changed now; empty when it can
};

// History of one target, the reviews made from it, and the job that changes it.
class DeploymentsPresenter final : public QObject {
    Q_OBJECT

public:
    // All outlive it.
    DeploymentsPresenter(deployments::Service &service, jobs::JobCenter &jobs, const Workspace &workspace,
                         const Clock &clock, QObject *parent = nullptr);
    ~DeploymentsPresenter() override;

    const DeploymentsState &state() const { return m_state; }
    const Target &target() const { return m_target; }
    const Workspace &workspace() const { return m_workspace; }
    QDateTime now() const { return m_clock.now(); }
    FreshnessText freshness() const;
    // "v1.3.8 is worse than what ran before: …"; empty when it is not.
    QString comparison() const;
    // "dokploy/prod": the key that is used for a source of MissingSource; empty for one without a key of its
    // own.
    QString accountOf(const QString &source) const;
    const Deployment *safest() const; // null when no version is known to be safe

    void
    show(const Target &target); // cancels the reading in progress; without an app there is nothing to read
    void refresh();
    // Answers by reviewReady() or reviewFailed().
    void review(Action action, const ImageRef &to, const EnvironmentId &from = {});
    void readVersions(); // by versionsReady() or reviewFailed()
    // By versionRead() and, where its commit is known, checksRead(); or by versionUnread().
    void readVersion(const deployments::Version &version);
    void readNews(const deployments::Version &version); // by newsRead() or newsUnread()
    std::unique_ptr<deployments::Preflight> preflight(const deployments::Review &review)
    {
        return m_service.preflight(review);
    }
    // Starts the change; the operation id, or why it does not start.
    Result<QString> start(const deployments::Review &review, const deployments::Decision &decision);
    Result<QString> triggerAgain();
    // For two weeks, by a commit that changes nothing else.
    Result<QString> hold(const QString &version, const QString &reason);
    Result<QString> releaseHold(const QString &reason);
    Result<QString> watchOn(); // what runs now, for ten minutes
    void readTruth();          // by stateChanged()

Q_SIGNALS:
    void stateChanged();
    void reviewReady(const envdeck::deployments::Review &review);
    void reviewFailed(const envdeck::ui::ErrorText &error);
    void versionsReady(const QList<envdeck::deployments::Version> &versions);
    void versionRead(const envdeck::deployments::Version &version);
    void versionUnread(const QString &tag, const envdeck::Error &error);
    void checksRead(const QString &tag, const envdeck::platform::CiFacts &checks);
    void newsRead(const QString &tag, const envdeck::deployments::VersionNews &news);
    void newsUnread(const QString &tag, const envdeck::Error &error);

private:
    void noteJobs();

    deployments::Service &m_service;
    jobs::JobCenter &m_jobs;
    const Workspace &m_workspace;
    const Clock &m_clock;
    Target m_target;
    DeploymentsState m_state;
    std::stop_source m_reading; // of the history; each refresh begins anew
    std::stop_source m_asked;   // what the operator asked for; lasts until the target changes
    quint64 m_generation = 0;
};

} // namespace envdeck::ui

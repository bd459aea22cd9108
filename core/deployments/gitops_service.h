// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/worker.h"
#include "core/deployments/patience.h"
#include "core/deployments/service.h"
#include "core/git/mirror.h"
#include "core/http/probe.h"
#include "core/jobs/job_center.h"
#include "core/journal/journal.h"
#include "core/platform/app_panel.h"
#include "core/platform/code_host.h"
#include "core/platform/deploy_platform.h"
#include "core/platform/host_witness.h"
#include "core/platform/image_registry.h"
#include "core/platform/telemetry.h"
#include "core/pulls/desk.h"

namespace envdeck::deployments {

// Where a deployment's facts come from and its changes go to. All outlive the service and its jobs.
struct Outside {
    const Workspace &workspace;
    git::Mirror &mirror;
    platform::DeployPlatform &platform;
    platform::ImageRegistry &registry;
    platform::Telemetry &telemetry;
    http::Probe &probe;
    journal::Journal &journal;
    const Clock &clock;
    pulls::Desk *pulls = nullptr;           // where a change may go through a pull request
    platform::AppPanel *panel = nullptr;    // whose log of a deployment is shown while the job follows it
    platform::CodeHost *code = nullptr;     // where the commits are that images are made of
    platform::HostWitness *hosts = nullptr; // what the hosts say for themselves
};

// Deployments as commits to the infrastructure repository that the platform follows.
class GitOpsService final : public QObject, public Service {
public:
    // `actor` signs holds.
    GitOpsService(const Outside &outside, const QString &actor, const Patience &patience = {},
                  QObject *parent = nullptr);
    ~GitOpsService() override;

    Async<History> history(const Target &target, std::stop_token stop) override;
    Async<QList<Version>> versions(const Target &target, std::stop_token stop) override;
    Async<Version> readVersion(const Version &version, std::stop_token stop) override;
    Async<VersionNews> news(const Target &target, const Version &to, std::stop_token stop) override;
    Async<platform::CiFacts> ci(const Version &version, std::stop_token stop) override;
    Async<Review> review(const Request &request, std::stop_token stop) override;
    std::unique_ptr<Preflight> preflight(const Review &review) override;
    jobs::Job job(const Review &review, const Decision &decision) override;
    jobs::Job triggerJob(const Target &target) override;
    jobs::Job watchJob(const Target &target, std::chrono::seconds time) override;
    jobs::Job holdJob(const Target &target, const Hold &hold) override;
    jobs::Job releaseHoldJob(const Target &target, const QString &reason) override;
    Async<Truth> truth(const Target &target, std::stop_token stop) override;

    // They are made after it; for jobs made from now on.
    void setHosts(platform::HostWitness *hosts) { m_outside.hosts = hosts; }
    // So that jobs of an earlier process can be resumed.
    void registerRebuilds(jobs::JobCenter &center);

private:
    static Error unknownTarget(const Target &target);
    Async<QList<Deployment>> rowsAt(const Target &target, const QString &head, const QString &file,
                                    std::stop_token stop);
    Async<History> assembled(const Target &target, const QString &head,
                             const std::optional<Error> &fetchError, std::stop_token stop);
    Async<History> withDigest(History history, struct Witnesses witnesses, std::stop_token stop);
    Async<History> withBehaviour(History history, const struct Witnesses &witnesses, std::stop_token stop);
    Async<QList<Version>> versionsAtHeads(const Target &target, std::stop_token stop);
    Async<QList<Version>> tagged(const QString &repository,
                                 const QHash<QString, QList<EnvironmentId>> &runsIn, std::stop_token stop);
    using Lines = QHash<EnvironmentId, Result<ImageRef>>;
    // With which digest it ran there; empty when nobody wrote that down.
    Async<QString> recordedIn(const Target &source, const ImageRef &version);
    // The same as the file of the source says it, where that names a digest.
    static QString promotedDigest(const Request &request, const ImageRef &version, const Lines &lines,
                                  const QString &recorded);
    Async<Lines> imageLines(const App &app, std::stop_token stop); // what each environment's file says now
    QList<EnvironmentId> skippedBy(const Request &request, const Environment &to, const Lines &lines) const;
    Async<QList<platform::Container>> whatRuns(const Target &target, std::stop_token stop);
    Async<Review> reviewed(const Request &request, const QString &head, const QByteArray &content,
                           std::stop_token stop);

    Outside m_outside;
    QString m_actor;
    Patience m_patience;
    QHash<QString, platform::Behaviour>
        m_ended; // how versions behaved that are no longer live, by target and commit
    struct KeptRows {
        QString key; // head and day
        QList<Deployment> rows;
    };
    QHash<QString, KeptRows> m_rows; // by target
    Worker m_parser{QStringLiteral("deployments-parser")};
};

} // namespace envdeck::deployments

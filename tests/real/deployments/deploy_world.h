// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/gitops_service.h"
#include "tests/real/deployments/fake_outside.h"
#include "tests/real/git/git_world.h"
#include "tests/support/http/http_server.h"

#include <functional>

namespace envdeck::deployments {

// prod/api on a real repository with a bare remote, with everything else under the test's control. A minute
// of watching is a minute of the clock and no time at all.
inline const QString v1 = QStringLiteral("v1");
inline const QString v2 = QStringLiteral("v2");
inline const QString v3 = QStringLiteral("v3");

class DeployWorld : public git::GitWorld {
protected:
    DeployWorld();
    ~DeployWorld() override;

    // The process ends, and another one begins.
    void restart();
    // With that program in the place of git.
    void useGit(const QString &program);
    // The app answers for itself: 200 and its version while its container runs, else 502.
    void giveHealthEndpoint();

    static Request request(const QString &tag, Action action = Action::Deploy);
    Review reviewed(const QString &tag, Action action = Action::Deploy);
    Error refusal(const QString &tag, Action action = Action::Deploy);
    QList<PreflightCheck> checked(const Review &review);
    History history();
    Deployment newest(); // of the history

    QString started(const jobs::Job &job);
    JobStatus status(const QString &operation) const;
    JobStatus ended(const QString &operation);
    JobStatus run(const jobs::Job &job) { return ended(started(job)); }
    JobStatus deployed(const QString &tag, Action action = Action::Deploy, const Decision &decision = {});
    // Ends the process when that step has begun.
    QString killedIn(
        const jobs::Job &job, const QString &step, const std::function<bool()> &when = [] { return true; });
    JobStatus resumed(const QString &operation);
    // Does that as the step begins, once, before the step itself does anything.
    void asStepBegins(const QString &step, std::function<void()> what);

    QString atRemote(const QString &file) const; // content at the head of main, as it is
    QString messageAtRemote() const;             // of the head of main
    int commitsAtRemote() const;
    StepStatus step(const JobStatus &job, const QString &id) const;
    QJsonObject evidence(const QString &operation);
    Cloned clone();

    static ImageRef image(const QString &tag, const QString &digest = {});
    static QString digest(char letter)
    {
        return QStringLiteral("sha256:") + QString(64, QLatin1Char(letter));
    }

    const Target target{QStringLiteral("prod"), QStringLiteral("api")};
    const QString file = git::composePath;
    testing::FakeClock clock;
    Workspace workspace;
    Patience patience;
    FakePlatform platform{clock, [this] { return clone(); }};
    FakeRegistry registry;
    FakeTelemetry telemetry;
    std::unique_ptr<journal::Journal> journal;
    std::unique_ptr<git::Mirror> mirror;
    http::Probe probe;
    FakeHosts hosts;
    pulls::Desk *pulls = nullptr; // what restart() gives the service
    platform::CodeHost *codeHost = nullptr;
    bool hasHosts = false;
    std::unique_ptr<jobs::JobCenter> center;
    std::unique_ptr<GitOpsService> service;

private:
    std::unique_ptr<testing::HttpServer> m_app;
    Cloned m_cloned;
};

} // namespace envdeck::deployments

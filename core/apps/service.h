// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/apps/adoption.h"
#include "core/apps/drift.h"
#include "core/base/clock.h"
#include "core/base/redactor.h"
#include "core/base/worker.h"
#include "core/git/mirror.h"
#include "core/jobs/job_center.h"
#include "core/journal/journal.h"
#include "core/pulls/desk.h"

#include <QObject>

namespace envdeck::apps {

// All outlive the service and its jobs.
struct Outside {
    const Workspace &workspace;
    git::Mirror &mirror;
    platform::AppPanel &panel;
    http::CertificateProbe &certificates;
    journal::Journal &journal;
    const Clock &clock;
    pulls::Desk *pulls = nullptr;
};

struct Reading {
    bool fetch = false;        // git first; otherwise what the last fetch brought
    bool certificates = false; // shake hands with every domain that has https
};

// How the apps of a workspace are set up on their platform, held against git, and the jobs that change it.
// Thread: the one that made it; answers come through its event loop.
class Service final : public QObject {
public:
    // `actor` signs what is revealed.
    Service(const Outside &outside, const QString &actor, QObject *parent = nullptr);
    ~Service() override;

    // What could not be read is an error in its place; the answer itself is one only for an unknown target.
    // The first time that an app is read is what its domains and variables are held against afterwards.
    Async<AppFacts> read(const Target &target, const Reading &how, std::stop_token stop);
    // The compose file of an app at a commit, for comparing.
    Async<QByteArray> composeAt(const Target &target, const QString &commit, std::stop_token stop);

    // The value of one variable, because a person asked; journalled first, and refused when it cannot be.
    Async<Secret> reveal(const Target &target, const QString &name);
    // The app's file as a stack that rolls would have it; the errors of stackDraftJob().
    Result<QByteArray> stackDraft(const AppFacts &facts) const;
    // Domains and variables as they are now count as intended from here on.
    Async<void> accept(const AppFacts &facts, const QList<PanelDrift> &drift);

    // kind "app-variables", R2; journalled by name. Steps: recheck (nobody changed them since `facts`),
    // write, readback. It cannot be resumed after a crash, since no value is kept. BadInput without edits.
    Result<jobs::Job> variablesJob(const AppFacts &facts, const QList<platform::VariableEdit> &edits,
                                   const QString &reason) const;
    // kind "stop-app" or "start-app", R2. Steps: switch, readback.
    jobs::Job runningJob(const Target &target, bool running, const QString &reason) const;
    // kind "restore-panel", R2: writes back what git says or what was accepted. Steps: recheck, write,
    // readback. BadInput when nothing of it can be restored.
    Result<jobs::Job> restoreJob(const AppFacts &facts, const QList<PanelDrift> &drift,
                                 const QString &reason) const;
    // kind "adopt-compose", R2: commits the platform's text as the app's file. Steps: recheck, commit, push,
    // or those of a pull request. Errors: BadInput "not-raw", Forbidden "pull-request".
    Result<jobs::Job> adoptJob(const AppFacts &facts, const QString &reason) const;
    // kind "draft-stack", R2: commits `order: start-first` at the app's services, or proposes it by the way
    // of the policy. What runs stays as it is until somebody makes Dokploy's kind a stack. BadInput "rolls"
    // where the file says so already; otherwise as gitops::withStartFirst(), and adoptJob().
    Result<jobs::Job> stackDraftJob(const AppFacts &facts, const QString &reason) const;
    void registerRebuilds(jobs::JobCenter &center);

private:
    Result<jobs::Job> textJob(Adoption::Kind kind, const AppFacts &facts, const QByteArray &text,
                              const QString &reason) const;
    Async<ComposeView> readCompose(const Target &target, bool fetch, std::stop_token stop);
    Async<UpdateEffect> readEffect(const Target &target);
    Async<Baseline> baseline(const Target &target, const platform::AppSetup &setup);
    Async<void> keep(const Target &target, const Baseline &baseline);
    Async<AppFacts> withCertificates(const AppFacts &facts, std::stop_token stop);
    // What a job of ours left behind is no change of others.
    Async<void> acceptOwn(const Target &target, const QStringList &variables,
                          const platform::AppSetup &setup);

    Outside m_outside;
    QString m_actor;
    QHash<QString, Baseline> m_baselines; // by target, once read
    Worker m_parser{QStringLiteral("apps-parser")};
};

} // namespace envdeck::apps

// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/worker.h"
#include "core/git/mirror.h"
#include "core/infrastructure/places.h"
#include "core/infrastructure/program_choice.h"
#include "core/infrastructure/run_history.h"
#include "core/infrastructure/service.h"
#include "core/infrastructure/terraform_secrets.h"
#include "core/jobs/environment_lock.h"
#include "core/jobs/job_center.h"
#include "core/journal/journal.h"
#include "core/pulls/desk.h"
#include "core/terraform/tool.h"

#include <QDeadlineTimer>
#include <QSet>
#include <map>

namespace envdeck::infrastructure {

struct ApplyFacts;
struct MergedFacts;

// What the service works with. All outlive it and its jobs.
struct Outside {
    const Workspace &workspace;
    git::Mirror &mirror;
    journal::Journal &journal;
    const Clock &clock;
    QString dataFolder;  // Paths::data
    QString runner;      // path of envdeck-runner
    QString programPath; // a personal setting; empty for PATH
    QString toolsFolder; // looked in after PATH: where packaging/get-tofu.sh puts OpenTofu; may not exist
    QString actor;
};

inline constexpr std::chrono::minutes planLife{30};

struct PlanChoices {
    QString commit = {}; // of a run that is followed again; empty for the branch's head
    std::optional<std::chrono::seconds> patience = {}; // how long the lock of another is waited for
    QString branch = {};                               // another one than the environment's own
    PlanMode mode = PlanMode::Changes;
    SecretsFor secrets = SecretsFor::Planning;
    QString head = {}; // of the branch, as it was agreed to; empty for whatever it is
};

class TerraformService final : public Service, public ProgramChoice {
    Q_OBJECT

public:
    explicit TerraformService(const Outside &outside, QObject *parent = nullptr);
    ~TerraformService() override;

    Async<terraform::Program> program(std::stop_token stop) override
    {
        return programAt(m_outside.programPath, stop);
    }
    QString programPath() const override { return m_outside.programPath; }
    void setProgramPath(const QString &path) override;
    Async<terraform::Program> programAt(const QString &path, std::stop_token stop) override;
    std::optional<ReviewedPlan> plan(const EnvironmentId &environment) const override;
    Async<std::optional<ReviewedPlan>> restore(const EnvironmentId &environment,
                                               std::stop_token stop) override;
    void discard(const EnvironmentId &environment) override;
    jobs::Job planJob(const EnvironmentId &environment, PlanMode mode = PlanMode::Changes) override;
    jobs::Job patientPlanJob(const EnvironmentId &environment) override;
    Result<jobs::Job> applyJob(const EnvironmentId &environment, const QString &reason) override;
    Async<State> state(const EnvironmentId &environment, std::stop_token stop) override;
    Async<void> mayApply(const EnvironmentId &environment, const QString &commit, PlanMode mode,
                         std::stop_token stop) override;
    Async<FormatCheck> checkFormat(const EnvironmentId &environment, std::stop_token stop) override;
    Async<CodeCheck> checkCode(const EnvironmentId &environment, std::stop_token stop) override;

    // Where terraform's secrets come from; without it it is given none. Outlives this and its jobs.
    void setSecrets(TerraformSecrets *secrets) { m_secrets = secrets; }
    // How long a read waits for another one of the environment (then it ends with Locked and who has the turn
    // as detail), and for its own answer (then with Timeout; its program is asked to end, and has the turn
    // until it did).
    struct ReadLimits {
        std::chrono::milliseconds turn = std::chrono::minutes(5);
        std::chrono::milliseconds answer = std::chrono::minutes(15);
    };
    void setReadLimits(const ReadLimits &limits) { m_readLimits = limits; }
    // Where an apply may go through a pull request. Outlives this and its jobs.
    void setPulls(pulls::Desk *pulls) { m_pulls = pulls; }
    // What is known of a plan without asking the program: that of the environment's own branch ("") or of
    // another one which an apply would take now. Nothing when there is none that may still be applied.
    Async<std::optional<journal::PlanReview>> newestReview(const EnvironmentId &environment,
                                                           const QString &branch);
    // As restore(), of another branch than the environment's own. Neither gives the program a secret.
    Async<std::optional<ReviewedPlan>> restoreBranch(const EnvironmentId &environment, const QString &branch,
                                                     std::stop_token stop);
    // A plan of the head of another branch: its code runs with the environment's credentials, which a person
    // has to have agreed to; with SecretsFor::Withheld it is given none of them, and neither is what
    // follows from that plan. It is never applied as it is; see mergedApplyJob(). With a `head` the branch
    // has to be there: else "export" ends Conflict "head-moved before-plan", and nothing of it was run.
    jobs::Job branchPlanJob(const EnvironmentId &environment, const QString &branch,
                            SecretsFor secrets = SecretsFor::Planning, const QString &head = {});
    // Proposes the branch whose plan is at hand, follows and merges the pull request, plans the merged commit
    // and applies that without a second review, when it would do exactly what was reviewed. kind "apply".
    // Steps: recheck request approval merge fetch export init validate plan show same apply outputs. NotFound
    // when there is no plan, Conflict "plan-branch" (and which) when it is of another branch; Forbidden
    // "pull-request" where no pull request can be opened.
    Result<jobs::Job> mergedApplyJob(const EnvironmentId &environment, const QString &branch,
                                     const QString &title, const QString &body, const QString &reason);

    // So that jobs of an earlier process can be resumed: an apply is attached to, or its end is read.
    void registerRebuilds(jobs::JobCenter &center);
    // Follows again what an earlier process began and nobody looks at: a plan by its own operation, an apply
    // by resuming it. After JobCenter::recover(); for a process that stays.
    void followUnattended(jobs::JobCenter &center);
    RunHistory &runs() { return m_runs; }

    // For the steps of the jobs.
    const Outside &outside() const { return m_outside; }
    Worker &worker() { return m_worker; }
    Places places(const EnvironmentId &environment) const;
    // What is exported of a commit: the environment's folder with the modules beside it.
    QString codeFolder(const EnvironmentId &environment) const;
    // The export of a commit, and terraform on it with the secrets that its code asks for. Errors: those of
    // TerraformSecrets::read().
    Async<std::shared_ptr<terraform::Tool>> tool(const EnvironmentId &environment, const QString &operation,
                                                 std::stop_token stop,
                                                 SecretsFor purpose = SecretsFor::Reading);
    Async<QString> exportHead(const EnvironmentId &environment, const QString &operation,
                              std::stop_token stop, const QString &branch = {},
                              const QString &expected = {}); // the commit
    void hold(const ReviewedPlan &plan);
    void forget(const EnvironmentId &environment);

Q_SIGNALS:
    void programChanged();

private:
    jobs::Job builtPlan(const EnvironmentId &environment, const QString &operation,
                        const PlanChoices &choices);
    Async<std::shared_ptr<terraform::Tool>> withSecrets(const EnvironmentId &environment,
                                                        const terraform::Target &target, SecretsFor purpose);
    jobs::Job builtMergedApply(const MergedFacts &facts);
    jobs::Job builtApply(const ApplyFacts &facts, bool destroys);
    QString freezeReasonNow(const EnvironmentId &environment, const QString &reason) const;
    Async<QString> lastApplied(const EnvironmentId &environment); // commit; empty when nobody knows
    Async<QList<git::Commit>> changesToMerge(const EnvironmentId &environment, const QString &commit,
                                             std::stop_token stop);
    Async<void> allMerged(const EnvironmentId &environment, QStringList commits, std::stop_token stop);
    Async<QString> exportTo(const EnvironmentId &environment, const QString &into, std::stop_token stop,
                            const QString &branch = {}, const QString &expected = {});
    Async<std::shared_ptr<terraform::Tool>> toolOn(const EnvironmentId &environment, const QString &exported,
                                                   const QString &work, std::stop_token stop,
                                                   SecretsFor purpose);
    // See terraform_reads.cpp.
    using Turn = std::shared_ptr<jobs::EnvironmentLock>;
    template <typename T>
    using Reader = std::function<Async<T>(const std::shared_ptr<terraform::Tool> &, const QString &commit,
                                          std::stop_token stop)>;
    Async<FormatCheck> readFormat(const EnvironmentId &environment,
                                  const std::shared_ptr<terraform::Tool> &tool, const QString &commit,
                                  std::stop_token stop);
    Async<Turn> readTurn(const EnvironmentId &environment, QDeadlineTimer until, std::stop_token stop);
    template <typename T>
    Async<T> readWith(const EnvironmentId &environment, std::stop_token stop, Reader<T> read);

    Outside m_outside;
    RunHistory m_runs;
    TerraformSecrets *m_secrets = nullptr;
    pulls::Desk *m_pulls = nullptr;
    std::map<EnvironmentId, ReviewedPlan> m_plans;
    QSet<QString> m_merged; // "main abc…": commits that came to a branch by pull request, as was asked before
    ReadLimits m_readLimits;
    Worker m_worker{QStringLiteral("terraform")};
};

} // namespace envdeck::infrastructure

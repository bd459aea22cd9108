// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/terraform_service.h"

namespace envdeck::infrastructure {

// The steps of one plan job, and what they hand on to each other. When the program was started already, by an
// earlier process, the steps before it are passed and plan follows it to its end.
class PlanSteps final : public QObject {
public:
    PlanSteps(TerraformService &service, const EnvironmentId &environment, const QString &operation,
              const PlanChoices &choices = {});

    Async<void> fetch(const jobs::Context &context);
    Async<void> exportCommit(const jobs::Context &context);
    Async<void> init(const jobs::Context &context);
    Async<void> validate(const jobs::Context &context);
    Async<void> plan(const jobs::Context &context);
    Async<void> show(const jobs::Context &context);

    const QString &commit() const { return m_commit; } // after exportCommit()

private:
    bool wasStarted() const;
    QDateTime planEnd() const;

    TerraformService &m_service;
    EnvironmentId m_environment;
    QString m_operation;
    QString m_commit;
    QString m_branch;
    QString m_head; // where the branch has to be; empty for anywhere
    PlanMode m_mode;
    SecretsFor m_secrets;
    std::optional<std::chrono::seconds> m_patience;
    std::shared_ptr<terraform::Tool> m_tool;
    std::shared_ptr<terraform::Run> m_run;
};

// For a program that was started already they are only to be hidden, and what is withheld stays so.
SecretsFor secretsOf(SecretsFor chosen, bool wasStarted);
// Writes what a run says into the job's log and its step's note: the resource at work, or how many are done.
void followRun(terraform::Run &run, const jobs::Context &context);
// Sends the one interrupt when the job is cancelled. Keep what it answers as long as the run is followed.
std::shared_ptr<void> interruptOnStop(const std::shared_ptr<terraform::Run> &run,
                                      const jobs::Context &context);

} // namespace envdeck::infrastructure

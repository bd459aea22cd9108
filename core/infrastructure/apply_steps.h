// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/terraform_service.h"

namespace envdeck::infrastructure {

// What an apply is bound to.
struct ApplyFacts {
    EnvironmentId environment;
    QString operation;     // of the apply
    QString planOperation; // names the run folder with the plan
    ReviewRecord record;
    QDateTime madeAt;
    PlanMode mode = PlanMode::Changes;
    bool merged = false;       // its pull request was followed and merged by the same job
    bool withheld = false;     // as its plan was made: without any secret
    QString freezeReason = {}; // why it goes on in a freeze; empty when there was none
};

// The steps of one apply job. When the program was started already, by this or an earlier process, recheck is
// passed and apply follows it to its end.
class ApplySteps final : public QObject {
public:
    ApplySteps(TerraformService &service, const ApplyFacts &facts);

    Async<void> recheck(const jobs::Context &context);
    Async<void> apply(const jobs::Context &context);
    Async<void> outputs(const jobs::Context &context);

private:
    bool wasStarted() const;
    Async<void> permitted(const jobs::Context &context);
    Async<void> compared(const jobs::Context &context);
    Async<void> run(const jobs::Context &context);
    Async<void> failed(const Error &error);

    TerraformService &m_service;
    ApplyFacts m_facts;
    std::shared_ptr<terraform::Tool> m_tool;
    std::shared_ptr<terraform::Run> m_run;
};

} // namespace envdeck::infrastructure

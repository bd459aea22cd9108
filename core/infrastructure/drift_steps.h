// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/terraform_drift.h"

namespace envdeck::infrastructure {

// The steps of one drift check, and what they hand on to each other.
class DriftSteps final : public QObject {
public:
    DriftSteps(TerraformDrift &drift, TerraformService &terraform, const EnvironmentId &environment,
               const QString &operation);

    Async<void> fetch(const jobs::Context &context);
    Async<void> exportCommit(const jobs::Context &context);
    Async<void> init(const jobs::Context &context);
    Async<void> refresh(const jobs::Context &context);
    Async<void> compare(const jobs::Context &context);

    // A check that goes no further leaves nothing behind: its plan file holds every secret in clear.
    Async<void> clearedOnError(const Async<void> &step);

private:
    Async<void> cleared(const Result<void> &answer);
    Async<void> initialised(const jobs::Context &context);
    Async<DriftReport> read(const jobs::Context &context);

    TerraformDrift &m_drift;
    TerraformService &m_terraform;
    EnvironmentId m_environment;
    QString m_run; // names its folder among the environment's runs
    DriftReport m_report;
    std::shared_ptr<terraform::Tool> m_tool;
    std::shared_ptr<terraform::Run> m_following;
};

} // namespace envdeck::infrastructure

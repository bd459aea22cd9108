// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/infrastructure/drift_service.h"
#include "core/infrastructure/terraform_service.h"

namespace envdeck::infrastructure {

// Checks by a plan with -refresh-only on the head of the environment's branch. The newest report of each
// environment is a snapshot of the journal; what drifted newly is recorded there as seen from outside.
class TerraformDrift final : public DriftService {
    Q_OBJECT

public:
    // It outlives this and its jobs.
    explicit TerraformDrift(TerraformService &terraform, QObject *parent = nullptr);

    std::optional<DriftReport> report(const EnvironmentId &environment) const override;
    Async<std::optional<DriftReport>> restore(const EnvironmentId &environment) override;
    jobs::Job driftJob(const EnvironmentId &environment) override;

    // For the steps of the jobs. Fills in what was seen first, records what is new and keeps the report. A
    // journal that does not take it costs the memory of it, not the report; the next check records it again.
    Async<void> keep(const DriftReport &report);

private:
    void hold(const DriftReport &report);

    TerraformService &m_terraform;
    std::map<EnvironmentId, DriftReport> m_reports;
};

// What the journal keeps of a report, oldest drift first: one entry for what was first seen of a resource at
// one time, named after both, so that recording it again changes nothing.
QList<journal::Entry> seenEntries(const DriftReport &report);

} // namespace envdeck::infrastructure

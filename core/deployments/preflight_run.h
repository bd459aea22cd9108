// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deployments/gitops_service.h"

namespace envdeck::deployments {

// See Preflight. The checks that matter for this change, each with a time limit of its own.
class PreflightRun final : public Preflight {
    Q_OBJECT

public:
    PreflightRun(const Outside &outside, const Patience &patience, const Review &review);
    ~PreflightRun() override;

    QList<PreflightCheck> checks() const override { return m_checks; }
    bool isFinished() const override { return m_open == 0; }

private:
    int announce(const QString &id);
    void finish(int index, PreflightCheck check);
    void lookAtImage();
    void lookAtVariables();
    void lookAtMigration();
    void lookAtPlatform();
    void lookAtDisk();
    void lookAtSkipped();
    void lookAtHold();
    void answerSoon(const QString &id, const PreflightCheck &check);

    Outside m_outside;
    Patience m_patience;
    Review m_review;
    std::stop_source m_stop;
    QList<PreflightCheck> m_checks;
    int m_open = 0;
};

} // namespace envdeck::deployments

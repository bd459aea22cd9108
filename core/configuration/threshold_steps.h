// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pulls/edit_steps.h"
#include "core/configuration/threshold_facts.h"

namespace envdeck::configuration {

// The steps of a job that changes thresholds in envdeck.yaml.
class ThresholdSteps final : public pulls::EditSteps {
public:
    ThresholdSteps(git::Mirror &mirror, const ThresholdFacts &facts, pulls::Desk *pulls);

private:
    Result<QByteArray> edited(const QString &file, const QByteArray &content) const override;
    QString message() const override;
    QString proposal() const override;

    ThresholdFacts m_facts;
};

} // namespace envdeck::configuration

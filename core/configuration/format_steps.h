// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pulls/edit_steps.h"
#include "core/configuration/format_facts.h"

namespace envdeck::configuration {

// The steps of a job that lays files of terraform code out as the program does.
class FormatSteps final : public pulls::EditSteps {
public:
    FormatSteps(git::Mirror &mirror, const FormatFacts &facts, pulls::Desk *pulls);

private:
    Result<QByteArray> edited(const QString &file, const QByteArray &content) const override;
    QString message() const override;
    QString proposal() const override;

    FormatFacts m_facts;
};

} // namespace envdeck::configuration

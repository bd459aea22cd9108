// SPDX-FileCopyrightText: 2026 The Envdeck authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/pulls/edit_steps.h"
#include "core/configuration/variable_facts.h"

namespace envdeck::configuration {

// The steps of a job that changes one variable in a tfvars file.
class VariableSteps final : public pulls::EditSteps {
public:
    VariableSteps(git::Mirror &mirror, const VariableFacts &facts, pulls::Desk *pulls);

private:
    Result<QByteArray> edited(const QString &file, const QByteArray &content) const override;
    QString message() const override;
    QString proposal() const override;

    VariableFacts m_facts;
};

// "server_type "cx33" -> "cx43"", on one line and not longer than a subject.
QString variableChange(const VariableFacts &facts);

} // namespace envdeck::configuration
